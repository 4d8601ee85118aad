import { sql } from 'kysely';
import type { Day } from '#app/domain/dates.ts';
import type { FactsChange } from '#app/domain/capacity/judging/facts-change.ts';
import type { BuildingId, SiteId } from '#app/domain/identity/ids.ts';
import type { BuildingEntry } from '#app/domain/places/building-entry.ts';
import type { FacilitiesEntry, KnownBuildings, KnownRoom } from '#app/domain/places/place-rows.ts';
import type { RoomEntry } from '#app/domain/places/room-entry.ts';
import { bedsToAdd, roomKey } from '#app/domain/places/room-entry.ts';
import { comparable } from '#app/domain/typed-text.ts';
import { audit } from '#app/data/audit.ts';
import { followCapacity } from '#app/data/capacity/bed-days.ts';
import { addBuilding, changeBuilding, insertBeds, insertRooms } from './place-editing.ts';
import { writeFacts } from './place-facts-writing.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

interface Import<Entry> {
  readonly siteId: SiteId;
  readonly entries: readonly Entry[];
  /** The site's buildings as the entries were judged by, read in this transaction. */
  readonly known: KnownBuildings;
  readonly today: Day;
}

/** Adds the buildings that the site lacks, and changes those that it has. @throws ProblemError as `changeBuilding`, people_would_move */
export async function importBuildings(
  transaction: ActorTransaction,
  { siteId, entries, known, today }: Import<BuildingEntry>,
): Promise<void> {
  for (const entry of entries) {
    const building = known.get(comparable(entry.name));
    if (building) await changeBuilding(transaction, { buildingId: building.id as BuildingId, entry });
    else await addBuilding(transaction, { siteId, entry });
  }
  await logImport(transaction, { siteId, details: { buildings: entries.length } });
  await followCapacity(transaction, { siteId, today });
}

/**
 * Adds rooms with their beds; of those that are there, changes what the entries tell and adds the beds that they lack.
 * @throws ProblemError people_would_move
 */
export async function importRooms(
  transaction: ActorTransaction,
  { siteId, entries, known, today }: Import<RoomEntry>,
): Promise<void> {
  const located = entries.flatMap((entry) => {
    const building = known.get(comparable(entry.building));
    return building ? [{ entry, building, room: building.rooms.get(roomKey(entry)) ?? null }] : [];
  });
  const added = located.filter(({ room }) => !room);
  await insertRooms(transaction, {
    siteId,
    rooms: added.map(({ entry, building }) => ({
      ...entry,
      buildingId: building.id,
      accessible: entry.accessible ?? false,
      beds: entry.bedKind ? bedsToAdd(entry.bedKind, { from: 0, to: entry.beds ?? 0 }) : [],
    })),
  });
  const there = located.flatMap(({ entry, building, room }) =>
    room ? [{ entry, buildingId: building.id, room }] : [],
  );
  await writeFacts(transaction, { siteId, rooms: there.map(toldOf), facilities: [], measured: [] });
  await setAccessible(transaction, { rooms: there });
  const beds = there.flatMap(({ entry, buildingId, room }) =>
    entry.bedKind && entry.beds
      ? bedsToAdd(entry.bedKind, { from: room.beds, to: entry.beds }).map((bed) => ({
          roomId: room.id,
          buildingId,
          ...bed,
        }))
      : [],
  );
  await insertBeds(transaction, { siteId, beds });
  const newBeds = added.reduce((sum, { entry }) => sum + (entry.beds ?? 0), beds.length);
  await logImport(transaction, { siteId, details: { rooms: entries.length, beds: newBeds } });
  await followCapacity(transaction, { siteId, today });
}

/** What an entry tells of a room; an empty cell tells nothing. */
function toldOf({
  entry,
  room,
}: {
  readonly entry: RoomEntry;
  readonly room: KnownRoom;
}): FactsChange['rooms'][number] {
  const { floorAreaM2, ceilingHeightM, windows } = entry;
  return {
    roomId: room.id,
    ...(floorAreaM2 !== null && { floorAreaM2 }),
    ...(ceilingHeightM !== null && { ceilingHeightM }),
    ...(windows !== null && { windows }),
  };
}

async function setAccessible(
  transaction: ActorTransaction,
  { rooms }: { rooms: readonly { readonly entry: RoomEntry; readonly room: KnownRoom }[] },
): Promise<void> {
  for (const accessible of [true, false]) {
    const ids = rooms.filter(({ entry }) => entry.accessible === accessible).map(({ room }) => room.id);
    if (ids.length > 0)
      await transaction
        .updateTable('room')
        .set({ accessible })
        .where('id', '=', sql<string>`any(${ids}::uuid[])`)
        .execute();
  }
}

/** Sets how many facilities floors and buildings have. @throws ProblemError people_would_move */
export async function importFacilities(
  transaction: ActorTransaction,
  { siteId, entries, known, today }: Import<FacilitiesEntry>,
): Promise<void> {
  const facilities = entries.flatMap(({ building, floor, counts }) => {
    const buildingId = known.get(comparable(building))?.id;
    return buildingId
      ? [...counts].map(([kind, count]) => ({ buildingId, floor, roomId: null, kind, count }))
      : [];
  });
  await writeFacts(transaction, { siteId, rooms: [], facilities, measured: [] });
  await logImport(transaction, { siteId, details: { facts: facilities.length } });
  await followCapacity(transaction, { siteId, today });
}

async function logImport(
  transaction: ActorTransaction,
  { siteId, details }: { siteId: SiteId; details: Readonly<Record<string, number>> },
): Promise<void> {
  await audit(transaction, {
    action: 'site.places_imported',
    subjectKind: 'site',
    subjectId: siteId,
    details,
  });
}
