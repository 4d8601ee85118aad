import type { AlikeSeekers } from '#app/domain/allocation/alike.ts';
import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import { putInto, roomMatesSuit, slackIn, takeOut } from '#app/domain/allocation/occupancy.ts';
import { priorityClasses } from '#app/domain/allocation/options.ts';
import type { ExchangeIndex, Openings } from './exchange-index.ts';
import { indexExchanges } from './exchange-index.ts';
import { tally } from './spread.ts';

const CLASSES = priorityClasses.length;
/** Two sums of fractions that should be equal differ by less. */
const EQUAL = 1e-9;

export interface Exchanged {
  /** Beds that went from one to another. */
  readonly exchanges: number;
  /** Whether no single exchange is left that would be better; false where the steps ran out. */
  readonly isComplete: boolean;
}

/**
 * Gives beds of placed seekers to some who have none, while that makes the plan better in its first two objectives: to one of
 * a better class than who leaves, or of an employer that lags behind in the class. Who leaves takes any other bed that
 * `findBed` has for it (−1: none), and so do others once beds have changed hands. Steps are looks at the index of beds.
 */
export function exchangeFairly(
  occupancy: Occupancy,
  {
    alike,
    findBed,
    mostSteps,
  }: { alike: AlikeSeekers; findBed: (seeker: number) => number; mostSteps: number },
): Exchanged {
  const { instance, bedOf } = occupancy;
  const { seekers } = instance;
  const asked = tally(instance);
  const placed = tally(instance, (seeker) => (bedOf[seeker] as number) >= 0);
  const at = (seeker: number) =>
    (seekers.employer[seeker] as number) * CLASSES + (seekers.priorityClass[seeker] as number);
  /** What the employer's last bed adds to its squares, and what its next one would. */
  const lastBed = (tallied: number) => (2 * (placed[tallied] as number) - 1) / (asked[tallied] as number);
  const nextBed = (tallied: number) => (2 * (placed[tallied] as number) + 1) / (asked[tallied] as number);
  const give = (seeker: number, bed: number) => {
    putInto(occupancy, seeker, bed);
    placed[at(seeker)] = (placed[at(seeker)] as number) + 1;
  };
  let steps = 0;
  let exchanges = 0;
  for (;;) {
    const waiting = waitingOf(occupancy, at);
    const order = orderOfLeaving(occupancy, (seeker) => lastBed(at(seeker)));
    const index = indexExchanges(occupancy, mayLeaveFor(waiting), order.compare, (looks) => (steps += looks));
    const refused = new Set<number>();
    // Beds that exchanges have left may do for somebody as they are.
    const mayFind = exchanges > 0;
    const findsNone = new Set<number>();
    let isChanged = false;
    const queue = employersInOrder(waiting, nextBed);
    for (let tallied = queue.pop(); tallied >= 0; tallied = queue.pop()) {
      const seekersOf = waiting.get(tallied) ?? [];
      for (let place = seekersOf.length - 1; place >= 0; place--) {
        if (steps > mostSteps) return { exchanges, isComplete: false };
        const seeker = seekersOf[place] as number;
        const sort = (alike.of[seeker] as number) * CLASSES + (tallied % CLASSES);
        if (refused.has(sort)) continue;
        const free = mayFind && !findsNone.has(sort) ? findBed(seeker) : -1;
        if (free >= 0) {
          give(seeker, free);
          isChanged = true;
          seekersOf.splice(place, 1);
          queue.push(tallied);
          break;
        }
        findsNone.add(sort);
        const holder = whoLeavesFor(seeker, index, order, tallied);
        if (holder < 0) {
          refused.add(sort);
          continue;
        }
        const bed = bedOf[holder] as number;
        takeOut(occupancy, holder);
        placed[at(holder)] = (placed[at(holder)] as number) - 1;
        give(seeker, bed);
        exchanges++;
        isChanged = true;
        seekersOf.splice(place, 1);
        const other = findBed(holder);
        if (other >= 0) give(holder, other);
        else {
          const left = waiting.get(at(holder));
          if (left) left.push(holder);
          else waiting.set(at(holder), [holder]);
          queue.push(at(holder));
        }
        queue.push(tallied);
        break;
      }
    }
    if (!isChanged) return { exchanges, isComplete: true };
  }

  /** Whether there is anybody of a better class, or of the same and an employer further behind. */
  function mayLeaveFor(waiting: ReadonlyMap<number, readonly number[]>): (holder: number) => boolean {
    const least = new Array<number>(CLASSES).fill(Infinity);
    for (const tallied of waiting.keys())
      least[tallied % CLASSES] = Math.min(least[tallied % CLASSES] as number, nextBed(tallied));
    const best = least.findIndex((next) => next < Infinity);
    return (holder) => {
      const k = seekers.priorityClass[holder] as number;
      return best >= 0 && (k > best || lastBed(at(holder)) > (least[k] as number) + EQUAL);
    };
  }

  function whoLeavesFor(
    seeker: number,
    index: ExchangeIndex,
    order: ReturnType<typeof orderOfLeaving>,
    tallied: number,
  ): number {
    const k = tallied % CLASSES;
    const [from, to] = [seekers.from[seeker] as number, seekers.to[seeker] as number];
    const gains = nextBed(tallied) + EQUAL;
    let best = -1;
    const mayLeave = (holder: number) => {
      const ofHolder = seekers.priorityClass[holder] as number;
      return ofHolder > k || (ofHolder === k && order.lastBedOf(holder) > gains);
    };
    for (const list of index.listsFor(seeker)) {
      const end = firstWithout(list, mayLeave);
      for (let place = list.next(0, end, from, to); place >= 0; place = list.next(place + 1, end, from, to)) {
        const holder = list.holderAt(place);
        if (best >= 0 && order.compare(best, holder) < 0) break;
        const bed = bedOf[holder] as number;
        const isBetter = (seekers.priorityClass[holder] as number) > k || lastBed(at(holder)) > gains;
        // Gains only shrink until the index is made anew, so that who has moved or is level now need not be met again.
        if (bed < 0 || bed !== order.bedOf[holder] || !isBetter) list.drop(place);
        else if (fits(seeker, bed, holder)) {
          best = holder;
          break;
        }
      }
    }
    return best;
  }

  function fits(seeker: number, bed: number, holder: number): boolean {
    return (
      slackIn(occupancy, bed, seeker, holder) >= 0 &&
      roomMatesSuit(occupancy, instance.beds.room[bed] as number, seeker, holder)
    );
  }
}

