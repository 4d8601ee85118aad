import type { ClosingPlace } from './capacity-change.ts';

/** A place that closes, with the names on its doors; null where it isn't that small. */
export interface NamedPlace extends ClosingPlace {
  readonly siteKey: string;
  readonly siteAr: string;
  readonly siteEn: string;
  readonly buildingName: string | null;
  readonly roomName: string | null;
  readonly bedLabel: string | null;
}
