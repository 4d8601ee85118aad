import { sql } from 'kysely';
import type { CapacityStep } from '#app/domain/capacity/bed-days.ts';
import type { SiteFacts } from '#app/domain/capacity/judging/place-facts.ts';
import type { BindingReason } from '#app/domain/capacity/judging/room-capacities.ts';
import { roomCapacities } from '#app/domain/capacity/judging/room-capacities.ts';
import type { Day } from '#app/domain/dates.ts';
import type { Criterion } from '#app/domain/standards/criterion.ts';
import type { PlaceScope } from '#app/data/places/place-scope.ts';
import { inScope } from '#app/data/places/place-scope.ts';
import { rowChunks } from '#app/data/row-chunks.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

/** What a room may hold from a day on, and why no more. */
export interface RoomStep extends CapacityStep {
  readonly possible: number;
  readonly reason: BindingReason | null;
}

/** From which day on which criteria are in force. */
export interface ScheduledStandard {
  readonly from: Day;
  readonly criteria: readonly Criterion[];
}

export type StepsOfRooms = ReadonlyMap<string, readonly RoomStep[]>;

/** By room, in the order of days: the step in force on `from`, and all that come after. */
export async function readSteps(
  transaction: ActorTransaction,
  scope: PlaceScope,
  { from }: { from: Day },
): Promise<StepsOfRooms> {
  const { rows } = await sql<{ roomId: string; steps: RoomStep[] }>`
    select room_id, json_agg(json_build_object(
      'from', from_day, 'capacity', compliant_capacity, 'possible', possible_capacity, 'reason', binding_reason
    ) order by from_day) as steps
    from room_capacity as step
    where ${inScope(scope)}
      and from_day >= coalesce(
        (select max(from_day) from room_capacity as earlier where earlier.room_id = step.room_id and earlier.from_day <= ${from}::date),
        ${from}::date
      )
    group by room_id
  `.execute(transaction);
  return new Map(rows.map(({ roomId, steps }) => [roomId, steps]));
}

/**
 * The steps of every room of these sites by the standards that are in force from `from` on: what was before stands, and a
 * day on which nothing changes for a room is no step of it.
 */
export function judgeSteps(
  sites: readonly SiteFacts[],
  { from, schedule, before }: { from: Day; schedule: readonly ScheduledStandard[]; before: StepsOfRooms },
): StepsOfRooms {
  const steps = new Map(
    [...before].map(([roomId, known]): [string, readonly RoomStep[]] => [
      roomId,
      known.filter((step) => step.from < from),
    ]),
  );
  for (const { from: day, criteria } of schedule) {
    for (const site of sites) {
      for (const judged of roomCapacities(site, criteria)) {
        const known = steps.get(judged.roomId) ?? [];
        const step: RoomStep = {
          from: day,
          capacity: judged.compliantCapacity,
          possible: judged.possibleCapacity,
          reason: judged.bindingReason,
        };
        steps.set(judged.roomId, sameStep(known.at(-1), step) ? known : [...known, step]);
      }
    }
  }
  return steps;
}

function sameStep(one: RoomStep | undefined, other: RoomStep): boolean {
  return (
    one !== undefined &&
    one.capacity === other.capacity &&
    one.possible === other.possible &&
    isSameReason(one.reason, other.reason)
  );
}

const reasonFacts = [
  'criterionKey',
  'standardKey',
  'threshold',
  'unit',
  'measured',
  'allows',
  'scope',
] as const;

/** Fact by fact, since a reason that was stored comes back with its facts in another order. */
function isSameReason(one: BindingReason | null, other: BindingReason | null): boolean {
  if (one === null || other === null) return one === other;
  return reasonFacts.every((fact) => one[fact] === other[fact]);
}

/** True when a room may hold another number of people on some day. */
export function holdsDifferently(one: readonly RoomStep[], other: readonly RoomStep[]): boolean {
  const days = [...new Set([...one, ...other].map((step) => step.from))];
  const at = (steps: readonly RoomStep[], day: Day) =>
    steps.findLast((step) => step.from <= day)?.capacity ?? 0;
  return days.some((day) => at(one, day) !== at(other, day));
}

/** Writes the steps from `from` on of rooms whose steps differ. The new ones first, so that no day is ever without. */
export async function writeSteps(
  transaction: ActorTransaction,
  { from, before, after }: { from: Day; before: StepsOfRooms; after: StepsOfRooms },
): Promise<void> {
  const changed = [...after].flatMap(([roomId, steps]) =>
    steps
      .filter((step) => {
        const known = before.get(roomId)?.find((other) => other.from === step.from);
        return step.from >= from && !(known && sameStep(known, step));
      })
      .map((step) => ({ roomId, ...step })),
  );
  for (const part of rowChunks(changed)) {
    await sql`
      insert into room_capacity (room_id, building_id, site_id, from_day, compliant_capacity, possible_capacity, binding_reason)
      select room.id, room.building_id, room.site_id, step.from_day, step.compliant, step.possible, step.reason
      from unnest(
        ${part.map((step) => step.roomId)}::uuid[], ${part.map((step) => step.from)}::date[],
        ${part.map((step) => step.capacity)}::int[], ${part.map((step) => step.possible)}::int[],
        ${part.map((step) => (step.reason ? JSON.stringify(step.reason) : null))}::jsonb[]
      ) as step (room_id, from_day, compliant, possible, reason)
      join room on room.id = step.room_id
      on conflict (room_id, from_day) do update
      set compliant_capacity = excluded.compliant_capacity, possible_capacity = excluded.possible_capacity,
        binding_reason = excluded.binding_reason
    `.execute(transaction);
  }
  const gone = [...before].flatMap(([roomId, steps]) =>
    steps
      .filter(
        (step) => step.from >= from && !(after.get(roomId) ?? []).some((other) => other.from === step.from),
      )
      .map((step) => ({ roomId, from: step.from })),
  );
  if (gone.length === 0) return;
  await sql`
    delete from room_capacity
    using unnest(${gone.map((step) => step.roomId)}::uuid[], ${gone.map((step) => step.from)}::date[]) as gone (room_id, from_day)
    where room_capacity.room_id = gone.room_id and room_capacity.from_day = gone.from_day
  `.execute(transaction);
}
