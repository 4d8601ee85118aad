import type { Day } from '#app/domain/dates.ts';
import { daysBetween } from '#app/domain/dates.ts';
import type { KnownFinding } from './building-risk.ts';
import { riskOf } from './building-risk.ts';
import type { RiskWeights } from './risk-weights.ts';

/** A check that was made, and what it found. */
export interface PastInspection {
  readonly buildingId: string;
  readonly day: Day;
  /** It looked again at what an earlier one had found: nobody chose it by risk, so it isn't judged. */
  readonly isFollowUp: boolean;
  readonly findings: readonly Omit<KnownFinding, 'foundOn'>[];
}

export const visitOrders = ['risk', 'oldest', 'chance'] as const;
export type VisitOrder = (typeof visitOrders)[number];

/** Serious findings (critical and major) found by the first visits of each month, had they been made in this order. */
interface Found {
  readonly visits: number;
  readonly serious: number;
  /** Expected values: of visits that an order doesn't part, any is as likely to come first. */
  readonly found: Readonly<Record<VisitOrder, number>>;
}

export interface BackTest extends Found {
  readonly months: readonly (Found & { readonly month: string })[];
  /** The share of the serious findings found by the first visits; null without any. */
  readonly shares: Readonly<Record<VisitOrder, number>> | null;
}

/** The part of a month's visits that count as the first. */
export const FIRST_VISITS = 0.25;

/**
 * What the figure would have been good for: each month's visits are ordered by what was known before its first day, and
 * the serious findings of the first quarter counted, against the longest unchecked first and against any order. Only
 * visits that were made can be judged. Of the factors only those whose past is kept take part: time, findings, repeats
 * and overdue corrections.
 */
export function backTest(
  history: readonly PastInspection[],
  { openedOn, weights }: { openedOn: (buildingId: string) => Day; weights: RiskWeights },
): BackTest {
  const byDay = [...history].sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0));
  const known = new Map<string, PastInspection[]>();
  // Before the first month nothing was known: it is learnt from alone.
  const [first, ...judged] = [...Map.groupBy(byDay, ({ day }) => day.slice(0, 7))];
  const learn = (inspections: readonly PastInspection[]) => {
    for (const inspection of inspections) {
      const ofBuilding = known.get(inspection.buildingId);
      if (ofBuilding) ofBuilding.push(inspection);
      else known.set(inspection.buildingId, [inspection]);
    }
  };
  learn(first?.[1] ?? []);
  const months = judged.map(([month, inspections]) => {
    const from = `${month}-01`;
    const visits = inspections
      .filter(({ isFollowUp }) => !isFollowUp)
      .map(({ buildingId, findings }) => {
        const past = known.get(buildingId) ?? [];
        const lastInspectedOn = past.at(-1)?.day ?? null;
        const facts = {
          openedOn: openedOn(buildingId),
          lastInspectedOn,
          findings: past.flatMap((inspection) =>
            inspection.findings.map((each) => asKnown(each, inspection.day, from)),
          ),
          reports: 0,
          residents: 0,
          compliantCapacity: 0,
          unmeasuredRooms: 0,
        };
        return {
          serious: findings.filter(({ severity }) => severity !== 'minor').length,
          risk: riskOf(facts, { today: from, weights }).figure,
          oldest: lastInspectedOn === null ? Infinity : daysBetween(lastInspectedOn, from),
          chance: 0,
        };
      });
    learn(inspections);
    return {
      month,
      visits: visits.length,
      serious: visits.reduce((sum, { serious }) => sum + serious, 0),
      found: eachOrder((order) =>
        foundFirst(visits.map((visit) => ({ serious: visit.serious, key: visit[order] }))),
      ),
    };
  });
  const total = (of: (month: Found) => number) => months.reduce((sum, month) => sum + of(month), 0);
  const serious = total((month) => month.serious);
  const found = eachOrder((order) => total((month) => month.found[order]));
  return {
    months,
    visits: total((month) => month.visits),
    serious,
    found,
    shares: serious === 0 ? null : eachOrder((order) => found[order] / serious),
  };
}

const eachOrder = (of: (order: VisitOrder) => number): Record<VisitOrder, number> => ({
  risk: of('risk'),
  oldest: of('oldest'),
  chance: of('chance'),
});

/** A repair that was accepted later wasn't known. */
function asKnown(finding: PastInspection['findings'][number], foundOn: Day, from: Day): KnownFinding {
  const { correctedOn } = finding;
  return {
    ...finding,
    foundOn,
    correctedOn: correctedOn !== null && correctedOn < from ? correctedOn : null,
  };
}

/** Serious findings of the first visits, the greatest key first; of equal keys each has its part in the places left. */
function foundFirst(visits: readonly { readonly serious: number; readonly key: number }[]): number {
  let places = visits.length * FIRST_VISITS;
  let found = 0;
  const groups = [...Map.groupBy(visits, ({ key }) => key)].sort(([one], [other]) => (other > one ? 1 : -1));
  for (const [, equals] of groups) {
    const part = Math.min(1, places / equals.length);
    found += part * equals.reduce((sum, { serious }) => sum + serious, 0);
    places -= part * equals.length;
    if (places <= 0) break;
  }
  return found;
}
