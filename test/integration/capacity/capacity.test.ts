import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import {
  capacityOn,
  countLostBeds,
  countPeopleByRoom,
  listBoundRooms,
  listStandingRooms,
  sumCapacity,
} from '#app/data/capacity/capacity.ts';
import { readSiteFacts } from '#app/data/places/place-facts.ts';
import { getSiteWithBuildings } from '#app/data/places/places.ts';
import { listAdoptedCriteria } from '#app/data/standards/standards.ts';
import { transact } from '#app/data/transaction.ts';
import { system } from '#app/domain/identity/actor.ts';
import { kuwaitDay } from '#app/domain/dates.ts';
import { judgeSite } from '#app/domain/capacity/judging/judgement.ts';
import type { RoomCapacity } from '#app/domain/capacity/judging/room-capacities.ts';
import { roomCapacities } from '#app/domain/capacity/judging/room-capacities.ts';
import { sumOf } from '#app/domain/capacity/judging/share-out.ts';
import { addLostBeds, waterfall } from '#app/domain/capacity/waterfall.ts';
import { openFreshDatabase } from '#test/integration/fresh-database.ts';

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
        const page = { siteId, day, limit: 10_000, offset: 0 };
        for (const { buildingId, criterionKey, isUnknown, beds, rooms } of lost) {
          const found = await listBoundRooms(t, { ...page, buildingId, criterionKey, isUnknown });
          expect(found.total).toBe(rooms);
          expect(found.rows).toHaveLength(rooms);
          expect(found.rows.reduce((sum, room) => sum + room.beds - room.compliantCapacity, 0)).toBe(beds);
          expect(found.rows.every((room) => room.bindingReason.criterionKey === criterionKey)).toBe(true);
        }
        const { site } = await getSiteWithBuildings(t, { siteKey, day });
        const { rows } = await sql<{ capacity: number }>`
          select sum(compliant_capacity)::int as capacity from room_capacity where site_id = ${siteId}
        `.execute(t);
        const { kept } = await sumCapacity(t, { siteId, day });
        const steps = waterfall(addLostBeds(lost), site, { kept });
        expect(steps.find((step) => step.kind === 'compliant')?.beds).toBe(rows[0]?.capacity);
        for (const { kind, criterionKey, isUnknown, beds } of steps) {
          const found =
            kind === 'criterion'
              ? await listBoundRooms(t, {
                  ...page,
                  buildingId: null,
                  criterionKey: criterionKey ?? '',
                  isUnknown,
                })
              : await listStandingRooms(t, { ...page, buildingId: null, standing: kind });
          const ofRooms = found.rows.map((room) =>
            'compliantCapacity' in room ? room.beds - room.compliantCapacity : room.beds,
          );
          expect([kind, sumOf(ofRooms)]).toEqual([kind, beds]);
        }
      });
    }
  });
});

describe('the capacity that is kept for each room', () => {
  it('is what the adopted standard gives for the facts of its site', async () => {
    await transact(fresh.database, system, async (t) => {
      const criteria = await listAdoptedCriteria(t, { day });
      const sites = await readSiteFacts(t);
      expect(sites).toHaveLength(6);
      for (const site of sites) {
        const { rows: kept } = await sql<RoomCapacity>`
          select room_id, compliant_capacity, possible_capacity, binding_reason
          from (${capacityOn(day, { siteId: site.id })}) as allowed
        `.execute(t);
        const byRoom = (rooms: readonly RoomCapacity[]) => new Map(rooms.map((room) => [room.roomId, room]));
        expect(byRoom(kept)).toEqual(byRoom(roomCapacities(site, criteria)));
      }
    });
  });

  it('names what would lift a floor where its facilities bind', async () => {
    await transact(fresh.database, system, async (t) => {
      const criteria = await listAdoptedCriteria(t, { day });
      const floors = (await readSiteFacts(t)).flatMap((site) =>
        judgeSite(site, criteria).buildings.flatMap((building) => building.floors),
      );
      const bound = floors.filter((floor) => floor.binding.kind === 'criterion');
      expect(bound.length).toBeGreaterThan(5);
      for (const floor of floors) expect(floor.lift !== null).toBe(bound.includes(floor));
    });
  });
});

describe('the people in each room', () => {
  it('are those who sleep there on the day, without who has yet to move in', async () => {
    const { rows } = await sql<{ id: string; people: number }>`
      select room_id as id, count(*)::int as people
      from assignment
      where lower(during) <= ${day} and (upper(during) is null or upper(during) > ${day}) and state <> 'reserved'
      group by room_id
    `.execute(fresh.owner);
    const counted = await transact(fresh.database, system, (t) => countPeopleByRoom(t, { day }));
    expect(counted.size).toBeGreaterThan(100);
    expect(counted).toEqual(new Map(rows.map(({ id, people }) => [id, people])));
  });
});
