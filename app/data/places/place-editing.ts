import type { Polygon } from 'geojson';
import { sql } from 'kysely';
import type { FactsChange } from '#app/domain/capacity/judging/facts-change.ts';
import type { BuildingFacts } from '#app/domain/capacity/judging/place-facts.ts';
import type { Day } from '#app/domain/dates.ts';
import type { BuildingId, RoomId, SiteId } from '#app/domain/identity/ids.ts';
import type { BuildingEntry } from '#app/domain/places/building-entry.ts';
import { floorOf } from '#app/domain/places/facts-form.ts';
import { nameOnFloor } from '#app/domain/places/floor-copy.ts';
import type { BedDesign, BedKind } from '#app/domain/places/room-entry.ts';
import { bedsToAdd } from '#app/domain/places/room-entry.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { audit } from '#app/data/audit.ts';
import { followCapacity } from '#app/data/capacity/bed-days.ts';
import { writeFacts } from './place-facts-writing.ts';
import { rowChunks } from '#app/data/row-chunks.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

/** @throws ProblemError building_name_taken */
export async function addBuilding(
  transaction: ActorTransaction,
  { siteId, entry }: { siteId: SiteId; entry: BuildingEntry },
): Promise<BuildingId> {
  const { id } = await transaction
    .insertInto('building')
    .values({ siteId, ...entry, accessibleEntrance: entry.accessibleEntrance ?? false })
    .returning('id')
    .executeTakeFirstOrThrow();
  await audit(transaction, { action: 'building.added', subjectKind: 'building', subjectId: id });
  return id as BuildingId;
}

/**
 * Changes what is told of a building; its beds are to follow, since they open on its opening day.
 * @throws ProblemError not_found, building_name_taken, or building_is_lived_in where its designation would change under people
 */
export async function changeBuilding(
  transaction: ActorTransaction,
  { buildingId, entry }: { buildingId: BuildingId; entry: BuildingEntry },
): Promise<void> {
  const { accessibleEntrance, ...facts } = entry;
  const changed = await transaction
    .updateTable('building')
    .set({ ...facts, ...(accessibleEntrance !== null && { accessibleEntrance }) })
    .where('id', '=', buildingId)
    .returning('id')
    .executeTakeFirst();
  if (!changed) throw new ProblemError('not_found');
  await audit(transaction, { action: 'building.changed', subjectKind: 'building', subjectId: buildingId });
}

interface NewRoom {
  readonly buildingId: string;
  readonly floor: number;
  readonly name: string;
  readonly floorAreaM2: number | null;
  readonly ceilingHeightM: number | null;
  readonly windows: number | null;
  readonly accessible: boolean;
  readonly beds: readonly BedDesign[];
}

/** A floor copied many times over would else fill the disk before anybody could stop it. */
const MOST_BEDS_AT_ONCE = 100_000;

/** Each value is a parameter of its own. */
const ROWS = 5_000;

/**
 * Rooms with their beds, which stay closed until the capacity is followed. @returns the rooms' identifiers, in their order
 * @throws ProblemError room_name_taken, or too_many_beds where they have more than one step may add
 */
export async function insertRooms(
  transaction: ActorTransaction,
  { siteId, rooms }: { siteId: SiteId; rooms: readonly NewRoom[] },
): Promise<readonly string[]> {
  const bedCount = rooms.reduce((sum, room) => sum + room.beds.length, 0);
  if (bedCount > MOST_BEDS_AT_ONCE) throw new ProblemError('too_many_beds', { beds: MOST_BEDS_AT_ONCE });
  const ids: string[] = [];
  for (const part of rowChunks(rooms, ROWS)) {
    const inserted = await transaction
      .insertInto('room')
      .values(
        part.map((room) => ({
          siteId,
          buildingId: room.buildingId,
          floor: room.floor,
          name: room.name,
          floorAreaM2: room.floorAreaM2,
          ceilingHeightM: room.ceilingHeightM,
          windows: room.windows,
          accessible: room.accessible,
        })),
      )
      .returning('id')
      .execute();
    ids.push(...inserted.map(({ id }) => id));
  }
  const beds = rooms.flatMap((room, index) =>
    room.beds.map((bed) => ({ roomId: ids[index] ?? '', buildingId: room.buildingId, ...bed })),
  );
  await insertBeds(transaction, { siteId, beds });
  return ids;
}

export async function insertBeds(
  transaction: ActorTransaction,
  {
    siteId,
    beds,
  }: {
    siteId: SiteId;
    beds: readonly (BedDesign & { readonly roomId: string; readonly buildingId: string })[];
  },
): Promise<void> {
  for (const part of rowChunks(beds, ROWS)) {
    await transaction
      .insertInto('bed')
      .values(part.map((bed) => ({ siteId, ...bed })))
      .execute();
  }
}

/**
 * Adds a room to a building, and opens as many of its beds as it may hold people.
 * @throws ProblemError room_name_taken, people_would_move
 */
export async function addRoom(
  transaction: ActorTransaction,
  { siteId, room, today }: { siteId: SiteId; room: NewRoom; today: Day },
): Promise<void> {
  const { buildingId } = room;
  await insertRooms(transaction, { siteId, rooms: [room] });
  await audit(transaction, {
    action: 'building.rooms_added',
    subjectKind: 'building',
    subjectId: buildingId,
    details: { rooms: 1, beds: room.beds.length },
  });
  await followCapacity(transaction, { buildingId, today });
}

/**
 * Adds beds to a room, and opens as many as it may hold people.
 * @throws ProblemError not_found, people_would_move
 */
