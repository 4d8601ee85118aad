import type { NamedInspector } from '#app/data/inspection/inspectors.ts';
import { rankBuildings } from '#app/data/inspection/risk.ts';
import type { Visit } from '#app/data/inspection/schedule.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import type { Day } from '#app/domain/dates.ts';
import { addDays } from '#app/domain/dates.ts';
import { DAYS_BETWEEN_CHECKS, proposeWeek } from '#app/domain/inspection/schedule.ts';
import { riskWeights } from '#app/domain/risk/risk-weights.ts';

/** Buildings that are named because nobody may go there; the rest are counted with them on the page of the risk. */
const LEFT_OUT_NAMED = 10;

/** Visits for what is left of a week's working days: of the riskiest buildings, or of those chosen, without a visit yet. */
export async function proposalFor(
  transaction: ActorTransaction,
  {
    days,
    today,
    buildingIds,
    inspectors,
    visits,
  }: {
    days: readonly Day[];
    today: Day;
    buildingIds: readonly string[] | null;
    inspectors: readonly NamedInspector[];
    visits: readonly Visit[];
  },
) {
  const { buildings } = await rankBuildings(transaction, { today, weights: riskWeights });
  const chosen = buildingIds && new Set(buildingIds);
  const proposal = proposeWeek({
    buildings: buildings.filter(
      ({ buildingId, nextVisitOn, lastInspectedOn }) =>
        nextVisitOn === null && (chosen ? chosen.has(buildingId) : isDue(lastInspectedOn, today)),
    ),
    inspectors,
    days: days.filter((day) => day >= today),
    scheduled: visits.flatMap((visit) =>
      [visit.inspectorId, visit.secondInspectorId].flatMap((inspectorId) =>
        inspectorId === null ? [] : [{ ...visit, inspectorId }],
      ),
    ),
  });
  const nameOf = new Map(inspectors.map(({ accountId, displayName }) => [accountId, displayName]));
  return {
    visits: proposal.visits.map((visit) => ({
      ...visit,
      inspectorName: nameOf.get(visit.inspectorId) ?? '',
    })),
    leftOut: proposal.leftOut.slice(0, LEFT_OUT_NAMED),
    emptyBecause: days.every((day) => day < today)
      ? ('nonePast' as const)
      : inspectors.every(({ siteIds }) => siteIds.length === 0)
        ? ('noneNoInspector' as const)
        : ('noneFull' as const),
  };
}

function isDue(lastInspectedOn: Day | null, today: Day): boolean {
  return lastInspectedOn === null || lastInspectedOn <= addDays(today, -DAYS_BETWEEN_CHECKS);
}
