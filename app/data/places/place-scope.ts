import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';

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
