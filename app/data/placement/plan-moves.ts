import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { PlanId } from '#app/domain/identity/ids.ts';
import type { OvertakenCode } from '#app/domain/placement/overtaken.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

/** The moves of a plan that no longer hold, by the stay that they would have moved. */
export type OvertakenMoves = ReadonlyMap<string, OvertakenCode>;

const idsOf = (overtaken: OvertakenMoves) => sql`${[...overtaken.keys()]}::uuid[]`;

/**
 * Somebody is in the bed or the room on some of the days, also once those whom the plan moves have gone. `who` names one as
 * `other`; where moves were overtaken, `who` tells those who therefore stay from everybody else.
 */
const isInTheWay = (
  planId: PlanId,
  overtaken: OvertakenMoves,
  { where, during, stays }: { where: RawBuilder<unknown>; during: RawBuilder<unknown>; stays: boolean },
) => sql`
  exists (
    select from assignment as other
    left join plan_move as leaving
      on leaving.plan_id = ${planId} and leaving.assignment_id = other.id and leaving.assignment_id <> all(${idsOf(overtaken)})
    where ${where} and ${stays ? sql`other.id = any(${idsOf(overtaken)})` : sql`other.id <> all(${idsOf(overtaken)})`}
      and daterange(lower(other.during), coalesce(lower(leaving.during), upper(other.during))) && ${during}
  )
`;

/** Who lives where a plan's worker was to go, in the order in which it is judged; `planned` is the placement or move. */
export const whoIsInTheWay = (planId: PlanId, overtaken: OvertakenMoves) => {
  const inBed = sql`other.bed_id = planned.bed_id`;
  const inRoom = sql`other.room_id = bed.room_id and other.shift <> worker.shift`;
  const ofOtherEmployer = sql`
    not (select coalesce((options ->> 'sharedRooms')::boolean, true) from plan where id = ${planId})
      and other.room_id = bed.room_id and other.employer_id <> worker.employer_id
  `;
  const during = sql`planned.during`;
  const isTaken = (where: RawBuilder<unknown>, stays: boolean) =>
    isInTheWay(planId, overtaken, { where, during, stays });
  return sql`
    when ${isTaken(inBed, false)} then 'bed_taken'
    when ${isTaken(inRoom, false)} then 'room_other_shift'
    when ${isTaken(ofOtherEmployer, false)} then 'room_other_employer'
    ${
      overtaken.size === 0
        ? sql``
        : sql`when ${isTaken(inBed, true)} or ${isTaken(inRoom, true)} or ${isTaken(ofOtherEmployer, true)} then 'move_left_out'`
    }
  `;
};

/** The place still is open, and what the worker needs; `planned` is the placement or move. */
export const isClosed = sql`not exists (
  select from (
    select range_agg(open.during) as days from bed_availability as open where open.bed_id = planned.bed_id and open.kept_for is null
  ) as availability
  where availability.days @> planned.during
)`;
export const isUnsuitable = sql`
  (building.sex = 'men') <> (worker.sex = 'male')
    or (worker.access_needs @> array['step_free'] and not (building.accessible_entrance and room.accessible))
    or (worker.access_needs @> array['lower_bed'] and bed.position = 'upper')
`;

/**
 * Judges the plan's moves anew: a stay that was shortened, moved or ended since, a day that passed, a bed that is no longer
 * free. A move that is left out keeps its bed from others of the plan, who are then judged again.
 */
export async function judgeMoves(
  transaction: ActorTransaction,
  { planId }: { planId: PlanId },
): Promise<OvertakenMoves> {
  const overtaken = new Map<string, OvertakenCode>();
  for (;;) {
    const { rows } = await sql<{ assignmentId: string; code: OvertakenCode }>`
      select * from (
        select planned.assignment_id,
          case
            when stay.id is null or stay.state = 'ended' or stay.bed_id <> planned.from_bed_id
              or upper(stay.during) is distinct from upper(planned.during) or lower(stay.during) >= lower(planned.during)
              then 'stay_changed'
            when lower(planned.during) < kuwait_today() then 'move_day_passed'
            when ${isClosed} then 'bed_closed'
            ${whoIsInTheWay(planId, overtaken)}
            when ${isUnsuitable} then 'building_changed'
          end as code
        from plan_move as planned
        join worker on worker.id = planned.worker_id
        join bed on bed.id = planned.bed_id
        join room on room.id = bed.room_id
        join building on building.id = bed.building_id
        left join assignment as stay on stay.id = planned.assignment_id
        where planned.plan_id = ${planId} and planned.assignment_id <> all(${idsOf(overtaken)})
      ) as judged
      where code is not null
    `.execute(transaction);
    if (rows.length === 0) return overtaken;
    for (const { assignmentId, code } of rows) overtaken.set(assignmentId, code);
  }
}

/** Marks the moves that are left out, and carries out the others: each stay ends on the day of its move and goes on in the new bed. */
export async function carryOutMoves(
  transaction: ActorTransaction,
  { planId, overtaken }: { planId: PlanId; overtaken: OvertakenMoves },
): Promise<number> {
  await sql`
    update plan_move set left_out = judged.code
    from unnest(${idsOf(overtaken)}, ${[...overtaken.values()]}::text[]) as judged (id, code)
    where plan_move.plan_id = ${planId} and plan_move.assignment_id = judged.id
  `.execute(transaction);
  await sql`
    update assignment
    set during = daterange(lower(assignment.during), lower(move.during)),
      state = case
        when state = 'occupied' and lower(move.during) <= kuwait_today() then 'ended'::assignment_state
        else state
      end,
      end_reason = case
        when state = 'occupied' and lower(move.during) <= kuwait_today() then 'transferred'::assignment_end
        else end_reason
      end
    from plan_move as move
    where move.plan_id = ${planId} and move.left_out is null and assignment.id = move.assignment_id
  `.execute(transaction);
  const moved = await sql`
    insert into assignment (bed_id, room_id, building_id, site_id, worker_id, employer_id, request_id, plan_id, sex, shift, during)
    select bed.id, bed.room_id, bed.building_id, bed.site_id, stay.worker_id, stay.employer_id, stay.request_id, move.plan_id,
      stay.sex, stay.shift, move.during
    from plan_move as move
    join assignment as stay on stay.id = move.assignment_id
    join bed on bed.id = move.bed_id
    where move.plan_id = ${planId} and move.left_out is null
    order by bed.room_id, bed.id
  `.execute(transaction);
  return Number(moved.numAffectedRows ?? 0);
}
