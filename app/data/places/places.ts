import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Polygon } from 'geojson';
import type { BedCounts, BedState, Occupancy } from '#app/domain/capacity/occupancy.ts';
import { addOccupancies, occupancyOf } from '#app/domain/capacity/occupancy.ts';
import type { BindingReason } from '#app/domain/capacity/judging/room-capacities.ts';
import type { Day } from '#app/domain/dates.ts';
import { ProblemError } from '#app/domain/problem.ts';
import type { Site } from '#db/schema.ts';
import { capacityOn } from '#app/data/capacity/capacity.ts';
import { isOn } from '#app/data/day-range.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

export function listSites(transaction: ActorTransaction) {
  return transaction
    .selectFrom('site')
    .select(['id', 'key', 'nameAr', 'nameEn', 'longitude', 'latitude'])
    .orderBy('key')
    .execute();
}

/** The sites as maps draw them. */
export async function listMapSites(transaction: ActorTransaction) {
  const sites = await transaction
    .selectFrom('site')
    .select(['id', 'key', 'nameAr', 'nameEn', 'longitude', 'latitude', 'boundary', 'boundaryQuality'])
    .orderBy('key')
    .execute();
  return sites.map((site) => ({ ...site, boundary: site.boundary as unknown as Polygon | null }));
}

/**
 * Beds, open beds and people by site or by building on a day: each table is read once and grouped, since a bed, its
 * availability and an assignment bear their whole place. Who is assigned yet not moved in counts as reserved.
 */
async function countBy(
  transaction: ActorTransaction,
  { level, day, siteId }: { level: 'site' | 'building'; day: Day; siteId?: string },
): Promise<ReadonlyMap<string, BedCounts>> {
  const key = sql.ref(`${level}_id`);
  const within = siteId ? sql`site_id = ${siteId}` : sql`true`;
  const { rows } = await sql<{ place: string } & BedCounts>`
    with built as (
      select ${key} as place, count(*)::int as beds from bed where ${within} group by 1
    ), open as (
      select ${key} as place, count(*)::int as available
      from bed_availability
      where ${isOn(day)} and ${within}
      group by 1
    ), assigned as (
      select ${key} as place,
        count(*) filter (where state <> 'reserved')::int as occupied,
        count(*) filter (where state = 'reserved')::int as reserved
      from assignment
      where ${isOn(day)} and ${within}
      group by 1
    )
    select built.place, beds, coalesce(available, 0) as available, coalesce(occupied, 0) as occupied, coalesce(reserved, 0) as reserved
    from built left join open on open.place = built.place left join assigned on assigned.place = built.place
  `.execute(transaction);
  return new Map(rows.map((row) => [row.place, row]));
}

const NOTHING: BedCounts = { beds: 0, available: 0, occupied: 0, reserved: 0 };

interface SiteWithOccupancy extends Occupancy {
  readonly id: string;
  readonly key: string;
  readonly nameAr: string;
  readonly nameEn: string;
  readonly governorateAr: string;
  readonly governorateEn: string;
  readonly status: 'planned' | 'under_construction' | 'open' | 'closed';
  readonly longitude: number;
  readonly latitude: number;
  readonly locationQuality: 'published' | 'estimate';
  readonly locationErrorKm: number | null;
  /** Boundary and area are null where neither is published. */
  readonly boundary: Polygon | null;
  readonly boundaryQuality: 'published' | 'estimate' | null;
  readonly areaM2: number | null;
  readonly areaQuality: 'published' | 'estimate' | null;
  readonly sources: readonly { title: string; url: string; fact: string }[];
}

export async function listSitesWithOccupancy(
  transaction: ActorTransaction,
  { day }: { day: Day },
): Promise<SiteWithOccupancy[]> {
  const sites = await transaction.selectFrom('site').selectAll().orderBy('key').execute();
  const counts = await countBy(transaction, { level: 'site', day });
  return sites.map((site) => withOccupancy(site, occupancyOf(counts.get(site.id) ?? NOTHING)));
}

