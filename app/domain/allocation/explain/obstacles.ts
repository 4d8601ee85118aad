import type { AlikeSeekers } from '#app/domain/allocation/alike.ts';
import type { Compiled } from '#app/domain/allocation/compile.ts';
import { joined, rememberedDays } from '#app/domain/allocation/compile.ts';
import type { Instance } from '#app/domain/allocation/instance.ts';
import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import { placedIn } from '#app/domain/allocation/occupancy.ts';
import type { PlanOptions } from '#app/domain/allocation/options.ts';
import type { Blocker, BlockerCode, Refusal } from '#app/domain/allocation/proposal.ts';
import { shifts } from '#app/domain/placement/people.ts';
import type { CountBeds, Days } from './bed-counts.ts';
import { asks, countBeds, sorts } from './bed-counts.ts';

/** A bed is counted with the first of the rules that it breaks. The sex of a room is its building's. */
const rules = [
  'other_sex_building',
  'not_accessible',
  'upper_bed',
  'bed_closed',
  'bed_taken',
  'room_other_shift',
  'room_other_employer',
] as const satisfies readonly BlockerCode[];

export interface Obstacles {
  readonly blockers: readonly Blocker[];
  readonly fewest: Pick<Refusal, 'rules' | 'beds'>;
}

/** Pairs of first days and ends for which beds are counted. Past it, some of those who ask other days are told the counts of the days next before theirs. */
const MOST_PAIRS = 250_000;

/** What keeps classes of alike seekers out of the beds. */
export function obstaclesOf(
  occupancy: Occupancy,
  {
    compiled,
    alike,
    classes,
    sharedRooms,
    mostPairs = MOST_PAIRS,
  }: {
    compiled: Pick<Compiled, 'beds'>;
    alike: AlikeSeekers;
    classes: readonly number[];
    sharedRooms: PlanOptions['sharedRooms'];
    mostPairs?: number;
  },
): ReadonlyMap<number, Obstacles> {
  const { seekers } = occupancy.instance;
  const found = new Map<number, Obstacles>();
  if (classes.length === 0) return found;
  const asked = classes
    .map((each) => {
      const seeker = alike.example[each] as number;
      return { each, seeker, from: seekers.from[seeker] as number, to: seekers.to[seeker] as number };
    })
    .sort((one, other) => one.from - other.from || one.to - other.to);
  let told = asked;
  while (pairsOf(told) > mostPairs) told = told.filter((_, index) => index % 2 === 0);
  const count = countBeds(occupancy, { compiled, ranges: told });
  const homes = sharedRooms ? null : homesOfEmployers(occupancy);
  let next = 0;
  for (const { each, seeker, from, to } of asked) {
    while (told[next + 1] && !isBefore({ from, to }, told[next + 1] as Days)) next++;
    const days = told[next] as Days;
    const bySet = sortOut(occupancy, seeker, count, days, sharedRooms);
    const rooms = homes?.get(seekers.employer[seeker] as number) ?? [];
    for (const room of rooms) correctForColleagues(occupancy, { compiled, seeker, days, room, bySet });
    found.set(each, { blockers: blockersOf(bySet), fewest: fewestOf(bySet) });
  }
  return found;
}

const isBefore = (one: Days, other: Days) =>
  one.from < other.from || (one.from === other.from && one.to < other.to);

const pairsOf = (ranges: readonly Days[]) =>
  new Set(ranges.map(({ from }) => from)).size * new Set(ranges.map(({ to }) => to)).size;

/** How many beds break which set of rules for the seeker, each rule by itself: a bit a rule. */
function sortOut(
  { instance: { seekers } }: Occupancy,
  seeker: number,
  count: CountBeds,
  days: Days,
  sharedRooms: boolean,
): Int32Array {
  const bySet = new Int32Array(1 << rules.length);
  const shift = seekers.shift[seeker] as number;
  const asked = sharedRooms ? asks.empty - 1 : 2 * asks.empty - 1;
  for (let sort = 0; sort < SORTS; sort++) {
    const ofPlace = brokenByPlace(seekers, seeker, sort);
    for (let broken = 0; broken <= asked; broken++) {
      // Exactly these are broken: those that keep the others, without those that keep one of these as well.
      let beds = 0;
      for (let kept = broken; ; kept = (kept - 1) & broken) {
        const sign = size(kept) % 2 === 0 ? 1 : -1;
        beds += sign * count(days, sort, (asked & ~broken) | kept, shift);
        if (kept === 0) break;
      }
      const set = ofPlace | (broken * FIRST_OF_DAYS);
      bySet[set] = (bySet[set] as number) + beds;
    }
  }
  return bySet;
}

/** The rules that are broken on some days only come after those of places, in the order of `asks`. */
const FIRST_OF_DAYS = 8;
const SORTS = 8;

