import { withLinearProgram } from '#app/domain/allocation/linear-program.ts';
import type { LinearProgram } from '#app/domain/allocation/linear-program.ts';
import type { Instance } from '#app/domain/allocation/instance.ts';
import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import { putInto, roomSuits, takeOut } from '#app/domain/allocation/occupancy.ts';
import { priorityClasses } from '#app/domain/allocation/options.ts';
import { alikeKey } from '#app/domain/allocation/packing/gap-index.ts';

/** Nodes of the search tree of one level: a counted limit, so that the result is the same on every machine. */
const NODES = 200;

/** Sets of alike people times sets of alike beds: of a larger program the solver may not see the end. */
const MOST_COLUMNS = 1_500;

/** That people stay where they are is a wish: the first good way will do. */
const NODES_FOR_STAYING = 5;

/**
 * Gives the beds of some rooms anew to those who have them and to `waiting`, such that the most are placed of the best class,
 * then of the next, and so on; and of all such ways, one that leaves most where they were. Nobody else is touched.
 * Of classes better than `firstToGain` no more can be placed.
 * @returns whether more are placed than before, in that order; where not, nothing was changed
 */
export function placeExactly(
  occupancy: Occupancy,
  rooms: readonly number[],
  waiting: readonly number[],
  firstToGain: number,
): boolean {
  const { instance } = occupancy;
  const people = [...waiting, ...seekersIn(occupancy, rooms)];
  const groups = groupAlike(occupancy, people);
  const shapes = rooms.map((room) => shapeOf(instance, room));
  const bedClasses = shapes.reduce((sum, shape) => sum + shape.bedClasses.length, 0);
  if (groups.length * bedClasses > MOST_COLUMNS) return false;
  const counts = withLinearProgram('maximize', (program) =>
    solveFor(program, instance, groups, shapes, firstToGain),
  );
  return counts !== null && settle(occupancy, people, groups, shapes, counts);
}

function seekersIn({ instance: { rooms }, firstIn, nextIn }: Occupancy, chosen: readonly number[]): number[] {
  const found: number[] = [];
  for (const room of chosen) {
    const last = rooms.firstBed[room + 1] as number;
    for (let bed = rooms.firstBed[room] as number; bed < last; bed++)
      for (let seeker = firstIn[bed] as number; seeker >= 0; seeker = nextIn[seeker] as number)
        found.push(seeker);
  }
  return found;
}

/** Seekers whom no rule tells apart. */
interface Group {
  readonly members: readonly number[];
  /** How many of them each room holds now. */
  readonly now: ReadonlyMap<number, number>;
}

function groupAlike({ instance, bedOf }: Occupancy, people: readonly number[]): Group[] {
  const { seekers, beds } = instance;
  const alike = Map.groupBy(
    [...people].sort((one, other) => one - other),
    (seeker) => `${seekers.priorityClass[seeker]} ${alikeKey(instance, seeker)}`,
  );
  return [...alike.values()].map((members) => {
    const now = new Map<number, number>();
    for (const seeker of members) {
      const bed = bedOf[seeker] as number;
      if (bed < 0) continue;
      const room = beds.room[bed] as number;
      now.set(room, (now.get(room) ?? 0) + 1);
    }
    return { members, now };
  });
}

/** A room's beds, alike ones together. */
interface Shape {
  readonly room: number;
  readonly bedClasses: readonly { readonly beds: readonly number[] }[];
}

function shapeOf({ rooms, beds }: Instance, room: number): Shape {
  const alike = new Map<string, number[]>();
  const last = rooms.firstBed[room + 1] as number;
  for (let bed = rooms.firstBed[room] as number; bed < last; bed++) {
    const [first, end] = [beds.firstWindow[bed] as number, beds.firstWindow[bed + 1] as number];
    if (first === end) continue;
    const key = `${beds.upper[bed]} ${beds.windowFrom.subarray(first, end).join()} ${beds.windowTo.subarray(first, end).join()}`;
    const others = alike.get(key);
    if (others) others.push(bed);
    else alike.set(key, [bed]);
  }
  return { room, bedClasses: [...alike.values()].map((inClass) => ({ beds: inClass })) };
}

