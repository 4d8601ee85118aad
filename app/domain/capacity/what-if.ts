import type { Criterion } from '#app/domain/standards/criterion.ts';
import type { FacilityPlacement, PlacedFacilities } from './facility-placement.ts';
import { placeFacilities } from './facility-placement.ts';
import type { Allowance } from './judging/limit.ts';
import type { Facilities, SiteFacts } from './judging/place-facts.ts';
import type { RoomCapacity } from './judging/room-capacities.ts';
import { roomCapacities } from './judging/room-capacities.ts';
import { sumOf } from './judging/share-out.ts';
import type { LostBeds } from './waterfall.ts';
import { lostBeds } from './waterfall.ts';

/** Another standard, further facilities by site, or both. */
interface WhatIf {
  readonly criteria: readonly Criterion[];
  readonly facilities: ReadonlyMap<string, Facilities>;
}

export interface SiteOutcome {
  readonly siteId: string;
  /** Beds that were built. */
  readonly beds: number;
  readonly before: Allowance;
  readonly after: Allowance;
  readonly roomsThatShrink: number;
  readonly roomsThatGrow: number;
  /** People who live in rooms beyond what those would hold, and now do. */
  readonly housedAboveBefore: number;
  readonly housedAboveAfter: number;
  /** What each criterion takes, the heaviest first. */
  readonly lostBefore: readonly LostBeds[];
  readonly lostAfter: readonly LostBeds[];
  readonly placed: readonly PlacedFacilities[];
  /** Facilities that would lift nothing, by kind. */
  readonly left: Facilities;
}

/** What would become of each site. `occupied`: people by room; a room that isn't in it is empty. */
export function whatIf(
  sites: readonly SiteFacts[],
  { adopted, occupied }: { adopted: readonly Criterion[]; occupied: ReadonlyMap<string, number> },
  { criteria, facilities }: WhatIf,
): readonly SiteOutcome[] {
  return sites.map((site) => {
    const beds = bedsOf(site);
    const further = facilities.get(site.id);
    const placement: FacilityPlacement = further
      ? placeFacilities(site, criteria, further)
      : { site, placed: [], left: {} };
    const before = roomCapacities(site, adopted);
    const isSame = criteria === adopted && placement.placed.length === 0;
    const after = isSame ? before : roomCapacities(placement.site, criteria);
    const { placed, left } = placement;
    return {
      siteId: site.id,
      beds: sumOf([...beds.values()]),
      before: togetherIn(before),
      after: togetherIn(after),
      ...changedRooms(before, after),
      housedAboveBefore: housedAbove(before, occupied),
      housedAboveAfter: housedAbove(after, occupied),
      lostBefore: lostBeds(before, beds),
      lostAfter: lostBeds(after, beds),
      placed,
      left,
    };
  });
}

/** The sums of all sites. */
export function nationalOutcome(outcomes: readonly SiteOutcome[]) {
  const sum = (figure: (outcome: SiteOutcome) => number) =>
    outcomes.reduce((total, outcome) => total + figure(outcome), 0);
  return {
    before: { certain: sum((each) => each.before.certain), possible: sum((each) => each.before.possible) },
    after: { certain: sum((each) => each.after.certain), possible: sum((each) => each.after.possible) },
    roomsThatShrink: sum((each) => each.roomsThatShrink),
    roomsThatGrow: sum((each) => each.roomsThatGrow),
    housedAboveBefore: sum((each) => each.housedAboveBefore),
    housedAboveAfter: sum((each) => each.housedAboveAfter),
  };
}

function togetherIn(rooms: readonly RoomCapacity[]): Allowance {
  let [certain, possible] = [0, 0];
  for (const room of rooms)
    [certain, possible] = [certain + room.compliantCapacity, possible + room.possibleCapacity];
  return { certain, possible };
}

/** Both in the one order of a site's rooms. */
function changedRooms(before: readonly RoomCapacity[], after: readonly RoomCapacity[]) {
  let [roomsThatShrink, roomsThatGrow] = [0, 0];
  before.forEach(({ compliantCapacity }, index) => {
    const then = after[index]?.compliantCapacity ?? 0;
    if (then < compliantCapacity) roomsThatShrink++;
    if (then > compliantCapacity) roomsThatGrow++;
  });
  return { roomsThatShrink, roomsThatGrow };
}

const housedAbove = (rooms: readonly RoomCapacity[], occupied: ReadonlyMap<string, number>) =>
  rooms.reduce(
    (people, room) => people + Math.max(0, (occupied.get(room.roomId) ?? 0) - room.compliantCapacity),
    0,
  );

function bedsOf(site: SiteFacts): ReadonlyMap<string, number> {
  const beds = new Map<string, number>();
  for (const { floors } of site.buildings)
    for (const { rooms } of floors) for (const room of rooms) beds.set(room.id, room.designBeds);
  return beds;
}
