import type { ProposalMeasures } from './proposal.ts';
import type { Snapshot } from './snapshot.ts';

/** Of how many pairs of a request and a site the way was told by the table of travel times; that of the others is a straight line. */
interface TravelTimesUsed {
  readonly given: number;
  readonly pairs: number;
}

export const travelTimesUsed = ({
  sites,
  requests,
}: Pick<Snapshot, 'sites' | 'requests'>): TravelTimesUsed => ({
  given: requests.reduce(
    (sum, { travelMinutes = {} }) => sum + sites.filter(({ id }) => travelMinutes[id] !== undefined).length,
    0,
  ),
  pairs: sites.length * requests.length,
});

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
  Partial<ProposalMeasures> & { readonly travelTimes?: TravelTimesUsed };

/** The measures of any plan; null is what a plan of the first releases didn't tell. */
export interface PlanMeasures extends Omit<ProposalMeasures, 'gap' | 'mix' | 'firstCome'> {
  readonly gap: number | null;
  readonly mix: ProposalMeasures['mix'] | null;
  readonly firstCome: ProposalMeasures['firstCome'] | null;
  readonly travelTimes: TravelTimesUsed | null;
}

export const measuresFrom = (recorded: RecordedMeasures): PlanMeasures => ({
  byClass: [],
  objectives: [],
  gap: null,
  mix: null,
  firstCome: null,
  travelTimes: null,
  ...recorded,
});

/** How many housed people a plan moves. */
export const movesOf = ({ objectives }: Pick<PlanMeasures, 'objectives'>): number =>
  objectives.find(({ objective }) => objective === 'moves')?.value ?? 0;
