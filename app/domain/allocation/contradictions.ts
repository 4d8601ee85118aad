import type { Day, DayRange } from '#app/domain/dates.ts';
import type { PlacementRequestId, RoomId, WorkerId } from '#app/domain/identity/ids.ts';
import { designationOf } from '#app/domain/placement/people.ts';
import type { ProblemDetails } from '#app/domain/problem.ts';
import { ProblemError } from '#app/domain/problem.ts';
import type { UnplacedWorker } from './proposal.ts';
import type { Snapshot, SnapshotAssignment, SnapshotRequest } from './snapshot.ts';
import { byFirstDay, clashing, itself } from './verify-overlaps.ts';

/** Of places and stays: no plan can be made. */
export const placeContradictions = [
  'identifier_twice',
  'bed_without_room',
  'room_without_building',
  'building_without_site',
  'bed_closes_before_opening',
  'stay_ends_before_start',
  'stay_in_other_sex_building',
  'stays_in_one_bed',
  'stays_of_one_worker',
  'stays_of_two_shifts',
] as const;

/** Within requests: their people are set aside, and the others planned. */
const requestContradictions = [
  'request_twice',
  'request_ends_before_start',
  'crew_of_both_sexes',
  'worker_twice',
  'worker_in_two_requests',
] as const;

export type PlaceContradictionCode = (typeof placeContradictions)[number];
export type RequestContradictionCode = (typeof requestContradictions)[number];

interface RequestContradiction {
  readonly code: RequestContradictionCode;
  readonly names: readonly string[];
  readonly requestIds: readonly PlacementRequestId[];
}

export type Contradiction =
  | {
      readonly code: PlaceContradictionCode;
      /** The identifiers of the records, the one that is at fault first. */
      readonly names: readonly string[];
    }
  | RequestContradiction;

const NAMED_AT_MOST = 10;

/** `contradictory_input`, with the `count` of contradictions and the first ten, each a code and names with blanks between. */
export class ContradictoryInput extends ProblemError {
  readonly contradictions: readonly Contradiction[];

  constructor(contradictions: readonly Contradiction[]) {
    const named = contradictions
      .slice(0, NAMED_AT_MOST)
      .map(({ code, names }, index) => [`contradiction${index + 1}`, [code, ...names].join(' ')]);
    super('contradictory_input', { count: contradictions.length, ...Object.fromEntries(named) });
    this.contradictions = contradictions;
  }
}

/** The contradictions named in a problem's details. */
export const placeContradictionsNamed = (
  details: ProblemDetails,
): { code: PlaceContradictionCode; names: string[] }[] =>
  Object.entries(details).flatMap(([key, detail]) => {
    const [name, ...names] = key === 'count' ? [] : String(detail).split(' ');
    const code = placeContradictions.find((each) => each === name);
    return code ? [{ code, names }] : [];
  });

/** What in a snapshot can't be true together (README, *Refused before solving*), in the order of codes and names. */
export function contradictionsOf(snapshot: Snapshot): readonly Contradiction[] {
  return [...ofPlaces(snapshot), ...ofStays(snapshot), ...ofRequests(snapshot)].sort(
    (one, other) => ORDER.indexOf(one.code) - ORDER.indexOf(other.code) || inOrder(one.names, other.names),
  );
}

/**
 * The snapshot without the requests that contradict themselves; those requests, and their people, both by identifier. The very
 * same snapshot where none does.
 * @throws ContradictoryInput where places or stays contradict themselves
 */
export function setAside(
  snapshot: Snapshot,
  contradictions: readonly Contradiction[],
): { snapshot: Snapshot; requests: readonly SnapshotRequest[]; setAside: readonly UnplacedWorker[] } {
  const ofPlacesAndStays = contradictions.filter((contradiction) => !('requestIds' in contradiction));
  if (ofPlacesAndStays.length > 0) throw new ContradictoryInput(ofPlacesAndStays);
  const aside = new Set(
    contradictions.flatMap((contradiction) =>
      'requestIds' in contradiction ? contradiction.requestIds : [],
    ),
  );
  if (aside.size === 0) return { snapshot, requests: [], setAside: [] };
  const blockers = [{ code: 'contradictory_request', beds: snapshot.beds.length } as const];
  const requests = snapshot.requests.filter(({ id }) => aside.has(id)).sort(byIdentifier);
  return {
    snapshot: { ...snapshot, requests: snapshot.requests.filter(({ id }) => !aside.has(id)) },
    requests,
    setAside: requests.flatMap(({ id: requestId, workers }) =>
      [...workers]
        .sort(byIdentifier)
        .map(({ id: workerId }) => ({ workerId, requestId, blockers, refusal: null })),
    ),
  };
}

/** The requests that contradict themselves, each with the first way in which it does: by code alone, so that nobody is named. */
export function contradictoryRequests(
  snapshot: Snapshot,
): ReadonlyMap<PlacementRequestId, RequestContradictionCode> {
  const codes = new Map<PlacementRequestId, RequestContradictionCode>();
  for (const { code, requestIds } of ofRequests(snapshot))
    for (const id of requestIds) if (!codes.has(id)) codes.set(id, code);
  return codes;
}

const ORDER: readonly string[] = [...placeContradictions, ...requestContradictions];

const inOrder = (one: readonly string[], other: readonly string[]) => {
  const [first, second] = [one.join(' '), other.join(' ')];
  return first < second ? -1 : first > second ? 1 : 0;
};

