import { defaultOptions } from '#app/domain/allocation/options.ts';
import { plan } from '#app/domain/allocation/plan.ts';
import type { Blocker, PlacementReason } from '#app/domain/allocation/proposal.ts';
import type { Snapshot, SnapshotRequest, SnapshotWorker } from '#app/domain/allocation/snapshot.ts';
import type { DisplacedStay, OpenDays } from '#app/domain/capacity/bed-days.ts';
import type { Day, DayRange } from '#app/domain/dates.ts';
import type { BedId, EmployerId, PlacementRequestId } from '#app/domain/identity/ids.ts';

/** Somebody who needs another bed for the rest of the days for which they had one. */
export interface LeavingWorker extends SnapshotWorker, DayRange {
  readonly assignmentId: string;
  readonly employerId: EmployerId;
  /** The request that the old bed was given for. */
  readonly requestId: string | null;
  /** The workplace of that request, else one of the employer's, else the site that is left. */
  readonly longitude: number;
  readonly latitude: number;
}

/** Whereto one of them goes and why, or what stood in the way. */
export interface Relocation {
  readonly leaving: LeavingWorker;
  readonly bedId: BedId | null;
  readonly reasons: readonly PlacementReason[] | readonly Blocker[];
}

export type Housing = Omit<Snapshot, 'requests'>;

/** The highest that there is: who has to leave a bed comes before all who seek one. */
const RELOCATION_PRIORITY = 100;

/**
 * The leaving workers as the allocator takes them: those of one employer, request and sex who leave on the same days
 * together, so that their crews stay together where it can be done. No building takes a crew of both sexes.
 */
export function relocationRequests(leaving: readonly LeavingWorker[]): SnapshotRequest[] {
  return [...Map.groupBy(leaving, requestKey)].flatMap(([key, workers]) => {
    const [first] = workers;
    return first
      ? [
          {
            id: key as PlacementRequestId,
            employerId: first.employerId,
            longitude: first.longitude,
            latitude: first.latitude,
            priority: RELOCATION_PRIORITY,
            submittedAt: first.from,
            from: first.from,
            to: first.to,
            workers,
          },
        ]
      : [];
  });
}

const requestKey = ({ employerId, requestId, longitude, latitude, sex, from, to }: LeavingWorker) =>
  [employerId, requestId ?? `${longitude} ${latitude}`, sex, from, to ?? ''].join('/');

/** The places once the beds stand as arranged and who leaves has left. */
export function housingAfter(
  housing: Housing,
  { openDays, displaced }: { openDays: readonly OpenDays[]; displaced: readonly DisplacedStay[] },
): Housing {
  const daysOf = Map.groupBy(openDays, (days) => days.bedId);
  const leavesOn = new Map(
    displaced.map(({ stay, leavesOn: day }) => [`${stay.bedId} ${stay.workerId} ${stay.from}`, day]),
  );
  return {
    ...housing,
    beds: housing.beds.map((bed) => {
      const days = daysOf.get(bed.id);
      return days ? { ...bed, availability: days.filter((each) => each.keptFor === null) } : bed;
    }),
    assignments: housing.assignments.flatMap((assignment) => {
      const day = leavesOn.get(`${assignment.bedId} ${assignment.workerId} ${assignment.from}`);
      if (day === undefined) return [assignment];
      return day > assignment.from ? [{ ...assignment, to: day }] : [];
    }),
  };
}

/**
 * Seeks a bed for everyone who leaves, by the same allocator and rules as for those who ask for the first time. Whoever was shown
 * a bed before, by assignment in `shown`, keeps it where that still holds: a planner decided for the others.
 */
export function relocate(
  housing: Housing,
  leaving: readonly LeavingWorker[],
  shown: ReadonlyMap<string, BedId> = new Map(),
): Relocation[] {
  const { placements, unplaced } = plan(
    { ...housing, requests: relocationRequests(leaving) },
    defaultOptions,
    {
      previous: leaving.flatMap((each) => {
        const bedId = shown.get(each.assignmentId);
        const requestId = requestKey(each) as PlacementRequestId;
        return bedId === undefined ? [] : [{ workerId: each.id, requestId, bedId }];
      }),
    },
  );
  const keyOf = (each: { readonly workerId: string; readonly requestId: string }) =>
    `${each.workerId} ${each.requestId}`;
  const placed = new Map(placements.map((each) => [keyOf(each), each]));
  const blocked = new Map(unplaced.map((each) => [keyOf(each), each]));
  return leaving.map((each) => {
    const key = keyOf({ workerId: each.id, requestId: requestKey(each) });
    const found = placed.get(key);
    return {
      leaving: each,
      bedId: found?.bedId ?? null,
      reasons: found?.reasons ?? blocked.get(key)?.blockers ?? [],
    };
  });
}

/** The days of a stay that are left once its bed is lost; null where none are. */
export function daysLeft(range: DayRange, leavesOn: Day): DayRange | null {
  const from = leavesOn > range.from ? leavesOn : range.from;
  return range.to === null || from < range.to ? { from, to: range.to } : null;
}
