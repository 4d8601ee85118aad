import { sql } from 'kysely';
import type { Blocker, PlacementReason } from '#app/domain/allocation/proposal.ts';
import type { RelocationDecision } from '#app/domain/capacity/changes/capacity-change.ts';
import type { BedPlace } from '#app/domain/capacity/bed-place.ts';
import type {
  DecidedRelocation,
  RelocationCounts,
  RelocationFilter,
} from '#app/domain/capacity/changes/relocation-decision.ts';
import type { Day, DayRange } from '#app/domain/dates.ts';
import type { AccountId, CapacityChangeId } from '#app/domain/identity/ids.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { audit } from '#app/data/audit.ts';
import { endsAfter, parseDayRange } from '#app/data/day-range.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

/** Somebody who leaves a bed for a change: `from` is the day of leaving, `to` the day on which the stay was to end. */
export interface Relocation extends DayRange {
  readonly assignmentId: string;
  readonly workerId: string;
  readonly workerName: string;
  readonly employerName: string;
  readonly requestNumber: number | null;
  readonly changeId: CapacityChangeId;
  readonly changeNumber: number;
  readonly fromBed: BedPlace & { readonly roomId: string };
  /** Null while no bed was found. */
  readonly toBed: (BedPlace & { readonly roomId: string }) | null;
  /** Why the bed, of who has one; what stood in the way, of who has none. */
  readonly reasons: readonly PlacementReason[];
  readonly blockers: readonly Blocker[];
  readonly decision: DecidedRelocation | null;
  readonly decidedByName: string | null;
  /** An assignment to the bed that was found is written. */
  readonly isPlaced: boolean;
}

const bedAt = (bed: string) => sql`
  (select jsonb_build_object(
    'siteAr', site.name_ar, 'siteEn', site.name_en, 'buildingName', building.name, 'floor', room.floor,
    'roomId', room.id, 'roomName', room.name, 'bedLabel', bed.label)
  from bed
  join room on room.id = bed.room_id
  join building on building.id = bed.building_id
  join site on site.id = bed.site_id
  where bed.id = relocation.${sql.ref(bed)})
`;

type Row = Omit<Relocation, 'from' | 'to' | 'reasons' | 'blockers' | 'decision'> & {
  readonly during: string;
  readonly reasons: unknown;
  readonly decision: RelocationDecision | null;
  readonly decidedUntil: Day | null;
  readonly measure: string;
};

const toRelocation = ({ during, reasons, decision, decidedUntil, measure, ...row }: Row): Relocation => ({
  ...row,
  ...parseDayRange(during),
  reasons: row.toBed ? (reasons as PlacementReason[]) : [],
  blockers: row.toBed ? [] : (reasons as Blocker[]),
  decision:
    decision === null
      ? null
      : decision === 'stays_until'
        ? { kind: decision, until: decidedUntil ?? '' }
        : { kind: decision, measure },
});

/** Somebody who lost a bed and has no other, and who didn't leave of themselves before they were to leave that bed. */
export const isWaiting = sql<boolean>`(
  relocation.decision is not null and relocation.new_assignment_id is null and not exists (
    select from assignment as left_bed
    where left_bed.id = relocation.assignment_id and left_bed.state = 'ended'
      and upper(left_bed.during) < greatest(lower(relocation.during), relocation.decided_until)
  )
)`;

const conditions: Readonly<Record<RelocationFilter, ReturnType<typeof sql>>> = {
  all: sql`true`,
  nowhere: sql`relocation.bed_id is null`,
  // relocation_waiting serves this.
  waiting: isWaiting,
};

async function list(
  transaction: ActorTransaction,
  condition: ReturnType<typeof sql>,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ rows: Relocation[]; total: number }> {
  const counted = await sql<{ total: number }>`
    select count(*)::int as total
    from relocation
    join capacity_change as change on change.id = relocation.change_id
    where ${condition}
  `.execute(transaction);
  const { rows } = await sql<Row>`
    select relocation.assignment_id, relocation.worker_id, worker.full_name as worker_name, employer.name as employer_name,
      request.number as request_number, change.id as change_id, change.number as change_number,
      ${bedAt('old_bed_id')} as from_bed, ${bedAt('bed_id')} as to_bed,
      relocation.during::text as during, relocation.reasons, relocation.decision, relocation.decided_until,
      relocation.measure, decider.display_name as decided_by_name,
      relocation.new_assignment_id is not null as is_placed
    from relocation
    join capacity_change as change on change.id = relocation.change_id
    join worker on worker.id = relocation.worker_id
    join employer on employer.id = worker.employer_id
    left join placement_request as request on request.id = relocation.request_id
    left join account as decider on decider.id = relocation.decided_by
    where ${condition}
    order by relocation.bed_id is not null, worker.full_name, relocation.assignment_id
    limit ${limit} offset ${offset}
  `.execute(transaction);
  return { rows: rows.map(toRelocation), total: counted.rows[0]?.total ?? 0 };
}

