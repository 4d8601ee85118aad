import { priorityClasses } from '#app/domain/allocation/options.ts';
import type { Instance } from '#app/domain/allocation/instance.ts';
import { SHIFTS } from '#app/domain/allocation/instance.ts';
import { summed } from './bed-prices.ts';
import type { BedPrices } from './bed-prices.ts';
import { bedsByHolder, coveredDays } from './check-days.ts';
import type { CheckDays } from './check-days.ts';
import { FREE } from './beds-by-day.ts';
import type { Relaxation } from './relaxation.ts';

const CLASSES = priorityClasses.length;
/** Steps that better the prices on the true people; each looks at every group once. */
const MOST_STEPS = 80;
/** Near enough: what is left between bound and plan is of no use to know. */
const NEAR = 0.0002;

/**
 * The least metres to work in all of any plan that places as many of each employer and class as this one does: never more
 * than the true least, whatever the prices. `bedOf`: the bed of each seeker, −1 where it has none.
 *
 * Why: write x for who is at a site and shift on a day, L for the beds in rooms that the shift has, F for those in free rooms and y for the
 * share of these that the shift uses: x ≤ L + y, Σ_shift y ≤ F. With prices λ ≥ 0 on the first, any plan costs at least
 * Σ_w (γ + Σ λ) − Σ λ (L + y), and Σ_shift λ y ≤ F max_shift λ, whatever share each shift has.
 */
export function commuteBound(relaxation: Relaxation, bedOf: Int32Array, prices: BedPrices): number {
  const actual = commuteOf(relaxation, bedOf);
  const dual = dualOf(relaxation, bedOf, prices.days);
  const best = { value: -Infinity, metres: prices.metres.map((ofSex) => ofSex.slice()) };
  let metres = prices.metres.map((ofSex) => ofSex.slice());
  let factor = 1;
  let sinceBetter = 0;
  for (let step = 0; step < MOST_STEPS; step++) {
    const { value, slopes } = dual(metres);
    if (value > best.value) {
      best.value = value;
      best.metres = metres.map((ofSex) => ofSex.slice());
      sinceBetter = 0;
    } else if (++sinceBetter >= 4) {
      factor /= 2;
      sinceBetter = 0;
      metres = best.metres.map((ofSex) => ofSex.slice());
      continue;
    }
    if (actual - best.value <= NEAR * actual) break;
    const norm = slopes.reduce((sum, ofSex) => sum + ofSex.reduce((all, slope) => all + slope * slope, 0), 0);
    if (norm === 0) break;
    const length = (factor * (actual - value)) / norm;
    metres = metres.map((ofSex, sex) =>
      ofSex.map((price, at) => Math.max(0, price + length * ((slopes[sex] as Float64Array)[at] as number))),
    );
  }
  return Math.max(0, Math.floor(best.value - Math.abs(best.value) * 1e-12));
}

/** Metres from workplace to site over the placed. */
export function commuteOf({ instance }: Pick<Relaxation, 'instance'>, bedOf: Int32Array): number {
  let sum = 0;
  for (let seeker = 0; seeker < bedOf.length; seeker++)
    if ((bedOf[seeker] as number) >= 0) sum += metresToWork(instance, seeker, bedOf[seeker] as number);
  return sum;
}

/** Metres from a seeker's workplace to the site of a bed. */
export function metresToWork(
  { seekers, requests, rooms, beds, siteCount }: Instance,
  seeker: number,
  bed: number,
): number {
  const site = rooms.site[beds.room[bed] as number] as number;
  return requests.commute[(seekers.request[seeker] as number) * siteCount + site] as number;
}

type Dual = (metres: readonly Float64Array[]) => {
  readonly value: number;
  /** Where the value rises, by sex as the prices are: people above beds. */
  readonly slopes: readonly Float64Array[];
};

