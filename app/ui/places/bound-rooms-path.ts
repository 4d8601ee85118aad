import type { BedStanding, LostBeds } from '#app/domain/capacity/waterfall.ts';
import type { Day } from '#app/domain/dates.ts';

interface Within {
  readonly day: Day;
  readonly buildingId?: string | undefined;
}

/** Where the rooms of a site, or of one of its buildings, stand that a criterion takes beds from. */
export function boundRoomsPath(
  siteKey: string,
  { criterionKey, isUnknown }: Pick<LostBeds, 'criterionKey' | 'isUnknown'>,
  { day, buildingId }: Within,
): string {
  const search = new URLSearchParams({ criterion: criterionKey, day });
  if (isUnknown) search.set('measured', 'no');
  if (buildingId) search.set('building', buildingId);
  return `/sites/${siteKey}/rooms?${search}`;
}

/** Where the rooms of a site, or of one of its buildings, stand whose beds are built, open, given … on a day. */
export function standingRoomsPath(
  siteKey: string,
  standing: BedStanding,
  { day, buildingId }: Within,
): string {
  const search = new URLSearchParams({ beds: standing, day });
  if (buildingId) search.set('building', buildingId);
  return `/sites/${siteKey}/rooms?${search}`;
}
