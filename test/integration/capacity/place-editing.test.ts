import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { readBuildingFacts } from '#app/data/places/place-facts.ts';
import {
  addBeds,
  addBuilding,
  addRoom,
  changeFacts,
  copyFloor,
  setBoundary,
} from '#app/data/places/place-editing.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import type { FactsChange } from '#app/domain/capacity/judging/facts-change.ts';
import { kuwaitDay } from '#app/domain/dates.ts';
import type { SignedInActor } from '#app/domain/identity/actor.ts';
import type { BuildingId, RoomId, SiteId } from '#app/domain/identity/ids.ts';
import { readBoundaryText } from '#app/domain/places/boundary.ts';
import { bedsToAdd } from '#app/domain/places/room-entry.ts';
import { isProblemError } from '#app/domain/problem.ts';
import { commitPlaces, previewPlaces } from '#app/server/csv/place-import.ts';
import { readKuwaitOutline } from '#db/reference/reference.ts';
import { actorOf, openFreshDatabase } from '#test/integration/fresh-database.ts';

const fresh = openFreshDatabase('seeded');
const today = kuwaitDay(new Date());
const outline = readKuwaitOutline();
const SITE = 'al-subiya';
let planner: SignedInActor;
let siteId: SiteId;

beforeAll(async () => {
  planner = await actorOf(fresh.owner, 'planner');
  const site = await fresh.owner
    .selectFrom('site')
    .select('id')
    .where('key', '=', SITE)
    .executeTakeFirstOrThrow();
  siteId = site.id as SiteId;
});

const asPlanner = <Result>(work: (transaction: ActorTransaction) => Promise<Result>) =>
  transact(fresh.database, planner, work);
const problemOf = (doing: Promise<unknown>) =>
  doing.then(
    () => 'done',
    (error: unknown) => {
      if (isProblemError(error)) return error.problem.code;
      throw error;
    },
  );

let serial = 0;
/** A building of three floors, without rooms. */
const aBuilding = () =>
  asPlanner((t) =>
    addBuilding(t, {
      siteId,
      entry: {
        name: `New ${++serial}`,
        floorCount: 3,
        sex: 'men',
        accessibleEntrance: null,
        openedOn: '2025-01-01',
        longitude: 47.95,
        latitude: 29.62,
      },
    }),
  );
const aRoom = (buildingId: BuildingId, name = '0-01', beds = 4) =>
  asPlanner((t) =>
    addRoom(t, {
      siteId,
      today,
      room: {
        buildingId,
        floor: 0,
        name,
        floorAreaM2: 30,
        ceilingHeightM: 3,
        windows: 2,
        accessible: true,
        beds: bedsToAdd('single', { from: 0, to: beds }),
      },
    }),
  );
const washrooms = (buildingId: BuildingId, count: number | null): FactsChange => ({
  siteId,
  rooms: [],
  measured: [],
  facilities: ['toilet', 'shower', 'washbasin'].map((kind) => ({
    buildingId,
    floor: 0,
    roomId: null,
    kind,
    count,
  })),
});
const change = (buildingId: BuildingId, facts: FactsChange) =>
  asPlanner((t) => changeFacts(t, { change: facts, buildingId, today }));
const roomsOf = (buildingId: string) =>
  fresh.owner
    .selectFrom('room')
    .selectAll()
    .where('buildingId', '=', buildingId)
    .orderBy('floor')
    .orderBy('name')
    .execute();
const openBeds = async (buildingId: string) => {
  const { rows } = await sql<{ open: number }>`
    select count(*)::int as open from bed_availability where building_id = ${buildingId} and during @> ${today}::date
  `.execute(fresh.owner);
  return rows[0]?.open;
};
const loggedOf = async (subjectId: string) => {
  const entries = await fresh.owner
    .selectFrom('auditEntry')
    .select(['action', 'details', 'actorAccountId'])
    .where('subjectId', '=', subjectId)
    .orderBy('id')
    .execute();
  return entries
    .filter(({ actorAccountId }) => actorAccountId === planner.accountId)
    .map(({ action, details }) => [action, details]);
};

