import type { Instance } from '#app/domain/allocation/instance.ts';
import { FOREVER } from '#app/domain/allocation/instance.ts';
import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import type { FreeDays } from './free-days.ts';
import { placedIn } from './company.ts';

/** Nobody can wait for longer; farther days are slips of the hand. */
const LONGEST_WAIT_DAYS = 3650;
/** Days tried where people of several kinds are left, who can't share rooms: the first that may do, and then month by month. */
const MOST_TRIES = 12;
const A_MONTH = 30;
/** Ranges of free beds and rooms looked at for all requests of a plan; requests that come after it are told no day. */
const MOST_WORK = 20_000_000;

/** How many are left who need: nothing, a lower bed, a step-free room, both. */
type ByNeed = readonly [number, number, number, number];
interface Left {
  readonly sex: number;
  readonly kind: number;
  readonly byNeed: ByNeed;
}

/**
 * The first day, from the request's own on, on which beds are free for all of these seekers of one request for as long as they asked,
 * were nothing else asked and all who have beds by the plan in them. Null where none is known. Ask in the order of service.
 */
export function expectedDays(
  occupancy: Occupancy,
  free: FreeDays,
  mostWork = MOST_WORK,
): (seekers: readonly number[]) => number | null {
  const { seekers } = occupancy.instance;
  const known = new Map<string, number | null>();
  const budget = { left: mostWork };
  return (left) => {
    const [first] = left;
    if (first === undefined) return null;
    const groups = groupsOf(occupancy.instance, left);
    const [from, to] = [seekers.from[first] as number, seekers.to[first] as number];
    const key = `${from} ${to} ${JSON.stringify(groups)}`;
    let day = known.get(key);
    if (day === undefined) known.set(key, (day = firstDay(occupancy, free, groups, from, to, budget)));
    return day;
  };
}

function groupsOf({ seekers }: Instance, left: readonly number[]): Left[] {
  const groups = new Map<string, { sex: number; kind: number; byNeed: [number, number, number, number] }>();
  for (const seeker of left) {
    const [sex, kind] = [seekers.sex[seeker] as number, seekers.kind[seeker] as number];
    const need = (seekers.stepFree[seeker] as number) * 2 + (seekers.lowerBed[seeker] as number);
    let group = groups.get(`${sex} ${kind}`);
    if (!group) groups.set(`${sex} ${kind}`, (group = { sex, kind, byNeed: [0, 0, 0, 0] }));
    group.byNeed[need as 0 | 1 | 2 | 3]++;
  }
  return [...groups.values()].sort((one, other) => one.sex - other.sex || one.kind - other.kind);
}

function firstDay(
  occupancy: Occupancy,
  free: FreeDays,
  groups: readonly Left[],
  from: number,
  to: number,
  budget: { left: number },
): number | null {
  const length = to === FOREVER ? FOREVER : to - from;
  const goodDays = groups.map((group) => daysFor(free, group, from, length, budget));
  const needsTrial = [0, 1].some((sex) => groups.filter((group) => group.sex === sex).length > 1);
  let tries = 0;
  for (let wait = 0; wait <= LONGEST_WAIT_DAYS && budget.left > 0; wait++) {
    if (goodDays.some((days) => days[wait] !== 1)) continue;
    if (!needsTrial || canHoldAll(occupancy, groups, from + wait, length, budget)) return from + wait;
    if (++tries >= MOST_TRIES) return null;
    wait += A_MONTH - 1;
  }
  return null;
}

/** 1 for each day of waiting after which people of one kind could all start; their needs are exact, by Hall's condition. */
function daysFor(
  free: FreeDays,
  { sex, kind, byNeed }: Left,
  from: number,
  length: number,
  budget: { left: number },
): Uint8Array {
  const horizon = LONGEST_WAIT_DAYS + 2;
  const isOpenEnded = length === FOREVER;
  // By day, how many more beds there are than on the day before: of each way in and level.
  const changes = Array.from({ length: 4 }, () => new Int32Array(horizon));
  for (const list of free.ofKind(kind)) {
    budget.left -= list.length + horizon;
    for (const beds of list) {
      const begins = Math.max(0, beds.from - from);
      const last =
        beds.to === FOREVER ? horizon : isOpenEnded ? -1 : Math.min(horizon, beds.to - from - length + 1);
      if (beds.sex !== sex || begins >= horizon || last <= begins) continue;
      const change = changes[beds.accessible * 2 + 1 - beds.upper] as Int32Array;
      change[begins] = (change[begins] as number) + beds.beds;
      if (last < horizon) change[last] = (change[last] as number) - beds.beds;
    }
  }
  const good = new Uint8Array(horizon);
  const there: [number, number, number, number] = [0, 0, 0, 0];
  for (let wait = 0; wait < horizon; wait++) {
    for (const cell of [0, 1, 2, 3] as const) there[cell] += changes[cell]?.[wait] ?? 0;
    good[wait] = Number(suffices(there, byNeed));
  }
  return good;
}

