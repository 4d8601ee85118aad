import { distanceMetres } from '#app/domain/allocation/distance.ts';
import type { PlanOptions, PriorityClass } from '#app/domain/allocation/options.ts';
import { priorityClasses, priorityClassOf } from '#app/domain/allocation/options.ts';
import type {
  Snapshot,
  SnapshotAssignment,
  SnapshotBed,
  SnapshotRequest,
  SnapshotWorker,
} from '#app/domain/allocation/snapshot.ts';
import { covers, overlaps } from '#app/domain/dates.ts';
import { designationOf } from '#app/domain/placement/people.ts';

/** Somebody who seeks a bed, and the beds that suit as long as nobody else of the plan is considered. */
interface Seeker {
  readonly request: SnapshotRequest;
  readonly worker: SnapshotWorker;
  readonly priorityClass: PriorityClass;
  readonly beds: readonly Fitting[];
}

interface Fitting {
  readonly bed: SnapshotBed;
  readonly metres: number;
}

type Placed = readonly { readonly seeker: Seeker; readonly bed: SnapshotBed }[];

/** How many are placed of each class, most urgent first. */
export type PlacementVector = readonly number[];

export const comparePlacement = (one: PlacementVector, other: PlacementVector): number =>
  one.reduce((found, count, index) => found || count - (other[index] ?? 0), 0);

/**
 * What can be done at all with a country of a few beds and seekers, found by trying every set of seekers and, for each, every
 * way to give them beds. Nobody who is housed is moved.
 */
export function tryEverything(snapshot: Snapshot, options: PlanOptions) {
  const seekers = seekersOf(snapshot, options);
  const can = canBePlaced(seekers, options);
  const sets = Array.from({ length: 2 ** seekers.length }, (_, set) => set).filter((set) => can[set]);
  const membersOf = (set: number) => seekers.filter((_seeker, index) => set & (1 << index));
  const vectorOf = (set: number): PlacementVector =>
    priorityClasses.map((name) => membersOf(set).filter((seeker) => seeker.priorityClass === name).length);
  const optimum = sets.map(vectorOf).sort(comparePlacement).at(-1) ?? [];
  const countsOf = (set: number) => sharesKey(membersOf(set));
  return {
    optimum,
    /** The least spread among plans that place these numbers. */
    leastSpread: (placed: PlacementVector) =>
      Math.min(
        ...sets
          .filter((set) => comparePlacement(vectorOf(set), placed) === 0)
          .map((set) => spreadOf(seekers, membersOf(set))),
      ),
    /** The least commute among plans that place as many of each employer and class as this one does. */
    leastCommute: (isPlaced: (seeker: Pick<Seeker, 'request' | 'worker'>) => boolean) => {
      const wanted = sharesKey(seekers.filter(isPlaced));
      return Math.min(
        ...sets
          .filter((set) => countsOf(set) === wanted)
          .map((set) => leastCommuteOf(membersOf(set), options)),
      );
    },
  };
}

function seekersOf(snapshot: Snapshot, options: PlanOptions): Seeker[] {
  const { requests, assignments, day } = snapshot;
  return requests.flatMap((request) =>
    request.workers
      .filter(({ id }) => !assignments.some((stay) => stay.workerId === id && overlaps(stay, request)))
      .map((worker) => ({
        request,
        worker,
        priorityClass: priorityClassOf(request, day, options),
        beds: fittingBeds(snapshot, options, request, worker),
      })),
  );
}

