import type { Compiled } from '#app/domain/allocation/compile.ts';
import { joined, rememberedDays } from '#app/domain/allocation/compile.ts';
import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import { placedIn } from '#app/domain/allocation/occupancy.ts';
import { shifts } from '#app/domain/placement/people.ts';

export interface Days {
  readonly from: number;
  readonly to: number;
}

/** What may be asked of a bed on some days, as bits: open, nobody in it, nobody of another shift in its room, nobody at all there. */
export const asks = { open: 1, untaken: 2, shift: 4, empty: 8 } as const;
/** Sorts of beds, as bits. */
export const sorts = { women: 1, accessible: 2, upper: 4 } as const;
const SORTS = 8;

/** How many beds of a sort meet what is asked of them (bits of `asks`) on all days of a range, for somebody of a shift. */
export type CountBeds = (days: Days, sort: number, asked: number, shift: number) => number;

/**
 * Counts beds for the days of a few ranges. Of each bed, the days on which what is asked holds make ranges of their own; a
 * range of days lies in one of them at most, so that all are counted in a table by first day and end, and summed up once.
 */
export function countBeds(
  occupancy: Occupancy,
  { compiled, ranges }: { compiled: Pick<Compiled, 'beds'>; ranges: readonly Days[] },
): CountBeds {
  const { rooms, beds, locks, seekers } = occupancy.instance;
  const toDay = rememberedDays();
  const begins = Int32Array.from(new Set(ranges.map(({ from }) => from))).sort();
  const ends = Int32Array.from(new Set(ranges.map(({ to }) => to))).sort();
  // Days as ranks: the first range that begins by then, and how many ranges have ended by then.
  const rankOfBegin = rememberedRank((day) => countBelow(begins, day));
  const rankOfEnd = rememberedRank((day) => countBelow(ends, day + 1));
  const width = ends.length;
  const tables = Array.from({ length: LISTS * SORTS }, () => new Int32Array(begins.length * width));
  const totals = new Int32Array(SORTS);

  // Who is in the room, in the order of first days; days as ranks.
  interface Person {
    readonly bed: number;
    readonly shift: number;
    readonly from: number;
    readonly endBefore: number;
    readonly beginAfter: number;
  }
  const person = (who: Pick<typeof locks, 'from' | 'to' | 'kind'>, index: number, bed: number): Person => ({
    bed,
    shift: (who.kind[index] as number) % shifts.length,
    from: who.from[index] as number,
    endBefore: rankOfEnd(who.from[index] as number),
    beginAfter: rankOfBegin(who.to[index] as number),
  });

  /** Adds the ranges of open days, by their ranks, in which nobody is there whom the list asks away. */
  const addFree = (
    table: Int32Array,
    { list, bed, people }: { list: number; bed: number; people: readonly Person[] },
    [opens, closes]: readonly [number, number],
  ) => {
    let begin = opens;
    const put = (end: number) => {
      if (begin >= begins.length || end <= 0) return;
      const place = begin * width + end - 1;
      table[place] = (table[place] as number) + 1;
    };
    for (const each of people) {
      if (!isAskedAway(list, each.bed === bed, each.shift)) continue;
      put(Math.min(closes, each.endBefore));
      begin = Math.max(begin, each.beginAfter);
    }
    put(closes);
  };

  const always = [[0, ends.length]] as const;
  for (let room = 0; room < rooms.count; room++) {
    const people = placedIn(occupancy, room).map((seeker) =>
      person(seekers, seeker, occupancy.bedOf[seeker] as number),
    );
    const lastLock = rooms.firstLock[room + 1] as number;
    for (let lock = rooms.firstLock[room] as number; lock < lastLock; lock++)
      people.push(person(locks, lock, locks.bed[lock] as number));
    people.sort((one, other) => one.from - other.from);
    const sortOfRoom =
      (rooms.sex[room] as number) * sorts.women + (rooms.accessible[room] as number) * sorts.accessible;
    const lastBed = rooms.firstBed[room + 1] as number;
    for (let bed = rooms.firstBed[room] as number; bed < lastBed; bed++) {
      const sort = sortOfRoom + (beds.upper[bed] as number) * sorts.upper;
      totals[sort] = (totals[sort] as number) + 1;
      const available = joined(compiled.beds[bed]?.availability ?? [], toDay).map(
        ({ from, to }) => [rankOfBegin(from), rankOfEnd(to)] as const,
      );
      for (let list = 1; list < LISTS; list++) {
        const table = tables[list * SORTS + sort] as Int32Array;
        for (const days of list & asks.open ? available : always) addFree(table, { list, bed, people }, days);
      }
    }
  }
  for (const table of tables) sumUp(table, begins.length, width);

  return ({ from, to }, sort, asked, shift) => {
    const list = listOf(asked, shift);
    if (list === 0) return totals[sort] as number;
    return tables[list * SORTS + sort]?.[countBelow(begins, from) * width + countBelow(ends, to)] ?? 0;
  };
}

/** A list for each: open or not, untaken or not, and no shift asked or one of them; then an empty room, open or not. */
const EMPTY_ROOM = 4 * (1 + shifts.length);
const LISTS = EMPTY_ROOM + 2;

function listOf(asked: number, shift: number): number {
  if (asked & asks.empty) return EMPTY_ROOM + (asked & asks.open);
  return (asked & (asks.open | asks.untaken)) + (asked & asks.shift ? 4 * (1 + shift) : 0);
}

function isAskedAway(list: number, isInBed: boolean, shift: number): boolean {
  if (list >= EMPTY_ROOM) return true;
  if (isInBed && list & asks.untaken) return true;
  return list >= 4 && (list >> 2) - 1 !== shift;
}

/** Each cell becomes the sum of those that begin no later and end no earlier. */
function sumUp(table: Int32Array, height: number, width: number): void {
  for (let begin = 0; begin < height; begin++) {
    for (let end = width - 2; end >= 0; end--) {
      const place = begin * width + end;
      table[place] = (table[place] as number) + (table[place + 1] as number);
    }
    if (begin > 0)
      for (let place = begin * width; place < (begin + 1) * width; place++)
        table[place] = (table[place] as number) + (table[place - width] as number);
  }
}

function rememberedRank(rank: (day: number) => number): (day: number) => number {
  const known = new Map<number, number>();
  return (day) => {
    let found = known.get(day);
    if (found === undefined) known.set(day, (found = rank(day)));
    return found;
  };
}

function countBelow(sorted: Int32Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