describe('a new building', () => {
  it('opens the beds of a room once all is known that the standard asks; each step is logged', async () => {
    const buildingId = await aBuilding();
    await aRoom(buildingId);
    expect(await openBeds(buildingId)).toBe(0);
    await change(buildingId, washrooms(buildingId, 1));
    expect(await openBeds(buildingId)).toBe(4);
    expect(await loggedOf(buildingId)).toEqual([
      ['building.added', {}],
      ['building.rooms_added', { rooms: 1, beds: 4 }],
      ['building.facts_changed', { facts: 3 }],
    ]);
  });

  it('may not bear the name of another of its site, nor a room that of another on its floor', async () => {
    const buildingId = await aBuilding();
    await aRoom(buildingId);
    expect(await problemOf(aRoom(buildingId))).toBe('room_name_taken');
    serial--;
    expect(await problemOf(aBuilding())).toBe('building_name_taken');
  });

  it('is added by planners only', async () => {
    const inspector = await actorOf(fresh.owner, 'inspector');
    const adding = transact(fresh.database, inspector, (t) =>
      setBoundary(t, { siteId, boundary: { type: 'Polygon', coordinates: [] }, areaM2: 1 }),
    );
    await adding.catch(() => undefined);
    const site = await fresh.owner
      .selectFrom('site')
      .select('areaM2')
      .where('id', '=', siteId)
      .executeTakeFirstOrThrow();
    expect(Number(site.areaM2)).not.toBe(1);
  });
});

describe('measured facts', () => {
  it('close and open beds that nobody sleeps in; a fact that is taken back is unknown', async () => {
    const buildingId = await aBuilding();
    await aRoom(buildingId);
    await change(buildingId, washrooms(buildingId, 1));
    const [room] = await roomsOf(buildingId);
    const measure = (floorAreaM2: number | null) =>
      change(buildingId, {
        siteId,
        rooms: [{ roomId: room!.id, floorAreaM2 }],
        facilities: [],
        measured: [],
      });
    await measure(9);
    expect(await openBeds(buildingId)).toBe(2);
    await measure(null);
    expect(await openBeds(buildingId)).toBe(0);
    await measure(30);
    await change(buildingId, washrooms(buildingId, null));
    expect(await openBeds(buildingId)).toBe(0);
    expect((await roomsOf(buildingId))[0]).toMatchObject({ floorAreaM2: 30, ceilingHeightM: 3, windows: 2 });
  });

  it('are kept by key, a figure or whether; measured again they are replaced, taken back they go', async () => {
    const buildingId = await aBuilding();
    const place = { buildingId, floor: null, roomId: null };
    const measured = (value: number | boolean | null) =>
      change(buildingId, {
        siteId,
        rooms: [],
        facilities: [],
        measured: [{ ...place, key: 'fire_alarm', value }],
      });
    const known = async () =>
      (await asPlanner((t) => readBuildingFacts(t, { buildingId }))).building.measured;
    await measured(true);
    expect(await known()).toEqual({ fire_alarm: true });
    await measured(false);
    expect(await known()).toEqual({ fire_alarm: false });
    await measured(null);
    expect(await known()).toEqual({});
  });

  it('under which people would have to move are refused, and nothing is written', async () => {
    const lived = await fresh.owner
      .selectFrom('assignment')
      .innerJoin('room', 'room.id', 'assignment.roomId')
      .select(['room.id', 'room.buildingId', 'room.siteId', 'room.floorAreaM2'])
      .where('assignment.state', '=', 'occupied')
      .where(sql<boolean>`assignment.during @> ${today}::date`)
      .limit(1)
      .executeTakeFirstOrThrow();
    const tiny = change(lived.buildingId as BuildingId, {
      siteId: lived.siteId,
      rooms: [{ roomId: lived.id, floorAreaM2: 1 }],
      facilities: [],
      measured: [],
    });
    expect(await problemOf(tiny)).toBe('people_would_move');
    const [room] = (await roomsOf(lived.buildingId)).filter(({ id }) => id === lived.id);
    expect(room?.floorAreaM2).toBe(lived.floorAreaM2);
    expect(await loggedOf(lived.buildingId)).toEqual([]);
  });
});

