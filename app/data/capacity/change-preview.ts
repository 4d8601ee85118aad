import { sql } from 'kysely';
import type {
  CapacityChangeKind,
  CapacityChangeState,
  ChangePreview,
  ClosingPlace,
} from '#app/domain/capacity/changes/capacity-change.ts';
import { judgeSite } from '#app/domain/capacity/judging/judgement.ts';
import { countMissing } from '#app/domain/capacity/judging/missing-facts.ts';
import type { SiteFacts } from '#app/domain/capacity/judging/place-facts.ts';
import type { Day } from '#app/domain/dates.ts';
import { addDays, overlaps } from '#app/domain/dates.ts';
import type { CapacityChangeId } from '#app/domain/identity/ids.ts';
import type { Relocation } from '#app/domain/placement/relocation.ts';
import type { Arrangement } from './bed-days.ts';
import { displacedBy } from './bed-days.ts';
import { capacityOn } from './capacity.ts';
import type { RoomStep, ScheduledStandard, StepsOfRooms } from './capacity-steps.ts';
import { writeRelocations } from './relocation-moves.ts';
import { inScope } from '#app/data/places/place-scope.ts';
import { rowChunks } from '#app/data/row-chunks.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

interface PreparedChange extends Pick<ClosingPlace, 'siteId'> {
  readonly id: CapacityChangeId;
  readonly kind: CapacityChangeKind;
  readonly state: CapacityChangeState;
}

/** What a change does: to rooms, to beds, and to who sleeps in them. */
export interface Effect {
  readonly arrangement: Arrangement;
  readonly relocations: readonly Relocation[];
  /** The places as they will be judged; none for a closure. */
  readonly judged: { readonly sites: readonly SiteFacts[]; readonly schedule: readonly ScheduledStandard[] };
}

/** Keeps what the change does as of now, and proposes it. The people who leave are written with it. */
export async function writePreview(
  transaction: ActorTransaction,
  change: PreparedChange,
  { arrangement, relocations, judged }: Effect,
): Promise<ChangePreview> {
  const displaced = displacedBy(arrangement);
  await writeRelocations(transaction, { changeId: change.id, relocations, displaced });
  const changed = changedRooms(change, arrangement);
  await transaction.deleteFrom('capacityChangeRoom').where('changeId', '=', change.id).execute();
  for (const part of rowChunks(changed)) {
    await sql`
      insert into capacity_change_room
        (change_id, room_id, building_id, site_id, capacity_before, capacity_after, binding_reason)
      select ${change.id}, room.id, room.building_id, room.site_id, changed.before, changed.after, changed.reason
      from unnest(
        ${part.map((room) => room.roomId)}::uuid[], ${part.map((room) => room.before)}::int[],
        ${part.map((room) => room.after)}::int[],
        ${part.map((room) => (room.reason ? JSON.stringify(room.reason) : null))}::jsonb[]
      ) as changed (room_id, before, after, reason)
      join room on room.id = changed.room_id
    `.execute(transaction);
  }
  const counts = await countPeople(transaction, change.id);
  const preview: ChangePreview = {
    sites: await previewSites(transaction, { change, changed, arrangement }),
    missing: countMissing(
      judged.sites
        .filter((site) => isUncertain(site, arrangement))
        .map((site) => judgeSite(site, judged.schedule[0]?.criteria ?? [])),
    ),
    ...counts,
  };
  await transaction
    .updateTable('capacityChange')
    .set({
      // A change that takes effect stays in its state until it has.
      state: change.state === 'taking_effect' && counts.nowhere === 0 ? 'taking_effect' : 'proposed',
      preview: JSON.stringify(preview),
      preparedAt: new Date(),
    })
    .where('id', '=', change.id)
    .execute();
  return preview;
}

/** True where some room might hold more, were all measured. */
function isUncertain(site: SiteFacts, { stepsAfter, from }: Arrangement): boolean {
  const rooms = site.buildings.flatMap((building) => building.floors.flatMap((floor) => floor.rooms));
  return rooms.some(({ id }) => {
    const step = stepOn(stepsAfter, id, from);
    return step !== undefined && step.possible > step.capacity;
  });
}

