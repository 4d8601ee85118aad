import type { BedStanding, LostBeds } from '#app/domain/capacity/waterfall.ts';
import { bedStandings } from '#app/domain/capacity/waterfall.ts';
import { recordId } from './record-id.ts';

/** Rooms from which a criterion takes beds, or those whose beds stand so; of a site, or of one building of it. */
interface BoundRoomsQuery {
  readonly criterion: Pick<LostBeds, 'criterionKey' | 'isUnknown'> | null;
  readonly standing: BedStanding | null;
  readonly buildingId: string | null;
}

/** `?criterion=`, with `measured=no` where it is unknown, or `?beds=`; and `building=`. @throws ProblemError not_found */
export function readBoundRoomsQuery(request: Request): BoundRoomsQuery {
  const { searchParams } = new URL(request.url);
  const criterionKey = searchParams.get('criterion');
  const building = searchParams.get('building');
  return {
    criterion: criterionKey ? { criterionKey, isUnknown: searchParams.get('measured') === 'no' } : null,
    standing: bedStandings.find((standing) => standing === searchParams.get('beds')) ?? null,
    buildingId: building ? recordId<'building'>(building) : null,
  };
}