describe('beds', () => {
  it('are added after those that are there, and open as far as the room may hold people', async () => {
    const buildingId = await aBuilding();
    await aRoom(buildingId, '0-01', 2);
    await change(buildingId, washrooms(buildingId, 1));
    const [room] = await roomsOf(buildingId);
    const add = (count: number) =>
      asPlanner((t) => addBeds(t, { buildingId, roomId: room!.id as RoomId, kind: 'bunk', count, today }));
    await add(4);
    expect(await openBeds(buildingId)).toBe(4);
    const beds = await fresh.owner
      .selectFrom('bed')
      .selectAll()
      .where('roomId', '=', room!.id)
      .orderBy('label')
      .execute();
    expect(beds.map(({ label, position }) => `${label} ${position}`)).toEqual([
      '1 single',
      '2 single',
      '3 lower',
      '4 upper',
      '5 lower',
      '6 upper',
    ]);
  });
});

describe('a floor', () => {
  it('is copied with its rooms, beds and facilities, and its beds open', async () => {
    const buildingId = await aBuilding();
    await aRoom(buildingId, '0-01');
    await aRoom(buildingId, 'Corner');
    await change(buildingId, washrooms(buildingId, 1));
    const { building } = await asPlanner((t) => readBuildingFacts(t, { buildingId }));
    const copy = () =>
      asPlanner((t) =>
        copyFloor(t, { siteId, source: building, floor: 0, to: { buildingId, floors: [1, 2] }, today }),
      );
    await copy();
    const rooms = await roomsOf(buildingId);
    expect(
      rooms.map(({ floor, name, floorAreaM2, accessible }) => [floor, name, floorAreaM2, accessible]),
    ).toEqual(
      [0, 1, 2].flatMap((floor) => [
        [floor, `${floor}-01`, 30, true],
        [floor, 'Corner', 30, true],
      ]),
    );
    const copied = await asPlanner((t) => readBuildingFacts(t, { buildingId }));
    for (const floor of copied.building.floors) {
      expect(floor.facilities).toEqual({ toilet: 1, shower: 1, washbasin: 1 });
      expect(floor.rooms.map(({ designBeds }) => designBeds)).toEqual([4, 4]);
    }
    expect(await openBeds(buildingId)).toBe(24);
    expect(await problemOf(copy())).toBe('room_name_taken');
  });
});

describe('a boundary', () => {
  it('is kept with its area, as an estimate', async () => {
    const read = readBoundaryText('47.94, 29.61\n47.96, 29.61\n47.96, 29.63\n47.94, 29.63', outline);
    if (!read.ok) throw new Error(read.code);
    await asPlanner((t) => setBoundary(t, { siteId, boundary: read.polygon, areaM2: read.areaM2 }));
    const site = await fresh.owner
      .selectFrom('site')
      .selectAll()
      .where('id', '=', siteId)
      .executeTakeFirstOrThrow();
    expect(site).toMatchObject({
      boundary: read.polygon,
      boundaryQuality: 'estimate',
      areaQuality: 'estimate',
    });
    expect(Number(site.areaM2)).toBe(read.areaM2);
    expect(await loggedOf(siteId)).toContainEqual(['site.boundary_drawn', { areaM2: read.areaM2 }]);
  });
});