function withOccupancy(site: Selectable<Site>, occupancy: Occupancy): SiteWithOccupancy {
  return {
    ...site,
    ...occupancy,
    boundary: site.boundary as unknown as Polygon | null,
    sources: site.sources as unknown as SiteWithOccupancy['sources'],
  };
}

interface BuildingWithOccupancy extends Occupancy {
  readonly id: string;
  readonly name: string;
  readonly sex: 'men' | 'women';
  readonly floorCount: number;
  readonly accessibleEntrance: boolean;
  readonly openedOn: Day;
  readonly longitude: number;
  readonly latitude: number;
}

export async function listBuildingsWithOccupancy(
  transaction: ActorTransaction,
  { siteId, day }: { siteId: string; day: Day },
): Promise<BuildingWithOccupancy[]> {
  const buildings = await transaction
    .selectFrom('building')
    .select(['id', 'name', 'sex', 'floorCount', 'accessibleEntrance', 'openedOn', 'longitude', 'latitude'])
    .where('siteId', '=', siteId)
    .orderBy('name')
    .execute();
  const counts = await countBy(transaction, { level: 'building', day, siteId });
  return buildings.map((building) => ({ ...building, ...occupancyOf(counts.get(building.id) ?? NOTHING) }));
}

/**
 * A site and its buildings on a day. The site's figures are the sums of its buildings', as every bed stands in one.
 * @throws ProblemError not_found
 */
export async function getSiteWithBuildings(
  transaction: ActorTransaction,
  { siteKey, day }: { siteKey: string; day: Day },
): Promise<{ site: SiteWithOccupancy; buildings: BuildingWithOccupancy[] }> {
  const site = await transaction.selectFrom('site').selectAll().where('key', '=', siteKey).executeTakeFirst();
  if (!site) throw new ProblemError('not_found');
  const buildings = await listBuildingsWithOccupancy(transaction, { siteId: site.id, day });
  return { site: withOccupancy(site, addOccupancies(buildings)), buildings };
}

/** @throws ProblemError not_found */
export async function getSite(transaction: ActorTransaction, { siteKey }: { siteKey: string }) {
  const site = await transaction
    .selectFrom('site')
    .select(['id', 'key', 'nameAr', 'nameEn'])
    .where('key', '=', siteKey)
    .executeTakeFirst();
  if (!site) throw new ProblemError('not_found');
  return site;
}

/** A site with its boundary, null where it has none. @throws ProblemError not_found */
export async function getSiteOutline(transaction: ActorTransaction, { siteKey }: { siteKey: string }) {
  const site = await transaction
    .selectFrom('site')
    .select([
      'id',
      'key',
      'nameAr',
      'nameEn',
      'longitude',
      'latitude',
      'boundary',
      'boundaryQuality',
      'areaM2',
    ])
    .where('key', '=', siteKey)
    .executeTakeFirst();
  if (!site) throw new ProblemError('not_found');
  return { ...site, boundary: site.boundary as unknown as Polygon | null };
}

/** Where a site's buildings stand. */
export function listBuildingPoints(transaction: ActorTransaction, { siteId }: { siteId: string }) {
  return transaction
    .selectFrom('building')
    .select(['id', 'id as key', 'name', 'longitude', 'latitude'])
    .where('siteId', '=', siteId)
    .orderBy('name')
    .execute();
}

/** @throws ProblemError not_found */
export async function getBuilding(
  transaction: ActorTransaction,
  { buildingId, siteKey }: { buildingId: string; siteKey: string },
) {
  const building = await transaction
    .selectFrom('building')
    .innerJoin('site', 'site.id', 'building.siteId')
    .select([
      'building.id',
      'building.name',
      'building.sex',
      'building.floorCount',
      'building.accessibleEntrance',
      'building.openedOn',
      'site.id as siteId',
      'site.key as siteKey',
      'site.nameAr as siteAr',
      'site.nameEn as siteEn',
    ])
    .where('building.id', '=', buildingId)
    .where('site.key', '=', siteKey)
    .executeTakeFirst();
  if (!building) throw new ProblemError('not_found');
  return building;
}