function brokenByPlace(seekers: Instance['seekers'], seeker: number, sort: number): number {
  const isOther = (seekers.sex[seeker] === 1) !== ((sort & sorts.women) !== 0);
  const isSteep = seekers.stepFree[seeker] === 1 && !(sort & sorts.accessible);
  const isHigh = seekers.lowerBed[seeker] === 1 && (sort & sorts.upper) !== 0;
  return Number(isOther) | (Number(isSteep) << 1) | (Number(isHigh) << 2);
}

function homesOfEmployers({ instance, bedOf }: Occupancy): ReadonlyMap<number, ReadonlySet<number>> {
  const { beds, locks, seekers } = instance;
  const homes = new Map<number, Set<number>>();
  const add = (employer: number, bed: number) => {
    const room = beds.room[bed] as number;
    const known = homes.get(employer);
    if (known) known.add(room);
    else homes.set(employer, new Set([room]));
  };
  for (let lock = 0; lock < locks.count; lock++)
    add(locks.employer[lock] as number, locks.bed[lock] as number);
  for (let seeker = 0; seeker < seekers.count; seeker++)
    if ((bedOf[seeker] as number) >= 0) add(seekers.employer[seeker] as number, bedOf[seeker] as number);
  return homes;
}

/** Where only the employer's own people live, its rule isn't broken though the room is not empty. */
function correctForColleagues(
  occupancy: Occupancy,
  {
    compiled,
    seeker,
    days: { from, to },
    room,
    bySet,
  }: {
    compiled: Pick<Compiled, 'beds'>;
    seeker: number;
    days: Days;
    room: number;
    bySet: Int32Array;
  },
): void {
  const { rooms, beds, locks, seekers } = occupancy.instance;
  const toDay = rememberedDays();
  const meets = (who: Pick<typeof locks, 'from' | 'to'>, one: number) =>
    (who.from[one] as number) < to && from < (who.to[one] as number);
  const lockIndices = Array.from(
    { length: (rooms.firstLock[room + 1] as number) - (rooms.firstLock[room] as number) },
    (_, index) => (rooms.firstLock[room] as number) + index,
  );
  const people = [
    ...lockIndices
      .filter((lock) => meets(locks, lock))
      .map((lock) => ({
        bed: locks.bed[lock] as number,
        employer: locks.employer[lock] as number,
        shift: (locks.kind[lock] as number) % shifts.length,
      })),
    ...placedIn(occupancy, room)
      .filter((other) => meets(seekers, other))
      .map((other) => ({
        bed: occupancy.bedOf[other] as number,
        employer: seekers.employer[other] as number,
        shift: seekers.shift[other] as number,
      })),
  ];
  if (people.length === 0 || people.some(({ employer }) => employer !== seekers.employer[seeker])) return;
  const lastBed = rooms.firstBed[room + 1] as number;
  for (let bed = rooms.firstBed[room] as number; bed < lastBed; bed++) {
    const sort =
      (rooms.sex[room] as number) * sorts.women +
      (rooms.accessible[room] as number) * sorts.accessible +
      (beds.upper[bed] as number) * sorts.upper;
    const isOpen = joined(compiled.beds[bed]?.availability ?? [], toDay).some(
      (range) => range.from <= from && to <= range.to,
    );
    const broken =
      Number(!isOpen) * asks.open +
      Number(people.some((each) => each.bed === bed)) * asks.untaken +
      Number(people.some(({ shift }) => shift !== seekers.shift[seeker])) * asks.shift;
    const set = brokenByPlace(seekers, seeker, sort) | (broken * FIRST_OF_DAYS);
    bySet[set] = (bySet[set] as number) + 1;
    const asStranger = set | (asks.empty * FIRST_OF_DAYS);
    bySet[asStranger] = (bySet[asStranger] as number) - 1;
  }
}

function blockersOf(bySet: Int32Array): Blocker[] {
  return rules.flatMap((code, rule) => {
    const beds = bySet.reduce(
      (sum, count, set) => ((set & ((2 << rule) - 1)) === 1 << rule ? sum + count : sum),
      0,
    );
    return beds > 0 ? [{ code, beds }] : [];
  });
}

/** The smallest set of rules that any bed breaks; of equally small ones that of the most beds, then the one first in order. */
function fewestOf(bySet: Int32Array): Obstacles['fewest'] {
  let best = -1;
  for (const [set, count] of bySet.entries()) {
    if (count === 0) continue;
    const isBetter =
      best < 0 || size(set) < size(best) || (size(set) === size(best) && count > (bySet[best] as number));
    if (isBetter) best = set;
  }
  return {
    rules: rules.filter((_, rule) => best >= 0 && best & (1 << rule)),
    beds: best < 0 ? 0 : (bySet[best] as number),
  };
}

const size = (set: number) => rules.filter((_, rule) => set & (1 << rule)).length;
