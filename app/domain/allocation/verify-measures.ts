import type { Objective, PriorityClass } from './options.ts';
import { METRES_A_MINUTE } from './options.ts';
import type { LanguageMix, Proposal } from './proposal.ts';
import type { Snapshot, SnapshotRequest, SnapshotSite } from './snapshot.ts';
import type { Home, Member, Occupancy } from './verify.ts';
import { byFirstDay, overlappingIn } from './verify-overlaps.ts';

/** README, *What makes a plan better*, worked out anew from the beds alone. */
export interface RestatedMeasures {
  readonly placed: number;
  readonly unplaced: number;
  readonly meanDistanceMetres: number;
  readonly crewsInOneRoom: number;
  readonly crewsInOneBuilding: number;
  readonly crewsInOneSite: number;
  readonly crewsSplit: number;
  readonly byClass: ReadonlyMap<PriorityClass, Count>;
  readonly objectives: Readonly<Record<Objective, number>>;
  readonly mix: LanguageMix;
  readonly requests: ReadonlyMap<string, Count & { readonly priorityClass: PriorityClass }>;
  readonly employers: ReadonlyMap<string, Count>;
}

/** People who seek a bed, and those of them who get one. */
export interface Count {
  readonly asked: number;
  readonly placed: number;
}

export interface Mismatch {
  /** Which figure, such as `placed` or `objective commute`. */
  readonly figure: string;
  /** Null where the proposal leaves it out. */
  readonly stated: number | string | null;
  readonly found: number | string;
}

interface Placed extends Member {
  readonly home: Home;
}

export function restate({
  snapshot,
  members,
  occupancies,
  moves,
}: {
  snapshot: Snapshot;
  members: readonly Member[];
  occupancies: readonly Occupancy[];
  moves: number;
}): RestatedMeasures {
  const seekers = members.filter(({ state }) => state === 'seeks');
  const placed = seekers.filter((seeker): seeker is Placed => seeker.home !== null);
  const everybody = members.reduce((sum, { asked }) => sum + asked, 0);
  const byClass = countBy(seekers, ({ priorityClass }) => priorityClass);
  const ofEmployer = countBy(
    seekers,
    ({ priorityClass, request }) => `${priorityClass} ${request.employerId}`,
  );
  const crews = crewsOf(placed);
  const crewsAt = (...apartness: readonly number[]) =>
    crews.filter((crew) => apartness.includes(crew.apartness)).length;
  const siteOf = new Map(snapshot.sites.map((site) => [site.id, site]));
  const commute = placed.reduce((sum, { request, home }) => {
    const site = siteOf.get(home.building.siteId);
    return site ? sum + metresOf(request, site) : sum;
  }, 0);
  const { alone, mix } = languagesOf(occupancies);
  return {
    placed: placed.length,
    unplaced: everybody - placed.length,
    meanDistanceMetres: placed.length === 0 ? 0 : Math.round(commute / placed.length),
    crewsInOneRoom: crewsAt(0),
    crewsInOneBuilding: crewsAt(1, 2),
    crewsInOneSite: crewsAt(3),
    crewsSplit: crewsAt(4),
    byClass,
    objectives: {
      fairness: sumOfShares(ofEmployer) - sumOfShares(byClass),
      commute,
      crews: crews.reduce((sum, { apartness, people }) => sum + apartness * people, 0),
      moves,
      free_rooms: newlyLivedIn(snapshot, placed, occupancies),
      languages: alone,
    },
    mix,
    requests: new Map(
      [...Map.groupBy(members, ({ request }) => request.id)].map(([id, ofRequest]) => [
        id,
        {
          asked: ofRequest.reduce((sum, { asked }) => sum + asked, 0),
          placed: ofRequest.filter(({ home }) => home).length,
          priorityClass: ofRequest[0]?.priorityClass ?? 'recent',
        },
      ]),
    ),
    employers: countBy(seekers, ({ request }) => request.employerId),
  };
}

function countBy<Key>(seekers: readonly Member[], keyOf: (seeker: Member) => Key): Map<Key, Count> {
  const counts = new Map<Key, { asked: number; placed: number }>();
  for (const seeker of seekers) {
    const key = keyOf(seeker);
    let count = counts.get(key);
    if (!count) counts.set(key, (count = { asked: 0, placed: 0 }));
    count.asked++;
    if (seeker.home) count.placed++;
  }
  return counts;
}