/** Whether one of the group could sleep in such a bed, were nobody else placed. */
export function couldSleepIn(
  { beds, seekers, rooms, locks }: Instance,
  room: number,
  bed: number,
  seeker: number,
): boolean {
  const [from, to] = [seekers.from[seeker] as number, seekers.to[seeker] as number];
  if (seekers.lowerBed[seeker] === 1 && beds.upper[bed] === 1) return false;
  const lastLock = rooms.firstLock[room + 1] as number;
  for (let lock = rooms.firstLock[room] as number; lock < lastLock; lock++)
    if (
      locks.kind[lock] !== seekers.kind[seeker] &&
      (locks.from[lock] as number) < to &&
      from < (locks.to[lock] as number)
    )
      return false;
  const last = beds.firstWindow[bed + 1] as number;
  for (let window = beds.firstWindow[bed] as number; window < last; window++)
    if ((beds.windowFrom[window] as number) <= from && to <= (beds.windowTo[window] as number)) return true;
  return false;
}

/** How many of each group go to each bed class of each room: `counts[group][room index][bed class]`. */
type Counts = readonly (readonly (readonly number[])[])[];

/**
 * Beds of a class are alike, so people can take turns in them whenever on no day more of them are there than beds: it is
 * enough to count on the days on which somebody's stay begins.
 */
function solveFor(
  program: LinearProgram,
  { seekers, ...instance }: Instance,
  groups: readonly Group[],
  shapes: readonly Shape[],
  firstToGain: number,
): Counts | null {
  const of = (group: Group) => group.members[0] as number;
  const fromOf = (group: Group) => seekers.from[of(group)] as number;
  const covers = (group: Group, day: number) =>
    fromOf(group) <= day && day < (seekers.to[of(group)] as number);
  const columns: (number | null)[][][] = groups.map(() => []);
  const ofGroup: number[][] = groups.map(() => []);
  const kept: number[] = [];
  for (const [at, { room, bedClasses }] of shapes.entries()) {
    const here = groups.filter((group) => roomSuits({ seekers, ...instance }, room, of(group)));
    const candidates: { group: Group; index: number; columns: number[]; byClass: number[] }[] = [];
    for (const [index, group] of groups.entries()) {
      const row = bedClasses.map(({ beds }) => {
        const bed = beds[0];
        if (bed === undefined || !here.includes(group)) return null;
        if (!couldSleepIn({ seekers, ...instance }, room, bed, of(group))) return null;
        return program.addColumn(0, 0, group.members.length, true);
      });
      (columns[index] as (number | null)[][])[at] = row;
      const used = row.filter((column) => column !== null);
      ofGroup[index]?.push(...used);
      if (used.length > 0)
        candidates.push({ group, index, columns: used, byClass: row.map((column) => column ?? -1) });
    }
    const days = [...new Set(candidates.map(({ group }) => fromOf(group)))];
    for (const day of days) {
      const there = candidates.filter(({ group }) => covers(group, day));
      for (const [bedClass, { beds }] of bedClasses.entries()) {
        const entries = there
          .map(({ byClass }) => byClass[bedClass] as number)
          .filter((column) => column >= 0);
        if (entries.length === 0) continue;
        const row = program.addRow(-Infinity, beds.length);
        for (const column of entries) program.setEntry(row, column, 1);
      }
      const kinds = Map.groupBy(there, ({ group }) => seekers.kind[of(group)] as number);
      if (kinds.size < 2) continue;
      const most = bedClasses.reduce((sum, { beds }) => sum + beds.length, 0);
      const oneKind = program.addRow(-Infinity, 1);
      for (const ofKind of kinds.values()) {
        const isOfKind = program.addColumn(0, 0, 1, true);
        program.setEntry(oneKind, isOfKind, 1);
        const row = program.addRow(-Infinity, 0);
        for (const { columns: mine } of ofKind) for (const column of mine) program.setEntry(row, column, 1);
        program.setEntry(row, isOfKind, -most);
      }
    }
    for (const candidate of candidates) {
      const before = candidate.group.now.get(room) ?? 0;
      if (before === 0) continue;
      const stays = program.addColumn(0, 0, before);
      kept.push(stays);
      const row = program.addRow(-Infinity, 0);
      program.setEntry(row, stays, 1);
      for (const column of candidate.columns) program.setEntry(row, column, -1);
    }
  }
  for (const [index, group] of groups.entries()) {
    const row = program.addRow(-Infinity, group.members.length);
    for (const column of ofGroup[index] ?? []) program.setEntry(row, column, 1);
  }
  let solution: Float64Array | null = null;
  let isBetter = false;
  for (const priorityClass of priorityClasses.keys()) {
    const ofClass = groups.filter((group) => seekers.priorityClass[of(group)] === priorityClass);
    const mine = groups.flatMap((group, index) => (ofClass.includes(group) ? (ofGroup[index] ?? []) : []));
    const asked = ofClass.reduce((sum, { members }) => sum + members.length, 0);
    const before = ofClass.reduce(
      (sum, { now }) => sum + [...now.values()].reduce((one, two) => one + two, 0),
      0,
    );
    let reached = before;
    // As long as nothing has changed, everybody of the class can stay placed: as now.
    if (mine.length > 0 && (isBetter || (before < asked && priorityClass >= firstToGain))) {
      for (const column of mine) program.setCost(column, 1);
      const solved = program.solve({ nodes: NODES, gap: 0 });
      if (solved.columns.length === 0) return null;
      solution = solved.columns;
      reached = Math.round(mine.reduce((sum, column) => sum + (solved.columns[column] as number), 0));
      if (!isBetter && reached < before) return null;
      isBetter ||= reached > before;
    }
    const row = program.addRow(reached, Infinity);
    for (const column of mine) {
      program.setEntry(row, column, 1);
      program.setCost(column, 0);
    }
  }
  if (!isBetter) return null;
  if (kept.length > 0) {
    for (const column of kept) program.setCost(column, 1);
    const solved = program.solve({ nodes: NODES_FOR_STAYING });
    if (solved.columns.length > 0) solution = solved.columns;
  }
  const found = solution;
  return (
    found &&
    columns.map((byRoom) =>
      byRoom.map((row) => row.map((column) => (column === null ? 0 : Math.round(found[column] as number)))),
    )
  );
}

