import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import { FOREVER } from '#app/domain/allocation/instance.ts';

/** The room that a placed seeker would leave behind: for whom it does, from which day to which. */
interface Opening {
  readonly holder: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Placed seekers in the order in which they should rather give way, and in which beds somebody else would fit who stays from
 * one day to another: exact at the time it is made. Changes since are for the caller to check.
 */
export interface Openings {
  readonly length: number;
  /** The first from `start` on and before `end` whose bed would do from `from` to `to`; −1: none. */
  readonly next: (start: number, end: number, from: number, to: number) => number;
  readonly holderAt: (place: number) => number;
  /** Never to be found again. */
  readonly drop: (place: number) => void;
}

export interface ExchangeIndex {
  /** All lists in which somebody is who could give way to such a seeker. */
  readonly listsFor: (seeker: number) => readonly Openings[];
}

const NEEDS = 4;
/** Stands for every kind that nobody in the room is of. */
const ANY_KIND = -1;

/**
 * @param mayLeave whether there is anybody for whom a placed seeker should give way
 * @param before which of two placed seekers should rather give way
 * @param count is told how many looks a search took
 */
export function indexExchanges(
  occupancy: Occupancy,
  mayLeave: (holder: number) => boolean,
  before: (one: number, other: number) => number,
  count: (looks: number) => void,
): ExchangeIndex {
  const { instance, bedOf } = occupancy;
  const { seekers, beds, rooms } = instance;
  const kindsSought = new Set<number>();
  for (let seeker = 0; seeker < seekers.count; seeker++)
    if ((bedOf[seeker] as number) < 0)
      kindsSought.add(keyOf(seekers.sex[seeker] as number, seekers.kind[seeker] as number));

  const gathered = new Map<string, Opening[]>();
  const add = (key: string, opening: Opening) => {
    const list = gathered.get(key);
    if (list) list.push(opening);
    else gathered.set(key, [opening]);
  };
  const holders = Array.from(bedOf.keys()).filter(
    (seeker) => (bedOf[seeker] as number) >= 0 && mayLeave(seeker),
  );
  const openings = openingsIn(occupancy);
  for (const holder of holders.sort(before)) {
    const bed = bedOf[holder] as number;
    const room = beds.room[bed] as number;
    const sex = rooms.sex[room] as number;
    const offer = 1 - (beds.upper[bed] as number) + 2 * (rooms.accessible[room] as number);
    openings(holder, (kind, from, to) => {
      if (kind === ANY_KIND || kindsSought.has(keyOf(sex, kind)))
        add(`${sex} ${kind} ${offer}`, { holder, from, to });
    });
  }
  const lists = new Map([...gathered].map(([key, of]) => [key, searchable(of, count)]));
  return {
    listsFor(seeker) {
      const needs = (seekers.lowerBed[seeker] as number) + 2 * (seekers.stepFree[seeker] as number);
      const found: Openings[] = [];
      for (let offer = 0; offer < NEEDS; offer++) {
        if ((offer & needs) !== needs) continue;
        for (const kind of [seekers.kind[seeker], ANY_KIND]) {
          const list = lists.get(`${seekers.sex[seeker]} ${kind} ${offer}`);
          if (list) found.push(list);
        }
      }
      return found;
    },
  };
}

const keyOf = (sex: number, kind: number) => kind * 2 + sex;

/**
 * For each kind that somebody in the room is of, and for any other: the days around a seeker's own on which its bed would be
 * free, without it, and the room without people of other kinds.
 */
function openingsIn({ instance, bedOf, firstIn, nextIn }: Occupancy) {
  const { seekers, beds, rooms, locks } = instance;
  const mates: { kind: number; from: number; to: number; isInBed: boolean }[] = [];
  return (holder: number, tell: (kind: number, from: number, to: number) => void) => {
    const bed = bedOf[holder] as number;
    const room = beds.room[bed] as number;
    const [from, to] = [seekers.from[holder] as number, seekers.to[holder] as number];
    let window = beds.firstWindow[bed] as number;
    while ((beds.windowTo[window] as number) < to) window++;
    const [opens, closes] = [beds.windowFrom[window] as number, beds.windowTo[window] as number];
    mates.length = 0;
    const lastLock = rooms.firstLock[room + 1] as number;
    for (let lock = rooms.firstLock[room] as number; lock < lastLock; lock++)
      mates.push({
        kind: locks.kind[lock] as number,
        from: locks.from[lock] as number,
        to: locks.to[lock] as number,
        isInBed: false,
      });
    const lastBed = rooms.firstBed[room + 1] as number;
    for (let place = rooms.firstBed[room] as number; place < lastBed; place++)
      for (let mate = firstIn[place] as number; mate >= 0; mate = nextIn[mate] as number)
        if (mate !== holder)
          mates.push({
            kind: seekers.kind[mate] as number,
            from: seekers.from[mate] as number,
            to: seekers.to[mate] as number,
            isInBed: place === bed,
          });
    mates.sort((one, other) => one.from - other.from);
    for (const kind of new Set([
      ANY_KIND,
      seekers.kind[holder] as number,
      ...mates.map((mate) => mate.kind),
    ])) {
      let start = opens;
      for (const mate of mates) {
        if (mate.kind === kind && !mate.isInBed) continue;
        if (mate.from > start && start < to && mate.from > from)
          tell(kind, start, Math.min(mate.from, closes));
        start = Math.max(start, mate.to);
        if (start >= to) break;
      }
      if (start < to && start < closes) tell(kind, start, closes);
    }
  };
}

/** A tree over the list: of each part the earliest day and the latest, so that parts in which nobody can be are not looked at. */
function searchable(openings: readonly Opening[], count: (looks: number) => void): Openings {
  let leaves = 1;
  while (leaves < openings.length) leaves *= 2;
  const earliest = new Int32Array(2 * leaves).fill(FOREVER + 1);
  const latest = new Int32Array(2 * leaves).fill(-1);
  openings.forEach(({ from, to }, place) => {
    earliest[leaves + place] = from;
    latest[leaves + place] = to;
  });
  const join = (node: number) => {
    earliest[node] = Math.min(earliest[2 * node] as number, earliest[2 * node + 1] as number);
    latest[node] = Math.max(latest[2 * node] as number, latest[2 * node + 1] as number);
  };
  for (let node = leaves - 1; node > 0; node--) join(node);
  return {
    length: openings.length,
    next(start, end, from, to) {
      let looks = 0;
      const within = (node: number, first: number, size: number): number => {
        looks++;
        if (
          first >= end ||
          first + size <= start ||
          (earliest[node] as number) > from ||
          (latest[node] as number) < to
        )
          return -1;
        if (size === 1) return first;
        const found = within(2 * node, first, size / 2);
        return found >= 0 ? found : within(2 * node + 1, first + size / 2, size / 2);
      };
      const found = within(1, 0, leaves);
      count(looks);
      return found;
    },
    holderAt: (place) => (openings[place] as Opening).holder,
    drop(place) {
      let node = leaves + place;
      earliest[node] = FOREVER + 1;
      latest[node] = -1;
      for (node >>= 1; node > 0; node >>= 1) join(node);
    },
  };
}
