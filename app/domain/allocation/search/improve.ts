import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import type { Objective } from '#app/domain/allocation/options.ts';
import { shortenCommutes } from './commutes.ts';
import { gatherCrews } from './crews.ts';
import { freeRooms } from './free-rooms.ts';
import type { ScoredOptions, ScoringLimits } from './labour-scoring.ts';
import { labourScoring } from './labour-scoring.ts';
import { joinLanguages } from './languages.ts';
import type { Budget, Lodging } from './lodging.ts';
import { openLodging } from './lodging.ts';

type Pass = (lodging: Lodging, scoring: ReturnType<typeof labourScoring>, budget: Budget) => void;
type Passes = Partial<Record<Objective, Pass>>;

/** For which people may change sites. */
export const acrossSites: Passes = { commute: shortenCommutes, crews: gatherCrews };
/** What is every site's own matter. */
export const withinSites: Passes = { free_rooms: freeRooms, languages: joinLanguages };

/**
 * Makes a plan's occupancy better without leaving anybody out or breaking a hard rule: pass after pass over those for whom something is
 * to gain, in the order of the options' ranks, each step kept only where it is better by that order. `spareMetres` is what whole crews may
 * add to the commute, `oneLanguageLimit` what the wish to talk keeps to (`labourScoring`). The result depends on its input alone.
 *
 * @returns the steps used, and for each objective by how much it changed, weighted and added where they share a rank
 */
export function improve(
  occupancy: Occupancy,
  passes: Passes,
  options: ScoredOptions,
  { steps, ...limits }: { readonly steps: number } & ScoringLimits,
): { readonly stepsUsed: number; readonly changeByRank: Float64Array } {
  const scoring = labourScoring(occupancy.instance, options, limits);
  const lodging = openLodging(occupancy, scoring);
  const budget = { left: steps };
  for (const { objective } of [...options.objectives].sort((one, other) => one.rank - other.rank))
    if (scoring.rankOf(objective) >= 0) passes[objective]?.(lodging, scoring, budget);
  return { stepsUsed: steps - budget.left, changeByRank: lodging.gained.slice(0, scoring.ranks) };
}