const sumOfShares = (counts: ReadonlyMap<unknown, Count>) =>
  [...counts.values()].reduce((sum, { asked, placed }) => sum + placed ** 2 / asked, 0);

const MEAN_EARTH_RADIUS_METRES = 6_371_008.8;

/** Over the mean sphere by the angle between the two points' vectors, in whole metres; or the table's minutes as metres. */
function metresOf(request: SnapshotRequest, site: SnapshotSite): number {
  const minutes = request.travelMinutes?.[site.id];
  if (minutes !== undefined) return Math.round(minutes * METRES_A_MINUTE);
  const [one, other] = [vectorOf(request), vectorOf(site)];
  // Of the angle's half: its cosine alone says nothing of points that are near.
  const half = Math.hypot(one.x - other.x, one.y - other.y, one.z - other.z) / 2;
  return Math.round(2 * MEAN_EARTH_RADIUS_METRES * Math.asin(Math.min(1, half)));
}

function vectorOf({ longitude, latitude }: { longitude: number; latitude: number }) {
  const [east, north] = [(longitude * Math.PI) / 180, (latitude * Math.PI) / 180];
  return { x: Math.cos(north) * Math.cos(east), y: Math.cos(north) * Math.sin(east), z: Math.sin(north) };
}

/** Crews of two or more placed: 0 in one room, 1 on one floor, 2 in one building, 3 in one site, 4 otherwise. */
function crewsOf(placed: readonly Placed[]): { apartness: number; people: number }[] {
  const crews = new Map<string, { first: Home; apartness: number; people: number }>();
  for (const { request, worker, home } of placed) {
    if (worker.crew === null) continue;
    const key = `${request.id} ${worker.crew}`;
    const crew = crews.get(key);
    if (!crew) {
      crews.set(key, { first: home, apartness: 0, people: 1 });
      continue;
    }
    crew.people++;
    crew.apartness = Math.max(crew.apartness, apartness(crew.first, home));
  }
  return [...crews.values()].filter(({ people }) => people > 1);
}

function apartness(one: Home, other: Home): number {
  if (one.building.siteId !== other.building.siteId) return 4;
  if (one.building !== other.building) return 3;
  if (one.room.floor !== other.room.floor) return 2;
  return one.room === other.room ? 0 : 1;
}

const A_BUILDING_COUNTS = 10;

function newlyLivedIn(
  { day }: Snapshot,
  placed: readonly Placed[],
  occupancies: readonly Occupancy[],
): number {
  const lived = occupancies.flatMap(({ by, home, to }) =>
    by !== 'placement' && home && to > day ? [home] : [],
  );
  const opened = (placeOf: (home: Home) => object) => {
    const before = new Set(lived.map(placeOf));
    return new Set(placed.map(({ home }) => placeOf(home)).filter((place) => !before.has(place))).size;
  };
  return opened(({ room }) => room) + A_BUILDING_COUNTS * opened(({ building }) => building);
}

/** Who shares a room and no language, and the mix of the rooms that three or more live in. */
function languagesOf(occupancies: readonly Occupancy[]): { alone: number; mix: LanguageMix } {
  let [alone, rooms, oneLanguageRooms] = [0, 0, 0];
  for (const [room, people] of Map.groupBy(occupancies, ({ home }) => home?.room)) {
    if (!room || people.length < 2 || !people.some(({ by }) => by === 'placement')) continue;
    people.sort(byFirstDay);
    const company = overlappingIn(people);
    const spoken = new Set(people.flatMap(({ languages }) => languages));
    const understood = new Set<Occupancy>();
    for (const language of spoken) {
      const speakers = people.filter(({ languages }) => languages.includes(language));
      for (const speaker of overlappingIn(speakers)) understood.add(speaker);
    }
    for (const person of company) if (person.by === 'placement' && !understood.has(person)) alone++;
    if (people.length < 3) continue;
    rooms++;
    if ([...spoken].some((language) => people.every(({ languages }) => languages.includes(language))))
      oneLanguageRooms++;
  }
  return { alone, mix: { rooms, oneLanguageRooms } };
}

/** Sums of many fractions differ in their last digits by the order in which they are added; sums of whole numbers don't. */
const isNear = (stated: number, found: number) =>
  Math.abs(stated - found) <= 1e-6 * Math.max(1, Math.abs(found));
