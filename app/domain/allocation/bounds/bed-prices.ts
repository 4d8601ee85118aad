import { withLinearProgram } from '#app/domain/allocation/linear-program.ts';
import { SHIFTS } from '#app/domain/allocation/instance.ts';
import { bedsAt, FREE, NEEDS } from './beds-by-day.ts';
import type { CheckDays } from './check-days.ts';
import { bedsByHolder, coveredDays, peopleByShift, worstDay } from './check-days.ts';
import type { PlacementBounds } from './placement.ts';
import type { Relaxation } from './relaxation.ts';

/** What a day in a bed is worth: metres that somebody else would have to go further for want of it. */
export interface BedPrices {
  /** By sex: the days that have a price, indices of `BedsByDay`. */
  readonly days: readonly CheckDays[];
  /** By sex, then site, shift and day: `(site × SHIFTS + shift) × days + day`; none below 0. */
  readonly metres: readonly Float64Array[];
}

/** Groups of one sex that the linear program can take without growing slow. */
const MOST_ZONES = 1500;
const METRES_PER_KILOMETRE = 1000;
/** Kilometres that being left out counts as: further than any way in the country, so that it is the last resort. */
const LEFT_OUT = 1000;
const MOST_ROUNDS = 3;
/** The part of the beds of a site and sex that a day may want before it is looked at too. */
const MISSING_SHARE = 0.002;

/** Prices from a linear program over people who live in one zone, work in one shift and stay on the same of the days looked at. */
export function bedPrices(relaxation: Relaxation, placement: PlacementBounds): BedPrices {
  const found = [0, 1].map((sex) => pricesOfSex(relaxation, sex, placement));
  return { days: found.map(({ days }) => days), metres: found.map(({ metres }) => metres) };
}

function pricesOfSex(relaxation: Relaxation, sex: number, placement: PlacementBounds) {
  const { instance, groups, byDay } = relaxation;
  const { siteCount } = instance;
  const beds = Array.from({ length: siteCount }, (_, site) =>
    bedsByHolder(relaxation, [sex * siteCount + site]),
  );
  let days = placement.days[sex] as CheckDays;
  for (let round = 1; ; round++) {
    const zones = zonesOf(relaxation, sex, days, placement);
    const { metres, shares } = solve(relaxation, { sex, days, zones, placement });
    if (round === MOST_ROUNDS) return { days, metres };
    const more = beds.flatMap((offered, site) => {
      const present = (group: number) => {
        const zone = zones.zoneOf[group] as number;
        return zone < 0 ? 0 : (shares[zone * siteCount + site] as number) * (groups.people[group] as number);
      };
      const most = offered.reduce((sum, each) => Math.max(sum, each), 0);
      return worstDay(peopleByShift(relaxation, present), offered, byDay.dayCount)
        .filter(({ missing }) => missing > MISSING_SHARE * most + 1)
        .map(({ day }) => day);
    });
    const next = [...new Set([...days, ...more])].sort((one, other) => one - other);
    if (next.length === days.length) return { days, metres };
    days = next;
  }
}

interface Zone {
  readonly shift: number;
  /** The class where not all of it can be placed, else −1. */
  readonly partClass: number;
  readonly first: number;
  readonly last: number;
  people: number;
  /** Kilometres to each site, summed over people. */
  readonly kilometres: Float64Array;
  readonly suited: Uint8Array;
}

/** Zones are as fine as their number allows: those whose ways to all sites, in steps of some kilometres, are equal. */
function zonesOf(
  relaxation: Relaxation,
  sex: number,
  days: CheckDays,
  placement: PlacementBounds,
): { readonly zones: readonly Zone[]; readonly zoneOf: Int32Array } {
  const { instance, groups, byDay } = relaxation;
  const { siteCount, requests } = instance;
  const asked = askedByClass(relaxation, sex);
  const isPart = asked.map((people, k) => people > (placement.bySex[sex]?.[k] ?? 0));
  for (let step = METRES_PER_KILOMETRE; ; step *= 1.5) {
    const found = new Map<string, number>();
    const zones: Zone[] = [];
    const zoneOf = new Int32Array(groups.count).fill(-1);
    for (let group = 0; group < groups.count && zones.length <= MOST_ZONES; group++) {
      if (groups.sex[group] !== sex) continue;
      const { first, last } = coveredDays(
        days,
        (groups.from[group] as number) - byDay.firstDay,
        (groups.to[group] as number) - byDay.firstDay,
      );
      const k = groups.priorityClass[group] as number;
      const partClass = isPart[k] ? k : -1;
      const shift = groups.shift[group] as number;
      let key = `${shift} ${partClass} ${first} ${last}`;
      const way = (groups.request[group] as number) * siteCount;
      for (let site = 0; site < siteCount; site++)
        key += ` ${Math.round((requests.commute[way + site] as number) / step)}`;
      let zone = found.get(key);
      if (zone === undefined) {
        zone = zones.length;
        found.set(key, zone);
        zones.push({
          ...{ shift, partClass, first, last, people: 0 },
          kilometres: new Float64Array(siteCount),
          suited: new Uint8Array(siteCount),
        });
      }
      zoneOf[group] = zone;
      const of = zones[zone] as Zone;
      const people = groups.people[group] as number;
      of.people += people;
      for (let site = 0; site < siteCount; site++) {
        of.kilometres[site] =
          (of.kilometres[site] as number) +
          (people * (requests.commute[way + site] as number)) / METRES_PER_KILOMETRE;
        if (groups.suited[group * siteCount + site] === 1) of.suited[site] = 1;
      }
    }
    if (zones.length <= MOST_ZONES) return { zones, zoneOf };
  }
}