function fittingBeds(
  { sites, buildings, rooms, beds, assignments }: Snapshot,
  { sharedRooms }: PlanOptions,
  request: SnapshotRequest,
  worker: SnapshotWorker,
): Fitting[] {
  return beds.flatMap((bed) => {
    const room = rooms.find(({ id }) => id === bed.roomId);
    const building = buildings.find(({ id }) => id === room?.buildingId);
    const site = sites.find(({ id }) => id === building?.siteId);
    if (!room || !building || !site) return [];
    const inRoom = assignments.filter(
      (stay) => beds.find(({ id }) => id === stay.bedId)?.roomId === room.id && overlaps(stay, request),
    );
    const bothers = (stay: SnapshotAssignment) =>
      stay.bedId === bed.id ||
      stay.shift !== worker.shift ||
      (!sharedRooms && stay.employerId !== request.employerId);
    const suits =
      building.sex === designationOf[worker.sex] &&
      (!worker.stepFree || (building.accessibleEntrance && room.accessible)) &&
      (!worker.lowerBed || !bed.upper) &&
      bed.availability.some((open) => covers(open, request)) &&
      !inRoom.some(bothers);
    return suits ? [{ bed, metres: distanceMetres(request, site) }] : [];
  });
}

function clash(options: PlanOptions, one: Placed[number], other: Placed[number]): boolean {
  if (!overlaps(one.seeker.request, other.seeker.request)) return false;
  if (one.bed.id === other.bed.id) return true;
  if (one.bed.roomId !== other.bed.roomId) return false;
  const { request, worker } = one.seeker;
  return (
    worker.shift !== other.seeker.worker.shift ||
    (!options.sharedRooms && request.employerId !== other.seeker.request.employerId)
  );
}

/** For each set of seekers, a bit each, whether all of them can have beds. Whoever is not in a set can only help. */
function canBePlaced(seekers: readonly Seeker[], options: PlanOptions): boolean[] {
  const can: boolean[] = [true];
  for (let set = 1; set < 2 ** seekers.length; set++) {
    const members = seekers.filter((_seeker, index) => set & (1 << index));
    can[set] =
      seekers.every((_seeker, index) => !(set & (1 << index)) || can[set & ~(1 << index)]) &&
      placeAll(members, [], options);
  }
  return can;
}

function placeAll([seeker, ...others]: readonly Seeker[], placed: Placed, options: PlanOptions): boolean {
  if (!seeker) return true;
  return seeker.beds.some(({ bed }) => {
    const one = { seeker, bed };
    return !placed.some((other) => clash(options, one, other)) && placeAll(others, [...placed, one], options);
  });
}

function leastCommuteOf(members: readonly Seeker[], options: PlanOptions): number {
  let least = Infinity;
  const nearest = (seeker: Seeker) => Math.min(...seeker.beds.map(({ metres }) => metres));
  const search = ([seeker, ...others]: readonly Seeker[], placed: Placed, metres: number, ahead: number) => {
    if (metres + ahead >= least) return;
    if (!seeker) {
      least = metres;
      return;
    }
    const left = ahead - nearest(seeker);
    for (const fitting of seeker.beds) {
      const one = { seeker, bed: fitting.bed };
      if (placed.some((other) => clash(options, one, other))) continue;
      search(others, [...placed, one], metres + fitting.metres, left);
    }
  };
  search(
    members,
    [],
    0,
    members.reduce((sum, seeker) => sum + nearest(seeker), 0),
  );
  return least;
}

const shareOf = ({ priorityClass, request }: Seeker) => `${priorityClass} ${request.employerId}`;
const sharesKey = (members: readonly Seeker[]) => members.map(shareOf).sort().join();

/** README, objective 2, as it is said there: the squared distance of each share from the common share. */
function spreadOf(seekers: readonly Seeker[], placed: readonly Seeker[]): number {
  let spread = 0;
  for (const name of priorityClasses) {
    const asking = seekers.filter(({ priorityClass }) => priorityClass === name);
    const common = placed.filter(({ priorityClass }) => priorityClass === name).length / asking.length;
    for (const group of Map.groupBy(asking, shareOf).values()) {
      const share = group.filter((seeker) => placed.includes(seeker)).length / group.length;
      spread += group.length * (share - common) ** 2;
    }
  }
  return spread;
}
