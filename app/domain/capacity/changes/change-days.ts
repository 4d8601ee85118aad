import type { Day, DayRange } from '#app/domain/dates.ts';
import { isDay } from '#app/domain/dates.ts';
import type { FieldProblemCode } from '#app/domain/problem.ts';

/**
 * The days of a change of capacity: from `effectiveFrom` the beds are closed to newcomers, by `residentsUntil` those who
 * live in them have left, and on `closedUntil` a closed place opens again; null is until somebody opens it.
 */
export interface ChangeDays {
  readonly effectiveFrom: Day;
  readonly residentsUntil: Day;
  readonly closedUntil: Day | null;
}

export type TypedChangeDays = Readonly<Record<keyof ChangeDays, string>>;
type ChangeDayProblems = Partial<Record<keyof ChangeDays, FieldProblemCode>>;

/** Reads the days as typed, or says what is wrong with which; no day for residents means the day of effect. */
export function readChangeDays(
  { effectiveFrom, residentsUntil, closedUntil }: TypedChangeDays,
  today: Day,
): { ok: true; days: ChangeDays } | { ok: false; problems: ChangeDayProblems } {
  const problems: ChangeDayProblems = {};
  const lastDayInside = residentsUntil > effectiveFrom ? residentsUntil : effectiveFrom;
  if (!effectiveFrom) problems.effectiveFrom = 'required';
  else if (!isDay(effectiveFrom)) problems.effectiveFrom = 'not_a_day';
  else if (effectiveFrom < today) problems.effectiveFrom = 'starts_in_past';
  if (residentsUntil && !isDay(residentsUntil)) problems.residentsUntil = 'not_a_day';
  else if (residentsUntil && !problems.effectiveFrom && residentsUntil < effectiveFrom)
    problems.residentsUntil = 'residents_leave_too_early';
  if (closedUntil && !isDay(closedUntil)) problems.closedUntil = 'not_a_day';
  else if (closedUntil && !problems.effectiveFrom && closedUntil <= lastDayInside)
    problems.closedUntil = 'opens_too_early';
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  return {
    ok: true,
    days: {
      effectiveFrom,
      residentsUntil: residentsUntil || effectiveFrom,
      closedUntil: closedUntil || null,
    },
  };
}

/** Reads the day on which a closed place is to open: today or later, and before it would open anyway. */
export function readReopeningDay(
  typed: string,
  { closure, today }: { closure: DayRange; today: Day },
): { ok: true; on: Day } | { ok: false; problems: { on: FieldProblemCode } } {
  const problem = !typed
    ? 'required'
    : !isDay(typed)
      ? 'not_a_day'
      : typed < today
        ? 'starts_in_past'
        : closure.to !== null && closure.to <= typed
          ? 'opens_too_late'
          : null;
  return problem ? { ok: false, problems: { on: problem } } : { ok: true, on: typed };
}
