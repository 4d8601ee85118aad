import type { Severity } from '#app/domain/standards/criterion.ts';

/** Which findings a list holds: not put right yet, of these those whose day has passed, or with a repair to be judged; done. */
export const findingViews = ['open', 'overdue', 'reported', 'done'] as const;
export type FindingView = (typeof findingViews)[number];

export interface FindingFilter {
  readonly view: FindingView;
  readonly siteKey?: string | undefined;
  readonly severity?: Severity | undefined;
  /** Stands in the name of a building or room or in the note, or is an inspection's number. */
  readonly search: string;
}
