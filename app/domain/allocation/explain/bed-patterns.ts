import type { Compiled } from '#app/domain/allocation/compile.ts';
import { joined, rememberedDays } from '#app/domain/allocation/compile.ts';
import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import { shifts } from '#app/domain/placement/people.ts';
import { placedIn } from './company.ts';

export interface Days {
  readonly from: number;
  readonly to: number;
}

/** How a bed stands to some days, as bits; `shift` and the two after it are of those who are in the room on some of the days. */
export const standing = {
  women: 1,
  accessible: 2,
  upper: 4,
  closed: 8,
  taken: 16,
  shift: 32,
  company: 32 << shifts.length,
} as const;
export const STANDINGS = standing.company * 2;

export interface Standings {
  /** How many beds stand so, by their bits. */
  readonly beds: Int32Array;
  /** Of those with company, the ones where it is of one employer alone: that employer's. */
  readonly withOnly: ReadonlyMap<number, Int32Array>;
}

export interface BedPatterns {
  /** As much work as one range is. */
  readonly count: number;
  readonly standingsIn: (days: Days, employers: ReadonlySet<number>) => Standings;
}

/**
 * Beds that stand alike to each of a few ranges, counted together: of one sex, way in and level, open and taken in the same of
 * the ranges, in rooms with the same people. So each range is compared with patterns, of which there are fewer than beds.
 */
export function bedPatterns(
  occupancy: Occupancy,
  { compiled, ranges }: { compiled: Pick<Compiled, 'beds'>; ranges: readonly Days[] },
): BedPatterns {
  const { instance, firstIn, nextIn } = occupancy;
  const { rooms, beds, locks, seekers } = instance;
  const toDay = rememberedDays();
  const ranks = ranksOf(ranges);
  const [coverings, meetings, people] = [numbering(), numbering(), numbering()];
  const [openings, stays, companies, patterns] = [numbering(), numbering(), numbering(), numbering()];
  const leaves: { pattern: number; bits: number; opening: number; stay: number; company: number }[] = [];
  const bedsOf: number[] = [];
  const leafOf = new Map<number, number>();

  const meetingOf = (who: Pick<typeof locks, 'from' | 'to'>, index: number) => {
    const pair = ranks.meeting(who.from[index] as number, who.to[index] as number);
    return pair < 0 ? -1 : meetings.of(pair);
  };
  const join = (
    company: number,
    who: Pick<typeof locks, 'from' | 'to' | 'kind' | 'employer'>,
    index: number,
  ) => {
    const meeting = meetingOf(who, index);
    if (meeting < 0) return company;
    const shift = (who.kind[index] as number) % shifts.length;
    return companies.of(
      company * WIDE + people.of(((who.employer[index] as number) * shifts.length + shift) * WIDE + meeting),
    );
  };
  const stayOf = (stay: number, who: Pick<typeof locks, 'from' | 'to'>, index: number) => {
    const meeting = meetingOf(who, index);
    return meeting < 0 ? stay : stays.of(stay * WIDE + meeting);
  };

  for (let room = 0; room < rooms.count; room++) {
    const [firstLock, lastLock] = [rooms.firstLock[room] as number, rooms.firstLock[room + 1] as number];
    let company = 0;
    for (let lock = firstLock; lock < lastLock; lock++) company = join(company, locks, lock);
    for (const seeker of placedIn(occupancy, room)) company = join(company, seekers, seeker);
    const ofRoom =
      (rooms.sex[room] as number) * standing.women + (rooms.accessible[room] as number) * standing.accessible;
    const lastBed = rooms.firstBed[room + 1] as number;
    let lock = firstLock;
    for (let bed = rooms.firstBed[room] as number; bed < lastBed; bed++) {
      let [opening, stay] = [0, 0];
      for (const { from, to } of joined(compiled.beds[bed]?.availability ?? [], toDay)) {
        const pair = ranks.covering(from, to);
        if (pair >= 0) opening = openings.of(opening * WIDE + coverings.of(pair));
      }
      for (; lock < lastLock && locks.bed[lock] === bed; lock++) stay = stayOf(stay, locks, lock);
      for (let other = firstIn[bed] as number; other >= 0; other = nextIn[other] as number)
        stay = stayOf(stay, seekers, other);
      const bits = ofRoom + (beds.upper[bed] as number) * standing.upper;
      const pattern = patterns.of(
        patterns.of(patterns.of(bits * WIDE + opening) * WIDE + stay) * WIDE + company,
      );
      let leaf = leafOf.get(pattern);
      if (leaf === undefined) {
        leafOf.set(pattern, (leaf = leaves.length));
        leaves.push({ pattern, bits, opening, stay, company });
        bedsOf.push(0);
      }
      bedsOf[leaf] = (bedsOf[leaf] as number) + 1;
    }
  }

  const bits = Int32Array.from(leaves, (leaf) => leaf.bits);
  const opening = Int32Array.from(leaves, (leaf) => leaf.opening);
  const stay = Int32Array.from(leaves, (leaf) => leaf.stay);
  const company = Int32Array.from(leaves, (leaf) => leaf.company);
  const count = leaves.length;
  const counts = Int32Array.from(bedsOf);

  return {
    count,
    standingsIn(days, employers) {
      const isCovering = coverings.flags((pair) => ranks.covers(pair, days));
      const isMeeting = meetings.flags((pair) => ranks.meets(pair, days));
      const isOpen = openings.chained((value) => isCovering[value] as number);
      const isTaken = stays.chained((value) => isMeeting[value] as number);
      const shiftsIn = companies.chained((person) => {
        const key = people.keys[person] as number;
        return isMeeting[key % WIDE] ? 1 << (Math.floor(key / WIDE) % shifts.length) : 0;
      });
      const employerIn = employersIn(companies, (person) => {
        const key = people.keys[person] as number;
        return isMeeting[key % WIDE] ? Math.floor(Math.floor(key / WIDE) / shifts.length) : NOBODY;
      });
      const standings = new Int32Array(STANDINGS);
      const withOnly = new Map(Array.from(employers, (each) => [each, new Int32Array(STANDINGS)]));
      for (let leaf = 0; leaf < count; leaf++) {
        const [inRoom, employer] = [company[leaf] as number, employerIn[company[leaf] as number] as number];
        const index =
          (bits[leaf] as number) +
          (isOpen[opening[leaf] as number] ? 0 : standing.closed) +
          (isTaken[stay[leaf] as number] ? standing.taken : 0) +
          (shiftsIn[inRoom] as number) * standing.shift +
          (employer === NOBODY ? 0 : standing.company);
        standings[index] = (standings[index] as number) + (counts[leaf] as number);
        const only = employer < 0 ? undefined : withOnly.get(employer);
        if (only) only[index] = (only[index] as number) + (counts[leaf] as number);
      }
      return { beds: standings, withOnly };
    },
  };
}

