import { alikeSeekers } from './alike.ts';
import type { Compiled } from './compile.ts';
import type { Instance } from './instance.ts';
import type { Occupancy } from './occupancy.ts';
import { openOccupancy } from './occupancy.ts';
import { searchRooms } from './room-search.ts';

/**
 * First come, first served, to compare plans with: requests by the instant at which they came, and then by identifier; each
 * worker in the nearest site that has a bed for it at that moment, crew by crew, in the first such room.
 */
export const firstCome = ({ instance, requests }: Pick<Compiled, 'instance' | 'requests'>): Occupancy =>
  served(instance, inOrderOfComing(requests));

/** The requests, by index, as they came. */
export const inOrderOfComing = (requests: Compiled['requests']): Int32Array =>
  Int32Array.from(requests.keys()).sort((one, other) => {
    const [first, second] = [requests[one]?.submittedAt ?? '', requests[other]?.submittedAt ?? ''];
    return first < second ? -1 : first > second ? 1 : one - other;
  });

/** Everybody in the first bed that is found, request after request. */
export function served(instance: Instance, inOrder: Int32Array): Occupancy {
  const occupancy = openOccupancy(instance);
  const search = searchRooms(occupancy, alikeSeekers(instance));
  for (const request of inOrder) {
    const sites = nearestFirst(instance, request);
    for (const seeker of crewByCrew(instance, request)) sites.some((site) => search.settle(seeker, site));
  }
  return occupancy;
}

/** The sites from the request's workplace on; among equally far ones in the order of identifiers. */
export function nearestFirst({ requests, siteCount }: Instance, request: number): number[] {
  const metresTo = (site: number) => requests.commute[request * siteCount + site] as number;
  return Array.from({ length: siteCount }, (_, site) => site).sort(
    (one, other) => metresTo(one) - metresTo(other) || one - other,
  );
}

function crewByCrew({ requests, seekers, crewCount }: Instance, request: number): number[] {
  const first = requests.firstSeeker[request] as number;
  const last = requests.firstSeeker[request + 1] as number;
  const crewOf = (seeker: number) => {
    const crew = seekers.crew[seeker] as number;
    return crew < 0 ? crewCount : crew;
  };
  return Array.from({ length: last - first }, (_, index) => first + index).sort(
    (one, other) => crewOf(one) - crewOf(other) || one - other,
  );
}
