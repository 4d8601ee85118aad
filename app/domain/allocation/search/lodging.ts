import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import { fittingBed, putInto, takeOut } from '#app/domain/allocation/occupancy.ts';
import type { Residents, Scoring } from './scoring.ts';
import { isBetter } from './scoring.ts';
import { reseated } from './seating.ts';

/**
 * An occupancy under search. A step moves seekers from room to room (`move`), finds them beds (`seat`) and is then kept
 * (`keep`) or taken back as if nothing had been (`undo`). `difference` tells at any time what the open step makes of the score.
 */
export interface Lodging extends Residents {
  readonly occupancy: Occupancy;
  readonly scoring: Scoring;
  readonly difference: Float64Array;
  /** Sum of the differences kept. */
  readonly gained: Float64Array;
  readonly previousOf: Int32Array;
  /** The open step: who left which room, and who left which bed. */
  readonly movedSeekers: number[];
  readonly leftRooms: number[];
  readonly reseatedSeekers: number[];
  readonly leftBeds: number[];
  /** Of `movedSeekers`, how many have their beds. */
  seated: number;
}

/** Ranks come first in the vectors of a lodging; what scorings count beside them, in two more places. */
const BESIDE_RANKS = 2;

export function openLodging(occupancy: Occupancy, scoring: Scoring): Lodging {
  const { instance, bedOf } = occupancy;
  const lodging: Lodging = {
    occupancy,
    scoring,
    difference: new Float64Array(scoring.ranks + BESIDE_RANKS),
    gained: new Float64Array(scoring.ranks + BESIDE_RANKS),
    roomOf: new Int32Array(instance.seekers.count).fill(-1),
    firstOf: new Int32Array(instance.rooms.count).fill(-1),
    nextOf: new Int32Array(instance.seekers.count).fill(-1),
    previousOf: new Int32Array(instance.seekers.count).fill(-1),
    movedSeekers: [],
    leftRooms: [],
    reseatedSeekers: [],
    leftBeds: [],
    seated: 0,
  };
  for (let seeker = 0; seeker < instance.seekers.count; seeker++) {
    const bed = bedOf[seeker] as number;
    if (bed < 0) continue;
    enter(lodging, seeker, instance.beds.room[bed] as number);
  }
  scoring.opened?.(lodging);
  return lodging;
}

function enter(lodging: Lodging, seeker: number, room: number): void {
  const { roomOf, firstOf, nextOf, previousOf, scoring } = lodging;
  const first = firstOf[room] as number;
  roomOf[seeker] = room;
  nextOf[seeker] = first;
  previousOf[seeker] = -1;
  if (first >= 0) previousOf[first] = seeker;
  firstOf[room] = seeker;
  scoring.count(seeker, room, 1);
}

function leave(lodging: Lodging, seeker: number): void {
  const { roomOf, firstOf, nextOf, previousOf, scoring } = lodging;
  const room = roomOf[seeker] as number;
  const [before, after] = [previousOf[seeker] as number, nextOf[seeker] as number];
  if (before >= 0) nextOf[before] = after;
  else firstOf[room] = after;
  if (after >= 0) previousOf[after] = before;
  roomOf[seeker] = -1;
  scoring.count(seeker, room, -1);
}

/** Moves a seeker who has a room into another; its bed follows with `seat`. */
export function move(lodging: Lodging, seeker: number, room: number): void {
  const { scoring, difference, roomOf } = lodging;
  lodging.movedSeekers.push(seeker);
  lodging.leftRooms.push(roomOf[seeker] as number);
  scoring.addPresence(lodging, seeker, -1, difference);
  leave(lodging, seeker);
  enter(lodging, seeker, room);
  scoring.addPresence(lodging, seeker, 1, difference);
}

/** Finds beds for all who were moved; false where somebody gets none: then the step can only be undone. */
export function seat(lodging: Lodging): boolean {
  const { occupancy, movedSeekers, roomOf } = lodging;
  const { bedOf } = occupancy;
  for (let index = lodging.seated; index < movedSeekers.length; index++) {
    const seeker = movedSeekers[index] as number;
    if (bedOf[seeker] === -1) continue;
    noteBed(lodging, seeker);
    takeOut(occupancy, seeker);
  }
  for (let index = lodging.seated; index < movedSeekers.length; index++) {
    const seeker = movedSeekers[index] as number;
    if (bedOf[seeker] === -1 && !seatOne(lodging, seeker, roomOf[seeker] as number)) return false;
  }
  lodging.seated = movedSeekers.length;
  return true;
}

function seatOne(lodging: Lodging, seeker: number, room: number): boolean {
  const { occupancy } = lodging;
  const bed = fittingBed(occupancy, room, seeker);
  if (bed >= 0) {
    putInto(occupancy, seeker, bed);
    return true;
  }
  const found = reseated(occupancy, room, seeker);
  if (!found) return false;
  for (const [index, person] of found.seekers.entries()) {
    const own = found.beds[index] as number;
    if (occupancy.bedOf[person] === own) continue;
    if (person !== seeker) {
      noteBed(lodging, person);
      takeOut(occupancy, person);
    }
    putInto(occupancy, person, own);
  }
  return true;
}

function noteBed(lodging: Lodging, seeker: number): void {
  lodging.reseatedSeekers.push(seeker);
  lodging.leftBeds.push(lodging.occupancy.bedOf[seeker] as number);
}

export function undo(lodging: Lodging): void {
  const { occupancy, movedSeekers, leftRooms, reseatedSeekers, leftBeds } = lodging;
  for (let index = reseatedSeekers.length - 1; index >= 0; index--) {
    const seeker = reseatedSeekers[index] as number;
    if (occupancy.bedOf[seeker] !== -1) takeOut(occupancy, seeker);
    putInto(occupancy, seeker, leftBeds[index] as number);
  }
  for (let index = movedSeekers.length - 1; index >= 0; index--) {
    const seeker = movedSeekers[index] as number;
    leave(lodging, seeker);
    enter(lodging, seeker, leftRooms[index] as number);
  }
  close(lodging);
}

export function keep(lodging: Lodging): void {
  const { difference, gained, scoring } = lodging;
  for (let rank = 0; rank < difference.length; rank++)
    gained[rank] = (gained[rank] as number) + (difference[rank] as number);
  scoring.taken?.(difference);
  close(lodging);
}

function close(lodging: Lodging): void {
  lodging.difference.fill(0);
  empty(lodging.movedSeekers);
  empty(lodging.leftRooms);
  empty(lodging.reseatedSeekers);
  empty(lodging.leftBeds);
  lodging.seated = 0;
}

/** Setting the length would give the memory back, to be asked for again by the next step. */
function empty(list: unknown[]): void {
  while (list.length > 0) list.pop();
}

/** Keeps the step where everybody has a bed and the score is better for it, and takes it back otherwise. */
export function keepIfBetter(lodging: Lodging): boolean {
  const { scoring, difference } = lodging;
  const isWanted = scoring.accepts?.(difference) ?? isBetter(difference, scoring.ranks);
  if (isWanted && seat(lodging)) {
    keep(lodging);
    return true;
  }
  undo(lodging);
  return false;
}

/** Two seekers change rooms; beds follow with `seat`. */
export function exchange(lodging: Lodging, one: number, other: number): void {
  const [ofOne, ofOther] = [lodging.roomOf[one] as number, lodging.roomOf[other] as number];
  move(lodging, one, ofOther);
  move(lodging, other, ofOne);
}

/** Steps that are left: a step is one room or one exchange looked at. */
export interface Budget {
  left: number;
}
