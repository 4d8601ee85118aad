import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type {
  BuildingFacts,
  FloorFacts,
  RoomFacts,
  SiteFacts,
} from '#app/domain/capacity/judging/place-facts.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { inScope } from './place-scope.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

/** A building with all that is known below it: a nation's rooms come as four thousand rows, not as half a million. */
interface BuildingRow extends RoomColumns {
  readonly id: string;
  readonly siteId: string;
  readonly name: string;
  readonly floorCount: number;
  readonly facilities: readonly Cells<number>[] | null;
  readonly measured: readonly Cells<number | boolean>[] | null;
}

/** Column by column, which Postgres writes in two thirds of the time; all null where there is no room. */
interface RoomColumns {
  readonly roomIds: readonly string[] | null;
  readonly roomNames: readonly string[];
  readonly roomFloors: readonly number[];
  readonly floorAreasM2: readonly (number | null)[];
  readonly ceilingHeightsM: readonly (number | null)[];
  readonly windows: readonly (number | null)[];
  readonly designBeds: readonly number[];
  readonly upperBeds: readonly number[];
}

/** One facility or fact; without a room it is the floor's, without a floor the building's. */
type Cells<Value> = readonly [floor: number | null, roomId: string | null, key: string, value: Value];

/** Most rooms have no facilities or facts of their own: they share one record. */
const NOTHING = Object.freeze({});

/** The facts of one site, or of all, by key; buildings and rooms by name. */
export async function readSiteFacts(
  transaction: ActorTransaction,
  { siteId }: { siteId?: string } = {},
): Promise<SiteFacts[]> {
  const sites = await readSites(transaction, siteId ? sql`id = ${siteId}` : sql`true`);
  const rows = await readBuildings(transaction, siteId ? { siteId } : {});
  const ofSite = Map.groupBy(rows, (row) => row.siteId);
  return sites.map((site) => ({ ...site, buildings: (ofSite.get(site.id) ?? []).map(buildingFacts) }));
}

/** What each of these sites has itself, without its buildings. */
export async function readOwnFactsOfSites(
  transaction: ActorTransaction,
  { siteIds }: { siteIds: readonly string[] },
): Promise<ReadonlyMap<string, SiteFacts>> {
  const sites = await readSites(transaction, sql`id = any(${siteIds}::uuid[])`);
  return new Map(sites.map((site) => [site.id, { ...site, buildings: [] }]));
}

async function readSites(
  transaction: ActorTransaction,
  which: RawBuilder<unknown>,
): Promise<readonly Omit<SiteFacts, 'buildings'>[]> {
  const { rows } = await sql<Omit<SiteFacts, 'buildings'>>`
    select site.id,
      (
        select coalesce(json_object_agg(kind, count), '{}')
        from facility
        where facility.site_id = site.id and building_id is null
      ) as facilities,
      (
        select coalesce(json_object_agg(key, value), '{}')
        from measured_fact
        where measured_fact.site_id = site.id and building_id is null
      ) as measured
    from site
    where ${which}
    order by key
  `.execute(transaction);
  return rows;
}

/** @throws ProblemError not_found */
export async function readBuildingFacts(
  transaction: ActorTransaction,
  { buildingId }: { buildingId: string },
): Promise<{ siteId: string; building: BuildingFacts }> {
  const [row] = await readBuildings(transaction, { buildingIds: [buildingId] });
  if (!row) throw new ProblemError('not_found');
  return { siteId: row.siteId, building: buildingFacts(row) };
}

/** Those of these buildings that there are. */
export async function readFactsOfBuildings(
  transaction: ActorTransaction,
  { buildingIds }: { buildingIds: readonly string[] },
): Promise<ReadonlyMap<string, BuildingFacts>> {
  const rows = await readBuildings(transaction, { buildingIds });
  return new Map(rows.map((row) => [row.id, buildingFacts(row)]));
}