const WIDE = 2 ** 25;
const NOBODY = -1;
const SEVERAL = -2;

type Numbering = ReturnType<typeof numbering>;

/**
 * Numbers for keys, from 1. A list is a key too: the number of the list before its last member, and the member; 0 is the empty
 * list. So equal lists have one number.
 */
function numbering() {
  const numbers = new Map<number, number>();
  const keys: number[] = [0];
  return {
    keys: keys as readonly number[],
    of(key: number): number {
      let number = numbers.get(key);
      if (number === undefined) {
        numbers.set(key, (number = keys.length));
        keys.push(key);
      }
      return number;
    },
    flags(isSo: (key: number) => boolean): Uint8Array {
      return Uint8Array.from(keys, (key, number) => Number(number > 0 && isSo(key)));
    },
    /** Of lists: the bits that their members have, together. */
    chained(bitsOf: (member: number) => number): Uint8Array {
      const bits = new Uint8Array(keys.length);
      for (let list = 1; list < keys.length; list++) {
        const key = keys[list] as number;
        const before = Math.floor(key / WIDE);
        bits[list] = (bits[before] as number) | bitsOf(key % WIDE);
      }
      return bits;
    },
  };
}

/** Of lists of people: the only employer among them, or `NOBODY`, or `SEVERAL`. */
function employersIn({ keys }: Numbering, employerOf: (person: number) => number): Int32Array {
  const found = new Int32Array(keys.length).fill(NOBODY);
  for (let list = 1; list < keys.length; list++) {
    const key = keys[list] as number;
    const [before, employer] = [found[Math.floor(key / WIDE)] as number, employerOf(key % WIDE)];
    found[list] =
      employer === NOBODY || employer === before ? before : before === NOBODY ? employer : SEVERAL;
  }
  return found;
}

/** Days as their ranks among the first days and the ends of the ranges: many days are then the same. */
function ranksOf(ranges: readonly Days[]) {
  const first = Int32Array.from(new Set(ranges.map(({ from }) => from))).sort();
  const ends = Int32Array.from(new Set(ranges.map(({ to }) => to))).sort();
  const pair = (one: number, other: number) => one * WIDE + other;
  return {
    /** A number for a stay; −1 where it shares a day with none of the ranges. */
    meeting(from: number, to: number): number {
      const [ended, begun] = [countBelow(ends, from + 1), countBelow(first, to)];
      return ended === ends.length || begun === 0 ? -1 : pair(ended, begun);
    },
    meets: (key: number, { from, to }: Days) =>
      countBelow(ends, to) >= Math.floor(key / WIDE) && countBelow(first, from) < key % WIDE,
    /** A number for open days; −1 where none of the ranges lies in them. */
    covering(from: number, to: number): number {
      const [notYet, ended] = [countBelow(first, from), countBelow(ends, to + 1)];
      return notYet === first.length || ended === 0 ? -1 : pair(notYet, ended);
    },
    covers: (key: number, { from, to }: Days) =>
      countBelow(first, from) >= Math.floor(key / WIDE) && countBelow(ends, to) < key % WIDE,
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
