import type { Compiled } from '#app/domain/allocation/compile.ts';
import { nearestFirst } from '#app/domain/allocation/first-come.ts';
import type { Instance } from '#app/domain/allocation/instance.ts';
import { FOREVER } from '#app/domain/allocation/instance.ts';
import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import { fittingBed, openOccupancy, putInto } from '#app/domain/allocation/occupancy.ts';

/** A crew that finds no room for itself among so many begun ones begins another. */
const BEGUN_ROOMS_LOOKED_AT = 100;

/**
 * The straightforward way: requests by class and then by waiting; of each, whoever needs a step-free room, then crews, then the
 * others; each group at the nearest site that has beds for all of it, a crew in the tightest begun room or in a new one. Whoever is left
 * gets any bed that is free on the days, the nearest first. Nothing that was given is taken back. For shared rooms alone.
 */
export function placeGreedily({ instance, requests }: Pick<Compiled, 'instance' | 'requests'>): Occupancy {
  const occupancy = openOccupancy(instance);
  const shelves = openShelves(instance);
  const { requests: all, seekers } = instance;
  // Beds only become fewer: where an alike one found none, none is left for the same days or more.
  const failed = new Map<string, { from: number; to: number }[]>();
  const takeWherever = (seeker: number, nearest: readonly number[]) => {
    const key = [seekers.sex, seekers.shift, seekers.stepFree, seekers.lowerBed]
      .map((of) => of[seeker])
      .join(' ');
    const [from, to] = [seekers.from[seeker]!, seekers.to[seeker]!];
    const inVain = failed.get(key) ?? [];
    if (inVain.some((days) => from <= days.from && days.to <= to)) return;
    if (!takeAny(occupancy, shelves, seeker, nearest)) failed.set(key, [...inVain, { from, to }]);
  };
  for (const request of [...requests.keys()].sort((one, other) => all.order[one]! - all.order[other]!)) {
    const nearest = nearestFirst(instance, request);
    for (const group of groupsOf(instance, request)) {
      for (const seeker of group) if (seekers.stepFree[seeker] === 1) takeWherever(seeker, nearest);
      let rest = group.filter((seeker) => seekers.stepFree[seeker] === 0);
      for (const isWhole of [true, false])
        for (const site of nearest)
          if (rest.length > 0 && (!isWhole || shelves.free(site, rest[0]!) >= rest.length))
            rest = seatAt(occupancy, shelves, site, rest);
      for (const seeker of rest) takeWherever(seeker, nearest);
    }
  }
  return occupancy;
}

/** Those of one crew or of none, of one sex and shift: crews first. */
function groupsOf({ requests, seekers }: Instance, request: number): number[][] {
  const groups = new Map<string, number[]>();
  for (let seeker = requests.firstSeeker[request]!; seeker < requests.firstSeeker[request + 1]!; seeker++) {
    const key = [seekers.crew, seekers.sex, seekers.shift].map((of) => of[seeker]).join(' ');
    const group = groups.get(key);
    if (group) group.push(seeker);
    else groups.set(key, [seeker]);
  }
  const isCrew = ([first]: number[]) => Number(seekers.crew[first!]! >= 0);
  return [...groups.values()].sort((one, other) => isCrew(other) - isCrew(one));
}

/** Rooms by site and sex: those that nobody has begun, and those begun by a shift that have beds left. */
interface Shelves {
  /** Beds that a group of the seeker's sex and shift may count on at the site. */
  readonly free: (site: number, seeker: number) => number;
  readonly rooms: (site: number, seeker: number) => readonly number[];
  readonly begun: (site: number, seeker: number) => number[];
  readonly nextUntouched: (site: number, seeker: number) => number;
  readonly note: (room: number, seeker: number) => void;
  readonly freeIn: Int32Array;
  /** False where the room is surely full on all of the seeker's days. */
  readonly mayHold: (room: number, seeker: number) => boolean;
}

