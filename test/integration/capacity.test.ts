import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { countLostBeds, listBoundRooms, listRoomFacts } from '#app/data/capacity.ts';
import { getSiteWithBuildings, listFacilities, listRoomTiles } from '#app/data/places.ts';
import { listAdoptedCriteria } from '#app/data/standards.ts';
import { transact } from '#app/data/transaction.ts';
import { system } from '#app/domain/identity/actor.ts';
import { kuwaitDay } from '#app/domain/dates.ts';
import { floorCapacity } from '#app/domain/capacity/floor-capacity.ts';
import { liftsOfFloors } from '#app/domain/capacity/floors-of-building.ts';
import { roomCapacity } from '#app/domain/capacity/room-capacity.ts';
import { waterfall } from '#app/domain/capacity/waterfall.ts';
import { openFreshDatabase } from './fresh-database.ts';

const fresh = openFreshDatabase('seeded');
const day = kuwaitDay(new Date());

describe('the beds that the standard takes', () => {
  it('are those of the rooms behind them, and leave the compliant capacity of every site', async () => {
    const sites = await fresh.owner.selectFrom('site').select(['id', 'key']).execute();
    expect(sites).toHaveLength(6);
    for (const { id: siteId, key: siteKey } of sites) {
      await transact(fresh.database, system, async (t) => {
        const lost = await countLostBeds(t, { siteId, day });
        expect(lost.length).toBeGreaterThan(0);
        for (const { criterionKey, beds, rooms } of lost) {
          const found = await listBoundRooms(t, { siteId, day, criterionKey, limit: 10_000, offset: 0 });
          expect(found.total).toBe(rooms);
          expect(found.rows).toHaveLength(rooms);
          expect(found.rows.reduce((sum, room) => sum + room.beds - room.compliantCapacity, 0)).toBe(beds);
          expect(found.rows.every((room) => room.bindingReason.criterionKey === criterionKey)).toBe(true);
        }
        const { site } = await getSiteWithBuildings(t, { siteKey, day });
        const { rows } = await sql<{ capacity: number }>`
          select sum(compliant_capacity)::int as capacity from room_capacity where site_id = ${siteId}
        `.execute(t);
        const compliant = waterfall(lost, site).find((step) => step.kind === 'compliant');
        expect(compliant?.beds).toBe(rows[0]?.capacity);
      });
    }
  });
});

describe('the capacity that is kept beside each room', () => {
  it('is what the adopted standard gives for the building’s facts, and names what would lift a floor', async () => {
    const buildings = await fresh.owner.selectFrom('building').select('id').execute();
    let lifted = 0;
    for (const { id: buildingId } of buildings) {
      await transact(fresh.database, system, async (t) => {
        const criteria = await listAdoptedCriteria(t, { day });
        const facts = await listRoomFacts(t, { buildingId });
        const facilities = await listFacilities(t, { buildingId });
        const kept = await listRoomTiles(t, { buildingId, day });
        const lifts = liftsOfFloors(facts, facilities, criteria);
        for (const [floor, rooms] of Map.groupBy(facts, (room) => room.floor)) {
          const judged = rooms.map((room) => ({
            name: room.name,
            capacity: roomCapacity(room, criteria).capacity,
          }));
          const counts = new Map(
            facilities.filter((each) => each.floor === floor).map(({ kind, count }) => [kind, count]),
          );
          const derived = floorCapacity(judged, counts, criteria);
          const keptOf = new Map(
            kept.filter((room) => room.floor === floor).map((room) => [room.name, room.compliantCapacity]),
          );
          expect(judged.map(({ name }) => keptOf.get(name))).toEqual(derived.rooms);
          const lift = lifts.find((each) => each.floor === floor);
          expect(lift === undefined).toBe(derived.binding === null);
          if (lift) lifted++;
        }
      });
    }
    expect(lifted).toBeGreaterThan(5);
  });
});
