import type { DayRange } from '#app/domain/dates.ts';
import type { EmployerId, WorkerId } from '#app/domain/identity/ids.ts';
import type { Sex, Shift } from '#app/domain/placement/people.ts';
import { designationOf } from '#app/domain/placement/people.ts';
import type { PlanOptions } from './options.ts';
import type { BlockerCode } from './proposal.ts';
import type {
  Snapshot,
  SnapshotBed,
  SnapshotBuilding,
  SnapshotRoom,
  SnapshotSite,
  SnapshotWorker,
} from './snapshot.ts';

/** A `DayRange` as numbers (20261124), which compare many times faster than text; open-ended ends after every day. */
export interface Days {
  readonly from: number;
  readonly to: number;
}

const AFTER_EVERY_DAY = 99_999_999;
const toNumber = (day: string) => Number(day.replaceAll('-', ''));

export const toDays = ({ from, to }: DayRange): Days => ({
  from: toNumber(from),
  to: to === null ? AFTER_EVERY_DAY : toNumber(to),
});

/** True when the two half-open ranges share a day. */
export const overlap = (one: Days, other: Days) => one.from < other.to && other.from < one.to;

/** Somebody in a bed for some days, already or by this plan. */
export interface Stay extends Days {
  readonly sex: Sex;
  readonly shift: Shift;
  readonly employerId: EmployerId;
}

export interface BedState {
  readonly bed: SnapshotBed;
  readonly available: readonly Days[];
  /** The first of `available`, held here because it nearly always decides and this object is read millions of times. */
  readonly openFrom: number;
  readonly openTo: number;
  /** From the first day of any stay to the end of the last one. */
  busyFrom: number;
  busyTo: number;
  readonly stays: Stay[];
}

export interface RoomState {
  readonly room: SnapshotRoom;
  readonly building: SnapshotBuilding;
  /** The way in and the room are both step-free. */
  readonly accessible: boolean;
  readonly beds: readonly BedState[];
  /** Its place in the order of buildings, floors and rooms. */
  readonly order: number;
  /** From the first day of any stay to the end of the last one. */
  busyFrom: number;
  busyTo: number;
}

/** Whom a place is sought for, and for when. */
export interface Seeker extends Days {
  readonly employerId: EmployerId;
  readonly worker: Pick<SnapshotWorker, 'sex' | 'shift' | 'stepFree' | 'lowerBed'>;
}

/** The places of a snapshot with what happens in them; changed only by `occupy`. */
export interface Housing {
  readonly sites: readonly SnapshotSite[];
  readonly rooms: readonly RoomState[];
  /** Rooms of a site that a sex may live in, in the order of buildings, floors and rooms. */
  readonly roomsFor: (site: SnapshotSite, sex: Sex) => readonly RoomState[];
  /** Rooms in which somebody of the employer has stayed, stays or will. */
  readonly roomsOf: (employerId: EmployerId) => ReadonlySet<RoomState>;
  readonly staysOf: (workerId: WorkerId) => readonly Days[];
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
    const state = toBedState(bed);
    bedById.set(bed.id, state);
    const inRoom = beds.get(bed.roomId);
    if (inRoom) inRoom.push(state);
    else beds.set(bed.roomId, [state]);
  }
  const stays = new Map<WorkerId, Days[]>();
  const roomById = new Map<string, RoomState>();
  const roomsOf = new Map<EmployerId, Set<RoomState>>();
  const occupy = (bed: BedState, stay: Stay, workerId: WorkerId) => {
    bed.stays.push(stay);
    widen(bed, stay);
    const room = roomById.get(bed.bed.roomId);
    if (room) {
      widen(room, stay);
      const rooms = roomsOf.get(stay.employerId);
      if (rooms) rooms.add(room);
      else roomsOf.set(stay.employerId, new Set([room]));
    }
    const others = stays.get(workerId);
    if (others) others.push(stay);
    else stays.set(workerId, [stay]);
  };
  const rooms = [...snapshot.rooms]
    .flatMap((room) => {
      const building = buildings.get(room.buildingId);
      return building ? [{ room, building }] : [];
    })
    .sort(
      (one, other) =>
        byId(one.building, other.building) || one.room.floor - other.room.floor || byId(one.room, other.room),
    )
    .map(({ room, building }, order) => toRoomState(room, building, beds.get(room.id) ?? [], order));
  for (const state of rooms) roomById.set(state.room.id, state);
  for (const { bedId, workerId, sex, shift, employerId, ...during } of snapshot.assignments) {
    const bed = bedById.get(bedId);
    if (bed) occupy(bed, { sex, shift, employerId, ...toDays(during) }, workerId);
  }
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
    roomsOf: (employerId) => roomsOf.get(employerId) ?? new Set(),
    staysOf: (workerId) => stays.get(workerId) ?? [],
    occupy,
  };
}

