import type { Instance } from '#app/domain/allocation/instance.ts';
import { FOREVER } from '#app/domain/allocation/instance.ts';
import type { FreeBeds, FreeDays } from './free-days.ts';

/** Nobody can wait for longer; farther days are slips of the hand. */
const LONGEST_WAIT_DAYS = 3650;
/** Ranges of free beds and days looked at for all requests of a plan; requests that come after it are told no day. */
const MOST_WORK = 100_000_000;

/** How many there are of upper beds, lower ones, step-free upper ones and step-free lower ones; or who need at least those. */
type ByNeed = [none: number, lower: number, stepFree: number, both: number];
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
  instance: Instance,
  free: FreeDays,
  mostWork = MOST_WORK,
): (seekers: readonly number[]) => number | null {
  const { seekers } = instance;
  const mostInRoom = mostBedsInRoom(instance);
  const sums = new Map<readonly FreeBeds[], readonly FreeBeds[][]>();
  const known = new Map<string, number | null>();
  let work = 0;

  const listsFor = ({ sex, kind }: Left) =>
    free.ofKind(kind).map((list) => {
      let bySex = sums.get(list);
      if (!bySex) sums.set(list, (bySex = overSites(list)));
      return bySex[sex] ?? [];
    });

  const firstDay = (groups: readonly Left[], from: number, length: number): number | null => {
    const listsOf = groups.map(listsFor);
    // Once no more beds become free, waiting helps nobody.
    let lastBegin = from;
    for (const list of listsOf.flat())
      for (const beds of list) if (beds.from > lastBegin) lastBegin = beds.from;
    const horizon = Math.min(LONGEST_WAIT_DAYS, lastBegin - from) + 1;
    const goodDays = groups.map((group, index) => {
      const lists = listsOf[index] ?? [];
      const others = groups.filter((each) => each !== group && each.sex === group.sex);
      const spare = others.reduce((sum, { byNeed }) => sum + mostTakenBy(byNeed, mostInRoom), 0);
      work += horizon + lists.reduce((sum, list) => sum + list.length, 0);
      return daysFor(lists, { from, length, horizon, byNeed: group.byNeed, spare });
    });
    for (let wait = 0; wait < horizon; wait++)
      if (goodDays.every((days) => days[wait] === 1)) return from + wait;
    return null;
  };

  return (left) => {
    const [first] = left;
    if (first === undefined || work > mostWork) return null;
    const groups = groupsOf(instance, left);
    const [from, to] = [seekers.from[first] as number, seekers.to[first] as number];
    const key = `${from} ${to} ${JSON.stringify(groups)}`;
    let day = known.get(key);
    if (day === undefined)
      known.set(key, (day = firstDay(groups, from, to === FOREVER ? FOREVER : to - from)));
    return day;
  };
}

function groupsOf({ seekers }: Instance, left: readonly number[]): Left[] {
  const groups = new Map<string, Left>();
  for (const seeker of left) {
    const [sex, kind] = [seekers.sex[seeker] as number, seekers.kind[seeker] as number];
    const need = (seekers.stepFree[seeker] as number) * 2 + (seekers.lowerBed[seeker] as number);
    let group = groups.get(`${sex} ${kind}`);
    if (!group) groups.set(`${sex} ${kind}`, (group = { sex, kind, byNeed: [0, 0, 0, 0] }));
    group.byNeed[need as 0 | 1 | 2 | 3]++;
  }
  return [...groups.values()].sort((one, other) => one.sex - other.sex || one.kind - other.kind);
}

/** By sex, the same ranges of all sites as one. */
function overSites(list: readonly FreeBeds[]): FreeBeds[][] {
  const sums = [0, 1].map(() => new Map<string, FreeBeds>());
  for (const beds of list) {
    const key = `${beds.accessible} ${beds.upper} ${beds.from} ${beds.to}`;
    const before = sums[beds.sex]?.get(key)?.beds ?? 0;
    sums[beds.sex]?.set(key, { ...beds, beds: before + beds.beds });
  }
  return sums.map((sum) => [...sum.values()]);
}

/**
 * 1 for each day of waiting after which people of one kind could all start, with beds to spare for the request's other kinds,
 * who can't share their rooms.
 */
function daysFor(
  lists: readonly (readonly FreeBeds[])[],
  {
    from,
    length,
    horizon,
    byNeed,
    spare,
  }: { from: number; length: number; horizon: number; byNeed: ByNeed; spare: number },
): Uint8Array {
  // By day, how many more beds there are than on the day before: of each way in and level.
  const changes = Array.from({ length: 4 }, () => new Int32Array(horizon));
  for (const list of lists)
    for (const beds of list) {
      const begins = Math.max(0, beds.from - from);
      const ends = beds.to === FOREVER ? horizon : length === FOREVER ? -1 : beds.to - from - length + 1;
      if (begins >= horizon || ends <= begins) continue;
      const change = changes[beds.accessible * 2 + 1 - beds.upper] as Int32Array;
      change[begins] = (change[begins] as number) + beds.beds;
      if (ends < horizon) change[ends] = (change[ends] as number) - beds.beds;
    }
  const good = new Uint8Array(horizon);
  const there: ByNeed = [0, 0, 0, 0];
  for (let wait = 0; wait < horizon; wait++) {
    for (const sort of [0, 1, 2, 3] as const) there[sort] += changes[sort]?.[wait] ?? 0;
    good[wait] = Number(suffices(there, byNeed, spare));
  }
  return good;
}

/** Hall's condition: for any needs together, as many beds that meet one of them as there are people, and the spare ones. */
function suffices(there: ByNeed, needed: ByNeed, spare: number): boolean {
  const [upper, lower, stepFreeUpper, stepFreeLower] = there;
  const [none, low, stepFree, both] = needed;
  const isEnough = (beds: number, people: number) => people === 0 || beds >= people + spare;
  const stepFreeBeds = stepFreeLower + stepFreeUpper;
  return (
    isEnough(stepFreeLower, both) &&
    (stepFree === 0 || isEnough(stepFreeBeds, stepFree + both)) &&
    (low === 0 || isEnough(stepFreeLower + lower, low + both)) &&
    (low === 0 || stepFree === 0 || isEnough(stepFreeBeds + lower, low + stepFree + both)) &&
    isEnough(stepFreeBeds + lower + upper, none + low + stepFree + both)
  );
}

/** Beds that a kind may keep from others: who has needs, a room each; the others fill rooms, but for the last. */
const mostTakenBy = ([none, lower, stepFree, both]: ByNeed, mostInRoom: number): number =>
  none + mostInRoom - 1 + (lower + stepFree + both) * mostInRoom;

function mostBedsInRoom({ rooms }: Instance): number {
  let most = 0;
  for (let room = 0; room < rooms.count; room++)
    most = Math.max(most, (rooms.firstBed[room + 1] as number) - (rooms.firstBed[room] as number));
  return most;
}
