import type { Instance } from '#app/domain/allocation/instance.ts';
import { FOREVER, shiftOfKind, SHIFTS } from '#app/domain/allocation/instance.ts';

/** In rooms where nobody has a decided stay on the day. */
export const FREE = SHIFTS;
const HOLDERS = SHIFTS + 1;
/**
 * What a bed offers and what a seeker needs are one scale: 1 lower or single bed, 2 step-free, 3 both. A bed does for a seeker
 * whose bits it has all.
 */
export const NEEDS = 4;
/** Beyond some eleven years a day is no longer told from the last one: a bound need not look at every day. */
const MOST_DAYS = 4000;

/**
 * Which beds are open and free of decided stays on each day, and for how long. Day 0 is `firstDay`, the first on which
 * anybody seeks a bed; from the last one on nothing changes (or it is not looked at). A place is a sex at a site: `sex × siteCount + site`.
 */
export interface BedsByDay {
  readonly firstDay: number;
  readonly dayCount: number;
  readonly placeCount: number;
  /** Beds by place, offer, holder (the shift that has the room on the day, or `FREE`) and day; see `bedsAt`. */
  readonly beds: Int32Array;
  /**
   * By place, needs, shift and day: the last end of all stretches that some bed is free for the shift and that began by
   * that day. −1: none.
   */
  readonly freeUntil: Int32Array;
}

export const bedsAt = (place: number, offer: number, holder: number, dayCount: number): number =>
  ((place * NEEDS + offer) * HOLDERS + holder) * dayCount;
const untilAt = (place: number, needs: number, shift: number, dayCount: number): number =>
  ((place * NEEDS + needs) * SHIFTS + shift) * dayCount;

/** Counts beds in one pass. Where a plan may move people, no stay is taken to keep a room or a bed: only their number counts. */
export function bedsByDay(instance: Instance, mostMoves: number): BedsByDay {
  const { rooms, beds, seekers, siteCount } = instance;
  const { firstDay, dayCount } = daysOf(instance);
  const placeCount = 2 * siteCount;
  const counted = new Int32Array(placeCount * NEEDS * HOLDERS * dayCount);
  const freeUntil = new Int32Array(placeCount * NEEDS * SHIFTS * dayCount).fill(-1);
  const indexOf = (day: number) => Math.min(Math.max(day - firstDay, 0), dayCount - 1);

  const count = (place: number, offer: number, holder: number, from: number, to: number) => {
    if (to <= firstDay) return;
    const row = bedsAt(place, offer, holder, dayCount);
    counted[row + indexOf(from)] = (counted[row + indexOf(from)] as number) + 1;
    if (to < firstDay + dayCount) counted[row + to - firstDay] = (counted[row + to - firstDay] as number) - 1;
  };
  const lasts = (place: number, offer: number, shift: number, from: number, to: number) => {
    if (to <= firstDay) return;
    for (let needs = 0; needs < NEEDS; needs++) {
      if ((offer & needs) !== needs) continue;
      const at = untilAt(place, needs, shift, dayCount) + indexOf(from);
      if ((freeUntil[at] as number) < to) freeUntil[at] = to;
    }
  };

  const timeline = roomTimeline(instance);
  const runFrom = new Int32Array(SHIFTS);
  for (let room = 0; room < rooms.count; room++) {
    const place = (rooms.sex[room] as number) * siteCount + (rooms.site[room] as number);
    const parts = mostMoves > 0 ? 0 : timeline.read(room);
    const { from: partFrom, holder: partHolder } = timeline;
    const lastBed = rooms.firstBed[room + 1] as number;
    for (let bed = rooms.firstBed[room] as number; bed < lastBed; bed++) {
      const offer = 1 - (beds.upper[bed] as number) + 2 * (rooms.accessible[room] as number);
      const lastWindow = beds.firstWindow[bed + 1] as number;
      for (let window = beds.firstWindow[bed] as number; window < lastWindow; window++) {
        const [from, to] = [beds.windowFrom[window] as number, beds.windowTo[window] as number];
        if (parts === 0) {
          count(place, offer, FREE, from, to);
          for (let shift = 0; shift < SHIFTS; shift++) lasts(place, offer, shift, from, to);
          continue;
        }
        runFrom.fill(from);
        for (let part = 0; part < parts; part++) {
          const begins = Math.max(from, partFrom[part] as number);
          const ends = Math.min(to, part + 1 < parts ? (partFrom[part + 1] as number) : FOREVER);
          if (begins >= ends) continue;
          const holder = partHolder[part] as number;
          if (holder >= 0) count(place, offer, holder, begins, ends);
          for (let shift = 0; shift < SHIFTS; shift++) {
            if (holder === FREE || holder === shift) continue;
            if ((runFrom[shift] as number) < begins)
              lasts(place, offer, shift, runFrom[shift] as number, begins);
            runFrom[shift] = ends;
          }
        }
        for (let shift = 0; shift < SHIFTS; shift++)
          if ((runFrom[shift] as number) < to) lasts(place, offer, shift, runFrom[shift] as number, to);
      }
    }
  }
  if (mostMoves > 0) anyBedLasts(freeUntil, instance, dayCount);
  accumulate(counted, dayCount, (before, here) => before + here);
  accumulate(freeUntil, dayCount, Math.max);
  return { firstDay, dayCount, placeCount, beds: counted, freeUntil };

  function daysOf({ beds: { windowFrom, windowTo }, locks }: Instance) {
    let [first, last] = [FOREVER, 0];
    for (const day of seekers.from) first = Math.min(first, day);
    for (const days of [windowFrom, windowTo, locks.from, locks.to, seekers.from, seekers.to])
      for (const day of days) if (day < FOREVER && day > last) last = day;
    if (first === FOREVER) first = instance.day;
    return { firstDay: first, dayCount: Math.min(MOST_DAYS, Math.max(1, last - first + 1)) };
  }
}

