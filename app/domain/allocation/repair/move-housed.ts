import { alikeKey } from '#app/domain/allocation/packing/gap-index.ts';
import type { Compiled } from '#app/domain/allocation/compile.ts';
import type { Instance } from '#app/domain/allocation/instance.ts';
import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import { roomSuits } from '#app/domain/allocation/occupancy.ts';
import { withoutBed } from '#app/domain/allocation/packing/place-anywhere.ts';
import type { Snapshot, SnapshotAssignment } from '#app/domain/allocation/snapshot.ts';

/** Rooms that are tried for each set of alike people: those in which fewest have to move for most. */
const ROOMS_TRIED = 40;

/** A housed worker who goes to another bed on a day, and who then finds room. */
export interface HousedMove {
  readonly stay: SnapshotAssignment;
  /** Index of the bed. */
  readonly bed: number;
  /** In days from 1970. */
  readonly day: number;
}

export interface HousedMoves {
  readonly moves: readonly HousedMove[];
  /** Bed by seeker, for those who were without one. */
  readonly placed: ReadonlyMap<number, number>;
}

/**
 * Seeks rooms that would hold people who have no bed, were it not for a few residents of another kind who could live as well in
 * another room of the same site. Nothing is changed: the caller does, with the snapshot as moved.
 */
export function movesOfHoused(
  snapshot: Snapshot,
  { instance }: Pick<Compiled, 'instance'>,
  occupancy: Occupancy,
  mostMoves: number,
): HousedMoves {
  const moves: HousedMove[] = [];
  const placed = new Map<number, number>();
  /** Rooms that are emptied or moved into: each is used for one purpose. */
  const used = new Set<number>();
  const groups = Map.groupBy(withoutBed(occupancy), (seeker) => alikeKey(instance, seeker));
  for (const group of groups.values()) {
    const waiting = [...group];
    const [one] = waiting;
    if (one === undefined || moves.length >= mostMoves) break;
    for (const option of roomsToEmpty(snapshot, instance, occupancy, one, used).slice(0, ROOMS_TRIED)) {
      if (waiting.length === 0) break;
      if (used.has(option.room) || moves.length + option.residents.length > mostMoves) continue;
      const found = otherBeds(snapshot, occupancy, option, used);
      if (!found) continue;
      moves.push(...found);
      used.add(option.room);
      for (const { bed } of found) used.add(instance.beds.room[bed] as number);
      for (const bed of option.beds) {
        const seeker = waiting.shift();
        if (seeker !== undefined) placed.set(seeker, bed);
      }
    }
  }
  return { moves, placed };
}

/** The snapshot once the moves are made: each stay ends on its day and goes on in the other bed. */
export function withMoves(
  snapshot: Snapshot,
  moves: ReadonlyMap<SnapshotAssignment, Pick<SnapshotAssignment, 'bedId' | 'from'> | undefined>,
): Snapshot {
  return {
    ...snapshot,
    assignments: snapshot.assignments.flatMap((stay) => {
      const move = moves.get(stay);
      return move
        ? [
            { ...stay, to: move.from },
            { ...stay, bedId: move.bedId, from: move.from },
          ]
        : [stay];
    }),
  };
}

interface RoomToEmpty {
  readonly room: number;
  readonly day: number;
  /** Indices of locks. */
  readonly residents: readonly number[];
  /** Beds that people like the seeker could then have. */
  readonly beds: readonly number[];
}