function askedByClass({ groups }: Relaxation, sex: number): number[] {
  const asked = [0, 0, 0, 0, 0];
  for (let group = 0; group < groups.count; group++)
    if (groups.sex[group] === sex) {
      const k = groups.priorityClass[group] as number;
      asked[k] = (asked[k] as number) + (groups.people[group] as number);
    }
  return asked;
}

/** Prices, and the share of each zone that goes to each site. */
function solve(
  relaxation: Relaxation,
  {
    sex,
    days,
    zones: { zones },
    placement,
  }: {
    sex: number;
    days: CheckDays;
    zones: { readonly zones: readonly Zone[] };
    placement: PlacementBounds;
  },
) {
  const { instance, byDay } = relaxation;
  const { siteCount } = instance;
  const asked = askedByClass(relaxation, sex);
  const bedsOn = (site: number, holder: number, day: number) => {
    let sum = 0;
    for (let offer = 0; offer < NEEDS; offer++)
      sum += byDay.beds[bedsAt(sex * siteCount + site, offer, holder, byDay.dayCount) + day] as number;
    return sum;
  };
  return withLinearProgram('minimize', (program) => {
    const rows = new Int32Array(siteCount * SHIFTS * days.length);
    for (let site = 0; site < siteCount; site++)
      for (const [index, day] of days.entries()) {
        const free = program.addRow(-Infinity, bedsOn(site, FREE, day));
        for (let shift = 0; shift < SHIFTS; shift++) {
          const row = program.addRow(-Infinity, bedsOn(site, shift, day));
          rows[(site * SHIFTS + shift) * days.length + index] = row;
          const share = program.addColumn(0);
          program.setEntry(row, share, -1);
          program.setEntry(free, share, 1);
        }
      }
    const leftOut = asked.map((people, k) =>
      program.addRow(-Infinity, people - (placement.bySex[sex]?.[k] ?? 0)),
    );
    const columns = new Int32Array(zones.length * siteCount).fill(-1);
    for (const [zone, { shift, partClass, first, last, people, kilometres, suited }] of zones.entries()) {
      const all = program.addRow(people, people);
      for (let site = 0; site < siteCount; site++) {
        if (suited[site] === 0) continue;
        const column = program.addColumn((kilometres[site] as number) / people);
        columns[zone * siteCount + site] = column;
        program.setEntry(all, column, 1);
        for (let day = first; day < last; day++)
          program.setEntry(rows[(site * SHIFTS + shift) * days.length + day] as number, column, 1);
      }
      program.setEntry(all, program.addColumn(LEFT_OUT), 1);
      if (partClass < 0) continue;
      const out = program.addColumn(0);
      program.setEntry(all, out, 1);
      program.setEntry(leftOut[partClass] as number, out, 1);
    }
    const solved = program.solve();
    const metres = Float64Array.from(rows, (row) =>
      Math.max(0, -(solved.rowDuals[row] ?? 0) * METRES_PER_KILOMETRE),
    );
    const shares = Float64Array.from(columns, (column, at) =>
      column < 0 ? 0 : (solved.columns[column] ?? 0) / (zones[Math.floor(at / siteCount)] as Zone).people,
    );
    return { metres, shares };
  });
}

/** Sums from the first day on, so that the price of a stay is one difference: by site and shift, `days + 1` each. */
export function summed(metres: Float64Array, days: number): Float64Array {
  const sums = new Float64Array(days === 0 ? 0 : (metres.length / days) * (days + 1));
  for (let row = 0; row * days < metres.length; row++)
    for (let day = 0; day < days; day++)
      sums[row * (days + 1) + day + 1] =
        (sums[row * (days + 1) + day] as number) + (metres[row * days + day] as number);
  return sums;
}

/** The price in metres of a bed at a site for a seeker's whole stay. */
export function priceList(
  { instance, byDay }: Relaxation,
  { days, metres }: BedPrices,
): (seeker: number, site: number) => number {
  const { seekers } = instance;
  const sums = days.map((ofSex, sex) => summed(metres[sex] as Float64Array, ofSex.length));
  return (seeker, site) => {
    const sex = seekers.sex[seeker] as number;
    const ofSex = days[sex] as CheckDays;
    const { first, last } = coveredDays(
      ofSex,
      (seekers.from[seeker] as number) - byDay.firstDay,
      (seekers.to[seeker] as number) - byDay.firstDay,
    );
    const row = (site * SHIFTS + (seekers.shift[seeker] as number)) * (ofSex.length + 1);
    const sum = sums[sex] as Float64Array;
    return (sum[row + last] as number) - (sum[row + first] as number);
  };
}
