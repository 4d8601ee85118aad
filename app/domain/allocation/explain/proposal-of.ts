import { alikeSeekers } from '#app/domain/allocation/alike.ts';
import type { Compiled } from '#app/domain/allocation/compile.ts';
import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import type { PlanOptions, PriorityClass } from '#app/domain/allocation/options.ts';
import { priorityClassOf } from '#app/domain/allocation/options.ts';
import type {
  EmployerShare,
  Proposal,
  ProposedMove,
  ProposedPlacement,
  RequestOutlook,
  UnplacedWorker,
} from '#app/domain/allocation/proposal.ts';
import type { SnapshotRequest } from '#app/domain/allocation/snapshot.ts';
import { addDays } from '#app/domain/dates.ts';
import { companyOf } from './company.ts';
import { crewHomes } from './crews.ts';
import { expectedDays } from './expected-day.ts';
import { freeDays } from './free-days.ts';
import type { Bounds } from './measures.ts';
import { measuresOf } from './measures.ts';
import type { Prices } from './reasons.ts';
import { explainPlacements } from './reasons.ts';
import { explainRefusals } from './refusals.ts';

/** Days of an instance are counted from it. */
const FIRST_DAY = '1970-01-01';

/** Requests that contradict themselves, and what is told of their people. */
export interface SetAside {
  readonly requests: readonly SnapshotRequest[];
  readonly unplaced: readonly UnplacedWorker[];
}

/**
 * The answer to an instance whose seekers have the beds of the occupancy: each bed with its reasons, each refusal with what stood in the
 * way, and every figure of the README. Where people were moved, `compiled` holds their stays as they are after it.
 */
export function proposalOf(
  compiled: Compiled,
  options: PlanOptions,
  occupancy: Occupancy,
  {
    bounds,
    prices,
    firstCome,
    moves = [],
    setAside = { requests: [], unplaced: [] },
  }: {
    bounds: Bounds;
    prices: Prices | null;
    /** The bed of each seeker, −1: none, if who came first were served first. */
    firstCome: Int32Array;
    moves?: readonly ProposedMove[];
    setAside?: SetAside;
  },
): Proposal {
  const day = addDays(FIRST_DAY, compiled.instance.day);
  const classOf = (request: SnapshotRequest) => priorityClassOf(request, day, options);
  const alike = alikeSeekers(compiled.instance);
  const free = freeDays(occupancy);
  const company = companyOf(occupancy);
  const crews = crewHomes(occupancy);
  const reasonsFor = explainPlacements(occupancy, { compiled, alike, free, company, crews, prices });
  const placements = placementsOf(compiled, occupancy, reasonsFor);
  const unplaced = [
    ...refusalsOf(compiled, occupancy, explainRefusals(occupancy, { compiled, alike, ...options })),
    ...setAside.unplaced,
  ];
  return {
    placements,
    moves,
    unplaced,
    requests: [
      ...outlooks(compiled, occupancy, { classOf, expectedDay: expectedDays(compiled.instance, free) }),
      ...setAside.requests.map((request, index) => ({
        requestId: request.id,
        position: compiled.requests.length + index + 1,
        priorityClass: classOf(request),
        asked: request.workers.length,
        placed: 0,
        expectedFrom: null,
      })),
    ],
    employers: employerShares(compiled, occupancy, firstCome),
    measures: measuresOf(occupancy, {
      bounds,
      company,
      crews,
      firstCome,
      unplaced: unplaced.length,
      moves: moves.length,
    }),
  };
}

function placementsOf(
  { instance: { seekers, rooms, beds: places }, seekers: workers, requests, beds, sites }: Compiled,
  { bedOf }: Occupancy,
  reasonsFor: ReturnType<typeof explainPlacements>,
): ProposedPlacement[] {
  const placements: ProposedPlacement[] = [];
  for (const [seeker, worker] of workers.entries()) {
    const index = bedOf[seeker] as number;
    const [bed, request] = [beds[index], requests[seekers.request[seeker] as number]];
    const site = sites[rooms.site[places.room[index] as number] as number];
    if (!bed || !request || !site) continue;
    const { id: requestId, from, to } = request;
    const reasons = reasonsFor(seeker);
    placements.push({ workerId: worker.id, requestId, bedId: bed.id, siteId: site.id, from, to, reasons });
  }
  return placements;
}

function refusalsOf(
  { instance, seekers: workers, requests, alreadyHoused }: Compiled,
  { bedOf }: Occupancy,
  refusalOf: ReturnType<typeof explainRefusals>,
): UnplacedWorker[] {
  const refused = workers.flatMap((worker, seeker): UnplacedWorker[] => {
    const request = requests[instance.seekers.request[seeker] as number];
    if (!request || (bedOf[seeker] as number) >= 0) return [];
    return [{ workerId: worker.id, requestId: request.id, ...refusalOf(seeker) }];
  });
  const blockers = [{ code: 'already_housed', beds: instance.beds.count } as const];
  return [
    ...refused,
    ...alreadyHoused.map(({ request, worker }) => ({
      workerId: worker.id,
      requestId: request.id,
      blockers,
      refusal: null,
    })),
  ];
}

function outlooks(
  { instance, requests: records }: Compiled,
  { bedOf }: Occupancy,
  {
    classOf,
    expectedDay,
  }: {
    classOf: (request: SnapshotRequest) => PriorityClass;
    expectedDay: ReturnType<typeof expectedDays>;
  },
): RequestOutlook[] {
  const { requests } = instance;
  const inOrder = Array.from(requests.order.keys()).sort(
    (one, other) => (requests.order[one] as number) - (requests.order[other] as number),
  );
  return inOrder.flatMap((request, index): RequestOutlook[] => {
    const record = records[request];
    if (!record) return [];
    const left: number[] = [];
    const [first, last] = [
      requests.firstSeeker[request] as number,
      requests.firstSeeker[request + 1] as number,
    ];
    for (let seeker = first; seeker < last; seeker++) if ((bedOf[seeker] as number) < 0) left.push(seeker);
    const day = expectedDay(left);
    return [
      {
        requestId: record.id,
        position: index + 1,
        priorityClass: classOf(record),
        asked: record.workers.length,
        placed: last - first - left.length,
        expectedFrom: day === null ? null : addDays(FIRST_DAY, day),
      },
    ];
  });
}

/** Employers whose workers seek a bed, by identifier. */
function employerShares(
  { instance: { seekers }, requests }: Compiled,
  { bedOf }: Occupancy,
  firstCome: Int32Array,
): EmployerShare[] {
  const shares = new Map<number, { -readonly [Key in keyof EmployerShare]: EmployerShare[Key] }>();
  for (let seeker = 0; seeker < seekers.count; seeker++) {
    const employer = seekers.employer[seeker] as number;
    let share = shares.get(employer);
    if (!share) {
      const employerId = requests[seekers.request[seeker] as number]?.employerId;
      if (!employerId) continue;
      shares.set(employer, (share = { employerId, asked: 0, placed: 0, firstComePlaced: 0 }));
    }
    share.asked++;
    if ((bedOf[seeker] as number) >= 0) share.placed++;
    if ((firstCome[seeker] as number) >= 0) share.firstComePlaced++;
  }
  return [...shares].sort(([one], [other]) => one - other).map(([, share]) => share);
}