/** Where those end who may leave: they stand first. */
function firstWithout(list: Openings, mayLeave: (holder: number) => boolean): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (mayLeave(list.holderAt(middle))) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Who has no bed, by employer and class; of each, the last ones are the first to be served. */
function waitingOf(
  { instance: { seekers }, bedOf }: Occupancy,
  at: (seeker: number) => number,
): Map<number, number[]> {
  const waiting = new Map<number, number[]>();
  for (let seeker = seekers.count - 1; seeker >= 0; seeker--) {
    if ((bedOf[seeker] as number) >= 0) continue;
    const of = waiting.get(at(seeker));
    if (of) of.push(seeker);
    else waiting.set(at(seeker), [seeker]);
  }
  return waiting;
}

/** The worst class leaves first, then whose employer is furthest ahead, then who is of no crew. As things stand now. */
function orderOfLeaving(
  { instance: { seekers }, bedOf: beds }: Occupancy,
  lastBed: (seeker: number) => number,
) {
  const ahead = Float64Array.from(beds, (bed, seeker) => (bed < 0 ? 0 : lastBed(seeker)));
  const { priorityClass, crew } = seekers;
  return {
    bedOf: beds.slice(),
    lastBedOf: (seeker: number) => ahead[seeker] as number,
    compare: (one: number, other: number) =>
      (priorityClass[other] as number) - (priorityClass[one] as number) ||
      (ahead[other] as number) - (ahead[one] as number) ||
      Number((crew[one] as number) >= 0) - Number((crew[other] as number) >= 0) ||
      one - other,
  };
}

/** Employers' classes: the best class first, of one class the employer furthest behind. A heap; what is pushed twice is popped twice. */
function employersInOrder(waiting: Map<number, number[]>, nextBed: (tallied: number) => number) {
  const heap: { tallied: number; nextBed: number }[] = [];
  const isBefore = (one: number, other: number) => {
    const [first, second] = [heap[one], heap[other]] as [(typeof heap)[0], (typeof heap)[0]];
    return (
      ((first.tallied % CLASSES) - (second.tallied % CLASSES) ||
        first.nextBed - second.nextBed ||
        first.tallied - second.tallied) < 0
    );
  };
  const swap = (one: number, other: number) => {
    [heap[one], heap[other]] = [heap[other], heap[one]] as [(typeof heap)[0], (typeof heap)[0]];
  };
  const push = (tallied: number) => {
    let place = heap.push({ tallied, nextBed: nextBed(tallied) }) - 1;
    for (let above = (place - 1) >> 1; place > 0 && isBefore(place, above); above = (place - 1) >> 1) {
      swap(place, above);
      place = above;
    }
  };
  for (const tallied of waiting.keys()) push(tallied);
  return {
    push,
    pop(): number {
      const [first] = heap;
      if (!first) return -1;
      swap(0, heap.length - 1);
      heap.pop();
      for (let place = 0; ;) {
        let least = place;
        for (const below of [2 * place + 1, 2 * place + 2])
          if (below < heap.length && isBefore(below, least)) least = below;
        if (least === place) return first.tallied;
        swap(place, least);
        place = least;
      }
    },
  };
}
