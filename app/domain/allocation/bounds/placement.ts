import { withLinearProgram } from '#app/domain/allocation/linear-program.ts';
import type { LinearProgram } from '#app/domain/allocation/linear-program.ts';
import { priorityClasses } from '#app/domain/allocation/options.ts';
import { SHIFTS } from '#app/domain/allocation/instance.ts';
import { bedsAt, FREE, NEEDS } from './beds-by-day.ts';
import type { CheckDays } from './check-days.ts';
import { bedsByHolder, coveredDays, firstCheckDays, peopleByShift, worstDay } from './check-days.ts';
import type { Relaxation } from './relaxation.ts';

const CLASSES = priorityClasses.length;
/** Sets of needs that hold with each need whatever asks more: those who ask within one find beds within the same only. */
const needSets = [[0, 1, 2, 3], [1, 3], [2, 3], [1, 2, 3], [3]] as const;
/** A solver's sum may fall short of a whole number by this much: rounding down from above it keeps the bound one. */
const ROUNDING = 1e-3;
const MOST_ROUNDS = 4;
const MISSING_AT_LEAST = 0.5;

export interface PlacementBounds {
  /** By class: no plan that does as well in the classes before places more. */
  readonly byClass: readonly number[];
  /** The same by sex, then class: the sexes share no bed. */
  readonly bySex: readonly (readonly number[])[];
  /** By sex: the days that were looked at. */
  readonly days: readonly CheckDays[];
}

/**
 * How many can be placed at most, class after class (README, *Proof*). People are looked at by group, beds by number, on chosen days: more days
 * are looked at as long as some day would have too few beds. Any plan satisfies what is left, so that none places more.
 */
export function placementBounds(relaxation: Relaxation): PlacementBounds {
  const bySex = [0, 1].map((sex) => boundsOfSex(relaxation, sex));
  return {
    byClass: Array.from({ length: CLASSES }, (_, k) =>
      bySex.reduce((sum, { most }) => sum + (most[k] as number), 0),
    ),
    bySex: bySex.map(({ most }) => most),
    days: bySex.map(({ days }) => days),
  };
}

function boundsOfSex(relaxation: Relaxation, sex: number): { most: number[]; days: CheckDays } {
  const { instance, groups, byDay } = relaxation;
  const places = Array.from({ length: instance.siteCount }, (_, site) => sex * instance.siteCount + site);
  const beds = [0, 1, 2].map((needs) => bedsByHolder(relaxation, places, needs));
  let days = firstCheckDays(relaxation, sex);
  for (let round = 1; ; round++) {
    const { most, shares } = mostOn(relaxation, sex, days);
    if (round === MOST_ROUNDS) return { most, days };
    const missing = beds.flatMap((offered, needs) => {
      const present = (group: number) =>
        groups.sex[group] === sex && ((groups.needs[group] as number) & needs) === needs
          ? (shares[group] as number) * (groups.people[group] as number)
          : 0;
      return worstDay(peopleByShift(relaxation, present), offered, byDay.dayCount);
    });
    const more = missing.filter(({ missing: people }) => people > MISSING_AT_LEAST).map(({ day }) => day);
    const next = [...new Set([...days, ...more])].sort((one, other) => one - other);
    if (next.length === days.length) return { most, days };
    days = next;
  }
}

/** Who is alike on the days looked at. */
interface Alike {
  readonly shift: number;
  readonly needs: number;
  readonly priorityClass: number;
  readonly first: number;
  readonly last: number;
  people: number;
  readonly members: number[];
}

