import type {
  Snapshot,
  SnapshotAssignment,
  SnapshotBed,
  SnapshotBuilding,
  SnapshotRoom,
  SnapshotSite,
} from '#app/domain/allocation/snapshot.ts';
import { addDays } from '#app/domain/dates.ts';
import type { EmployerId, Id } from '#app/domain/identity/ids.ts';
import { readSites } from '#db/reference/reference.ts';
import type { Chance } from '#db/seed/random.ts';
import { createChance } from '#db/seed/random.ts';
import { languagesBy, requestsOf, shiftBy, tongues } from './allocation-requests.ts';

/**
 * `empty`: a bed for everybody and a third more, nobody housed. `half`: the same beds, two thirds of the workers housed,
 * the rest seek. `tight`: fewer beds than workers, nobody housed.
 */
export const variants = ['empty', 'half', 'tight'] as const;
export type Variant = (typeof variants)[number];

export interface Scale {
  readonly variant: Variant;
  /** All, housed or not; beds and employers grow with them. */
  readonly workers: number;
}

export const NATION = 300_000;

const DAY = '2026-11-24';
const BEDS_A_WORKER = { empty: 4 / 3, half: 4 / 3, tight: 28 / 30 } as const;
const HOUSED_SHARE = { empty: 0, half: 2 / 3, tight: 0 } as const;
const WORKERS_AN_EMPLOYER = 15;
const MOST_BEDS_IN_A_BUILDING = 400;
const ROOMS_PER_FLOOR = 20;
const WOMEN_BUILDING_SHARE = 0.11;
/** Of rooms with so many beds, as often as they stand here. */
const bedsInRooms = [2, 4, 4, 4, 4, 6, 6, 8] as const;
/** Of all buildings, at the sites in the order of the reference: made up, so that the nearest are not the largest. */
const siteShares = [0.28, 0.08, 0.12, 0.17, 0.25, 0.1] as const;

/**
 * A made-up country of any size, the same at every call: the six sites, workplaces in the city and its industrial areas,
 * employers from a handful of people to thousands, needs, crews, languages, priorities and waiting times, buildings that
 * open late or close early, closed beds and, where people are housed, half-empty rooms and stays that end.
 */
export function allocationSnapshot({ variant, workers }: Scale): Snapshot {
  const chance = createChance(workers);
  const sites = readSites().map(({ lon, lat }): SnapshotSite => ({
    id: chance.id() as Id<'site'>,
    longitude: lon,
    latitude: lat,
  }));
  const employers = Array.from(
    { length: Math.max(4, Math.round(workers / WORKERS_AN_EMPLOYER)) },
    () => chance.id() as EmployerId,
  );
  const places = placesOf(chance, sites, Math.round(workers * BEDS_A_WORKER[variant]));
  const housed = Math.round(workers * HOUSED_SHARE[variant]);
  const assignments = assignmentsOf(chance, places, employers, housed);
  return {
    day: DAY,
    sites,
    buildings: places.map(({ building }) => building),
    rooms: places.flatMap(({ rooms }) => rooms.map(({ room }) => room)),
    beds: places.flatMap(({ rooms }) => rooms.flatMap(({ beds }) => beds)),
    assignments,
    requests: requestsOf(chance, { day: DAY, employers, seekers: workers - assignments.length }),
  };
}

interface Place {
  readonly building: SnapshotBuilding;
  readonly rooms: readonly { readonly room: SnapshotRoom; readonly beds: readonly SnapshotBed[] }[];
}

function placesOf(chance: Chance, sites: readonly SnapshotSite[], bedCount: number): Place[] {
  // Few beds stand in small buildings, so that every site has some.
  const bedsInABuilding = Math.min(MOST_BEDS_IN_A_BUILDING, Math.max(8, Math.round(bedCount / 48)));
  const places: Place[] = [];
  let [made, women] = [0, 0];
  while (made < bedCount) {
    const isForWomen = women <= made * WOMEN_BUILDING_SHARE;
    const wanted = Math.min(bedCount - made, bedsInABuilding);
    const place = placeOf(chance, siteBy(chance, sites), isForWomen ? 'women' : 'men', wanted);
    places.push(place);
    made += wanted;
    if (isForWomen) women += wanted;
  }
  return places;
}

function siteBy(chance: Chance, sites: readonly SnapshotSite[]): SnapshotSite {
  let drawn = chance.share();
  const site = sites.find((_, index) => (drawn -= siteShares[index] ?? 0) < 0) ?? sites[0];
  if (!site) throw new Error('The reference has no site.');
  return site;
}

const ALWAYS = [{ from: '2020-01-01', to: null }];

function placeOf(chance: Chance, site: SnapshotSite, sex: SnapshotBuilding['sex'], bedCount: number): Place {
  const building: SnapshotBuilding = {
    id: chance.id() as Id<'building'>,
    siteId: site.id,
    sex,
    accessibleEntrance: chance.happens(0.5),
  };
  const opening = chance.share();
  const open =
    opening < 0.95
      ? ALWAYS
      : opening < 0.98
        ? [{ from: addDays(DAY, chance.whole(10, 120)), to: null }]
        : [{ from: '2020-01-01', to: addDays(DAY, chance.whole(60, 600)) }];
  const rooms: Place['rooms'][number][] = [];
  for (let left = bedCount; left > 0;) {
    const room: SnapshotRoom = {
      id: chance.id() as Id<'room'>,
      buildingId: building.id,
      floor: Math.floor(rooms.length / ROOMS_PER_FLOOR),
      accessible: chance.happens(0.08),
    };
    const size = Math.min(left, chance.pick(bedsInRooms));
    const hasBunks = chance.happens(0.6);
    const beds = Array.from({ length: size }, (_, bed): SnapshotBed => ({
      id: chance.id() as Id<'bed'>,
      roomId: room.id,
      upper: hasBunks && bed % 2 === 1,
      availability: chance.happens(0.02) ? [] : open,
    }));
    rooms.push({ room, beds });
    left -= size;
  }
  return { building, rooms };
}

/** Rooms are drawn full or begun; everybody in a room keeps its shift and, mostly, its employer. */
function assignmentsOf(
  chance: Chance,
  places: readonly Place[],
  employers: readonly EmployerId[],
  housed: number,
): SnapshotAssignment[] {
  const assignments: SnapshotAssignment[] = [];
  const rooms = places.flatMap(({ building, rooms: inside }) =>
    inside.map(({ beds }) => ({ beds, sex: building.sex })),
  );
  // Walking the rooms by a stride coprime to their number spreads the housed over all buildings.
  for (let step = 0; step < rooms.length && assignments.length < housed; step++) {
    const room = rooms[(step * 7_919) % rooms.length];
    if (!room) continue;
    const taken = chance.happens(0.7) ? room.beds.length : chance.whole(1, room.beds.length);
    const [shift, employer, tongue] = [shiftBy(chance), chance.pick(employers), chance.pick(tongues)];
    for (const bed of room.beds.slice(0, taken)) {
      if (assignments.length === housed) break;
      if (bed.availability !== ALWAYS) continue;
      assignments.push({
        id: chance.id() as Id<'assignment'>,
        bedId: bed.id,
        workerId: chance.id() as Id<'worker'>,
        employerId: chance.happens(0.9) ? employer : chance.pick(employers),
        sex: room.sex === 'men' ? 'male' : 'female',
        shift,
        languages: languagesBy(chance, tongue),
        from: addDays(DAY, -chance.whole(1, 700)),
        to: chance.happens(0.5) ? null : addDays(DAY, chance.whole(1, 400)),
      });
    }
  }
  return assignments;
}
