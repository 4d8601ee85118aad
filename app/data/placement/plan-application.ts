import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { AccountId, PlanId } from '#app/domain/identity/ids.ts';
import type { OvertakenCode } from '#app/domain/placement/overtaken.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { audit } from '#app/data/audit.ts';
import type { OvertakenMoves } from './plan-moves.ts';
import { carryOutMoves, isClosed, isUnsuitable, judgeMoves, whoIsInTheWay } from './plan-moves.ts';
import { followAssignments } from './request-queue.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

/** A placement or move of a plan that no longer holds. */
export interface Overtaken {
  readonly workerId: string;
  readonly workerName: string;
  /** Null for a housed worker who was to move. */
  readonly requestNumber: number | null;
  readonly code: OvertakenCode;
}

/**
 * Every placement of the plan judged anew against the records of this moment, in the order of the codes above. A worker
 * whom another employer now employs no longer stands in the request, as far as placing goes.
 */
const judged = (planId: PlanId, overtaken: OvertakenMoves) => sql`
  select planned.worker_id, planned.request_id, worker.full_name, request.number,
    case
      when request.state not in ('accepted', 'partly_placed') or request.during <> planned.during then 'request_closed'
      when member.worker_id is null then 'worker_left_request'
      when worker.employer_id <> request.employer_id then 'worker_facts_changed'
      when exists (
        select from assignment as other where other.worker_id = planned.worker_id and other.during && planned.during
      ) then 'worker_already_housed'
      when ${isClosed} then 'bed_closed'
      ${whoIsInTheWay(planId, overtaken)}
      when ${isUnsuitable} then 'building_changed'
    end as code
  from plan_placement as planned
  join worker on worker.id = planned.worker_id
  join placement_request as request on request.id = planned.request_id
  join bed on bed.id = planned.bed_id
  join room on room.id = bed.room_id
  join building on building.id = bed.building_id
  left join placement_request_worker as member
    on member.request_id = planned.request_id and member.worker_id = planned.worker_id
  where planned.plan_id = ${planId} and planned.bed_id is not null
`;

/** What changed since the plan was made: its moves and placements that no longer hold, each with why. */
export async function findOvertaken(
  transaction: ActorTransaction,
  { planId }: { planId: PlanId },
): Promise<Overtaken[]> {
  const moves = await judgeMoves(transaction, { planId });
  return listOvertaken(transaction, planId, moves);
}

async function listOvertaken(
  transaction: ActorTransaction,
  planId: PlanId,
  moves: OvertakenMoves,
): Promise<Overtaken[]> {
  const { rows } = await sql<Overtaken>`
    select worker_id, full_name as worker_name, number as request_number, code
    from (${judged(planId, moves)}) as judged
    where code is not null
    union all
    select worker.id, worker.full_name, null, judged.code
    from unnest(${[...moves.keys()]}::uuid[], ${[...moves.values()]}::text[]) as judged (assignment_id, code)
    join plan_move as move on move.plan_id = ${planId} and move.assignment_id = judged.assignment_id
    join worker on worker.id = move.worker_id
    order by worker_name, worker_id
  `.execute(transaction);
  return rows;
}

/** Tells one list of overtaken placements from another, whatever its order. */
export function digestOfOvertaken(overtaken: readonly Overtaken[]): string {
  const lines = overtaken.map(
    ({ workerId, requestNumber, code }) => `${workerId} ${requestNumber ?? 'moves'} ${code}`,
  );
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex');
}

/**
 * Applies a plan in this one transaction, the database's constraints having the last word. A second planner signs.
 * Where something changed since, nothing is applied unless the approver agreed to leave those very workers out for those
 * very reasons: `agreedTo` is the digest of the list that was shown, so that nobody agrees to what they did not see.
 * @returns how many were given beds, how many moved, and how many were left out
 * @throws ProblemError plan_own_approval, plan_not_in_state, plan_not_verified, or plan_overtaken with `count`
 */
