import type { Day } from '#app/domain/dates.ts';
import { daysBetween } from '#app/domain/dates.ts';
import type { Severity } from '#app/domain/standards/criterion.ts';
import type { RiskFactor, RiskWeights } from './risk-weights.ts';
import { riskFactors } from './risk-weights.ts';

/** A finding as it is known on the day of the figure. */
export interface KnownFinding {
  readonly criterionKey: string;
  readonly severity: Severity;
  readonly foundOn: Day;
  /** By when it is to be put right; null where nothing was ordered. */
  readonly dueOn: Day | null;
  /** When its repair was accepted; null while it is open. */
  readonly correctedOn: Day | null;
}

/** All that the figure of a building rests on. */
export interface RiskFacts {
  readonly openedOn: Day;
  readonly lastInspectedOn: Day | null;
  readonly findings: readonly KnownFinding[];
  /** Residents' reports of the last months (`RiskWeights.reportDays`). */
  readonly reports: number;
  readonly residents: number;
  readonly compliantCapacity: number;
  /** Rooms whose capacity nobody can tell, since something isn't measured. */
  readonly unmeasuredRooms: number;
}

/** What the points of each factor rest on, for the words. */
interface RiskNumbers {
  readonly days_since_check: { readonly days: number };
  readonly never_inspected: Readonly<Record<never, never>>;
  readonly findings: Readonly<Record<Severity, number>>;
  /** The criteria that failed at more than one check. */
  readonly repeats: { readonly criterionKeys: readonly string[] };
  readonly reports: { readonly reports: number };
  readonly overdue: { readonly actions: number; readonly longestDays: number };
  readonly crowding: { readonly residents: number; readonly compliantCapacity: number };
  readonly unmeasured: { readonly rooms: number };
}

type RiskReason = {
  [Factor in RiskFactor]: {
    readonly factor: Factor;
    /** Rounded to tenths. */
    readonly points: number;
    readonly numbers: RiskNumbers[Factor];
  };
}[RiskFactor];

export interface BuildingRisk {
  /** From 0 to 100, the sum of the reasons' points. */
  readonly figure: number;
  /** The weightiest first; those without points are left out. */
  readonly reasons: readonly RiskReason[];
}

/**
 * The risk of a building on a day, with its reasons. Waiting never lowers it: findings fade by the checks that came after
 * them, not by time in which nobody looked.
 */
export function riskOf(
  facts: RiskFacts,
  { today, weights }: { today: Day; weights: RiskWeights },
): BuildingRisk {
  const amounts = amountsOf(facts, today, weights);
  const reasons = riskFactors
    .map((factor) => {
      const { amount, numbers } = amounts[factor];
      const { most, halfAt } = weights.factors[factor];
      return {
        factor,
        points: amount > 0 ? tenths((most * amount) / (amount + halfAt)) : 0,
        numbers,
      } as RiskReason;
    })
    .filter(({ points }) => points > 0)
    .sort((one, other) => other.points - one.points);
  return { figure: tenths(reasons.reduce((sum, { points }) => sum + points, 0)), reasons };
}

type Amounts = {
  readonly [Factor in RiskFactor]: { readonly amount: number; readonly numbers: RiskNumbers[Factor] };
};

function amountsOf(facts: RiskFacts, today: Day, weights: RiskWeights): Amounts {
  const { findings, lastInspectedOn, residents, compliantCapacity } = facts;
  const days = Math.max(0, daysBetween(lastInspectedOn ?? facts.openedOn, today));
  const counts = ({ severity, foundOn, correctedOn }: KnownFinding) => {
    const fading = lastInspectedOn === null ? 0 : Math.max(0, daysBetween(foundOn, lastInspectedOn));
    const left = correctedOn === null ? 1 : weights.correctedCounts;
    return weights.severity[severity] * left * 0.5 ** (fading / weights.findingsHalveInDays);
  };
  const repeats = repeatsAmong(findings);
  const overdue = findings.flatMap(({ severity, dueOn, correctedOn }) =>
    correctedOn === null && dueOn !== null && dueOn < today
      ? [{ severity, days: daysBetween(dueOn, today) }]
      : [],
  );
  const ofSeverity = (wanted: Severity) => findings.filter(({ severity }) => severity === wanted).length;
  return {
    days_since_check: { amount: days, numbers: { days } },
    never_inspected: { amount: lastInspectedOn === null ? 1 : 0, numbers: {} },
    findings: {
      amount: sum(findings.map(counts)),
      numbers: { critical: ofSeverity('critical'), major: ofSeverity('major'), minor: ofSeverity('minor') },
    },
    repeats: {
      amount: sum(repeats.map(counts)),
      numbers: { criterionKeys: [...new Set(repeats.map(({ criterionKey }) => criterionKey))].sort() },
    },
    reports: { amount: facts.reports, numbers: { reports: facts.reports } },
    overdue: {
      amount: sum(
        overdue.map(
          (each) => weights.severity[each.severity] * (1 + each.days / weights.overdueDoublesInDays),
        ),
      ),
      numbers: { actions: overdue.length, longestDays: Math.max(0, ...overdue.map((each) => each.days)) },
    },
    crowding: {
      amount: Math.max(0, residents - weights.crowdedAbove * compliantCapacity),
      numbers: { residents, compliantCapacity },
    },
    unmeasured: { amount: facts.unmeasuredRooms, numbers: { rooms: facts.unmeasuredRooms } },
  };
}

/** The findings of criteria that had failed in the building at an earlier check. */
function repeatsAmong(findings: readonly KnownFinding[]): KnownFinding[] {
  const firstFound = new Map<string, Day>();
  for (const { criterionKey, foundOn } of findings) {
    const first = firstFound.get(criterionKey);
    if (first === undefined || foundOn < first) firstFound.set(criterionKey, foundOn);
  }
  return findings.filter(({ criterionKey, foundOn }) => foundOn > (firstFound.get(criterionKey) ?? foundOn));
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
const tenths = (points: number) => Math.round(points * 10) / 10;
