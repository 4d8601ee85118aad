import type { Polygon } from 'geojson';
import type { SiteStatus } from '#app/domain/capacity/site-status.ts';
import type { ReferenceSite } from '#db/reference/reference.ts';
import { demonstrationStandard } from '#db/reference/demonstration-standard.ts';
import type { Copy } from './copy.ts';
import { mapRows } from './copy.ts';
import type { MadePlaces } from './places.ts';

/** No site is known to be open, nor how large it is: what the demonstration shows is made up, and says so. */
const DEMONSTRATION_NOTE =
  'For the demonstration the site is shown as open; its boundary, area, buildings and capacity are made up.';

interface SiteRow {
  readonly id: string;
  readonly reference: ReferenceSite;
  readonly status: SiteStatus;
  readonly note: string;
  /** Null where nothing is published and nothing made up. */
  readonly drawn: { readonly boundary: Polygon; readonly areaM2: number } | null;
}

/** The sites, with the quality and source of each figure. */
export async function copySites(copy: Copy, sites: readonly SiteRow[]): Promise<void> {
  await copy(
    'site',
    [
      'id',
      'key',
      'name_ar',
      'name_en',
      'governorate_ar',
      'governorate_en',
      'status',
      'longitude',
      'latitude',
      'location_quality',
      'location_error_km',
      'location_note',
      'boundary',
      'boundary_quality',
      'area_m2',
      'area_quality',
      'sources',
    ],
    sites.map(({ id, reference, status, note, drawn }) => [
      id,
      reference.id,
      reference.name_ar,
      reference.name_en,
      reference.governorate_ar,
      reference.governorate,
      status,
      reference.lon,
      reference.lat,
      reference.coord_quality,
      reference.coord_error_km,
      note,
      drawn?.boundary ?? null,
      drawn ? 'estimate' : null,
      drawn?.areaM2 ?? null,
      drawn ? 'estimate' : null,
      JSON.stringify(reference.sources),
    ]),
  );
}

/** The six sites down to their beds and facilities. */
export async function copyPlaces(
  copy: Copy,
  { sites, buildings, rooms, facilities }: MadePlaces,
): Promise<void> {
  await copySites(
    copy,
    sites.map(({ id, reference, boundary, areaM2 }) => ({
      id,
      reference,
      status: 'open',
      note: `${reference.coord_basis} ${DEMONSTRATION_NOTE}`,
      drawn: { boundary, areaM2 },
    })),
  );
  await copy(
    'building',
    [
      'id',
      'site_id',
      'name',
      'floor_count',
      'sex',
      'accessible_entrance',
      'opened_on',
      'longitude',
      'latitude',
    ],
    buildings.map((each) => [
      each.id,
      each.siteId,
      each.name,
      each.floorCount,
      each.sex,
      each.accessibleEntrance,
      each.openedOn,
      each.longitude,
      each.latitude,
    ]),
  );
  await copy(
    'room',
    [
      'id',
      'site_id',
      'building_id',
      'floor',
      'name',
      'floor_area_m2',
      'ceiling_height_m',
      'windows',
      'accessible',
    ],
    rooms.map((room) => [
      room.id,
      room.building.siteId,
      room.building.id,
      room.floor,
      room.name,
      room.floorAreaM2,
      room.ceilingHeightM,
      room.windows,
      room.accessible,
    ]),
  );
  await copy(
    'room_capacity',
    [
      'room_id',
      'building_id',
      'site_id',
      'from_day',
      'compliant_capacity',
      'possible_capacity',
      'binding_reason',
    ],
    mapRows(rooms, (room) => [
      room.id,
      room.building.id,
      room.building.siteId,
      demonstrationStandard.adoptedFrom,
      room.compliantCapacity,
      room.possibleCapacity,
      room.bindingReason,
    ]),
  );
  await copy(
    'bed',
    ['id', 'site_id', 'building_id', 'room_id', 'label', 'position'],
    (function* () {
      for (const room of rooms)
        for (const bed of room.beds)
          yield [bed.id, room.building.siteId, room.building.id, room.id, bed.label, bed.position];
    })(),
  );
  await copy(
    'facility',
    ['site_id', 'building_id', 'floor', 'kind', 'count'],
    facilities.map((each) => [each.siteId, each.buildingId, each.floor, each.kind, each.count]),
  );
}