export async function applyPlan(
  transaction: ActorTransaction,
  { planId, approver, agreedTo }: { planId: PlanId; approver: AccountId; agreedTo: string },
): Promise<{ applied: number; moved: number; leftOut: number }> {
  await lockPlans(transaction, planId);
  const plan = await transaction
    .selectFrom('plan')
    .select(['state', 'startedBy', 'verifiedAt'])
    .where('id', '=', planId)
    .executeTakeFirst();
  if (!plan) throw new ProblemError('not_found');
  if (plan.startedBy === approver) throw new ProblemError('plan_own_approval');
  if (plan.state !== 'proposed') throw new ProblemError('plan_not_in_state');
  if (!plan.verifiedAt) throw new ProblemError('plan_not_verified');

  await lockWhatIsJudged(transaction, planId);
  const moves = await judgeMoves(transaction, { planId });
  const overtaken = await listOvertaken(transaction, planId, moves);
  if (digestOfOvertaken(overtaken) !== agreedTo)
    throw new ProblemError('plan_overtaken', { count: overtaken.length });

  await transaction
    .updateTable('plan')
    .set({ state: 'approved', approvedBy: approver, approvedAt: new Date() })
    .where('id', '=', planId)
    .execute();
  if (overtaken.length > 0) {
    await sql`
      update plan_placement as placement
      set left_out = judged.code
      from (${judged(planId, moves)}) as judged
      where placement.plan_id = ${planId} and judged.code is not null
        and placement.worker_id = judged.worker_id and placement.request_id = judged.request_id
    `.execute(transaction);
  }
  const moved = await carryOutMoves(transaction, { planId, overtaken: moves });
  const inserted = await sql`
    insert into assignment (bed_id, room_id, building_id, site_id, worker_id, employer_id, request_id, plan_id, sex, shift, during)
    select bed.id, bed.room_id, bed.building_id, bed.site_id, worker.id, worker.employer_id, placement.request_id, placement.plan_id,
      worker.sex, worker.shift, placement.during
    from plan_placement as placement
    join bed on bed.id = placement.bed_id
    join worker on worker.id = placement.worker_id
    where placement.plan_id = ${planId} and placement.left_out is null
    order by bed.room_id, bed.id
  `.execute(transaction);
  await followAssignments(transaction, {
    requests: sql`select request_id from assignment where plan_id = ${planId}`,
  });
  await transaction
    .updateTable('plan')
    .set({ state: 'applied', appliedAt: new Date() })
    .where('id', '=', planId)
    .execute();
  await sql`
    update plan set state = 'superseded'
    where state = 'proposed' and id <> ${planId}
      and id in (select request_id_of.plan_id from plan_request as request_id_of
        where request_id_of.request_id in (select request_id from plan_request where plan_id = ${planId}))
  `.execute(transaction);
  const applied = Number(inserted.numAffectedRows ?? 0);
  await audit(transaction, {
    action: 'plan.applied',
    subjectKind: 'plan',
    subjectId: planId,
    details: { applied, moved, leftOut: overtaken.length },
  });
  return { applied, moved, leftOut: overtaken.length };
}

/**
 * Holds the plan and, since it will be superseded by it, every proposed plan over one of its requests, in the order of
 * their identifiers: two of them applied at once then wait for each other here and nowhere else.
 */
async function lockPlans(transaction: ActorTransaction, planId: PlanId): Promise<void> {
  await sql`
    select from plan
    where id = ${planId}
      or (state = 'proposed' and id in (
        select other.plan_id
        from plan_request as other
        join plan_request as own on own.request_id = other.request_id
        where own.plan_id = ${planId}
      ))
    order by id for update
  `.execute(transaction);
}

/**
 * Holds, each kind in the order of its identifiers, the rows that are judged, so that what is found still holds when the
 * assignments are written. Whoever gives beds locks rooms first: two at once wait for each other and never deadlock.
 */
async function lockWhatIsJudged(transaction: ActorTransaction, planId: PlanId): Promise<void> {
  await sql`
    select from room
    where id in (
      select bed.room_id
      from bed
      join (
        select bed_id from plan_placement where plan_id = ${planId}
        union all
        select unnest(array[from_bed_id, bed_id]) from plan_move where plan_id = ${planId}
      ) as planned on planned.bed_id = bed.id
    )
    order by id for update
  `.execute(transaction);
  await sql`
    select from placement_request
    where id in (select request_id from plan_request where plan_id = ${planId})
    order by id for update
  `.execute(transaction);
  await sql`
    select from worker
    where id in (
      select worker_id from plan_placement where plan_id = ${planId}
      union all
      select worker_id from plan_move where plan_id = ${planId}
    )
    order by id for share
  `.execute(transaction);
  await sql`
    select from assignment
    where id in (select assignment_id from plan_move where plan_id = ${planId})
    order by id for no key update
  `.execute(transaction);
}
