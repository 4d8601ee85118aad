import { sql } from 'kysely';
import type { ClosingPlace } from '#app/domain/capacity/changes/capacity-change.ts';
import type { NamedPlace } from '#app/domain/capacity/changes/closing-place.ts';
import type { Day } from '#app/domain/dates.ts';
import { addDays } from '#app/domain/dates.ts';
import type { AccountId, CapacityChangeId, InspectionId } from '#app/domain/identity/ids.ts';
import {
  DAYS_TO_LEAVE_A_DANGER,
  RESERVATION_IN_DANGER,
  isWithinPlace,
  reasonOfInspection,
  widestOf,
} from '#app/domain/inspection/closing.ts';
import { audit } from '#app/data/audit.ts';
import { proposeClosure } from '#app/data/capacity/capacity-changes.ts';
import { placeNames } from '#app/data/capacity/place-names.ts';
import { decideRelocations, isWaiting } from '#app/data/capacity/relocations.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

interface Closing extends ClosingPlace {
  readonly id: CapacityChangeId;
}

/** Closings that inspections caused at a site and that hold, or are about to. */
async function listDangerClosings(
  transaction: ActorTransaction,
  { siteId }: { siteId: string },
): Promise<(Closing & { readonly state: string })[]> {
  const { rows } = await sql<Closing & { state: string }>`
    select change.id, change.state::text, change.site_id, change.building_id, change.floor, change.room_id, change.bed_id
    from capacity_change as change
    left join closure on closure.change_id = change.id
    where change.inspection_id is not null and change.kind = 'closure' and change.site_id = ${siteId}
      and (change.state in ('preparing', 'proposed', 'taking_effect', 'failed')
        or change.state = 'in_effect' and upper_inf(closure.during))
    order by change.number
  `.execute(transaction);
  return rows;
}

/**
 * Proposes that places be closed from today on because an inspection found people in danger there; they are then to be
 * put into effect. What is closed for an inspection already, by itself or with what lies around it, isn't closed again.
 * @returns for each place the change that closes it
 */
export async function closeForDanger(
  transaction: ActorTransaction,
  {
    places,
    inspection,
    today,
  }: {
    places: readonly ClosingPlace[];
    inspection: { readonly id: InspectionId; readonly number: number; readonly inspector: AccountId };
    today: Day;
  },
): Promise<CapacityChangeId[]> {
  const [first] = places;
  if (!first) return [];
  const { siteId } = first;
  // Who else closes something there for an inspection waits, and then sees it.
  await sql`select from site where id = ${siteId} for no key update`.execute(transaction);
  const closings: Closing[] = [];
  for (const { state, ...closing } of await listDangerClosings(transaction, { siteId })) {
    if (state === 'failed') await tryAgain(transaction, { changeId: closing.id });
    closings.push(closing);
  }
  for (const place of widestOf(places)) {
    if (closings.some((closing) => isWithinPlace(place, closing))) continue;
    const id = await proposeClosure(transaction, {
      place,
      effectiveFrom: today,
      closedUntil: null,
      reason: reasonOfInspection(inspection.number),
      proposedBy: inspection.inspector,
      inspectionId: inspection.id,
    });
    closings.push({ ...place, id });
  }
  return places.flatMap((place) => closings.find((closing) => isWithinPlace(place, closing))?.id ?? []);
}

async function tryAgain(
  transaction: ActorTransaction,
  { changeId }: { changeId: CapacityChangeId },
): Promise<void> {
  await transaction
    .updateTable('capacityChange')
    .set({ state: 'preparing', failure: null })
    .where('id', '=', changeId)
    .execute();
}

/**
 * Signs a proposed closing for danger in the name of the inspector who found it, unless a planner has moved its days: then
 * a planner signs. Who has no other bed may stay for some days in the bed they have, kept for them by name; a reservation
 * for which there is no other bed is called off, so that nobody moves into a danger.
 */
