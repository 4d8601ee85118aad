import type { Instance } from '#app/domain/allocation/instance.ts';
import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import { roomMatesSuit, slackIn } from '#app/domain/allocation/occupancy.ts';

/** The kinds of a room beside those of people: nobody is or will be there, or people of several kinds, one after the other. */
const NOBODY = -1;
const SEVERAL = -2;

/** A bit a stretch of days; 31 fit in a number that is compared fast. */
const STRETCHES = 31;

interface Gaps {
  readonly kind: number;
  readonly upper: number;
  readonly accessible: number;
  /** The stretches in which the gap has a day. */
  readonly stretches: number;
  /** Beds with such a gap; some have changed since, and are dropped when met. */
  readonly beds: number[];
}

/**
 * Every stretch of days for which a bed is free, filed by what decides who may take it: so whoever fits nowhere is told
 * so after looking at some hundred kinds of gaps, not at every bed of the country.
 */
export interface GapIndex {
  /** A bed of the site that the seeker may have as things stand, −1: none. Upper ones, and rooms with stairs, come first. */
  readonly find: (seeker: number, site: number) => number;
  /** To be called when somebody came into the bed. Beds that somebody leaves are not found until a new index is made. */
  readonly filled: (bed: number) => void;
}

export function indexGaps(occupancy: Occupancy): GapIndex {
  const { instance } = occupancy;
  const { rooms, beds, seekers, siteCount } = instance;
  const stretchesOf = stretchesBy(instance);
  const bySite = Array.from({ length: siteCount * 2 }, () => ({
    byKey: new Map<string, Gaps>(),
    inOrder: [] as Gaps[],
  }));

  const file = (bed: number) => {
    const room = beds.room[bed] as number;
    const index = bySite[2 * (rooms.site[room] as number) + (rooms.sex[room] as number)];
    const [upper, accessible] = [beds.upper[bed] as number, rooms.accessible[room] as number];
    for (const { kind, from, to } of freeFor(occupancy, bed)) {
      const stretches = stretchesOf(from, to);
      const key = `${kind} ${upper} ${accessible} ${stretches}`;
      const known = index?.byKey.get(key);
      if (known) {
        known.beds.push(bed);
        continue;
      }
      const gaps: Gaps = { kind, upper, accessible, stretches, beds: [bed] };
      index?.byKey.set(key, gaps);
      index?.inOrder.push(gaps);
    }
  };
  for (let bed = beds.count - 1; bed >= 0; bed--) file(bed);

  const isStale = (bed: number, { kind, stretches }: Gaps) =>
    !freeFor(occupancy, bed).some(
      (free) => free.kind === kind && stretchesOf(free.from, free.to) === stretches,
    );
  // The kind of a room changes with who is in one of its beds, and so does what the other beds are free for.
  const refile = (bed: number) => {
    const room = beds.room[bed] as number;
    const last = rooms.firstBed[room + 1] as number;
    for (let other = rooms.firstBed[room] as number; other < last; other++) file(other);
  };
  /** For which days a site has nothing for people of some kind and needs: nothing comes free while the index is used. */
  const refused = new Map<string, Days[]>();
  /** What may serve people who are alike, the best first, out of the first `seen` of a site's gaps. */
  const served = new Map<string, { seen: number; gaps: { cost: number; gaps: Gaps }[] }>();
  const gapsFor = (alike: string, seeker: number, inOrder: readonly Gaps[]) => {
    let found = served.get(alike);
    if (!found) served.set(alike, (found = { seen: 0, gaps: [] }));
    if (found.seen === inOrder.length) return found.gaps;
    const needed = stretchesOf(seekers.from[seeker] as number, seekers.to[seeker] as number);
    for (; found.seen < inOrder.length; found.seen++) {
      const gaps = inOrder[found.seen] as Gaps;
      const cost = (gaps.stretches & needed) === needed ? costOf(instance, gaps, seeker) : Infinity;
      if (cost < Infinity) found.gaps.push({ cost, gaps });
    }
    found.gaps.sort((one, other) => one.cost - other.cost);
    return found.gaps;
  };

  return {
    find(seeker, site) {
      const index = bySite[2 * site + (seekers.sex[seeker] as number)];
      const [from, to] = [seekers.from[seeker] as number, seekers.to[seeker] as number];
      const wanting = `${site} ${wantingKey(instance, seeker)}`;
      const alike = `${wanting} ${from} ${to}`;
      const inVain = refused.get(wanting) ?? [];
      // Where there is no bed for some days, there is none for more.
      if (!index || inVain.some((days) => from <= days.from && days.to <= to)) return -1;
      for (const { gaps } of gapsFor(alike, seeker, index.inOrder))
        for (let at = gaps.beds.length - 1; at >= 0; at--) {
          const bed = gaps.beds[at] as number;
          if (
            slackIn(occupancy, bed, seeker) >= 0 &&
            roomMatesSuit(occupancy, beds.room[bed] as number, seeker)
          )
            return bed;
          if (!isStale(bed, gaps)) continue;
          gaps.beds[at] = gaps.beds[gaps.beds.length - 1] as number;
          gaps.beds.pop();
        }
      const isMore = (days: Days) => days.from <= from && to <= days.to;
      refused.set(wanting, [...inVain.filter((days) => !isMore(days)), { from, to }]);
      return -1;
    },
    filled: refile,
  };
}