interface RoomTile {
  readonly id: string;
  readonly name: string;
  readonly floor: number;
  readonly accessible: boolean;
  readonly beds: readonly { label: string; state: BedState }[];
  readonly shift: 'day' | 'night' | 'rotating' | null;
}

/** How a bed stands on a day, of rows that join what is `open` and the `assignment` of that day. */
const bedState = sql<BedState>`
  case
    when assignment.state = 'reserved' then 'reserved'
    when assignment.id is not null then 'occupied'
    when open.bed_id is not null then 'vacant'
    else 'closed'
  end
`;

/** A building's rooms and how each bed stands on the day. */
export async function listRoomTiles(
  transaction: ActorTransaction,
  { buildingId, day }: { buildingId: string; day: Day },
): Promise<RoomTile[]> {
  // bed_building serves the beds, bed_availability_once and one_person_a_bed each bed's day.
  const { rows } = await sql<RoomTile>`
    select room.id, room.name, room.floor, room.accessible,
      jsonb_agg(jsonb_build_object('label', bed.label, 'state', ${bedState}) order by bed.label) as beds,
      min(assignment.shift) as shift
    from room
    join bed on bed.room_id = room.id
    left join bed_availability as open on open.bed_id = bed.id and open.during @> ${day}::date
    left join assignment on assignment.bed_id = bed.id and assignment.during @> ${day}::date
    where bed.building_id = ${buildingId}
    group by room.id
    order by room.floor, room.name
  `.execute(transaction);
  return rows;
}

/** @throws ProblemError not_found */
export async function getRoom(transaction: ActorTransaction, { roomId, day }: { roomId: string; day: Day }) {
  const room = await transaction
    .selectFrom('room')
    .innerJoin('building', 'building.id', 'room.buildingId')
    .innerJoin('site', 'site.id', 'room.siteId')
    .select([
      'room.id',
      'room.name',
      'room.floor',
      'room.floorAreaM2',
      'room.ceilingHeightM',
      'room.windows',
      'room.accessible',
      'building.id as buildingId',
      'building.name as buildingName',
      'building.sex',
      'site.id as siteId',
      'site.key as siteKey',
      'site.nameAr as siteAr',
      'site.nameEn as siteEn',
    ])
    .where('room.id', '=', roomId)
    .executeTakeFirst();
  if (!room) throw new ProblemError('not_found');
  const { rows } = await sql<{
    compliantCapacity: number;
    possibleCapacity: number;
    bindingReason: BindingReason | null;
  }>`${capacityOn(day, { roomId })}`.execute(transaction);
  const allowed = rows[0] ?? { compliantCapacity: 0, possibleCapacity: 0, bindingReason: null };
  return { ...room, ...allowed };
}

interface RoomBed {
  readonly id: string;
  readonly label: string;
  readonly position: 'single' | 'lower' | 'upper';
  readonly state: BedState;
  /** Until when the bed is kept for who lives there, though the room holds fewer. */
  readonly keptUntil: Day | null;
  readonly shift: 'day' | 'night' | 'rotating' | null;
  readonly during: string | null;
  readonly employerName: string | null;
  /** Null unless row-level security lets the actor see the worker. */
  readonly workerName: string | null;
}

export async function listRoomBeds(
  transaction: ActorTransaction,
  { roomId, day }: { roomId: string; day: Day },
): Promise<RoomBed[]> {
  const { rows } = await sql<RoomBed>`
    select bed.id, bed.label, bed.position, assignment.shift, assignment.during::text as during,
      employer.name as employer_name, worker.full_name as worker_name,
      case when open.kept_for is not null then upper(open.during)::text end as kept_until,
      ${bedState} as state
    from bed
    left join bed_availability as open on open.bed_id = bed.id and open.during @> ${day}::date
    left join assignment on assignment.bed_id = bed.id and assignment.during @> ${day}::date
    left join employer on employer.id = assignment.employer_id
    left join worker on worker.id = assignment.worker_id
    where bed.room_id = ${roomId}
    order by bed.label
  `.execute(transaction);
  return rows;
}