/** One scan of each table, grouped by building; a building's lists are parsed once. */
async function readBuildings(
  transaction: ActorTransaction,
  place: { readonly siteId?: string } | { readonly buildingIds: readonly string[] },
): Promise<readonly BuildingRow[]> {
  const [within, ofBuilding] =
    'buildingIds' in place
      ? [
          sql`building_id = any(${place.buildingIds}::uuid[])`,
          sql`building.id = any(${place.buildingIds}::uuid[])`,
        ]
      : [inScope(place), inScope(place)];
  const { rows } = await sql<BuildingRow>`
    with built as (
      select room_id, count(*) as design_beds, count(*) filter (where position = 'upper') as upper_beds
      from bed
      where ${within}
      group by room_id
    ), rooms as (
      select building_id,
        json_agg(id) as room_ids,
        json_agg(name) as room_names,
        json_agg(floor) as room_floors,
        json_agg(floor_area_m2) as floor_areas_m2,
        json_agg(ceiling_height_m) as ceiling_heights_m,
        json_agg(windows) as windows,
        json_agg(coalesce(design_beds, 0)) as design_beds,
        json_agg(coalesce(upper_beds, 0)) as upper_beds
      from (
        select * from room left join built on built.room_id = room.id where ${within} order by building_id, floor, name
      ) as ordered
      group by building_id
    ), counted as (
      select building_id, json_agg(json_build_array(floor, room_id, kind, count)) as facilities
      from facility
      where ${within} and building_id is not null
      group by building_id
    ), measured as (
      select building_id, json_agg(json_build_array(floor, room_id, key, value)) as measured
      from measured_fact
      where ${within} and building_id is not null
      group by building_id
    )
    select building.id, building.site_id, building.name, building.floor_count, facilities, measured,
      room_ids, room_names, room_floors, floor_areas_m2, ceiling_heights_m, windows, design_beds, upper_beds
    from building
    left join rooms on rooms.building_id = building.id
    left join counted on counted.building_id = building.id
    left join measured on measured.building_id = building.id
    where ${ofBuilding}
    order by building.site_id, building.name
  `.execute(transaction);
  return rows;
}

function buildingFacts({ id, name, floorCount, ...row }: BuildingRow): BuildingFacts {
  const facilities = byPlace(row.facilities ?? []);
  const measured = byPlace(row.measured ?? []);
  const of = (place: number | string | null) => ({
    facilities: facilities.get(place) ?? NOTHING,
    measured: measured.get(place) ?? NOTHING,
  });
  const rooms = (row.roomIds ?? []).map((roomId, index): RoomFacts => ({
    id: roomId,
    name: row.roomNames[index] ?? '',
    floor: row.roomFloors[index] ?? 0,
    floorAreaM2: row.floorAreasM2[index] ?? null,
    ceilingHeightM: row.ceilingHeightsM[index] ?? null,
    windows: row.windows[index] ?? null,
    designBeds: row.designBeds[index] ?? 0,
    upperBeds: row.upperBeds[index] ?? 0,
    ...of(roomId),
  }));
  const onFloor = Map.groupBy(rooms, (room) => room.floor);
  const known = [...onFloor.keys(), ...facilities.keys(), ...measured.keys()];
  const floors = [...new Set(known.filter((place) => typeof place === 'number'))]
    .sort((one, other) => one - other)
    .map((floor): FloorFacts => ({ floor, rooms: onFloor.get(floor) ?? [], ...of(floor) }));
  return { id, name, floorCount, floors, ...of(null) };
}

/** By room, else by floor; those of the building itself by null. */
function byPlace<Value>(
  cells: readonly Cells<Value>[],
): ReadonlyMap<number | string | null, Readonly<Record<string, Value>>> {
  const found = new Map<number | string | null, Record<string, Value>>();
  for (const [floor, roomId, key, value] of cells) {
    const place = roomId ?? floor;
    const known = found.get(place);
    if (known) known[key] = value;
    else found.set(place, { [key]: value });
  }
  return found;
}
