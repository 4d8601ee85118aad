import { sql } from 'kysely';
import type { Allowance } from '#app/domain/capacity/judging/limit.ts';
import type { BindingReason } from '#app/domain/capacity/judging/room-capacities.ts';
import type { LostBedsOfBuilding } from '#app/domain/capacity/binding-heat.ts';
import type { BedStanding, LostBeds } from '#app/domain/capacity/waterfall.ts';
import type { Day } from '#app/domain/dates.ts';
import { isOn } from '#app/data/day-range.ts';
import type { PlaceScope } from '#app/data/places/place-scope.ts';
import { inScope } from '#app/data/places/place-scope.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

/** What each room of a place may hold on a day: its latest row by then (room_capacity_site and _building serve it). */
export const capacityOn = (day: Day, { roomId, ...scope }: PlaceScope & { roomId?: string }) => sql`
  select distinct on (room_id) room_id, compliant_capacity, possible_capacity, binding_reason
  from room_capacity
  where ${roomId ? sql`room_id = ${roomId}` : inScope(scope)} and from_day <= ${day}::date
  order by room_id, from_day desc
`;

/** Rooms of a site that may hold fewer people on a day than they have beds, each with the criterion that binds. */
const boundRooms = (siteId: string, day: Day) => sql`
  select room.id, room.name, room.floor, room.building_id, built.beds, allowed.compliant_capacity, allowed.binding_reason,
    allowed.binding_reason ->> 'criterionKey' as criterion_key,
    allowed.binding_reason -> 'measured' = 'null' as is_unknown
  from room
  join (select room_id, count(*)::int as beds from bed where site_id = ${siteId} group by 1) as built
    on built.room_id = room.id
  join (${capacityOn(day, { siteId })}) as allowed on allowed.room_id = room.id
  where room.site_id = ${siteId}
    and built.beds > allowed.compliant_capacity
    and allowed.binding_reason is not null
`;

/** The beds of each building of a site that each criterion of the adopted standard keeps from counting. */
export async function countLostBeds(
  transaction: ActorTransaction,
  { siteId, day }: { siteId: string; day: Day },
): Promise<readonly LostBedsOfBuilding[]> {
  const { rows } = await sql<LostBedsOfBuilding>`
    select building_id, criterion_key, is_unknown,
      sum(beds - compliant_capacity)::int as beds,
      count(*)::int as rooms
    from (${boundRooms(siteId, day)}) as bound
    group by building_id, criterion_key, is_unknown
  `.execute(transaction);
  return rows;
}

interface BoundRoom {
  readonly id: string;
  readonly name: string;
  readonly floor: number;
  readonly buildingId: string;
  readonly buildingName: string;
  readonly beds: number;
  readonly compliantCapacity: number;
  readonly bindingReason: BindingReason;
}

/** The rooms behind one criterion's loss, in a site or one building of it, building by building. */
export async function listBoundRooms(
  transaction: ActorTransaction,
  {
    siteId,
    buildingId,
    day,
    criterionKey,
    isUnknown,
    limit,
    offset,
  }: {
    siteId: string;
    buildingId: string | null;
    day: Day;
    limit: number;
    offset: number;
  } & Pick<LostBeds, 'criterionKey' | 'isUnknown'>,
): Promise<{ rows: BoundRoom[]; total: number }> {
  const bound = sql`
    (${boundRooms(siteId, day)}) as bound
    where criterion_key = ${criterionKey} and is_unknown = ${isUnknown} and ${isOfBuilding(buildingId)}
  `;
  const counted = await sql<{ total: number }>`select count(*)::int as total from ${bound}`.execute(
    transaction,
  );
  const { rows } = await sql<BoundRoom>`
    select bound.*, building.name as building_name
    from (select * from ${bound}) as bound
    join building on building.id = bound.building_id
    order by building.name, bound.floor, bound.name
    limit ${limit} offset ${offset}
  `.execute(transaction);
  return { rows, total: counted.rows[0]?.total ?? 0 };
}

const isOfBuilding = (buildingId: string | null) =>
  buildingId === null ? sql`true` : sql`building_id = ${buildingId}`;

