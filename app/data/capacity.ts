import { sql } from 'kysely';
import type { BindingReason } from '#app/domain/capacity/room-capacities.ts';
import type { LostBeds } from '#app/domain/capacity/waterfall.ts';
import type { Day } from '#app/domain/dates.ts';
import type { ActorTransaction } from './transaction.ts';

/** What each room of a place may hold on a day: its latest row by then (room_capacity_site and _building serve it). */
export const capacityOn = (
  day: Day,
  place: { siteId: string } | { buildingId: string } | { roomId: string },
) => {
  const [column, id] =
    'siteId' in place
      ? ['site_id', place.siteId]
      : 'buildingId' in place
        ? ['building_id', place.buildingId]
        : ['room_id', place.roomId];
  return sql`
    select distinct on (room_id) room_id, compliant_capacity, possible_capacity, binding_reason
    from room_capacity
    where ${sql.ref(column)} = ${id} and from_day <= ${day}::date
    order by room_id, from_day desc
  `;
};

/** Rooms of a site that may hold fewer people on a day than they have beds, each with the criterion that binds. */
const boundRooms = (siteId: string, day: Day) => sql`
  select room.id, room.name, room.floor, room.building_id, built.beds, allowed.compliant_capacity, allowed.binding_reason
  from room
  join (select room_id, count(*)::int as beds from bed where site_id = ${siteId} group by 1) as built
    on built.room_id = room.id
  join (${capacityOn(day, { siteId })}) as allowed on allowed.room_id = room.id
  where room.site_id = ${siteId}
    and built.beds > allowed.compliant_capacity
    and allowed.binding_reason is not null
`;

/** The beds of a site that each criterion of the adopted standard keeps from counting. */
export async function countLostBeds(
  transaction: ActorTransaction,
  { siteId, day }: { siteId: string; day: Day },
): Promise<LostBeds[]> {
  const { rows } = await sql<LostBeds>`
    select binding_reason ->> 'criterionKey' as criterion_key,
      sum(beds - compliant_capacity)::int as beds,
      count(*)::int as rooms
    from (${boundRooms(siteId, day)}) as bound
    group by 1
  `.execute(transaction);
  return rows;
}

export interface BoundRoom {
  readonly id: string;
  readonly name: string;
  readonly floor: number;
  readonly buildingId: string;
  readonly buildingName: string;
  readonly beds: number;
  readonly compliantCapacity: number;
  readonly bindingReason: BindingReason;
}

/** The rooms behind one criterion's loss, building by building. */
export async function listBoundRooms(
  transaction: ActorTransaction,
  {
    siteId,
    day,
    criterionKey,
    limit,
    offset,
  }: { siteId: string; day: Day; criterionKey: string; limit: number; offset: number },
): Promise<{ rows: BoundRoom[]; total: number }> {
  const bound = sql`(${boundRooms(siteId, day)}) as bound where binding_reason ->> 'criterionKey' = ${criterionKey}`;
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
