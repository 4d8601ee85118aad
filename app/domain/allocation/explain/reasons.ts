import type { AlikeSeekers } from '#app/domain/allocation/alike.ts';
import type { Compiled } from '#app/domain/allocation/compile.ts';
import { nearestFirst } from '#app/domain/allocation/first-come.ts';
import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import { openOccupancy } from '#app/domain/allocation/occupancy.ts';
import type { Alternative, PlacementReason } from '#app/domain/allocation/proposal.ts';
import type { Company } from './company.ts';
import type { CrewHomes } from './crews.ts';
import type { FreeDays } from './free-days.ts';
import { freeDays } from './free-days.ts';

/** What a bed at a site costs others, in metres, by the linear program of the bound. */
export interface Prices {
  readonly priceAt: (seeker: number, site: number) => number;
}

const SHARES = ['room', 'floor', 'building', 'site'] as const;
const MOST_ALTERNATIVES = 2;

/** Why each placed seeker has the bed that it has, and what the next best sites would have cost. Alike seekers share one array. */
export function explainPlacements(
  occupancy: Occupancy,
  {
    compiled,
    alike,
    free,
    company,
    crews,
    prices,
  }: {
    compiled: Pick<Compiled, 'sites' | 'seekers'>;
    alike: AlikeSeekers;
    free: FreeDays;
    company: Company;
    crews: CrewHomes;
    prices: Prices | null;
  },
): (seeker: number) => readonly PlacementReason[] {
  const { instance, bedOf } = occupancy;
  const { rooms, beds, seekers, requests, siteCount } = instance;
  const stateOf = siteStates(occupancy, alike, free);
  const hasRoomFor = new Uint8Array(siteCount * 2);
  for (let room = 0; room < rooms.count; room++)
    hasRoomFor[(rooms.site[room] as number) * 2 + (rooms.sex[room] as number)] = 1;
  const siteId = (site: number) => (compiled.sites[site] as (typeof compiled.sites)[number]).id;

  /** What holds for all alike of a request in one site. */
  const explainSite = (seeker: number, site: number) => {
    const request = seekers.request[seeker] as number;
    const metresTo = (place: number) => requests.commute[request * siteCount + place] as number;
    const ranked = nearestFirst(instance, request).filter(
      (place) => hasRoomFor[place * 2 + (seekers.sex[seeker] as number)],
    );
    const near: PlacementReason[] = [
      {
        code: 'near_workplace',
        distanceMetres: Math.round(metresTo(site)),
        rank: 1 + ranked.indexOf(site),
      },
    ];
    const [nearest] = ranked;
    if (nearest !== undefined && nearest !== site && stateOf(seeker, nearest) !== 'free')
      near.push({ code: 'nearer_site_full', siteId: siteId(nearest) });
    const priceAt = (place: number) => Math.max(0, Math.round(prices?.priceAt(seeker, place) ?? 0));
    const alternatives = Array.from({ length: siteCount }, (_, place) => place)
      .filter((place) => place !== site)
      .map((place) => ({ place, cost: metresTo(place) + priceAt(place) }))
      .sort((one, other) => one.cost - other.cost || one.place - other.place)
      .slice(0, MOST_ALTERNATIVES)
      .map(({ place }): PlacementReason => {
        const state = stateOf(seeker, place);
        return {
          code: 'alternative',
          siteId: siteId(place),
          extraMetres: Math.round(metresTo(place) - metresTo(site)),
          state,
          displacedMetres: state === 'full' ? priceAt(place) : 0,
        };
      });
    const needs: PlacementReason[] = [];
    if (seekers.stepFree[seeker]) needs.push({ code: 'accessible_room' });
    if (seekers.lowerBed[seeker]) needs.push({ code: 'lower_bed' });
    return { near, needs, alternatives, known: new Map<number, readonly PlacementReason[]>() };
  };

  let request = -1;
  const ofRequest = new Map<number, ReturnType<typeof explainSite>>();
  return (seeker) => {
    // Seekers stand request by request: what is known of one is forgotten with the next.
    if (seekers.request[seeker] !== request) {
      request = seekers.request[seeker] as number;
      ofRequest.clear();
    }
    const site = rooms.site[beds.room[bedOf[seeker] as number] as number] as number;
    const key = (alike.of[seeker] as number) * siteCount + site;
    let ofSite = ofRequest.get(key);
    if (!ofSite) ofRequest.set(key, (ofSite = explainSite(seeker, site)));

    const crew = seekers.crew[seeker] as number;
    const share =
      crew >= 0 && (crews.placed[crew] as number) > 1 ? SHARES[crews.apartness[crew] as number] : undefined;
    const roommates = company.colleagues[seeker] as number;
    const speaks = company.isUnderstood[seeker] as number;
    const details = ((share ? crew + 1 : 0) * 2 ** 16 + roommates) * 2 + speaks;
    let reasons = ofSite.known.get(details);
    if (!reasons) {
      const mates: PlacementReason[] = [];
      const name = compiled.seekers[seeker]?.crew;
      if (share && name) mates.push({ code: 'with_crew', crew: name, share });
      if (roommates > 0) mates.push({ code: 'with_employer', roommates });
      if (speaks) mates.push({ code: 'shares_language' });
      ofSite.known.set(
        details,
        (reasons = [...ofSite.near, ...mates, ...ofSite.needs, ...ofSite.alternatives]),
      );
    }
    return reasons;
  };
}

const STATES = ['free', 'full', 'unsuitable'] as const;

/** Whether a bed is left at the site for the seeker and all alike, or would be were nobody placed; remembered. */
function siteStates(
  occupancy: Occupancy,
  alike: AlikeSeekers,
  free: FreeDays,
): (seeker: number, site: number) => Alternative['state'] {
  const { instance } = occupancy;
  const withoutPlan = freeDays(openOccupancy(instance));
  const known = new Int8Array(alike.count * instance.siteCount).fill(-1);
  return (seeker, site) => {
    const place = (alike.of[seeker] as number) * instance.siteCount + site;
    if ((known[place] as number) < 0)
      known[place] = free.hasBed(seeker, site) ? 0 : withoutPlan.hasBed(seeker, site) ? 1 : 2;
    return STATES[known[place] as 0 | 1 | 2];
  };
}
