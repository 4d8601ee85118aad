import type { AlikeSeekers } from '#app/domain/allocation/alike.ts';
import type { Compiled } from '#app/domain/allocation/compile.ts';
import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import type { PlanOptions } from '#app/domain/allocation/options.ts';
import type { Blocker, BlockerCode, Refusal } from '#app/domain/allocation/proposal.ts';
import type { Days, Standings } from './bed-patterns.ts';
import { bedPatterns, standing, STANDINGS } from './bed-patterns.ts';

/** A bed is counted with the first of the rules that it breaks. The sex of a room is its building's. */
const rules = [
  'other_sex_building',
  'not_accessible',
  'upper_bed',
  'bed_closed',
  'bed_taken',
  'room_other_shift',
  'room_other_employer',
] as const satisfies readonly BlockerCode[];

export interface Obstacles {
  readonly blockers: readonly Blocker[];
  readonly fewest: Pick<Refusal, 'rules' | 'beds'>;
}

/**
 * How many patterns of beds are looked at for all refusals of a plan. Past it, those who ask other days are told the counts of the
 * nearest days before theirs.
 */
const MOST_WORK = 30_000_000;

/** What keeps classes of alike seekers out of the beds, in the order of the classes asked for. */
export function obstaclesOf(
  occupancy: Occupancy,
  {
    compiled,
    alike,
    classes,
    sharedRooms,
    mostWork = MOST_WORK,
  }: {
    compiled: Pick<Compiled, 'beds'>;
    alike: AlikeSeekers;
    classes: readonly number[];
    sharedRooms: PlanOptions['sharedRooms'];
    mostWork?: number;
  },
): ReadonlyMap<number, Obstacles> {
  const { seekers } = occupancy.instance;
  const found = new Map<number, Obstacles>();
  const asked = classes.map((each) => {
    const seeker = alike.example[each] as number;
    return { each, seeker, from: seekers.from[seeker] as number, to: seekers.to[seeker] as number };
  });
  const byDays = [...Map.groupBy(asked, ({ from, to }) => `${from} ${to}`).values()].sort(
    ([one], [other]) => order(one, other, 'from') || order(one, other, 'to'),
  );
  const ranges = byDays.flatMap(([one]) => one ?? []);
  const patterns = bedPatterns(occupancy, { compiled, ranges });
  const step = Math.max(1, Math.ceil((patterns.count * ranges.length) / mostWork));
  let standings: Standings | undefined;
  for (const [index, group] of byDays.entries()) {
    if (index % step === 0 || !standings) {
      const employers = sharedRooms
        ? []
        : byDays
            .slice(index, index + step)
            .flatMap((each) => each.map(({ seeker }) => seekers.employer[seeker] as number));
      standings = patterns.standingsIn(ranges[index] as Days, new Set(employers));
    }
    for (const { each, seeker } of group) found.set(each, judge(occupancy, standings, seeker, sharedRooms));
  }
  return found;
}

const order = (one: Days | undefined, other: Days | undefined, end: 'from' | 'to') =>
  (one?.[end] ?? 0) - (other?.[end] ?? 0);

/** Sorts all beds by which rules each of them breaks for the seeker. */
function judge(
  { instance: { seekers } }: Occupancy,
  { beds, withOnly }: Standings,
  seeker: number,
  sharedRooms: boolean,
): Obstacles {
  const own = withOnly.get(seekers.employer[seeker] as number);
  const bySet = new Int32Array(1 << rules.length);
  const add = (set: number, count: number) => (bySet[set] = (bySet[set] as number) + count);
  const sex = (seekers.sex[seeker] as number) * standing.women;
  const shift = standing.shift << (seekers.shift[seeker] as number);
  const anyShift = standing.company - standing.shift;
  for (let bits = 0; bits < STANDINGS; bits++) {
    const count = beds[bits] as number;
    if (count === 0) continue;
    const set =
      Number((bits & standing.women) !== sex) |
      (Number(seekers.stepFree[seeker] === 1 && !(bits & standing.accessible)) << 1) |
      (Number(seekers.lowerBed[seeker] === 1 && (bits & standing.upper) !== 0) << 2) |
      (Number((bits & standing.closed) !== 0) << 3) |
      (Number((bits & standing.taken) !== 0) << 4) |
      (Number((bits & anyShift & ~shift) !== 0) << 5);
    const colleagues = own?.[bits] ?? 0;
    if (sharedRooms || !(bits & standing.company)) add(set, count);
    else {
      add(set, colleagues);
      add(set | (1 << 6), count - colleagues);
    }
  }
  return { blockers: blockersOf(bySet), fewest: fewestOf(bySet) };
}

function blockersOf(bySet: Int32Array): Blocker[] {
  return rules.flatMap((code, rule) => {
    const beds = bySet.reduce(
      (sum, count, set) => ((set & ((2 << rule) - 1)) === 1 << rule ? sum + count : sum),
      0,
    );
    return beds > 0 ? [{ code, beds }] : [];
  });
}

/** The smallest set of rules that any bed breaks; of equally small ones that of the most beds, then the one first in order. */
function fewestOf(bySet: Int32Array): Obstacles['fewest'] {
  const size = (set: number) => rules.filter((_, rule) => set & (1 << rule)).length;
  let best = -1;
  for (const [set, count] of bySet.entries()) {
    if (count === 0) continue;
    const isBetter =
      best < 0 || size(set) < size(best) || (size(set) === size(best) && count > (bySet[best] as number));
    if (isBetter) best = set;
  }
  return {
    rules: rules.filter((_, rule) => best >= 0 && best & (1 << rule)),
    beds: best < 0 ? 0 : (bySet[best] as number),
  };
}
