import type { Day, DayRange } from '#app/domain/dates.ts';
import { addDays, isDay } from '#app/domain/dates.ts';
import type { FieldProblemCode } from '#app/domain/problem.ts';

/** The nights that an employer asks for, as typed: first and last one; an empty last one leaves the end open. */
interface TypedNights {
  readonly firstNight: string;
  readonly lastNight: string;
}

type NightProblems = Partial<Record<keyof TypedNights, FieldProblemCode>>;

/** Reads the nights as a half-open range of days, or says what is wrong with which of them. */
export function readNights(
  { firstNight, lastNight }: TypedNights,
  today: Day,
): { ok: true; range: DayRange } | { ok: false; problems: NightProblems } {
  const problems: NightProblems = {};
  if (!firstNight) problems.firstNight = 'required';
  else if (!isDay(firstNight)) problems.firstNight = 'not_a_day';
  else if (firstNight < today) problems.firstNight = 'starts_in_past';
  if (lastNight && !isDay(lastNight)) problems.lastNight = 'not_a_day';
  else if (lastNight && !problems.firstNight && lastNight < firstNight)
    problems.lastNight = 'end_before_start';
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  return { ok: true, range: { from: firstNight, to: lastNight ? addDays(lastNight, 1) : null } };
}

/** The nights of a range, as the form shows them. */
export function toNights(range: DayRange | null): TypedNights {
  return {
    firstNight: range?.from ?? '',
    lastNight: range?.to ? addDays(range.to, -1) : '',
  };
}