/** The most that can be placed with the beds of these days, and the share of each group that is. */
function mostOn(relaxation: Relaxation, sex: number, days: CheckDays) {
  const { groups } = relaxation;
  const alike = alikeOn(relaxation, sex, days);
  const most = new Array<number>(CLASSES).fill(0);
  const shares = new Float64Array(groups.count);
  for (const { priorityClass, people } of alike)
    most[priorityClass] = (most[priorityClass] as number) + people;
  const total = most.reduce((sum, people) => sum + people, 0);
  const placed = withLinearProgram('maximize', (program) => {
    const columns = alike.map(({ people }) => program.addColumn(1, 0, people));
    addBeds(program, relaxation, { sex, days, alike, columns });
    const all = program.solve();
    if (all.objective >= total - ROUNDING) return all.columns;
    const ofClass = most.map(() => program.addRow(0, Infinity));
    alike.forEach(({ priorityClass }, index) =>
      program.setEntry(ofClass[priorityClass] as number, columns[index] as number, 1),
    );
    let best = all.columns;
    for (let k = 0; k < CLASSES; k++) {
      if (most[k] === 0) continue;
      alike.forEach(({ priorityClass }, index) =>
        program.setCost(columns[index] as number, Number(priorityClass === k)),
      );
      const solved = program.solve();
      if (solved.status !== 'optimal') break;
      most[k] = Math.min(most[k] as number, Math.floor(solved.objective + ROUNDING));
      program.setRow(
        ofClass[k] as number,
        Math.min(most[k] as number, solved.objective - ROUNDING),
        Infinity,
      );
      best = solved.columns;
    }
    return best;
  });
  alike.forEach(({ people, members }, index) => {
    for (const group of members) shares[group] = (placed[index] as number) / people;
  });
  return { most, shares };
}

function alikeOn({ groups, byDay: { firstDay } }: Relaxation, sex: number, days: CheckDays): Alike[] {
  const found = new Map<number, Alike>();
  for (let group = 0; group < groups.count; group++) {
    if (groups.sex[group] !== sex) continue;
    const { first, last } = coveredDays(
      days,
      (groups.from[group] as number) - firstDay,
      (groups.to[group] as number) - firstDay,
    );
    const [shift, needs] = [groups.shift[group] as number, groups.needs[group] as number];
    const priorityClass = groups.priorityClass[group] as number;
    const breadth = days.length + 1;
    const key = (((shift * NEEDS + needs) * CLASSES + priorityClass) * breadth + first) * breadth + last;
    let of = found.get(key);
    if (!of) found.set(key, (of = { shift, needs, priorityClass, first, last, people: 0, members: [] }));
    of.people += groups.people[group] as number;
    of.members.push(group);
  }
  return [...found.values()];
}

/**
 * On each day, those of a shift who need what a set of needs asks are no more than the beds that offer it in rooms of their
 * shift and in the share of the free rooms that the shift is given.
 */
function addBeds(
  program: LinearProgram,
  { instance, mostMoves, byDay: { beds, dayCount } }: Relaxation,
  {
    sex,
    days,
    alike,
    columns,
  }: { sex: number; days: CheckDays; alike: readonly Alike[]; columns: readonly number[] },
): void {
  const bedsOn = (day: number, offer: number, holder: number) => {
    let sum = 0;
    for (let site = 0; site < instance.siteCount; site++)
      sum += beds[bedsAt(sex * instance.siteCount + site, offer, holder, dayCount) + day] as number;
    return sum;
  };
  for (const [index, day] of days.entries()) {
    const there = alike.flatMap((each, at) =>
      each.first <= index && index < each.last ? [{ ...each, column: columns[at] as number }] : [],
    );
    const shared = Array.from({ length: NEEDS }, (_, offer) => {
      const all = program.addRow(-Infinity, bedsOn(day, offer, FREE));
      return Array.from({ length: SHIFTS }, () => {
        const share = program.addColumn(0);
        program.setEntry(all, share, 1);
        return share;
      });
    });
    for (let shift = 0; shift < SHIFTS; shift++)
      for (const needs of needSets) {
        const asking = there.filter(
          (each) => each.shift === shift && needs.some((need) => need === each.needs),
        );
        if (asking.length === 0) continue;
        // Each move may give a better bed to one who needs it, but no bed more.
        const moved = needs.length === NEEDS ? 0 : mostMoves;
        const own = needs.reduce((sum, offer) => sum + bedsOn(day, offer, shift), moved);
        const row = program.addRow(-Infinity, own);
        for (const { column } of asking) program.setEntry(row, column, 1);
        for (const offer of needs) program.setEntry(row, (shared[offer] as number[])[shift] as number, -1);
      }
  }
}
