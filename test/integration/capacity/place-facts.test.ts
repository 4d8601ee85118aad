import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { readBuildingFacts, readSiteFacts } from '#app/data/places/place-facts.ts';
import { transact } from '#app/data/transaction.ts';
import { system } from '#app/domain/identity/actor.ts';
import { openFreshDatabase } from '#test/integration/fresh-database.ts';
import { aRoom } from '#test/integration/people-and-places.ts';

const fresh = openFreshDatabase('seeded');

describe('the facts of a nation', () => {
  it('are every room, bed and facility that there is, each in its place', async () => {
    const sites = await transact(fresh.database, system, (t) => readSiteFacts(t));
    const rooms = sites.flatMap((site) =>
      site.buildings.flatMap((building) =>
        building.floors.flatMap(({ floor, rooms: ofFloor }) =>
          ofFloor.map(({ facilities, measured, ...room }) => {
            expect([facilities, measured, room.floor]).toEqual([{}, {}, floor]);
            return { siteId: site.id, buildingId: building.id, ...room };
          }),
        ),
      ),
    );
    const { rows } = await sql<{ id: string }>`
      select room.id, room.site_id, room.building_id, room.floor, room.name,
        floor_area_m2, ceiling_height_m, windows,
        (select count(*)::int from bed where room_id = room.id) as design_beds,
        (select count(*)::int from bed where room_id = room.id and position = 'upper') as upper_beds
      from room
    `.execute(fresh.owner);
    const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);
    expect(rows.length).toBeGreaterThan(2000);
    expect(rooms.sort(byId)).toEqual(rows.sort(byId));

    const counted = sites.flatMap((site) => [
      ...Object.entries(site.facilities).map(([kind, count]) => [site.id, null, null, kind, count]),
      ...site.buildings.flatMap((building) => [
        ...Object.entries(building.facilities).map(([kind, count]) => [
          site.id,
          building.id,
          null,
          kind,
          count,
        ]),
        ...building.floors.flatMap(({ floor, facilities }) =>
          Object.entries(facilities).map(([kind, count]) => [site.id, building.id, floor, kind, count]),
        ),
      ]),
    ]);
    const kept = await fresh.owner
      .selectFrom('facility')
      .select(['siteId', 'buildingId', 'floor', 'kind', 'count'])
      .execute();
    const inOrder = (cells: readonly unknown[]) => cells.map((cell) => JSON.stringify(cell)).sort();
    expect(inOrder(counted)).toEqual(
      inOrder(
        kept.map(({ siteId, buildingId, floor, kind, count }) => [siteId, buildingId, floor, kind, count]),
      ),
    );
  });
});

describe('the facts of one place', () => {
  it('tell what nobody measured from what there is none of, at every level', async () => {
    const [bed] = await aRoom(fresh.owner, { beds: 3 });
    const { siteId, buildingId, roomId } = bed!;
    await fresh.owner
      .updateTable('room')
      .set({ floorAreaM2: null, ceilingHeightM: null, windows: null })
      .where('id', '=', roomId)
      .execute();
    await fresh.owner
      .insertInto('facility')
      .values([
        { siteId, kind: 'clinic', count: 2 },
        { siteId, buildingId, kind: 'car_space', count: 0 },
        { siteId, buildingId, floor: 0, kind: 'toilet', count: 4 },
        { siteId, buildingId, floor: 1, kind: 'shower', count: 1 },
        { siteId, buildingId, floor: 0, roomId, kind: 'toilet', count: 1 },
      ])
      .execute();
    const fact = (key: string, value: number | boolean) => ({ siteId, key, value: JSON.stringify(value) });
    await fresh.owner
      .insertInto('measuredFact')
      .values([
        fact('water_litres_per_day', 900),
        { ...fact('fire_alarm', true), buildingId },
        { ...fact('toilet_distance_m', 12.5), buildingId, floor: 0 },
        { ...fact('wifi_in_room', false), buildingId, floor: 0, roomId },
      ])
      .execute();
    const { site, building } = await transact(fresh.database, system, async (t) => ({
      site: await readSiteFacts(t, { siteId }),
      building: await readBuildingFacts(t, { buildingId }),
    }));
    expect(site).toEqual([
      {
        id: siteId,
        facilities: { clinic: 2 },
        measured: { water_litres_per_day: 900 },
        buildings: [building.building],
      },
    ]);
    expect(building.siteId).toBe(siteId);
    expect(building.building).toMatchObject({
      id: buildingId,
      floorCount: 1,
      facilities: { car_space: 0 },
      measured: { fire_alarm: true },
      floors: [
        {
          floor: 0,
          facilities: { toilet: 4 },
          measured: { toilet_distance_m: 12.5 },
          rooms: [
            {
              id: roomId,
              floorAreaM2: null,
              ceilingHeightM: null,
              windows: null,
              designBeds: 3,
              upperBeds: 0,
              facilities: { toilet: 1 },
              measured: { wifi_in_room: false },
            },
          ],
        },
        { floor: 1, rooms: [], facilities: { shower: 1 }, measured: {} },
      ],
    });
  });

  it('are refused for a building that there isn’t', async () => {
    await expect(
      transact(fresh.database, system, (t) =>
        readBuildingFacts(t, { buildingId: '00000000-0000-0000-0000-000000000000' }),
      ),
    ).rejects.toMatchObject({ problem: { code: 'not_found' } });
  });
});
