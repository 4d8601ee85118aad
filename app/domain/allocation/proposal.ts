import type { Day, DayRange } from '#app/domain/dates.ts';
import type {
  AssignmentId,
  BedId,
  EmployerId,
  PlacementRequestId,
  SiteId,
  WorkerId,
} from '#app/domain/identity/ids.ts';
import type { Sex, Shift } from '#app/domain/placement/people.ts';
import type { Objective, PriorityClass } from './options.ts';

/** What the allocator answers: for every worker of every request either a bed with reasons, or what stood in the way. */
export interface Proposal {
  readonly placements: readonly ProposedPlacement[];
  readonly moves: readonly ProposedMove[];
  readonly unplaced: readonly UnplacedWorker[];
  /** Every request of the plan once, in the order in which they are served. */
  readonly requests: readonly RequestOutlook[];
  /** Every employer of the plan once, by identifier. */
  readonly employers: readonly EmployerShare[];
  readonly measures: ProposalMeasures;
}

export interface ProposedPlacement extends DayRange {
  readonly workerId: WorkerId;
  readonly requestId: PlacementRequestId;
  readonly bedId: BedId;
  readonly siteId: SiteId;
  /** Alike workers share one array: whoever writes it down may do so once. */
  readonly reasons: readonly PlacementReason[];
}

/** A housed worker who goes to another bed of the same site, so that others find room. */
export interface ProposedMove extends DayRange {
  readonly assignmentId: AssignmentId;
  readonly workerId: WorkerId;
  readonly fromBedId: BedId;
  /** Lived in from `from`, the day of the move, to the stay's own end. */
  readonly bedId: BedId;
  readonly siteId: SiteId;
}

/** Each reason is a code with its details; the screens hold its words in both languages. */
export type PlacementReason =
  /** Metres from the workplace; `rank` 1 is the nearest site that has any bed at all for this worker's sex. */
  | { readonly code: 'near_workplace'; readonly distanceMetres: number; readonly rank: number }
  | { readonly code: 'nearer_site_full'; readonly siteId: SiteId }
  | {
      readonly code: 'with_crew';
      readonly crew: string;
      readonly share: 'room' | 'floor' | 'building' | 'site';
    }
  | { readonly code: 'with_employer'; readonly roommates: number }
  | { readonly code: 'shares_language' }
  | { readonly code: 'accessible_room' }
  | { readonly code: 'lower_bed' }
  /** One of the two next best sites, and what it would have cost. */
  | ({ readonly code: 'alternative' } & Alternative);

export interface Alternative {
  readonly siteId: SiteId;
  /** Metres that the way to work would be longer; negative where it would be shorter. */
  readonly extraMetres: number;
  /**
   * `free`: beds that suit are left there. `full`: somebody placed there would have to go, whose own next best way is
   * longer by `displacedMetres` (the price of a bed there, from the bound's linear program; 0 where none is known).
   * `unsuitable`: no bed there ever suits.
   */
  readonly state: 'free' | 'full' | 'unsuitable';
  readonly displacedMetres: number;
}

export interface UnplacedWorker {
  readonly workerId: WorkerId;
  readonly requestId: PlacementRequestId;
  /** How many beds fell to each hard rule, counted in this order, so that the counts add up to all beds. */
  readonly blockers: readonly Blocker[];
  /** What stands in the way and what would help; null for who is housed already or was set aside. */
  readonly refusal: Refusal | null;
}

/** Alike workers share one. */
export interface Refusal {
  /** The fewest rules that would have to give way for one bed, and how many beds that holds for. */
  readonly rules: readonly BlockerCode[];
  readonly beds: number;
  /** What would place all alike workers of the plan who have no bed, near most of their workplaces. */
  readonly wanted: WantedBeds;
}

/** “12 men's night-shift beds in Mutla from 1 March”. */
export interface WantedBeds extends DayRange {
  readonly beds: number;
  readonly siteId: SiteId;
  readonly sex: Sex;
  readonly shift: Shift;
  readonly stepFree: boolean;
  readonly lowerBed: boolean;
}

export type BlockerCode =
  /** The worker already has a bed on some of these days. */
  | 'already_housed'
  /** The request contradicts itself, and was set aside. */
  | 'contradictory_request'
  | 'other_sex_building'
  | 'not_accessible'
  | 'upper_bed'
  | 'bed_closed'
  | 'bed_taken'
  | 'room_other_sex'
  | 'room_other_shift'
  | 'room_other_employer';

export interface Blocker {
  readonly code: BlockerCode;
  /** Beds that this rule ruled out (for `already_housed` and `contradictory_request`: all beds). */
  readonly beds: number;
}

export interface RequestOutlook {
  readonly requestId: PlacementRequestId;
  /** 1 is served first: by class, then by waiting. */
  readonly position: number;
  readonly priorityClass: PriorityClass;
  readonly asked: number;
  readonly placed: number;
  /** The first day on which beds are free for all who are left, were nothing else asked; null: none is known. */
  readonly expectedFrom: Day | null;
}

export interface EmployerShare {
  readonly employerId: EmployerId;
  readonly asked: number;
  readonly placed: number;
  /** Had requests been served in the order in which they came. */
  readonly firstComePlaced: number;
}

export interface ProposalMeasures {
  readonly placed: number;
  readonly unplaced: number;
  /** Mean metres from workplace to site over the placed. */
  readonly meanDistanceMetres: number;
  /** Crews of two or more that got beds in one room, one building, one site; and those that were split over sites. */
  readonly crewsInOneRoom: number;
  readonly crewsInOneBuilding: number;
  readonly crewsInOneSite: number;
  readonly crewsSplit: number;
  readonly byClass: readonly ClassPlacement[];
  readonly objectives: readonly ObjectiveValue[];
  /** The greatest relative gap of placement, fairness and commute; 0.005 is half a per cent. */
  readonly gap: number;
  readonly mix: LanguageMix;
  /** What first come, first served would have done with the same beds. */
  readonly firstCome: { readonly placed: number; readonly meanDistanceMetres: number };
}

export interface ClassPlacement {
  readonly priorityClass: PriorityClass;
  readonly asked: number;
  readonly placed: number;
  /** No plan that does as well in the classes before places more. */
  readonly bound: number;
}

/** README, *What makes a plan better*: to be least; no plan goes below the bound. */
export interface ObjectiveValue {
  readonly objective: Objective;
  readonly value: number;
  /** Null where none is proven. */
  readonly bound: number | null;
}

export interface LanguageMix {
  /** Rooms in which three or more live once the plan is applied, somebody of the plan among them. */
  readonly rooms: number;
  /** Of those, rooms in which all speak one language. */
  readonly oneLanguageRooms: number;
}

/** Told now and then while the plan runs: workers decided so far, of all. */
export type OnProgress = (decided: number, total: number) => void;