/** Upper beds before lower ones, stairs before step-free ways, and rooms that are in use before those that are not. */
function costOf({ seekers }: Instance, { kind, upper, accessible }: Gaps, seeker: number): number {
  if (kind !== seekers.kind[seeker] && kind !== NOBODY && kind !== SEVERAL) return Infinity;
  const [stepFree, lowerBed] = [seekers.stepFree[seeker], seekers.lowerBed[seeker]];
  if ((stepFree === 1 && accessible === 0) || (lowerBed === 1 && upper === 1)) return Infinity;
  return (
    4 * Number(stepFree === 0 && accessible === 1) +
    2 * Number(lowerBed === 0 && upper === 0) +
    Number(kind === NOBODY)
  );
}

/** Equal for those whom no rule tells apart. */
export const alikeKey = (instance: Pick<Instance, 'seekers'>, seeker: number): string =>
  `${wantingKey(instance, seeker)} ${instance.seekers.from[seeker]} ${instance.seekers.to[seeker]}`;

/** Equal for those whom the days alone tell apart. */
const wantingKey = ({ seekers }: Pick<Instance, 'seekers'>, seeker: number): string =>
  `${seekers.sex[seeker]} ${seekers.kind[seeker]} ${seekers.stepFree[seeker]} ${seekers.lowerBed[seeker]}`;

/** The free days of a bed, in order. */
function gapsOf({ instance, firstIn, nextIn }: Occupancy, bed: number): Days[] {
  const { beds, seekers } = instance;
  const stays: Days[] = [];
  for (let seeker = firstIn[bed] as number; seeker >= 0; seeker = nextIn[seeker] as number)
    stays.push({ from: seekers.from[seeker] as number, to: seekers.to[seeker] as number });
  if (stays.length > 1) stays.sort((one, other) => one.from - other.from);
  const found: Days[] = [];
  const last = beds.firstWindow[bed + 1] as number;
  for (let window = beds.firstWindow[bed] as number; window < last; window++) {
    const open = { from: beds.windowFrom[window] as number, to: beds.windowTo[window] as number };
    found.push(...without(open, stays));
  }
  return found;
}

/**
 * For whom the bed is free, and when: in a room of one kind, for that kind in all its free days, and for the others (`NOBODY`) on
 * those on which nobody is in the room.
 */
function freeFor(occupancy: Occupancy, bed: number): { kind: number; from: number; to: number }[] {
  const gaps = gapsOf(occupancy, bed);
  if (gaps.length === 0) return [];
  const people = peopleIn(occupancy, occupancy.instance.beds.room[bed] as number);
  const [first] = people;
  if (!first) return gaps.map((gap) => ({ kind: NOBODY, ...gap }));
  if (people.some(({ kind }) => kind !== first.kind)) return gaps.map((gap) => ({ kind: SEVERAL, ...gap }));
  return [
    ...gaps.map((gap) => ({ kind: first.kind, ...gap })),
    ...gaps.flatMap((gap) => without(gap, people)).map((gap) => ({ kind: NOBODY, ...gap })),
  ];
}

interface Days {
  readonly from: number;
  readonly to: number;
}

/** What is left of a range once others, in the order of their first days, are taken out of it. */
function without({ from, to }: Days, others: readonly Days[]): Days[] {
  const left: Days[] = [];
  let start = from;
  for (const other of others) {
    if (other.to <= start || other.from >= to) continue;
    if (start < other.from) left.push({ from: start, to: other.from });
    start = Math.max(start, other.to);
  }
  if (start < to) left.push({ from: start, to });
  return left;
}

/** Who lives in the room or was placed there, in the order of first days. */
function peopleIn(
  { instance, firstIn, nextIn, countIn }: Occupancy,
  room: number,
): (Days & { readonly kind: number })[] {
  const { rooms, locks, seekers } = instance;
  const found: (Days & { readonly kind: number })[] = [];
  const lastLock = rooms.firstLock[room + 1] as number;
  for (let lock = rooms.firstLock[room] as number; lock < lastLock; lock++)
    found.push({
      kind: locks.kind[lock] as number,
      from: locks.from[lock] as number,
      to: locks.to[lock] as number,
    });
  const last = countIn[room] === 0 ? 0 : (rooms.firstBed[room + 1] as number);
  for (let bed = rooms.firstBed[room] as number; bed < last; bed++)
    for (let seeker = firstIn[bed] as number; seeker >= 0; seeker = nextIn[seeker] as number)
      found.push({
        kind: seekers.kind[seeker] as number,
        from: seekers.from[seeker] as number,
        to: seekers.to[seeker] as number,
      });
  return found.sort((one, other) => one.from - other.from);
}

/** The stretches that lie between the days on which stays begin and end, as evenly filled as can be. */
function stretchesBy({ seekers }: Instance): (from: number, to: number) => number {
  const bounds = [...quantiles(seekers.from), ...quantiles(seekers.to)].sort((one, other) => one - other);
  const inner = [...new Set(bounds)].slice(0, STRETCHES - 1);
  const stretchOf = (day: number) => {
    let [low, high] = [0, inner.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((inner[middle] as number) <= day) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  // Bits of the first and last stretch and of all between; the last day is the one before `to`.
  return (from, to) => (2 << stretchOf(to - 1)) - (1 << stretchOf(from));
}

function quantiles(days: Int32Array): number[] {
  const sorted = Int32Array.from(days).sort();
  const count = (STRETCHES - 1) / 2;
  return Array.from(
    { length: count },
    (_, step) => sorted[Math.floor(((step + 0.5) / count) * sorted.length)],
  ).filter((day) => day !== undefined);
}