/** How many beds of each room of a site are built, compliant, open and given on a day. */
const standingOfRooms = (siteId: string, day: Day) => sql`
  select room.id, room.name, room.floor, room.building_id, built.beds as design,
    coalesce(allowed.compliant_capacity, 0) as compliant,
    coalesce(allowed.possible_capacity, 0) as possible,
    coalesce(open.beds, 0) as available,
    coalesce(assigned.occupied, 0) as occupied,
    coalesce(assigned.reserved, 0) as reserved,
    coalesce(open.beds, 0) - coalesce(assigned.occupied, 0) - coalesce(assigned.reserved, 0) as vacant,
    greatest(coalesce(allowed.compliant_capacity, 0) - coalesce(open.beds, 0), 0) as closed,
    greatest(coalesce(open.beds, 0) - coalesce(allowed.compliant_capacity, 0), 0) as kept
  from room
  join (select room_id, count(*)::int as beds from bed where site_id = ${siteId} group by 1) as built
    on built.room_id = room.id
  left join (${capacityOn(day, { siteId })}) as allowed on allowed.room_id = room.id
  left join (
    select room_id, count(*)::int as beds from bed_availability where site_id = ${siteId} and ${isOn(day)} group by 1
  ) as open on open.room_id = room.id
  left join (
    select room_id,
      count(*) filter (where state <> 'reserved')::int as occupied,
      count(*) filter (where state = 'reserved')::int as reserved
    from assignment
    where site_id = ${siteId} and ${isOn(day)}
    group by 1
  ) as assigned on assigned.room_id = room.id
  where room.site_id = ${siteId}
`;

/** What the rooms of a site may hold on a day, and how many beds stay open beyond that, for those who live in them. */
export async function sumCapacity(
  transaction: ActorTransaction,
  { siteId, day }: { siteId: string; day: Day },
): Promise<Allowance & { readonly kept: number }> {
  const { rows } = await sql<Allowance & { kept: number }>`
    select coalesce(sum(compliant), 0)::int as certain,
      coalesce(sum(possible), 0)::int as possible,
      coalesce(sum(kept), 0)::int as kept
    from (${standingOfRooms(siteId, day)}) as room
  `.execute(transaction);
  return rows[0] ?? { certain: 0, possible: 0, kept: 0 };
}

interface StandingRoom {
  readonly id: string;
  readonly name: string;
  readonly floor: number;
  readonly buildingId: string;
  readonly buildingName: string;
  /** Beds that were built. */
  readonly design: number;
  readonly compliant: number;
  /** Beds that stand as was asked. */
  readonly beds: number;
}

/** The rooms of a site, or of one building of it, with beds that stand so on a day, building by building. */
export async function listStandingRooms(
  transaction: ActorTransaction,
  {
    siteId,
    buildingId,
    day,
    standing,
    limit,
    offset,
  }: {
    siteId: string;
    buildingId: string | null;
    day: Day;
    standing: BedStanding;
    limit: number;
    offset: number;
  },
): Promise<{ rows: StandingRoom[]; total: number }> {
  const found = sql`
    (${standingOfRooms(siteId, day)}) as room where ${sql.ref(standing)} > 0 and ${isOfBuilding(buildingId)}
  `;
  const counted = await sql<{ total: number }>`select count(*)::int as total from ${found}`.execute(
    transaction,
  );
  const { rows } = await sql<StandingRoom>`
    select room.id, room.name, room.floor, room.building_id, room.design, room.compliant,
      ${sql.ref(`room.${standing}`)} as beds,
      building.name as building_name
    from (select * from ${found}) as room
    join building on building.id = room.building_id
    order by building.name, room.floor, room.name
    limit ${limit} offset ${offset}
  `.execute(transaction);
  return { rows, total: counted.rows[0]?.total ?? 0 };
}

/** How many people live in each room on a day; rooms without anyone are left out. Who has yet to move in doesn't count. */
export async function countPeopleByRoom(
  transaction: ActorTransaction,
  { day }: { day: Day },
): Promise<ReadonlyMap<string, number>> {
  // One row for the nation: seventy thousand would take longer to read than to count.
  const { rows } = await sql<{ rooms: readonly (readonly [roomId: string, people: number])[] | null }>`
    select json_agg(json_build_array(room_id, people)) as rooms
    from (
      select room_id, count(*) as people
      from assignment
      where ${isOn(day)} and state <> 'reserved'
      group by room_id
    ) as housed
  `.execute(transaction);
  return new Map(rows[0]?.rooms);
}
