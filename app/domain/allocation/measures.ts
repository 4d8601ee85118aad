import type { Day, DayRange } from '#app/domain/dates.ts';
import { addDays, covers, overlaps } from '#app/domain/dates.ts';
import type { Sex } from '#app/domain/placement/people.ts';
import { designationOf, sexes } from '#app/domain/placement/people.ts';
import { distanceMetres } from './distance.ts';
import type { ProposalMeasures, ProposedPlacement } from './proposal.ts';
import type { Snapshot } from './snapshot.ts';

/** A bed is worth more than any distance within the country: the objective counts beds first, then metres saved. */
const WORTH_OF_A_BED = 1_000_000;

/**
 * The objective is, over all placed workers, what a bed is worth less the metres to the workplace.
 *
 * No plan can exceed the bound. It drops every rule but two: a worker lives in a building for its sex, so no nearer than
 * the nearest site that has one; and the placements that contain one given day need a bed each, of that sex, open and
 * not already assigned on that day. Of the workers who seek a bed on that day, it therefore counts the most worthwhile,
 * as many as there are such beds. That holds for any day; the one on which most seek a bed is taken. Whoever already has
 * a bed on some of the days counts nothing.
 */
export function measure(snapshot: Snapshot, placements: readonly ProposedPlacement[]): ProposalMeasures {
  const sites = new Map(snapshot.sites.map((site) => [site.id, site]));
  const requests = new Map(snapshot.requests.map((request) => [request.id, request]));
  const crewOf = new Map(
    snapshot.requests.flatMap((request) =>
      request.workers.map((worker) => [`${request.id} ${worker.id}`, worker.crew] as const),
    ),
  );
  const rooms = new Map(snapshot.rooms.map((room) => [room.id, room]));
  const beds = new Map(snapshot.beds.map((bed) => [bed.id, bed]));

  let distance = 0;
  const crews = new Map<
    string,
    { rooms: Set<string>; buildings: Set<string>; sites: Set<string>; people: number }
  >();
  for (const placement of placements) {
    const [request, site] = [requests.get(placement.requestId), sites.get(placement.siteId)];
    if (request && site) distance += distanceMetres(request, site);
    const crew = crewOf.get(`${placement.requestId} ${placement.workerId}`);
    if (crew === null || crew === undefined) continue;
    const key = `${placement.requestId} ${crew}`;
    const seen = crews.get(key) ?? { rooms: new Set(), buildings: new Set(), sites: new Set(), people: 0 };
    const room = rooms.get(beds.get(placement.bedId)?.roomId ?? ('' as never));
    seen.rooms.add(room?.id ?? '');
    seen.buildings.add(room?.buildingId ?? '');
    seen.sites.add(placement.siteId);
    seen.people += 1;
    crews.set(key, seen);
  }
  const together = [...crews.values()].filter((crew) => crew.people > 1);
  const workers = snapshot.requests.reduce((sum, request) => sum + request.workers.length, 0);
  return {
    placed: placements.length,
    unplaced: workers - placements.length,
    meanDistanceMetres: placements.length === 0 ? 0 : Math.round(distance / placements.length),
    crewsInOneRoom: together.filter((crew) => crew.rooms.size === 1).length,
    crewsInOneBuilding: together.filter((crew) => crew.rooms.size > 1 && crew.buildings.size === 1).length,
    crewsInOneSite: together.filter((crew) => crew.buildings.size > 1 && crew.sites.size === 1).length,
    crewsSplit: together.filter((crew) => crew.sites.size > 1).length,
    byClass: [],
    objectives: [],
    gap: Math.max(0, 1 - (placements.length * WORTH_OF_A_BED - distance) / Math.max(1, bound(snapshot))),
    mix: { rooms: 0, oneLanguageRooms: 0 },
    firstCome: { placed: 0, meanDistanceMetres: 0 },
  };
}

/** A worker who is sought a bed for, and the most that a bed for it could add to the objective. */
interface Candidate extends DayRange {
  readonly worth: number;
}

function bound(snapshot: Snapshot): number {
  const candidates = { male: [] as Candidate[], female: [] as Candidate[] };
  const designationAt = new Set(snapshot.buildings.map(({ siteId, sex }) => `${siteId} ${sex}`));
  const stays = new Map<string, DayRange[]>();
  for (const stay of snapshot.assignments)
    stays.set(stay.workerId, [...(stays.get(stay.workerId) ?? []), stay]);
  for (const request of snapshot.requests) {
    const nearest = { male: Infinity, female: Infinity };
    for (const site of snapshot.sites) {
      const distance = distanceMetres(request, site);
      for (const sex of sexes)
        if (designationAt.has(`${site.id} ${designationOf[sex]}`))
          nearest[sex] = Math.min(nearest[sex], distance);
    }
    for (const { id, sex } of request.workers) {
      if (stays.get(id)?.some((stay) => overlaps(stay, request))) continue;
      const worth = Math.max(0, WORTH_OF_A_BED - nearest[sex]);
      candidates[sex].push({ worth, from: request.from, to: request.to });
    }
  }
  return boundOf(snapshot, 'male', candidates.male) + boundOf(snapshot, 'female', candidates.female);
}

/** The candidates' worth, where of those who need a bed on the most sought day only as many count as there are beds. */
function boundOf(snapshot: Snapshot, sex: Sex, candidates: readonly Candidate[]): number {
  const day = mostSoughtDay(candidates);
  if (day === undefined) return 0;
  const tonight = { from: day, to: addDays(day, 1) };
  let beds = freeBedsOf(snapshot, sex, tonight);
  let total = 0;
  for (const candidate of [...candidates].sort((one, other) => other.worth - one.worth)) {
    if (overlaps(candidate, tonight) && beds-- <= 0) continue;
    total += candidate.worth;
  }
  return total;
}

function mostSoughtDay(candidates: readonly Candidate[]): Day | undefined {
  // Demand rises on first days and falls on last ones; a bed left on a day can be taken on it again.
  const changes = new Map<Day, number>();
  const add = (day: Day, people: number) => changes.set(day, (changes.get(day) ?? 0) + people);
  for (const { from, to } of candidates) {
    add(from, 1);
    if (to !== null) add(to, -1);
  }
  let [people, most] = [0, 0];
  let found: Day | undefined;
  for (const [day, change] of [...changes].sort(([one], [other]) => (one < other ? -1 : 1))) {
    people += change;
    if (people > most) [most, found] = [people, day];
  }
  return found;
}

function freeBedsOf(snapshot: Snapshot, sex: Sex, tonight: DayRange): number {
  const buildings = new Set(
    snapshot.buildings.filter((building) => building.sex === designationOf[sex]).map(({ id }) => id),
  );
  const rooms = new Set(
    snapshot.rooms.filter(({ buildingId }) => buildings.has(buildingId)).map(({ id }) => id),
  );
  const taken = new Set(
    snapshot.assignments.filter((stay) => overlaps(stay, tonight)).map(({ bedId }) => bedId),
  );
  return snapshot.beds.filter(
    ({ id, roomId, availability }) =>
      rooms.has(roomId) && !taken.has(id) && availability.some((range) => covers(range, tonight)),
  ).length;
}