/** How many people a room holds before and after; of a closing place, how many beds are open in it. */
interface RoomChange {
  readonly roomId: string;
  readonly before: number;
  readonly after: number;
  readonly reason: RoomStep['reason'];
}

const stepOn = (steps: StepsOfRooms, roomId: string, day: Day) =>
  (steps.get(roomId) ?? []).findLast((step) => step.from <= day);

/** The rooms that hold another number of people from the day of effect on; of a closing place, the beds that close. */
function changedRooms(
  change: PreparedChange,
  { from, stepsBefore, stepsAfter, rooms }: Arrangement,
): RoomChange[] {
  const firstDay = { from, to: addDays(from, 1) };
  if (change.kind === 'closure')
    return rooms.map(({ room, arranged }) => ({
      roomId: room.roomId,
      before: room.openDays.filter((days) => overlaps(days, firstDay)).length,
      after: arranged.openDays.filter((days) => days.keptFor === null && overlaps(days, firstDay)).length,
      reason: null,
    }));
  return [...stepsAfter.keys()].flatMap((roomId) => {
    const before = stepOn(stepsBefore, roomId, from)?.capacity ?? 0;
    const after = stepOn(stepsAfter, roomId, from);
    return after && after.capacity !== before
      ? [{ roomId, before, after: after.capacity, reason: after.reason }]
      : [];
  });
}

async function previewSites(
  transaction: ActorTransaction,
  {
    change,
    changed,
    arrangement,
  }: { change: PreparedChange; changed: readonly RoomChange[]; arrangement: Arrangement },
): Promise<ChangePreview['sites']> {
  const { from, stepsAfter } = arrangement;
  const isClosure = change.kind === 'closure';
  const scope = isClosure ? { siteId: change.siteId } : {};
  // A closure takes nothing from what rooms may hold: it is told by the beds that are open on its first day.
  const capacity = isClosure
    ? sql`(select count(*)::int from bed_availability as open where open.site_id = room.site_id and open.during @> ${from}::date)`
    : sql`coalesce(sum(allowed.compliant_capacity), 0)::int`;
  const { rows } = await sql<{ siteId: string; roomIds: string[]; capacity: number }>`
    select room.site_id, array_agg(room.id) as room_ids, ${capacity} as capacity
    from room
    left join (${capacityOn(from, scope)}) as allowed on allowed.room_id = room.id
    where ${inScope(scope)}
    group by room.site_id
    order by room.site_id
  `.execute(transaction);
  const changeOf = new Map(changed.map((room) => [room.roomId, room]));
  return rows.flatMap(({ siteId, roomIds, capacity }) => {
    const ofSite = roomIds.flatMap((roomId) => changeOf.get(roomId) ?? []);
    if (ofSite.length === 0 && change.kind !== 'adoption') return [];
    const gain = ofSite.reduce((sum, room) => sum + room.after - room.before, 0);
    const hoped = roomIds.reduce((sum, roomId) => {
      const step = isClosure ? undefined : stepOn(stepsAfter, roomId, from);
      return sum + (step ? step.possible - step.capacity : 0);
    }, 0);
    return [
      {
        siteId,
        capacityBefore: capacity,
        capacityAfter: capacity + gain,
        possibleAfter: capacity + gain + hoped,
        roomsThatShrink: ofSite.filter((room) => room.after < room.before).length,
        roomsThatGrow: ofSite.filter((room) => room.after > room.before).length,
      },
    ];
  });
}

async function countPeople(transaction: ActorTransaction, changeId: CapacityChangeId) {
  const { rows } = await sql<
    Pick<ChangePreview, 'leaving' | 'placed' | 'nowhere' | 'firstLeavesOn' | 'lastLeavesOn'>
  >`
    select count(*)::int as leaving,
      count(bed_id)::int as placed,
      count(*) filter (where bed_id is null and decision is null)::int as nowhere,
      min(lower(during))::text as first_leaves_on,
      max(lower(during))::text as last_leaves_on
    from relocation
    where change_id = ${changeId}
  `.execute(transaction);
  return rows[0] ?? { leaving: 0, placed: 0, nowhere: 0, firstLeavesOn: null, lastLeavesOn: null };
}
