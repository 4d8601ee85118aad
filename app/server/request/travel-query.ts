import type { TravelFilter } from '#app/data/placement/travel-times.ts';
import { travelFilters } from '#app/data/placement/travel-times.ts';
import { readListQuery } from './list-query.ts';

/** Which pairs of workplace and site a URL asks for: `?q=` and `?only=`. */
export function readTravelQuery(request: Request): { search: string; only: TravelFilter } {
  const asked = new URL(request.url).searchParams.get('only');
  return {
    search: readListQuery(request).search,
    only: travelFilters.find((each) => each === asked) ?? 'all',
  };
}
