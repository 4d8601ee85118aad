import type { ProposalMeasures } from './proposal.ts';

/** What a plan recorded of itself: plans of the first releases prove nothing, and compare with nothing. */
export type RecordedMeasures = Pick<
  ProposalMeasures,
  | 'placed'
  | 'unplaced'
  | 'meanDistanceMetres'
  | 'crewsInOneRoom'
  | 'crewsInOneBuilding'
  | 'crewsInOneSite'
  | 'crewsSplit'
> &
  Partial<ProposalMeasures>;

/** The measures of any plan; null is what a plan of the first releases didn't tell. */
export interface PlanMeasures extends Omit<ProposalMeasures, 'gap' | 'mix' | 'firstCome'> {
  readonly gap: number | null;
  readonly mix: ProposalMeasures['mix'] | null;
  readonly firstCome: ProposalMeasures['firstCome'] | null;
}

export const measuresFrom = (recorded: RecordedMeasures): PlanMeasures => ({
  byClass: [],
  objectives: [],
  gap: null,
  mix: null,
  firstCome: null,
  ...recorded,
});
