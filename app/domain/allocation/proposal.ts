import type { DayRange } from '#app/domain/dates.ts';
import type { BedId, PlacementRequestId, SiteId, WorkerId } from '#app/domain/identity/ids.ts';

/** What the allocator answers: for every worker of every request either a bed with reasons, or what stood in the way. */
export interface Proposal {
  readonly placements: readonly ProposedPlacement[];
  readonly unplaced: readonly UnplacedWorker[];
  readonly measures: ProposalMeasures;
}

export interface ProposedPlacement extends DayRange {
  readonly workerId: WorkerId;
  readonly requestId: PlacementRequestId;
  readonly bedId: BedId;
  readonly siteId: SiteId;
  readonly reasons: readonly PlacementReason[];
}

/** Each reason is a code with its details; the screens hold its words in both languages. */
export type PlacementReason =
  /** Straight-line distance from the workplace; `rank` 1 is the nearest site that has any bed at all for this worker's sex. */
  | { readonly code: 'near_workplace'; readonly distanceMetres: number; readonly rank: number }
  | { readonly code: 'nearer_site_full'; readonly siteId: SiteId }
  | {
      readonly code: 'with_crew';
      readonly crew: string;
      readonly share: 'room' | 'floor' | 'building' | 'site';
    }
  | { readonly code: 'with_employer'; readonly roommates: number }
  | { readonly code: 'accessible_room' }
  | { readonly code: 'lower_bed' };

export interface UnplacedWorker {
  readonly workerId: WorkerId;
  readonly requestId: PlacementRequestId;
  /** How many beds fell to each hard rule, counted in this order, so that the counts add up to all beds. */
  readonly blockers: readonly Blocker[];
}

export type BlockerCode =
  /** The worker already has a bed on some of these days. */
  | 'already_housed'
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
  /** Beds that this rule ruled out (for `already_housed`: all beds). */
  readonly beds: number;
}

export interface ProposalMeasures {
  readonly placed: number;
  readonly unplaced: number;
  /** Mean straight-line distance from workplace to site over the placed, in metres. */
  readonly meanDistanceMetres: number;
  /** Crews of two or more that got beds in one room, one building, one site; and those that were split over sites. */
  readonly crewsInOneRoom: number;
  readonly crewsInOneBuilding: number;
  readonly crewsInOneSite: number;
  readonly crewsSplit: number;
  /** What the plan is scored by, higher is better, and a value no plan can exceed (a proven bound). */
  readonly objective: number;
  readonly bound: number;
}

export interface PlanOptions {
  /**
   * Whether workers of different employers may share a room. Where they may not, half-empty rooms lock to one employer
   * and fewer people are housed.
   */
  readonly sharedRooms: boolean;
}

/** Told now and then while the plan runs: workers decided so far, of all. */
export type OnProgress = (decided: number, total: number) => void;