function dualOf(relaxation: Relaxation, bedOf: Int32Array, days: readonly CheckDays[]): Dual {
  const { instance, groups, byDay } = relaxation;
  const { siteCount, requests } = instance;
  const range = Array.from({ length: groups.count }, (_, group) =>
    coveredDays(
      days[groups.sex[group] as number] as CheckDays,
      (groups.from[group] as number) - byDay.firstDay,
      (groups.to[group] as number) - byDay.firstDay,
    ),
  );
  const first = Int32Array.from(range, (covered) => covered.first);
  const last = Int32Array.from(range, (covered) => covered.last);
  const beds = Array.from({ length: 2 * siteCount }, (_, place) => bedsByHolder(relaxation, [place]));
  const { whole, parts } = counted(relaxation, bedOf);
  const cheapest = new Float64Array(groups.count);
  const nearest = new Int32Array(groups.count);

  return (metres) => {
    const slopes = metres.map((ofSex) => new Float64Array(ofSex.length));
    let value = 0;
    const sums = metres.map((ofSex, sex) => summed(ofSex, (days[sex] as CheckDays).length));
    for (let group = 0; group < groups.count; group++) {
      const sex = groups.sex[group] as number;
      const breadth = (days[sex] as CheckDays).length + 1;
      const sum = sums[sex] as Float64Array;
      let [least, at] = [Infinity, -1];
      for (let site = 0; site < siteCount; site++) {
        if (groups.suited[group * siteCount + site] === 0) continue;
        const row = (site * SHIFTS + (groups.shift[group] as number)) * breadth;
        const cost =
          (requests.commute[(groups.request[group] as number) * siteCount + site] as number) +
          (sum[row + (last[group] as number)] as number) -
          (sum[row + (first[group] as number)] as number);
        if (cost < least) [least, at] = [cost, site];
      }
      cheapest[group] = least;
      nearest[group] = at;
    }
    const take = (group: number, people: number) => {
      value += people * (cheapest[group] as number);
      const sex = groups.sex[group] as number;
      const slope = slopes[sex] as Float64Array;
      const breadth = (days[sex] as CheckDays).length;
      const row = ((nearest[group] as number) * SHIFTS + (groups.shift[group] as number)) * breadth;
      for (let day = first[group] as number; day < (last[group] as number); day++)
        slope[row + day] = (slope[row + day] as number) + people;
    };
    for (const group of whole) take(group, groups.people[group] as number);
    for (const { placed, among } of parts) {
      let left = placed;
      among.sort((one, other) => (cheapest[one] as number) - (cheapest[other] as number) || one - other);
      for (const group of among) {
        if (left === 0) break;
        const people = Math.min(left, groups.people[group] as number);
        take(group, people);
        left -= people;
      }
    }
    for (const [sex, ofSex] of metres.entries()) {
      const looked = days[sex] as CheckDays;
      const slope = slopes[sex] as Float64Array;
      for (let site = 0; site < siteCount; site++) {
        const offered = beds[sex * siteCount + site] as Int32Array;
        for (const [index, day] of looked.entries()) {
          let [dearest, most] = [0, -1];
          for (let shift = 0; shift < SHIFTS; shift++) {
            const at = (site * SHIFTS + shift) * looked.length + index;
            const own = offered[shift * byDay.dayCount + day] as number;
            value -= (ofSex[at] as number) * own;
            slope[at] = (slope[at] as number) - own;
            if ((ofSex[at] as number) > most) [dearest, most] = [at, ofSex[at] as number];
          }
          const free = offered[FREE * byDay.dayCount + day] as number;
          value -= most * free;
          slope[dearest] = (slope[dearest] as number) - free;
        }
      }
    }
    // At a price of nothing, beds that stay empty pull nowhere.
    for (const [sex, slope] of slopes.entries())
      for (let at = 0; at < slope.length; at++)
        if ((slope[at] as number) < 0 && metres[sex]?.[at] === 0) slope[at] = 0;
    return { value, slopes };
  };
}

/** Groups of whom everybody counts, and employers' classes of whom so many do. */
function counted({ groups }: Relaxation, bedOf: Int32Array) {
  const ofClass = new Map<number, { placed: number; people: number; among: number[] }>();
  const keyOf = (group: number) =>
    (groups.employer[group] as number) * CLASSES + (groups.priorityClass[group] as number);
  for (let group = 0; group < groups.count; group++) {
    const key = keyOf(group);
    let of = ofClass.get(key);
    if (!of) ofClass.set(key, (of = { placed: 0, people: 0, among: [] }));
    of.people += groups.people[group] as number;
    of.among.push(group);
  }
  for (let seeker = 0; seeker < bedOf.length; seeker++) {
    const group = groups.groupOf[seeker] as number;
    if ((bedOf[seeker] as number) < 0 || group < 0) continue;
    const of = ofClass.get(keyOf(group));
    if (of) of.placed++;
  }
  const all = [...ofClass.values()];
  return {
    whole: all.filter(({ placed, people }) => placed === people).flatMap(({ among }) => among),
    parts: all.filter(({ placed, people }) => placed > 0 && placed < people),
  };
}