const byIdentifier = (one: { readonly id: string }, other: { readonly id: string }) =>
  one.id < other.id ? -1 : Number(one.id > other.id);

/** No day lies in the range. */
const isEmpty = ({ from, to }: DayRange) => to !== null && to <= from;

function* ofPlaces({ sites, buildings, rooms, beds, assignments }: Snapshot): Generator<Contradiction> {
  const stays = assignments.flatMap(({ id }) => (id ? [{ id }] : []));
  for (const records of [sites, buildings, rooms, beds, stays])
    for (const id of repeated(records)) yield { code: 'identifier_twice', names: [id] };
  const idsOf = (records: readonly { readonly id: string }[]) => new Set(records.map(({ id }) => id));
  const [siteIds, buildingIds, roomIds] = [idsOf(sites), idsOf(buildings), idsOf(rooms)];
  for (const { id, siteId } of buildings)
    if (!siteIds.has(siteId)) yield { code: 'building_without_site', names: [id] };
  for (const { id, buildingId } of rooms)
    if (!buildingIds.has(buildingId)) yield { code: 'room_without_building', names: [id] };
  for (const { id, roomId, availability } of beds) {
    if (!roomIds.has(roomId)) yield { code: 'bed_without_room', names: [id] };
    if (availability.some(isEmpty)) yield { code: 'bed_closes_before_opening', names: [id] };
  }
}

function repeated(records: readonly { readonly id: string }[]): Set<string> {
  const seen = new Set<string>();
  return new Set(records.flatMap(({ id }) => (seen.size < seen.add(id).size ? [] : [id])));
}

/** Stays in beds that the snapshot does not hold count for their workers alone: those of sites that are not open. */
function* ofStays({ buildings, rooms, beds, assignments }: Snapshot): Generator<Contradiction> {
  for (const stay of assignments)
    if (isEmpty(stay)) yield { code: 'stay_ends_before_start', names: [stay.workerId, stay.bedId] };
  const sexOf = new Map(buildings.map(({ id, sex }) => [id, sex]));
  const buildingOf = new Map(rooms.map(({ id, buildingId }) => [id, buildingId]));
  const roomOf = new Map(beds.map(({ id, roomId }) => [id, roomId]));
  const stays = inOrderOfDays(assignments);
  for (const { bedId, workerId, sex } of stays) {
    const buildingId = buildingOf.get(roomOf.get(bedId) ?? NOWHERE);
    const designation = buildingId && sexOf.get(buildingId);
    if (designation && designation !== designationOf[sex])
      yield { code: 'stay_in_other_sex_building', names: [workerId, bedId] };
  }
  for (const [one, other] of clashing(stays, ({ bedId }) => bedId, itself))
    yield { code: 'stays_in_one_bed', names: [one.bedId, ...namesOf(one.workerId, other.workerId)] };
  for (const [one, other] of clashing(stays, ({ workerId }) => workerId, itself))
    yield { code: 'stays_of_one_worker', names: [one.workerId, ...namesOf(one.bedId, other.bedId)] };
  const roomOfStay = ({ bedId }: Pick<SnapshotAssignment, 'bedId'>) => roomOf.get(bedId);
  for (const [one, other] of clashing(stays, roomOfStay, ({ shift }) => shift))
    yield {
      code: 'stays_of_two_shifts',
      names: [roomOfStay(one) ?? NOWHERE, ...namesOf(one.workerId, other.workerId)],
    };
}

const NOWHERE = '' as RoomId;
const namesOf = (...names: readonly string[]) => [...names].sort();

const NEVER: Day = '9999-12-31';

/** Those with any day at all, in the order of first days, and with a last day. */
const inOrderOfDays = <Range extends DayRange>(ranges: readonly Range[]): (Range & { to: Day })[] =>
  ranges
    .filter((range) => !isEmpty(range))
    .map((range) => ({ ...range, to: range.to ?? NEVER }))
    .sort(byFirstDay);

function* ofRequests({ requests }: Snapshot): Generator<RequestContradiction> {
  for (const id of repeated(requests))
    yield { code: 'request_twice', names: [id], requestIds: [id as PlacementRequestId] };
  for (const request of requests) {
    const requestIds = [request.id];
    if (isEmpty(request)) yield { code: 'request_ends_before_start', names: [request.id], requestIds };
    for (const id of repeated(request.workers))
      yield { code: 'worker_twice', names: [request.id, id], requestIds };
    for (const crew of crewsOfBothSexes(request))
      yield { code: 'crew_of_both_sexes', names: [request.id, crew], requestIds };
  }
  const asking = requests.flatMap(({ id: requestId, from, to, workers }) =>
    workers.map(({ id: workerId }) => ({ workerId, requestId, from, to })),
  );
  const workerOf = ({ workerId }: { readonly workerId: WorkerId }) => workerId;
  for (const [one, other] of clashing(inOrderOfDays(asking), workerOf, ({ requestId }) => requestId)) {
    const requestIds = [one.requestId, other.requestId].sort();
    yield { code: 'worker_in_two_requests', names: [one.workerId, ...requestIds], requestIds };
  }
}

function crewsOfBothSexes({ workers }: SnapshotRequest): Set<string> {
  const sexOf = new Map<string, string>();
  const both = new Set<string>();
  for (const { crew, sex } of workers) {
    if (crew === null) continue;
    if ((sexOf.get(crew) ?? sex) !== sex) both.add(crew);
    sexOf.set(crew, sex);
  }
  return both;
}
