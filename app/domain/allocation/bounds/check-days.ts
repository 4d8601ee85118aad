import { SHIFTS } from '#app/domain/allocation/instance.ts';
import { bedsAt, FREE, NEEDS } from './beds-by-day.ts';
import type { Relaxation } from './relaxation.ts';

/** Days are indices of `BedsByDay`, here and in what the bounds make of them; in order, each once. */
export type CheckDays = readonly number[];

/** Of a sex at some sites together: by holder, then day. */
export function bedsByHolder(
  { byDay: { beds, dayCount } }: Relaxation,
  places: readonly number[],
  needs = 0,
): Int32Array {
  const sum = new Int32Array((SHIFTS + 1) * dayCount);
  for (const place of places)
    for (let offer = 0; offer < NEEDS; offer++) {
      if ((offer & needs) !== needs) continue;
      const first = bedsAt(place, offer, 0, dayCount);
      for (let index = 0; index < sum.length; index++)
        sum[index] = (sum[index] as number) + (beds[first + index] as number);
    }
  return sum;
}

/** People who would be there on each day, by shift; `present` says how many of each group. */
export function peopleByShift(
  { byDay: { firstDay, dayCount }, groups }: Relaxation,
  present: (group: number) => number,
): Float64Array {
  const sum = new Float64Array(SHIFTS * dayCount);
  for (let group = 0; group < groups.count; group++) {
    const people = present(group);
    if (people === 0) continue;
    const row = (groups.shift[group] as number) * dayCount;
    const from = Math.min((groups.from[group] as number) - firstDay, dayCount - 1);
    const to = (groups.to[group] as number) - firstDay;
    sum[row + from] = (sum[row + from] as number) + people;
    if (to < dayCount) sum[row + to] = (sum[row + to] as number) - people;
  }
  for (let index = 0; index < sum.length; index++)
    if (index % dayCount !== 0) sum[index] = (sum[index] as number) + (sum[index - 1] as number);
  return sum;
}

/**
 * The day on which most people of some shifts stand without a bed, and how many, looking at each set of shifts: together they may
 * use their own rooms and all free ones.
 */
export function worstDay(
  people: Float64Array,
  beds: Int32Array,
  dayCount: number,
): { day: number; missing: number }[] {
  const found: { day: number; missing: number }[] = [];
  for (let set = 1; set < 1 << SHIFTS; set++) {
    let [worst, most] = [0, -Infinity];
    for (let day = 0; day < dayCount; day++) {
      let missing = -(beds[FREE * dayCount + day] as number);
      for (let shift = 0; shift < SHIFTS; shift++)
        if (set & (1 << shift))
          missing += (people[shift * dayCount + day] as number) - (beds[shift * dayCount + day] as number);
      if (missing > most) [worst, most] = [day, missing];
    }
    found.push({ day: worst, missing: most });
  }
  return found;
}

/** Days to begin with: those on which most beds are missing, the last one, and days between which alike many come or leave. */
export function firstCheckDays(relaxation: Relaxation, sex: number): CheckDays {
  const { groups, byDay, instance } = relaxation;
  const { firstDay, dayCount } = byDay;
  const places = Array.from({ length: instance.siteCount }, (_, site) => sex * instance.siteCount + site);
  const ofSex = (group: number) => (groups.sex[group] === sex ? (groups.people[group] as number) : 0);
  const worst = worstDay(peopleByShift(relaxation, ofSex), bedsByHolder(relaxation, places), dayCount);
  const comings = new Float64Array(dayCount);
  const leavings = new Float64Array(dayCount);
  for (let group = 0; group < groups.count; group++) {
    const from = Math.min((groups.from[group] as number) - firstDay, dayCount - 1);
    const to = (groups.to[group] as number) - firstDay;
    comings[from] = (comings[from] as number) + ofSex(group);
    if (to < dayCount) leavings[to - 1] = (leavings[to - 1] as number) + ofSex(group);
  }
  return [
    ...new Set([
      ...worst.map(({ day }) => day),
      ...quantiles(comings, [0.01, 0.34, 0.67, 1]),
      ...quantiles(leavings, [0.25, 0.5, 0.75]),
      dayCount - 1,
    ]),
  ].sort((one, other) => one - other);
}

function quantiles(weights: Float64Array, shares: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return [];
  return shares.map((share) => {
    let sum = 0;
    return Math.max(
      0,
      weights.findIndex((weight) => (sum += weight) >= share * total),
    );
  });
}

/** From the first of the days that a range covers to behind the last of them. */
export function coveredDays(days: CheckDays, from: number, to: number): { first: number; last: number } {
  let first = 0;
  while (first < days.length && (days[first] as number) < from) first++;
  let last = first;
  while (last < days.length && (days[last] as number) < to) last++;
  return { first, last };
}
