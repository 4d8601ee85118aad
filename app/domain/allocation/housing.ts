import type { DayRange } from '#app/domain/dates.ts';
import { covers, overlaps } from '#app/domain/dates.ts';
import type { EmployerId, WorkerId } from '#app/domain/identity/ids.ts';
import type { Sex, Shift } from '#app/domain/placement/people.ts';
import { designationOf } from '#app/domain/placement/people.ts';
import type { BlockerCode, PlanOptions } from './proposal.ts';
import type {
  Snapshot,
  SnapshotBed,
  SnapshotBuilding,
  SnapshotRoom,
  SnapshotSite,
  SnapshotWorker,
} from './snapshot.ts';

/** Somebody in a bed for some days, already or by this plan. */
export interface Stay extends DayRange {
  readonly sex: Sex;
  readonly shift: Shift;
  readonly employerId: EmployerId;
}

export interface BedState {
  readonly bed: SnapshotBed;
  readonly stays: Stay[];
}

export interface RoomState {
  readonly room: SnapshotRoom;
  readonly building: SnapshotBuilding;
  readonly beds: readonly BedState[];
}

/** Whom a place is sought for, and for when. */
export interface Seeker extends DayRange {
  readonly employerId: EmployerId;
  readonly worker: Pick<SnapshotWorker, 'sex' | 'shift' | 'stepFree' | 'lowerBed'>;
}

/** The places of a snapshot with what happens in them; changed only by `occupy`. */
export interface Housing {
  readonly sites: readonly SnapshotSite[];
  readonly rooms: readonly RoomState[];
  /** Rooms of a site that a sex may live in, in the order of buildings, floors and rooms. */
  readonly roomsFor: (site: SnapshotSite, sex: Sex) => readonly RoomState[];
  readonly staysOf: (workerId: WorkerId) => readonly DayRange[];
  readonly occupy: (bed: BedState, stay: Stay, workerId: WorkerId) => void;
}

const byId = (one: { id: string }, other: { id: string }) =>
  one.id < other.id ? -1 : one.id > other.id ? 1 : 0;

export function openHousing(snapshot: Snapshot): Housing {
  const sites = [...snapshot.sites].sort(byId);
  const buildings = new Map(snapshot.buildings.map((building) => [building.id, building]));
  const beds = new Map<string, BedState[]>();
  const bedById = new Map<string, BedState>();
  for (const bed of [...snapshot.beds].sort(byId)) {
    const state = { bed, stays: [] };
    bedById.set(bed.id, state);
    const inRoom = beds.get(bed.roomId);
    if (inRoom) inRoom.push(state);
    else beds.set(bed.roomId, [state]);
  }
  const stays = new Map<WorkerId, DayRange[]>();
  const occupy = (bed: BedState, stay: Stay, workerId: WorkerId) => {
    bed.stays.push(stay);
    const others = stays.get(workerId);
    if (others) others.push(stay);
    else stays.set(workerId, [stay]);
  };
  for (const assignment of snapshot.assignments) {
    const bed = bedById.get(assignment.bedId);
    if (bed) occupy(bed, assignment, assignment.workerId);
  }
  const rooms = [...snapshot.rooms]
    .flatMap((room) => {
      const building = buildings.get(room.buildingId);
      return building ? [{ room, building, beds: beds.get(room.id) ?? [] }] : [];
    })
    .sort(
      (one, other) =>
        byId(one.building, other.building) || one.room.floor - other.room.floor || byId(one.room, other.room),
    );
  const bySiteAndSex = new Map<string, RoomState[]>();
  for (const state of rooms) {
    const key = `${state.building.siteId} ${state.building.sex}`;
    const others = bySiteAndSex.get(key);
    if (others) others.push(state);
    else bySiteAndSex.set(key, [state]);
  }
  return {
    sites,
    rooms,
    roomsFor: (site, sex) => bySiteAndSex.get(`${site.id} ${designationOf[sex]}`) ?? [],
    staysOf: (workerId) => stays.get(workerId) ?? [],
    occupy,
  };
}

/** The first hard rule that keeps the seeker out of every bed of the room; null when the room itself would do. */
export function roomBlocker({ room, building }: RoomState, { worker }: Seeker): BlockerCode | null {
  if (building.sex !== designationOf[worker.sex]) return 'other_sex_building';
  if (worker.stepFree && !(building.accessibleEntrance && room.accessible)) return 'not_accessible';
  return null;
}

/** The first hard rule that keeps the seeker out of the bed by itself; null when bed and days would do. */
export function bedBlocker({ bed, stays }: BedState, seeker: Seeker): BlockerCode | null {
  if (seeker.worker.lowerBed && bed.upper) return 'upper_bed';
  if (!bed.availability.some((range) => covers(range, seeker))) return 'bed_closed';
  if (stays.some((stay) => overlaps(stay, seeker))) return 'bed_taken';
  return null;
}

/** The first hard rule by which those who live in the room on these days keep the seeker out. */
export function roommateBlocker(
  { beds }: RoomState,
  seeker: Seeker,
  { sharedRooms }: PlanOptions,
): BlockerCode | null {
  let found: BlockerCode | null = null;
  for (const { stays } of beds) {
    for (const stay of stays) {
      if (!overlaps(stay, seeker)) continue;
      if (stay.sex !== seeker.worker.sex) return 'room_other_sex';
      if (stay.shift !== seeker.worker.shift) found = 'room_other_shift';
      else if (!sharedRooms && stay.employerId !== seeker.employerId) found ??= 'room_other_employer';
    }
  }
  return found;
}

/** People of the seeker's employer who live in the room on these days. */
export function colleaguesIn({ beds }: RoomState, seeker: Seeker): number {
  let count = 0;
  for (const { stays } of beds) {
    if (stays.some((stay) => stay.employerId === seeker.employerId && overlaps(stay, seeker))) count++;
  }
  return count;
}