describe('a file of places', () => {
  const commit = (text: string) => asPlanner((t) => commitPlaces(t, { siteKey: SITE, text, outline, today }));

  it('brings buildings, then rooms, then facilities; the wrong rows stay out', async () => {
    const buildings = await commit(
      'building,floors,for,opening,longitude,latitude\nImport 1,2,men,2025-01-01,47.95,29.62\nImport 2,99,men,2025-01-01,47.95,29.62\n',
    );
    expect([buildings.rows.right.length, buildings.rows.wrong.length]).toEqual([1, 1]);
    await commit(
      'building,floor,room,area (sq ft),ceiling height,beds,bed kind\nImport 1,0,0-01,300,2.8,4,bunk\nImport 1,0,0-02,-1,2.8,4,bunk\nImport 1,1,1-01,200,280 cm,2,single\n',
    );
    await commit('المبنى;الطابق;دورات المياه;الاستحمام;المغاسل\nImport 1;٠;١;١;١\nImport 1;1;1;1;1');
    const building = await fresh.owner
      .selectFrom('building')
      .select('id')
      .where('name', '=', 'Import 1')
      .executeTakeFirstOrThrow();
    const rooms = await roomsOf(building.id);
    expect(
      rooms.map(({ name, floorAreaM2, ceilingHeightM, windows }) => [
        name,
        floorAreaM2,
        ceilingHeightM,
        windows,
      ]),
    ).toEqual([
      ['0-01', 27.87, 2.8, null],
      ['1-01', 18.58, 2.8, null],
    ]);
    expect(await openBeds(building.id)).toBe(6);
    expect(await loggedOf(siteId)).toContainEqual(['site.places_imported', { rooms: 2, beds: 6 }]);
  });

  it('changes what is there where a cell tells something, and leaves the rest', async () => {
    const buildingId = await aBuilding();
    await aRoom(buildingId, '0-01', 2);
    const { rows } = await commit(
      `building,floor,room,area,beds,bed kind,accessible\nNew ${serial},0,0-01,,3,single,\n`,
    );
    expect(rows.right.map(({ effect }) => effect)).toEqual(['changes']);
    expect(await roomsOf(buildingId)).toMatchObject([{ floorAreaM2: 30, windows: 2, accessible: true }]);
    const beds = await fresh.owner
      .selectFrom('bed')
      .select('label')
      .where('buildingId', '=', buildingId)
      .orderBy('label')
      .execute();
    expect(beds.map(({ label }) => label)).toEqual(['1', '2', '3']);
  });

  it('in GeoJSON brings the boundary too, by which its buildings are judged', async () => {
    const ring = [
      [47.9, 29.6],
      [47.92, 29.6],
      [47.92, 29.62],
      [47.9, 29.62],
      [47.9, 29.6],
    ];
    const point = (name: string, ...coordinates: number[]) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates },
      properties: { building: name, floors: 2, for: 'women', opening: '2025-01-01' },
    });
    const text = JSON.stringify({
      type: 'FeatureCollection',
      features: [
        { type: 'Feature', geometry: { type: 'Polygon', coordinates: [ring] }, properties: null },
        point('Map 1', 47.91, 29.61),
        point('Map 2', 47.95, 29.61),
      ],
    });
    const seen = await asPlanner((t) => previewPlaces(t, { siteKey: SITE, text, outline }));
    expect(seen.rows.right.map(({ warnings }) => warnings.map(({ code }) => code))).toEqual([
      [],
      ['outside_boundary'],
    ]);
    await commit(text);
    const site = await fresh.owner
      .selectFrom('site')
      .select('boundary')
      .where('id', '=', siteId)
      .executeTakeFirstOrThrow();
    expect(site.boundary).toEqual({ type: 'Polygon', coordinates: [ring] });
    const known = await fresh.owner
      .selectFrom('building')
      .select('name')
      .where('name', 'like', 'Map %')
      .orderBy('name')
      .execute();
    expect(known.map(({ name }) => name)).toEqual(['Map 1', 'Map 2']);
  });
});
