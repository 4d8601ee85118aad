import type { Day } from '#app/domain/dates.ts';
import { addDays, isDay } from '#app/domain/dates.ts';
import type { FieldProblemCode } from '#app/domain/problem.ts';
import { readName } from '#app/domain/typed-text.ts';
import { daysToCorrect } from './findings.ts';

/** What is said of a repair that was reported; a new day where the finding gets one. */
export type RepairDecision =
  | { readonly kind: 'accept' }
  | { readonly kind: 'reject'; readonly reason: string; readonly dueOn: Day | null };

const LONGEST_TEXT = 2000;
/** A new day lies so many days ahead at most, since every later step waits for it: our proposal, as the mildest finding is given. */
export const MOST_DAYS_MORE = daysToCorrect.minor;

/** Reads why a repair was rejected, and the new day; without one the day stays. */
export function readRejection(
  typed: Readonly<Record<'reason' | 'dueOn', string>>,
  today: Day,
):
  | { readonly ok: true; readonly decision: RepairDecision }
  | { readonly ok: false; readonly problems: Partial<Record<'reason' | 'dueOn', FieldProblemCode>> } {
  const reason = readName(typed.reason, LONGEST_TEXT);
  const problems: Partial<Record<'reason' | 'dueOn', FieldProblemCode>> = {};
  if (!reason.ok) problems.reason = reason.code;
  if (typed.dueOn && !isDay(typed.dueOn)) problems.dueOn = 'not_a_day';
  else if (typed.dueOn && typed.dueOn < today) problems.dueOn = 'starts_in_past';
  else if (typed.dueOn > addDays(today, MOST_DAYS_MORE)) problems.dueOn = 'day_too_far';
  return !reason.ok || problems.dueOn
    ? { ok: false, problems }
    : { ok: true, decision: { kind: 'reject', reason: reason.value, dueOn: typed.dueOn || null } };
}

/** Reads what a site manager says of a repair. */
export const readRepairNote = (typed: string) => readName(typed, LONGEST_TEXT);