const isFigure = (stated: number, found: number) =>
  Number.isInteger(stated) && Number.isInteger(found) ? stated === found : isNear(stated, found);

/** Every figure that the proposal states and that is not so, and every one that beats its own bound. */
export function mismatchesOf(proposal: Proposal, restated: RestatedMeasures): Mismatch[] {
  const mismatches: Mismatch[] = [];
  const compare = (figure: string, stated: number | string | undefined, found: number | string) => {
    const isSo =
      typeof stated === 'number' && typeof found === 'number' ? isFigure(stated, found) : stated === found;
    if (!isSo) mismatches.push({ figure, stated: stated ?? null, found });
  };
  const { measures, requests, employers } = proposal;
  for (const figure of [
    'placed',
    'unplaced',
    'meanDistanceMetres',
    'crewsInOneRoom',
    'crewsInOneBuilding',
    'crewsInOneSite',
    'crewsSplit',
  ] as const)
    compare(figure, measures[figure], restated[figure]);
  compare('rooms of three', measures.mix.rooms, restated.mix.rooms);
  compare('one-language rooms', measures.mix.oneLanguageRooms, restated.mix.oneLanguageRooms);

  for (const [name, { asked, placed }] of restated.byClass) {
    const stated = measures.byClass.find(({ priorityClass }) => priorityClass === name);
    compare(`class ${name} asked`, stated?.asked, asked);
    compare(`class ${name} placed`, stated?.placed, placed);
  }
  const apart = firstClassOffBound(proposal, restated);
  if (apart && apart.placed > apart.bound)
    mismatches.push({
      figure: `class ${apart.priorityClass} bound`,
      stated: apart.bound,
      found: apart.placed,
    });
  for (const [objective, found] of Object.entries(restated.objectives)) {
    const stated = measures.objectives.find((each) => each.objective === objective);
    compare(`objective ${objective}`, stated?.value, found);
    const bound = stated?.bound ?? null;
    if (bound !== null && found < bound && !isNear(bound, found))
      mismatches.push({ figure: `objective ${objective} bound`, stated: bound, found });
  }
  compare('gap', measures.gap, headlineGap(proposal, restated));

  const outlooks = new Map(requests.map((request) => [request.requestId as string, request]));
  const askingRequests = requests.filter(({ asked }) => asked > 0).length;
  compare('requests told of', askingRequests, restated.requests.size);
  for (const [id, { asked, placed, priorityClass }] of restated.requests) {
    compare(`request ${id} asked`, outlooks.get(id)?.asked, asked);
    compare(`request ${id} placed`, outlooks.get(id)?.placed, placed);
    compare(`request ${id} class`, outlooks.get(id)?.priorityClass, priorityClass);
  }
  const shares = new Map(employers.map((employer) => [employer.employerId as string, employer]));
  compare('employers told of', employers.length, restated.employers.size);
  for (const [id, { asked, placed }] of restated.employers) {
    compare(`employer ${id} asked`, shares.get(id)?.asked, asked);
    compare(`employer ${id} placed`, shares.get(id)?.placed, placed);
  }
  return mismatches;
}

/** A class's bound holds where all classes before it reached theirs: what comes after the first that didn't is bound by nothing. */
function firstClassOffBound({ measures }: Proposal, restated: RestatedMeasures) {
  for (const { priorityClass, bound } of measures.byClass) {
    const placed = restated.byClass.get(priorityClass)?.placed ?? 0;
    if (placed !== bound) return { priorityClass, bound, placed };
  }
  return null;
}

/** The greatest of placement, spread and commute, from the bounds stated and the values found. */
function headlineGap(proposal: Proposal, restated: RestatedMeasures): number {
  const gapOf = (value: number, bound: number) => Math.abs(value - bound) / Math.max(1, Math.abs(bound));
  const apart = firstClassOffBound(proposal, restated);
  const equal = sumOfShares(restated.byClass);
  const ofObjectives = proposal.measures.objectives.flatMap(({ objective, bound }) => {
    if (bound === null || (objective !== 'fairness' && objective !== 'commute')) return [];
    const beyond = objective === 'fairness' ? equal : 0;
    return [gapOf(restated.objectives[objective] + beyond, bound + beyond)];
  });
  return Math.max(0, apart ? gapOf(apart.placed, apart.bound) : 0, ...ofObjectives);
}