/** Moves people to the rooms counted for them; puts everything back should that not go, which would be a fault. */
function settle(
  occupancy: Occupancy,
  people: readonly number[],
  groups: readonly Group[],
  shapes: readonly Shape[],
  counts: Counts,
): boolean {
  const { instance, bedOf } = occupancy;
  const { seekers } = instance;
  const before = people.map((seeker) => bedOf[seeker] as number);
  for (const seeker of people) if (bedOf[seeker] !== -1) takeOut(occupancy, seeker);
  const wasIn = new Map(people.map((seeker, index) => [seeker, before[index] as number]));
  const roomBefore = (seeker: number) => {
    const bed = wasIn.get(seeker) ?? -1;
    return bed < 0 ? -1 : (instance.beds.room[bed] as number);
  };
  /** Who goes to each bed class, by room and bed class. */
  const going = shapes.map(({ bedClasses }) => bedClasses.map((): number[] => []));
  for (const [index, { members }] of groups.entries()) {
    const left = new Set(members);
    const seats = (counts[index] ?? []).flatMap((row, at) =>
      row.flatMap((count, bedClass) => Array.from({ length: count }, () => ({ at, bedClass }))),
    );
    // Whoever lives there already stays; the others fill what is left.
    const open = seats.filter(({ at, bedClass }) => {
      const room = shapes[at]?.room;
      const stays = [...left].find((seeker) => roomBefore(seeker) === room);
      if (stays === undefined) return true;
      left.delete(stays);
      going[at]?.[bedClass]?.push(stays);
      return false;
    });
    const others = [...left].sort(
      (one, other) => Number(roomBefore(other) >= 0) - Number(roomBefore(one) >= 0) || one - other,
    );
    open.forEach(({ at, bedClass }, turn) => {
      const seeker = others[turn];
      if (seeker !== undefined) going[at]?.[bedClass]?.push(seeker);
    });
  }
  for (const [at, byClass] of going.entries()) {
    for (const [bedClass, arrivals] of byClass.entries()) {
      const beds = [...(shapes[at]?.bedClasses[bedClass]?.beds ?? [])];
      const busyUntil = beds.map(() => -Infinity);
      for (const seeker of arrivals.sort(
        (one, other) => (seekers.from[one] as number) - (seekers.from[other] as number) || one - other,
      )) {
        const from = seekers.from[seeker] as number;
        const own = beds.indexOf(wasIn.get(seeker) ?? -1);
        const place =
          own >= 0 && (busyUntil[own] as number) <= from
            ? own
            : busyUntil.findIndex((until) => until <= from);
        if (place < 0) return putBack(occupancy, people, before);
        busyUntil[place] = seekers.to[seeker] as number;
        putInto(occupancy, seeker, beds[place] as number);
      }
    }
  }
  return true;
}

function putBack(occupancy: Occupancy, people: readonly number[], before: readonly number[]): false {
  for (const seeker of people) if (occupancy.bedOf[seeker] !== -1) takeOut(occupancy, seeker);
  people.forEach((seeker, index) => {
    const bed = before[index] as number;
    if (bed >= 0) putInto(occupancy, seeker, bed);
  });
  return false;
}