/** Whether beds of each sort (upper or lower, step-free or not) suffice for all needs at once: any needs together have beds enough. */
function suffices(there: ByNeed, [none, lower, stepFree, both]: ByNeed): boolean {
  const [plain, low, step, stepLow] = there;
  return (
    stepLow >= both &&
    stepLow + step >= stepFree + both &&
    stepLow + low >= lower + both &&
    stepLow + step + low >= lower + stepFree + both &&
    stepLow + step + low + plain >= none + lower + stepFree + both
  );
}

/** Whether all would find beds on that day, each room given to one kind: tried room after room, so a no may be too cautious. */
function canHoldAll(
  occupancy: Occupancy,
  groups: readonly Left[],
  from: number,
  length: number,
  budget: { left: number },
): boolean {
  const { rooms } = occupancy.instance;
  const days = { from, to: length === FOREVER ? FOREVER : from + length };
  const waiting = groups.map(({ sex, kind, byNeed }) => ({ sex, kind, byNeed: [...byNeed] as number[] }));
  for (let room = 0; room < rooms.count; room++) {
    budget.left--;
    for (const group of waiting) {
      if (group.sex !== rooms.sex[room] || group.byNeed.every((count) => count === 0)) continue;
      const beds = freeIn(occupancy, room, group.kind, days);
      const isStepFree = rooms.accessible[room] === 1;
      const taken = (need: number, level: 'lower' | 'upper') => {
        const count = Math.min(group.byNeed[need] ?? 0, beds[level]);
        group.byNeed[need] = (group.byNeed[need] ?? 0) - count;
        beds[level] -= count;
        return count;
      };
      const inRoom =
        (isStepFree ? taken(3, 'lower') + taken(2, 'upper') : 0) +
        taken(1, 'lower') +
        (isStepFree ? taken(2, 'lower') : 0) +
        taken(0, 'upper') +
        taken(0, 'lower');
      if (inRoom > 0) break;
    }
    if (waiting.every(({ byNeed }) => byNeed.every((count) => count === 0))) return true;
  }
  return false;
}

function freeIn(
  occupancy: Occupancy,
  room: number,
  kind: number,
  { from, to }: { from: number; to: number },
): { lower: number; upper: number } {
  const { rooms, beds, locks, seekers } = occupancy.instance;
  const found = { lower: 0, upper: 0 };
  const meets = (people: Pick<typeof locks, 'from' | 'to'>, one: number) =>
    (people.from[one] as number) < to && from < (people.to[one] as number);
  const lastLock = rooms.firstLock[room + 1] as number;
  for (let lock = rooms.firstLock[room] as number; lock < lastLock; lock++)
    if (locks.kind[lock] !== kind && meets(locks, lock)) return found;
  const placed = placedIn(occupancy, room).filter((seeker) => meets(seekers, seeker));
  if (placed.some((seeker) => seekers.kind[seeker] !== kind)) return found;
  const taken = new Set(placed.map((seeker) => occupancy.bedOf[seeker]));
  const lastBed = rooms.firstBed[room + 1] as number;
  for (let bed = rooms.firstBed[room] as number; bed < lastBed; bed++) {
    if (taken.has(bed)) continue;
    const last = beds.firstWindow[bed + 1] as number;
    for (let window = beds.firstWindow[bed] as number; window < last; window++)
      if ((beds.windowFrom[window] as number) <= from && to <= (beds.windowTo[window] as number))
        found[beds.upper[bed] ? 'upper' : 'lower']++;
  }
  return found;
}
