import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { ClosingPlace } from '#app/domain/capacity/changes/capacity-change.ts';

/** The places that a reading is about: a building, a site, or all. */
export interface PlaceScope {
  readonly siteId?: string | undefined;
  readonly buildingId?: string | undefined;
}

/** For tables whose rows bear their building and site. */
export function inScope({ siteId, buildingId }: PlaceScope): RawBuilder<boolean> {
  if (buildingId) return sql<boolean>`(building_id = ${buildingId})`;
  if (siteId) return sql<boolean>`(site_id = ${siteId})`;
  return sql<boolean>`true`;
}

/** For stays and open days, whose rows bear their bed, room, building and site: those in the place. */
export function isInPlace({ siteId, buildingId, floor, roomId, bedId }: ClosingPlace): RawBuilder<boolean> {
  return sql<boolean>`(
    site_id = ${siteId}
    and (${buildingId}::uuid is null or building_id = ${buildingId})
    and (${floor}::int is null or room_id in (
      select id from room where building_id = ${buildingId} and floor = ${floor}
    ))
    and (${roomId}::uuid is null or room_id = ${roomId})
    and (${bedId}::uuid is null or bed_id = ${bedId})
  )`;
}