export async function signDangerClosing(
  transaction: ActorTransaction,
  { changeId, today }: { changeId: CapacityChangeId; today: Day },
): Promise<void> {
  const change = await transaction
    .selectFrom('capacityChange')
    .select('proposedBy')
    .where('id', '=', changeId)
    .where('state', '=', 'proposed')
    .where('kind', '=', 'closure')
    .where('inspectionId', 'is not', null)
    .where('datedBy', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!change) return;
  const decidedBy = change.proposedBy as AccountId;
  const until = addDays(today, DAYS_TO_LEAVE_A_DANGER);
  const { rows } = await sql<{ assignmentId: string; mayStay: boolean }>`
    select relocation.assignment_id, assignment.state = 'occupied' and lower(relocation.during) < ${until}::date as may_stay
    from relocation
    join assignment on assignment.id = relocation.assignment_id
    where relocation.change_id = ${changeId} and relocation.bed_id is null and relocation.decision is null
  `.execute(transaction);
  const people = (mayStay: boolean) =>
    rows.filter((row) => row.mayStay === mayStay).map(({ assignmentId }) => assignmentId);
  for (const [chosen, decision] of [
    [people(true), { kind: 'stays_until', until }],
    [people(false), { kind: 'emergency_measure', measure: RESERVATION_IN_DANGER }],
  ] as const) {
    if (chosen.length > 0)
      await decideRelocations(transaction, { changeId, people: chosen, decision, decidedBy });
  }
  await transaction
    .updateTable('capacityChange')
    .set({ state: 'taking_effect', signedBy: decidedBy, signedAt: new Date() })
    .where('id', '=', changeId)
    .execute();
  await audit(transaction, {
    action: 'capacity_change.signed',
    subjectKind: 'capacity_change',
    subjectId: changeId,
  });
}

/** A place closed for danger in which somebody still waits for another bed. */
interface PeopleInDanger {
  readonly changeId: CapacityChangeId;
  readonly changeNumber: number;
  readonly place: NamedPlace;
  /** Who has no other bed, whether still inside or out already. */
  readonly waiting: number;
  /** The last day before which those inside have left; null where nobody is inside any more. */
  readonly until: Day | null;
  readonly inside: number;
}

/** Closings for danger that are in effect, with the names of their places. */
function dangerClosings(transaction: ActorTransaction) {
  return transaction
    .selectFrom('capacityChange as change')
    .innerJoin('site', 'site.id', 'change.siteId')
    .leftJoin('building', 'building.id', 'change.buildingId')
    .leftJoin('room', 'room.id', 'change.roomId')
    .leftJoin('bed', 'bed.id', 'change.bedId')
    .where('change.inspectionId', 'is not', null)
    .where('change.kind', '=', 'closure')
    .where('change.state', '=', 'in_effect')
    .select([
      'change.id as changeId',
      'change.siteId',
      'change.buildingId',
      'change.floor',
      'change.roomId',
      'change.bedId',
      ...placeNames,
    ]);
}

/** A place that an inspection closed without a planner. */
interface ClosedForDanger {
  readonly changeId: CapacityChangeId;
  readonly place: NamedPlace;
  readonly closedOn: Day;
  /** Who had a bed there and was given another. */
  readonly moved: number;
}

/** Places that inspections have closed since that day, the latest in front: planners hear of them here first. */
export async function listClosedForDanger(
  transaction: ActorTransaction,
  { since }: { since: Day },
): Promise<ClosedForDanger[]> {
  const rows = await dangerClosings(transaction)
    .where('change.effectiveFrom', '>=', since)
    .select([
      'change.effectiveFrom as closedOn',
      // relocation's primary key serves this.
      sql<number>`(
        select count(*)::int from relocation where change_id = change.id and new_assignment_id is not null
      )`.as('moved'),
    ])
    .orderBy('change.number', 'desc')
    .execute();
  return rows.map(({ changeId, closedOn, moved, ...place }) => ({
    changeId: changeId as CapacityChangeId,
    closedOn,
    moved,
    place: { ...place, siteId: place.siteId ?? '' },
  }));
}

/** Places closed for danger while people in them wait for another bed, those who must leave first in front. */
export async function listPeopleInDanger(
  transaction: ActorTransaction,
  { day, changeId = null }: { day: Day; changeId?: CapacityChangeId | null },
): Promise<PeopleInDanger[]> {
  const rows = await dangerClosings(transaction)
    .innerJoin('relocation', 'relocation.changeId', 'change.id')
    .$if(changeId !== null, (query) => query.where('change.id', '=', changeId ?? ''))
    // relocation_waiting serves this.
    .where(isWaiting)
    .where(sql<boolean>`(upper_inf(relocation.during) or upper(relocation.during) > ${day}::date)`)
    .select([
      'change.number as changeNumber',
      sql<number>`count(*)::int`.as('waiting'),
      sql<number>`(count(*) filter (where relocation.decided_until > ${day}::date))::int`.as('inside'),
      sql<Day | null>`max(relocation.decided_until) filter (where relocation.decided_until > ${day}::date)::text`.as(
        'until',
      ),
    ])
    .groupBy(['change.id', 'site.id', 'building.id', 'room.id', 'bed.id'])
    .orderBy('until')
    .orderBy('change.number')
    .execute();
  return rows.map(({ changeId: id, changeNumber, waiting, inside, until, ...place }) => ({
    changeId: id as CapacityChangeId,
    changeNumber,
    waiting,
    inside,
    until,
    place: { ...place, siteId: place.siteId ?? '' },
  }));
}