function openShelves({ siteCount, rooms, beds, locks, seekers }: Instance): Shelves {
  const shelf = (site: number, sex: number) => site * 2 + sex;
  const all: number[][] = Array.from({ length: siteCount * 2 }, () => []);
  const next = new Int32Array(siteCount * 2);
  const untouchedBeds = new Int32Array(siteCount * 2);
  const begun: number[][] = Array.from({ length: siteCount * 6 }, () => []);
  const begunBeds = new Int32Array(siteCount * 6);
  const isTouched = new Uint8Array(rooms.count);
  const freeIn = new Int32Array(rooms.count);
  /** Of stays in the room; rooms with closing beds or stays of before are never surely full. */
  const firstEnd = new Int32Array(rooms.count).fill(FOREVER);
  const lastStart = new Int32Array(rooms.count);
  const of = (site: number, seeker: number) => shelf(site, seekers.sex[seeker]!);
  const begunOf = (site: number, seeker: number) => of(site, seeker) * 3 + seekers.shift[seeker]!;
  const firstDay = seekers.from.reduce((first, day) => Math.min(first, day), FOREVER);
  for (let bed = 0; bed < beds.count; bed++)
    for (let window = beds.firstWindow[bed]!; window < beds.firstWindow[bed + 1]!; window++)
      if (beds.windowFrom[window]! <= firstDay && beds.windowTo[window] === FOREVER)
        freeIn[beds.room[bed]!]!++;
      else firstEnd[beds.room[bed]!] = 0;
  for (let room = 0; room < rooms.count; room++) {
    const here = shelf(rooms.site[room]!, rooms.sex[room]!);
    all[here]!.push(room);
    const lock = rooms.firstLock[room]!;
    if (lock === rooms.firstLock[room + 1]) {
      untouchedBeds[here]! += freeIn[room]!;
      continue;
    }
    isTouched[room] = 1;
    firstEnd[room] = 0;
    const mine = here * 3 + locks.kind[lock]!;
    begunBeds[mine]! += freeIn[room]!;
    if (freeIn[room]! > 0) begun[mine]!.push(room);
  }
  return {
    free: (site, seeker) => untouchedBeds[of(site, seeker)]! + begunBeds[begunOf(site, seeker)]!,
    rooms: (site, seeker) => all[of(site, seeker)]!,
    begun: (site, seeker) => begun[begunOf(site, seeker)]!,
    nextUntouched: (site, seeker) => {
      const here = of(site, seeker);
      while (next[here]! < all[here]!.length) {
        const room = all[here]![next[here]!++]!;
        if (isTouched[room] === 0) return room;
      }
      return -1;
    },
    note: (room, seeker) => {
      const [here, mine] = [of(rooms.site[room]!, seeker), begunOf(rooms.site[room]!, seeker)];
      if (isTouched[room] === 0) {
        isTouched[room] = 1;
        untouchedBeds[here]! -= freeIn[room]!;
        begunBeds[mine]! += freeIn[room]!;
        begun[mine]!.push(room);
      }
      firstEnd[room] = Math.min(firstEnd[room]!, seekers.to[seeker]!);
      lastStart[room] = Math.max(lastStart[room]!, seekers.from[seeker]!);
      if (freeIn[room] === 0) return;
      freeIn[room]!--;
      begunBeds[mine]!--;
    },
    freeIn,
    mayHold: (room, seeker) =>
      freeIn[room]! > 0 ||
      firstEnd[room]! <= seekers.from[seeker]! ||
      lastStart[room]! >= seekers.to[seeker]!,
  };
}

/** @returns who found no bed at the site */
function seatAt(occupancy: Occupancy, shelves: Shelves, site: number, group: readonly number[]): number[] {
  let rest = [...group];
  const begun = shelves.begun(site, rest[0]!);
  while (begun.length > 0 && shelves.freeIn[begun.at(-1)!] === 0) begun.pop();
  const looked = begun.slice(-BEGUN_ROOMS_LOOKED_AT).filter((room) => shelves.freeIn[room]! > 0);
  const tightest = looked
    .filter((room) => shelves.freeIn[room]! >= rest.length)
    .sort((one, other) => shelves.freeIn[one]! - shelves.freeIn[other]!)[0];
  if (tightest !== undefined) rest = seatIn(occupancy, shelves, tightest, rest);
  while (rest.length > 0) {
    const room = shelves.nextUntouched(site, rest[0]!);
    if (room < 0) break;
    rest = seatIn(occupancy, shelves, room, rest);
  }
  for (const room of looked) if (rest.length > 0) rest = seatIn(occupancy, shelves, room, rest);
  return rest;
}

/** @returns who found no bed in the room */
function seatIn(occupancy: Occupancy, shelves: Shelves, room: number, group: readonly number[]): number[] {
  return group.filter((seeker) => !take(occupancy, shelves, room, seeker));
}

function take(occupancy: Occupancy, shelves: Shelves, room: number, seeker: number): boolean {
  const bed = fittingBed(occupancy, room, seeker);
  if (bed < 0) return false;
  putInto(occupancy, seeker, bed);
  shelves.note(room, seeker);
  return true;
}

function takeAny(
  occupancy: Occupancy,
  shelves: Shelves,
  seeker: number,
  nearest: readonly number[],
): boolean {
  return nearest.some((site) =>
    shelves
      .rooms(site, seeker)
      .some((room) => shelves.mayHold(room, seeker) && take(occupancy, shelves, room, seeker)),
  );
}