export async function addBeds(
  transaction: ActorTransaction,
  {
    buildingId,
    roomId,
    kind,
    count,
    today,
  }: { buildingId: BuildingId; roomId: RoomId; kind: BedKind; count: number; today: Day },
): Promise<void> {
  const room = await transaction
    .selectFrom('room')
    .select([
      'siteId',
      (eb) =>
        eb
          .selectFrom('bed')
          .select(({ fn }) => fn.countAll<number>().as('beds'))
          .whereRef('bed.roomId', '=', 'room.id')
          .as('beds'),
    ])
    .where('id', '=', roomId)
    .where('buildingId', '=', buildingId)
    .forUpdate()
    .executeTakeFirst();
  if (!room) throw new ProblemError('not_found');
  const from = Number(room.beds);
  await insertBeds(transaction, {
    siteId: room.siteId as SiteId,
    beds: bedsToAdd(kind, { from, to: from + count }).map((bed) => ({ roomId, buildingId, ...bed })),
  });
  await audit(transaction, {
    action: 'building.beds_added',
    subjectKind: 'building',
    subjectId: buildingId,
    details: { beds: count },
  });
  await followCapacity(transaction, { buildingId, today });
}

/**
 * Changes facts of places of one site. Of rooms of another site nothing is changed.
 * @throws ProblemError people_would_move
 */
export async function changeFacts(
  transaction: ActorTransaction,
  { change, buildingId, today }: { change: FactsChange; buildingId: BuildingId; today: Day },
): Promise<void> {
  const facts = change.rooms.length + change.facilities.length + change.measured.length;
  if (facts === 0) return;
  await writeFacts(transaction, change);
  await audit(transaction, {
    action: 'building.facts_changed',
    subjectKind: 'building',
    subjectId: buildingId,
    details: { facts },
  });
  await followCapacity(transaction, { buildingId, today });
}

/**
 * Copies a floor's rooms with their areas, heights, windows and beds, and its counted facilities, to floors of a building
 * of the same site. What else was measured there was measured there only, and is not copied.
 * @throws ProblemError room_name_taken, people_would_move
 */
export async function copyFloor(
  transaction: ActorTransaction,
  {
    siteId,
    source,
    floor,
    to,
    today,
  }: {
    siteId: SiteId;
    source: BuildingFacts;
    floor: number;
    to: { buildingId: BuildingId; floors: readonly number[] };
    today: Day;
  },
): Promise<void> {
  const { rooms, facilities } = floorOf(source, floor);
  const designs = await listRoomDesigns(transaction, { buildingId: source.id, floor });
  const copies = to.floors.flatMap((copied) => rooms.map((room) => ({ room, copied })));
  const ids = await insertRooms(transaction, {
    siteId,
    rooms: copies.map(({ room, copied }) => ({
      buildingId: to.buildingId,
      floor: copied,
      name: nameOnFloor(room.name, { from: floor, to: copied }),
      floorAreaM2: room.floorAreaM2,
      ceilingHeightM: room.ceilingHeightM,
      windows: room.windows,
      accessible: designs.get(room.id)?.accessible ?? false,
      beds: designs.get(room.id)?.beds ?? [],
    })),
  });
  const counted = (counts: Readonly<Record<string, number>>, copied: number, roomId: string | null) =>
    Object.entries(counts).map(([kind, count]) => ({
      buildingId: to.buildingId,
      floor: copied,
      roomId,
      kind,
      count,
    }));
  await writeFacts(transaction, {
    siteId,
    rooms: [],
    measured: [],
    facilities: [
      ...to.floors.flatMap((copied) => counted(facilities, copied, null)),
      ...copies.flatMap(({ room, copied }, index) => counted(room.facilities, copied, ids[index] ?? null)),
    ],
  });
  await audit(transaction, {
    action: 'building.floor_copied',
    subjectKind: 'building',
    subjectId: to.buildingId,
    details: { floors: to.floors.join(', '), rooms: copies.length },
  });
  await followCapacity(transaction, { buildingId: to.buildingId, today });
}

/** What a copy of a room needs and the capacity rules don't. */
async function listRoomDesigns(
  transaction: ActorTransaction,
  { buildingId, floor }: { buildingId: string; floor: number },
): Promise<ReadonlyMap<string, { readonly accessible: boolean; readonly beds: readonly BedDesign[] }>> {
  const { rows } = await sql<{ id: string; accessible: boolean; beds: BedDesign[] }>`
    select room.id, room.accessible,
      coalesce(
        json_agg(json_build_object('label', bed.label, 'position', bed.position)) filter (where bed.id is not null),
        '[]'
      ) as beds
    from room
    left join bed on bed.room_id = room.id
    where room.building_id = ${buildingId} and room.floor = ${floor}
    group by room.id
  `.execute(transaction);
  return new Map(rows.map(({ id, ...design }) => [id, design]));
}

/** A site's boundary as a planner drew it: an estimate, since none is published. */
export async function setBoundary(
  transaction: ActorTransaction,
  { siteId, boundary, areaM2 }: { siteId: SiteId; boundary: Polygon; areaM2: number },
): Promise<void> {
  await transaction
    .updateTable('site')
    .set({
      boundary: JSON.stringify(boundary),
      boundaryQuality: 'estimate',
      areaM2,
      areaQuality: 'estimate',
    })
    .where('id', '=', siteId)
    .execute();
  await audit(transaction, {
    action: 'site.boundary_drawn',
    subjectKind: 'site',
    subjectId: siteId,
    details: { areaM2 },
  });
}
