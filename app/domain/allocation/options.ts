import type { SnapshotRequest } from './snapshot.ts';
import { daysBetween, kuwaitDay } from '#app/domain/dates.ts';
import type { Day } from '#app/domain/dates.ts';

/** What comes first in a plan, most urgent first: closing places, unsafe housing, then waiting time (README, objective 1). */
export const priorityClasses = ['danger', 'unsafe', 'waited_long', 'waited', 'recent'] as const;
export type PriorityClass = (typeof priorityClasses)[number];

/** What makes a plan better once as many as can be are placed, in the order that holds unless a planner changes it. */
export const objectives = ['fairness', 'commute', 'crews', 'moves', 'free_rooms', 'languages'] as const;
export type Objective = (typeof objectives)[number];

export interface ObjectiveRank {
  readonly objective: Objective;
  /** From 1; a lower rank always comes first. Objectives of one rank are added, each times its weight. */
  readonly rank: number;
  /** 0 leaves the objective out. */
  readonly weight: number;
}

/** How a plan is to be made; recorded with it. */
export interface PlanOptions {
  /**
   * Whether workers of different employers may share a room. Where they may not, half-empty rooms lock to one employer
   * and fewer people are housed.
   */
  readonly sharedRooms: boolean;
  /** Each objective once. */
  readonly objectives: readonly ObjectiveRank[];
  /** From how many days of waiting a request counts as `waited_long` and as `waited`. Our proposal, without a source. */
  readonly waitingDays: { readonly long: number; readonly some: number };
  /** How many housed workers a plan may move at most; 0 moves nobody. */
  readonly mostMoves: number;
  /** The greatest part of one-language rooms among rooms of three or more that the wish for languages may bring about. */
  readonly languageCap: number;
}

export const defaultOptions: PlanOptions = {
  sharedRooms: true,
  objectives: objectives.map((objective, index) => ({ objective, rank: index + 1, weight: 1 })),
  waitingDays: { long: 60, some: 30 },
  mostMoves: 0,
  languageCap: 0.5,
};

/** The relative lengthening of the commute that keeping crews whole may cost. Our choice. */
export const COMMUTE_TOLERANCE = 0.001;

/** What the spread may grow by, as a part of all who are placed, for all of them to choose their sites together. Our choice. */
export const SPREAD_TOLERANCE = 0.00001;

/** 40 km/h through a city, by which a table's minutes compare with straight lines. An estimate, without a source. */
export const METRES_A_MINUTE = 667;

/** Plans of the first releases recorded `sharedRooms` alone: the rest is what now holds unless said otherwise. */
export const optionsFrom = (recorded: Partial<PlanOptions>): PlanOptions => ({
  ...defaultOptions,
  ...recorded,
});

/** The class of a request's seekers at the day of the snapshot. */
export function priorityClassOf(
  { priority, submittedAt }: Pick<SnapshotRequest, 'priority' | 'submittedAt'>,
  day: Day,
  { waitingDays }: Pick<PlanOptions, 'waitingDays'>,
): PriorityClass {
  if (priority >= 100) return 'danger';
  if (priority >= 50) return 'unsafe';
  const waited = submittedAt === '' ? 0 : daysBetween(waitingSince(submittedAt), day);
  if (priority >= 20 || waited >= waitingDays.long) return 'waited_long';
  if (priority >= 10 || waited >= waitingDays.some) return 'waited';
  return 'recent';
}

/** The day in Kuwait since which a request waits; those of relocations are days already. */
function waitingSince(submittedAt: string): Day {
  return submittedAt.length === 10 ? submittedAt : kuwaitDay(new Date(submittedAt));
}