/** Rooms that residents of other kinds alone keep from the seeker, with most beds a resident first. */
function roomsToEmpty(
  snapshot: Snapshot,
  instance: Instance,
  occupancy: Occupancy,
  seeker: number,
  used: ReadonlySet<number>,
): RoomToEmpty[] {
  const { rooms, locks, seekers } = instance;
  const [kind, from, to] = [
    seekers.kind[seeker] as number,
    seekers.from[seeker] as number,
    seekers.to[seeker] as number,
  ];
  const found: RoomToEmpty[] = [];
  for (let room = 0; room < rooms.count; room++) {
    if (used.has(room) || occupancy.countIn[room] !== 0 || !roomSuits(instance, room, seeker)) continue;
    const residents: number[] = [];
    const lastLock = rooms.firstLock[room + 1] as number;
    for (let lock = rooms.firstLock[room] as number; lock < lastLock; lock++)
      if ((locks.from[lock] as number) < to && from < (locks.to[lock] as number)) residents.push(lock);
    const areOthers = residents.length > 0 && residents.every((lock) => locks.kind[lock] !== kind);
    const mayMove = residents.every(
      (lock) => (locks.from[lock] as number) < from && isKnown(snapshot, instance, lock),
    );
    if (!areOthers || !mayMove || from <= instance.day) continue;
    const beds: number[] = [];
    const last = rooms.firstBed[room + 1] as number;
    for (let bed = rooms.firstBed[room] as number; bed < last; bed++)
      if (
        !(seekers.lowerBed[seeker] === 1 && instance.beds.upper[bed] === 1) &&
        isFree(instance, bed, from, to, residents)
      )
        beds.push(bed);
    if (beds.length > residents.length) found.push({ room, day: from, residents, beds });
  }
  const worth = ({ beds, residents }: RoomToEmpty) => beds.length / residents.length;
  return found.sort((one, other) => worth(other) - worth(one) || one.room - other.room);
}

/** Whoever's needs are not known is not moved. */
function isKnown(snapshot: Snapshot, { locks }: Instance, lock: number): boolean {
  const stay = snapshot.assignments[locks.assignment[lock] as number];
  return stay?.id !== undefined && stay.stepFree !== undefined && stay.lowerBed !== undefined;
}

/** Whether the bed is open and nobody's on the days, those aside who leave it on the first of them. */
function isFree(
  { beds, locks }: Instance,
  bed: number,
  from: number,
  to: number,
  leaving: readonly number[],
): boolean {
  const free: { from: number; to: number }[] = [];
  const last = beds.firstWindow[bed + 1] as number;
  for (let window = beds.firstWindow[bed] as number; window < last; window++)
    free.push({ from: beds.windowFrom[window] as number, to: beds.windowTo[window] as number });
  for (const lock of leaving) if (locks.bed[lock] === bed) free.push({ from, to: locks.to[lock] as number });
  let day = from;
  for (const gap of free.sort((one, other) => one.from - other.from))
    if (gap.from <= day && day < gap.to) day = gap.to;
  return day >= to;
}

/** Another bed of the site for each resident, in a room of its own kind or an empty one; null where one finds none. */
function otherBeds(
  snapshot: Snapshot,
  { instance, firstIn, countIn }: Occupancy,
  { room, day, residents }: RoomToEmpty,
  used: ReadonlySet<number>,
): HousedMove[] | null {
  const { rooms, beds, locks } = instance;
  const taken = new Set<number>();
  const found: HousedMove[] = [];
  for (const lock of residents) {
    const stay = snapshot.assignments[locks.assignment[lock] as number] as SnapshotAssignment;
    const [kind, to] = [locks.kind[lock] as number, locks.to[lock] as number];
    const suits = (other: number) => {
      if (other === room || used.has(other) || countIn[other] !== 0) return false;
      if (rooms.site[other] !== rooms.site[room] || rooms.sex[other] !== rooms.sex[room]) return false;
      if (stay.stepFree && rooms.accessible[other] === 0) return false;
      const [first, last] = [rooms.firstLock[other] as number, rooms.firstLock[other + 1] as number];
      // An empty room is worth more than a few residents moved together: only rooms that are lived in are moved into.
      if (first === last) return false;
      for (let mate = first; mate < last; mate++)
        if (
          locks.kind[mate] !== kind &&
          (locks.from[mate] as number) < to &&
          day < (locks.to[mate] as number)
        )
          return false;
      return true;
    };
    let place = -1;
    for (let other = 0; other < rooms.count && place < 0; other++) {
      if (!suits(other)) continue;
      const last = rooms.firstBed[other + 1] as number;
      for (let bed = rooms.firstBed[other] as number; bed < last && place < 0; bed++)
        if (
          firstIn[bed] === -1 &&
          !taken.has(bed) &&
          !(stay.lowerBed && beds.upper[bed] === 1) &&
          isFree(instance, bed, day, to, [])
        )
          place = bed;
    }
    if (place < 0) return null;
    taken.add(place);
    found.push({ stay, bed: place, day });
  }
  return found;
}