/** Each row of days, every day joined with the one before. */
function accumulate(
  rows: Int32Array,
  dayCount: number,
  join: (before: number, here: number) => number,
): void {
  for (let index = 0; index < rows.length; index++)
    if (index % dayCount !== 0) rows[index] = join(rows[index - 1] as number, rows[index] as number);
}

/** Somebody who moves may leave any bed free for longer than it is now. */
function anyBedLasts(freeUntil: Int32Array, { rooms, siteCount }: Instance, dayCount: number): void {
  for (let room = 0; room < rooms.count; room++) {
    if (rooms.firstBed[room] === rooms.firstBed[room + 1]) continue;
    const place = (rooms.sex[room] as number) * siteCount + (rooms.site[room] as number);
    for (let needs = 0; needs < NEEDS; needs++)
      for (let shift = 0; shift < SHIFTS; shift++)
        freeUntil[untilAt(place, needs, shift, dayCount)] = FOREVER;
  }
}

/** Who has a room over time, part after part: a shift, nobody (`FREE`), or people whom nobody may join (−1). */
function roomTimeline({ rooms, locks }: Instance) {
  const from: number[] = [];
  const holder: number[] = [];
  return {
    from,
    holder,
    /** How many parts there are; 0: nobody ever has the room. */
    read(room: number): number {
      const [first, last] = [rooms.firstLock[room] as number, rooms.firstLock[room + 1] as number];
      from.length = holder.length = 0;
      if (first === last) return 0;
      from.push(-1);
      for (let lock = first; lock < last; lock++)
        from.push(locks.from[lock] as number, locks.to[lock] as number);
      from.sort((one, other) => one - other);
      let kept = 0;
      for (let index = 0; index < from.length; index++)
        if (index === 0 || from[index] !== from[kept - 1]) from[kept++] = from[index] as number;
      from.length = kept;
      for (const day of from) holder.push(holderOn(day, first, last));
      return kept;
    },
  };

  function holderOn(day: number, first: number, last: number): number {
    let kind = -1;
    for (let lock = first; lock < last; lock++) {
      if ((locks.from[lock] as number) > day || (locks.to[lock] as number) <= day) continue;
      if (kind >= 0 && kind !== locks.kind[lock]) return -1;
      kind = locks.kind[lock] as number;
    }
    return kind < 0 ? FREE : shiftOfKind(kind);
  }
}

/** Whether some bed of the place could hold such a seeker for all its days, were no other seeker there. */
export function isSuited(
  { freeUntil, firstDay, dayCount }: BedsByDay,
  place: number,
  { needs, shift, from, to }: { needs: number; shift: number; from: number; to: number },
): boolean {
  const day = Math.min(Math.max(from - firstDay, 0), dayCount - 1);
  return (freeUntil[untilAt(place, needs, shift, dayCount) + day] as number) >= to;
}
