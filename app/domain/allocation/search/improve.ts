import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import type { Objective, PlanOptions } from '#app/domain/allocation/options.ts';
import { shortenCommutes } from './commutes.ts';
import { gatherCrews } from './crews.ts';
import { freeRooms } from './free-rooms.ts';
import { labourScoring } from './labour-scoring.ts';
import { joinLanguages } from './languages.ts';
import type { Budget, Lodging } from './lodging.ts';
import { openLodging } from './lodging.ts';

const passes: Partial<
  Record<Objective, (lodging: Lodging, scoring: ReturnType<typeof labourScoring>, budget: Budget) => void>
> = {
  commute: shortenCommutes,
  crews: gatherCrews,
  free_rooms: freeRooms,
  languages: joinLanguages,
};

/**
 * Makes a plan's occupancy better in commute, crews, free rooms and languages without leaving anybody out or breaking a hard rule: pass
 * after pass over those for whom something is to gain, in the order of the options' ranks, each step kept only where it is better by that
 * order. `spareMetres` is what whole crews may add to the commute. The result depends on its input alone.
 *
 * @returns the steps used, and for each objective by how much it changed, weighted and added where they share a rank
 */
export function improve(
  occupancy: Occupancy,
  options: Pick<PlanOptions, 'objectives' | 'languageCap'>,
  { steps, spareMetres = 0 }: { readonly steps: number; readonly spareMetres?: number },
): { readonly stepsUsed: number; readonly changeByRank: Float64Array } {
  const scoring = labourScoring(occupancy.instance, options, spareMetres);
  const lodging = openLodging(occupancy, scoring);
  const budget = { left: steps };
  for (const { objective } of [...options.objectives].sort((one, other) => one.rank - other.rank))
    if (scoring.rankOf(objective) >= 0) passes[objective]?.(lodging, scoring, budget);
  return { stepsUsed: steps - budget.left, changeByRank: lodging.gained.slice(0, scoring.ranks) };
}
