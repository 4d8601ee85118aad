import type { Instance } from '#app/domain/allocation/instance.ts';
import { FOREVER, shiftOfKind } from '#app/domain/allocation/instance.ts';
import type { Parties } from './parties.ts';
import { sizeOf } from './parties.ts';

/** What a bed at a site is worth beyond the way to it, in metres; 0 where beds are plenty. */
export type PriceAt = (seeker: number, site: number) => number;

/** Sites of a request or seeker in the order in which it wants them: the way to work and the price, then the index. */
export function sitesByCost({ requests, seekers, siteCount }: Instance, priceAt: PriceAt, seeker: number) {
  const request = seekers.request[seeker] as number;
  const costs = Array.from(
    { length: siteCount },
    (_, site) => (requests.commute[request * siteCount + site] as number) + priceAt(seeker, site),
  );
  const order = costs.map((_, site) => site);
  order.sort((one, other) => (costs[one] as number) - (costs[other] as number) || one - other);
  return { order, costs };
}

/**
 * A site for every party, as if beds were counted and rooms had no walls: class by class (`inClasses`), whoever loses most by the second
 * best site first. −1: no site has that many beds left on all of its days. A party too large for any site is −1 too, and is
 * placed one by one afterwards.
 */
export function chooseSites(
  instance: Instance,
  parties: Parties,
  { priceAt, inClasses }: { readonly priceAt: PriceAt; readonly inClasses: boolean },
): Int32Array {
  const { seekers, siteCount } = instance;
  const beds = countBeds(instance);
  const chosen = new Int32Array(parties.count).fill(-1);
  const wanted = Array.from({ length: parties.count }, (_, party) =>
    sitesByCost(instance, priceAt, parties.member[parties.firstMember[party] as number] as number),
  );
  const regret = Float64Array.from(wanted, ({ order, costs }) =>
    siteCount < 2 ? 0 : (costs[order[1] as number] as number) - (costs[order[0] as number] as number),
  );
  const classOf = (party: number) =>
    seekers.priorityClass[parties.member[parties.firstMember[party] as number] as number] as number;
  const turns = Int32Array.from({ length: parties.count }, (_, party) => party).sort(
    (one, other) =>
      (inClasses ? classOf(one) - classOf(other) : 0) ||
      (regret[other] as number) - (regret[one] as number) ||
      one - other,
  );
  for (const party of turns) {
    const seeker = parties.member[parties.firstMember[party] as number] as number;
    const size = sizeOf(parties, party);
    for (const site of wanted[party]?.order ?? []) {
      if (!beds.take(site, seeker, size)) continue;
      chosen[party] = site;
      break;
    }
  }
  return chosen;
}

const MOST_CHECK_DAYS = 16;

/** Beds by site, sex and shift on chosen days: those in rooms of the shift, and those in rooms that any shift may open. */
function countBeds({ day, rooms, beds, locks, seekers, siteCount }: Instance) {
  const days = checkDays({ day, seekers });
  const shifts = 1 + seekers.shift.reduce((most, shift) => Math.max(most, shift), 0);
  const cell = (site: number, sex: number) => (site * 2 + sex) * days.length;
  const open = new Int32Array(siteCount * 2 * days.length);
  const own = Array.from({ length: shifts }, () => new Int32Array(open.length));
  for (let room = 0; room < rooms.count; room++) {
    const at = cell(rooms.site[room] as number, rooms.sex[room] as number);
    for (const [index, date] of days.entries()) {
      let shift = -1;
      const lastLock = rooms.firstLock[room + 1] as number;
      for (let lock = rooms.firstLock[room] as number; lock < lastLock; lock++)
        if ((locks.from[lock] as number) <= date && date < (locks.to[lock] as number))
          shift = shiftOfKind(locks.kind[lock] as number);
      const counted = shift < 0 ? open : own[shift];
      if (!counted) continue;
      const lastWindow = beds.firstWindow[rooms.firstBed[room + 1] as number] as number;
      for (
        let window = beds.firstWindow[rooms.firstBed[room] as number] as number;
        window < lastWindow;
        window++
      )
        if ((beds.windowFrom[window] as number) <= date && date < (beds.windowTo[window] as number))
          counted[at + index] = (counted[at + index] as number) + 1;
    }
  }
  return {
    /** Takes so many beds for people like the seeker, or none where there are not as many on each of its days. */
    take(site: number, seeker: number, size: number): boolean {
      const at = cell(site, seekers.sex[seeker] as number);
      const mine = own[seekers.shift[seeker] as number];
      const [from, to] = [seekers.from[seeker] as number, seekers.to[seeker] as number];
      const isCounted = (date: number) => from <= date && date < to;
      for (const [index, date] of days.entries())
        if (isCounted(date) && Math.max(0, mine?.[at + index] ?? 0) + (open[at + index] as number) < size)
          return false;
      for (const [index, date] of days.entries()) {
        if (!isCounted(date) || !mine) continue;
        const left = mine[at + index] as number;
        const ofOwn = Math.min(size, left);
        mine[at + index] = left - ofOwn;
        open[at + index] = (open[at + index] as number) - (size - ofOwn);
      }
      return true;
    },
  };
}

/** Days spread evenly over those on which stays begin, and the day before the last one ends: demand turns on these. */
function checkDays({ day, seekers }: Pick<Instance, 'day' | 'seekers'>): number[] {
  const starts = Int32Array.from(seekers.from).sort();
  const ends = seekers.to.filter((end) => end < FOREVER).sort();
  const days = new Set<number>();
  for (let step = 0; step < MOST_CHECK_DAYS; step++) {
    const share = step / (MOST_CHECK_DAYS - 1);
    const start = starts[Math.floor(share * (starts.length - 1))];
    if (start !== undefined) days.add(Math.max(day, start));
    const end = ends[Math.floor(share * (ends.length - 1))];
    if (end !== undefined) days.add(end - 1);
  }
  return [...days].sort((one, other) => one - other);
}