const NEVER = { busyFrom: AFTER_EVERY_DAY, busyTo: 0 };

function toBedState(bed: SnapshotBed): BedState {
  const available = bed.availability.map(toDays);
  const [first] = available;
  return {
    bed,
    available,
    openFrom: first?.from ?? AFTER_EVERY_DAY,
    openTo: first?.to ?? 0,
    ...NEVER,
    stays: [],
  };
}

function toRoomState(
  room: SnapshotRoom,
  building: SnapshotBuilding,
  beds: readonly BedState[],
  order: number,
): RoomState {
  const accessible = building.accessibleEntrance && room.accessible;
  return { room, building, accessible, beds, order, ...NEVER };
}

type Busy = Pick<RoomState, 'busyFrom' | 'busyTo'>;
const isBusy = (place: Busy, days: Days) => place.busyFrom < days.to && days.from < place.busyTo;

function widen(place: Busy, stay: Days): void {
  place.busyFrom = Math.min(place.busyFrom, stay.from);
  place.busyTo = Math.max(place.busyTo, stay.to);
}

/** The first hard rule that keeps the seeker out of every bed of the room; null when the room itself would do. */
export function roomBlocker({ building, accessible }: RoomState, { worker }: Seeker): BlockerCode | null {
  if (building.sex !== designationOf[worker.sex]) return 'other_sex_building';
  if (worker.stepFree && !accessible) return 'not_accessible';
  return null;
}

/** The first hard rule that keeps the seeker out of the bed by itself; null when bed and days would do. */
export function bedBlocker(bed: BedState, seeker: Seeker): BlockerCode | null {
  if (seeker.worker.lowerBed && bed.bed.upper) return 'upper_bed';
  if (!isOpen(bed, seeker)) return 'bed_closed';
  return isTaken(bed, seeker) ? 'bed_taken' : null;
}

function isOpen({ openFrom, openTo, available }: BedState, days: Days): boolean {
  if (openFrom <= days.from && days.to <= openTo) return true;
  return available.length > 1 && available.some((range) => range.from <= days.from && days.to <= range.to);
}

function isTaken(bed: BedState, days: Days): boolean {
  return isBusy(bed, days) && (bed.stays.length === 1 || bed.stays.some((stay) => overlap(stay, days)));
}

/** The first hard rule by which those who live in the room on these days keep the seeker out. */
export function roommateBlocker(
  room: RoomState,
  seeker: Seeker,
  { sharedRooms }: Pick<PlanOptions, 'sharedRooms'>,
): BlockerCode | null {
  if (!isBusy(room, seeker)) return null;
  let found: BlockerCode | null = null;
  for (const { stays } of room.beds) {
    for (const stay of stays) {
      if (!overlap(stay, seeker)) continue;
      if (stay.sex !== seeker.worker.sex) return 'room_other_sex';
      if (stay.shift !== seeker.worker.shift) found = 'room_other_shift';
      else if (!sharedRooms && stay.employerId !== seeker.employerId) found ??= 'room_other_employer';
    }
  }
  return found;
}

/** People of the seeker's employer who live in the room on these days. */
export function colleaguesIn(room: RoomState, seeker: Seeker): number {
  if (!isBusy(room, seeker)) return 0;
  let count = 0;
  for (const { stays } of room.beds) {
    if (stays.some((stay) => stay.employerId === seeker.employerId && overlap(stay, seeker))) count++;
  }
  return count;
}