/** Who leaves a bed for the change, by name, those with nowhere to go first. */
export function listRelocations(
  transaction: ActorTransaction,
  {
    changeId,
    only,
    ...page
  }: { changeId: CapacityChangeId; only: RelocationFilter; limit: number; offset: number },
): Promise<{ rows: Relocation[]; total: number }> {
  return list(transaction, sql`relocation.change_id = ${changeId} and ${conditions[only]}`, page);
}

/** Who lost a bed by a change in effect and is still waiting for another, for stays that haven't ended by the day. */
export function listWaiting(
  transaction: ActorTransaction,
  { day, ...page }: { day: Day; limit: number; offset: number },
): Promise<{ rows: Relocation[]; total: number }> {
  return list(
    transaction,
    sql`change.state = 'in_effect' and ${conditions.waiting} and ${endsAfter(day, 'relocation.during')}`,
    page,
  );
}

export async function countRelocations(
  transaction: ActorTransaction,
  { changeId }: { changeId: CapacityChangeId },
): Promise<RelocationCounts> {
  const { rows } = await sql<RelocationCounts>`
    select count(*)::int as leaving,
      count(*) filter (where ${conditions.nowhere})::int as nowhere,
      count(*) filter (where ${conditions.nowhere} and decision is null)::int as undecided,
      count(*) filter (where ${conditions.waiting})::int as waiting
    from relocation
    where change_id = ${changeId}
  `.execute(transaction);
  return rows[0] ?? { leaving: 0, nowhere: 0, undecided: 0, waiting: 0 };
}

/**
 * A planner's word for people whom no bed was found for, while the change is proposed: those chosen, or everybody
 * without one yet; null takes it back.
 * @throws ProblemError change_not_in_state, relocation_settled where one of them is no longer without a bed, or
 *   relocation_stay_too_short with the `day` by which all of them have left
 */
export async function decideRelocations(
  transaction: ActorTransaction,
  {
    changeId,
    people,
    decision,
    decidedBy,
  }: {
    changeId: CapacityChangeId;
    /** Those of these assignments, or everybody without a decision yet. */
    people: readonly string[] | 'undecided';
    decision: DecidedRelocation | null;
    decidedBy: AccountId;
  },
): Promise<void> {
  // Whoever signs waits here, and so never signs for people who are being decided about.
  const change = await transaction
    .selectFrom('capacityChange')
    .select('state')
    .where('id', '=', changeId)
    .forUpdate()
    .executeTakeFirst();
  if (!change) throw new ProblemError('not_found');
  if (change.state !== 'proposed') throw new ProblemError('change_not_in_state');
  const everybody = people === 'undecided';
  const wanted = everybody
    ? sql<boolean>`decision is null`
    : sql<boolean>`assignment_id = any(${[...people]}::uuid[])`;
  const chosen = await sql<{ leavesOn: Day }>`
    select lower(during)::text as leaves_on
    from relocation
    where change_id = ${changeId} and bed_id is null and ${wanted}
    order by 1 desc
  `.execute(transaction);
  if (!everybody && chosen.rows.length !== new Set(people).size) throw new ProblemError('relocation_settled');
  // Who signs agrees to what was decided as well: the mark of what they saw holds no longer.
  await transaction
    .updateTable('capacityChange')
    .set({ preparedAt: sql<Date>`clock_timestamp()` })
    .where('id', '=', changeId)
    .execute();
  const day = chosen.rows[0]?.leavesOn ?? '';
  if (decision?.kind === 'stays_until' && decision.until <= day)
    throw new ProblemError('relocation_stay_too_short', { day });
  await transaction
    .updateTable('relocation')
    .set({
      decision: decision?.kind ?? null,
      decidedUntil: decision?.kind === 'stays_until' ? decision.until : null,
      measure: decision && decision.kind !== 'stays_until' ? decision.measure : '',
      decidedBy: decision ? decidedBy : null,
      decidedAt: decision ? new Date() : null,
    })
    .where('changeId', '=', changeId)
    .where('bedId', 'is', null)
    .where(wanted)
    .execute();
  await audit(transaction, {
    action: decision ? 'relocation.decided' : 'relocation.undecided',
    subjectKind: 'capacity_change',
    subjectId: changeId,
    details: { workers: chosen.rows.length },
  });
}
