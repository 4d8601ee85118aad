import type { Day, DayRange } from '#app/domain/dates.ts';
import type {
  AssignmentId,
  BedId,
  BuildingId,
  EmployerId,
  PlacementRequestId,
  RoomId,
  SiteId,
  WorkerId,
} from '#app/domain/identity/ids.ts';
import type { Sex, SexDesignation, Shift, WorkerLanguage } from '#app/domain/placement/people.ts';

/**
 * Everything the allocator may look at, as plain data: it crosses to a worker thread by structured clone.
 * The order of the lists carries no meaning; the allocator sorts by identifier before it starts.
 */
export interface Snapshot {
  /** The day the snapshot was taken. */
  readonly day: Day;
  readonly sites: readonly SnapshotSite[];
  readonly buildings: readonly SnapshotBuilding[];
  readonly rooms: readonly SnapshotRoom[];
  readonly beds: readonly SnapshotBed[];
  /** Reserved and occupied assignments that reach into or past `day`. */
  readonly assignments: readonly SnapshotAssignment[];
  readonly requests: readonly SnapshotRequest[];
}

export interface SnapshotSite {
  readonly id: SiteId;
  readonly longitude: number;
  readonly latitude: number;
}

export interface SnapshotBuilding {
  readonly id: BuildingId;
  readonly siteId: SiteId;
  readonly sex: SexDesignation;
  readonly accessibleEntrance: boolean;
}

export interface SnapshotRoom {
  readonly id: RoomId;
  readonly buildingId: BuildingId;
  readonly floor: number;
  readonly accessible: boolean;
}

export interface SnapshotBed {
  readonly id: BedId;
  readonly roomId: RoomId;
  /** The upper bed of a bunk. */
  readonly upper: boolean;
  /** Ranges in which the bed may be slept in: disjoint and, where they touch, already joined. */
  readonly availability: readonly DayRange[];
}

export interface SnapshotAssignment extends DayRange {
  readonly bedId: BedId;
  readonly workerId: WorkerId;
  readonly employerId: EmployerId;
  readonly sex: Sex;
  readonly shift: Shift;
  /** The rest is asked for where a plan may move people, and for the languages of room mates; without it none is known. */
  readonly id?: AssignmentId;
  readonly stepFree?: boolean;
  readonly lowerBed?: boolean;
  readonly languages?: readonly WorkerLanguage[];
}

export interface SnapshotRequest extends DayRange {
  readonly id: PlacementRequestId;
  readonly employerId: EmployerId;
  /** The workplace. */
  readonly longitude: number;
  readonly latitude: number;
  /** Minutes from the workplace to sites, where the ministry's table has them; else the straight line counts. */
  readonly travelMinutes?: Readonly<Partial<Record<SiteId, number>>>;
  /** Higher is served first; 100 is a relocation out of a closing place. */
  readonly priority: number;
  /** ISO instant; the longer wait goes first among equals. */
  readonly submittedAt: string;
  /** The request's workers who have no bed from it yet. */
  readonly workers: readonly SnapshotWorker[];
}

export interface SnapshotWorker {
  readonly id: WorkerId;
  readonly sex: Sex;
  readonly shift: Shift;
  /** Needs an accessible entrance and an accessible room. */
  readonly stepFree: boolean;
  /** Can't climb to an upper bunk. */
  readonly lowerBed: boolean;
  /** Workers of one request with the same crew name are kept together where it can be done. */
  readonly crew: string | null;
  /** What the worker speaks; nothing is known where it is left out. */
  readonly languages?: readonly WorkerLanguage[];
}
