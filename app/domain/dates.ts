/** A calendar day, `YYYY-MM-DD`, with no time and no zone. */
export type Day = string;

/** Days from `from` up to but without `to`; `to` null means open-ended. */
export interface DayRange {
  readonly from: Day;
  readonly to: Day | null;
}

const DAY = /^(19|2\d)\d{2}-\d{2}-\d{2}$/;
const MS_PER_DAY = 86_400_000;

/**
 * True for a real calendar day: `2026-02-30` is not one. Years before 1900 or after 2999 are slips of the hand, and
 * Postgres and ISO write the farthest of them otherwise.
 */
export function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** The day `count` days after `day` (before it when negative). */
export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * MS_PER_DAY).toISOString().slice(0, 10);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / MS_PER_DAY);
}

/** The first day of each of the `count` months after that of the day. */
export function firstDays(day: Day, count: number): Day[] {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(year, month + index, 1)).toISOString().slice(0, 10),
  );
}

/** True when the two half-open ranges share a day. */
export function overlaps(one: DayRange, other: DayRange): boolean {
  return (one.to === null || other.from < one.to) && (other.to === null || one.from < other.to);
}

/** True when every day of `inner` is a day of `outer`. */
export function covers(outer: DayRange, inner: DayRange): boolean {
  return outer.from <= inner.from && (outer.to === null || (inner.to !== null && inner.to <= outer.to));
}

const kuwaitCalendar = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Kuwait' });

/** The day that it is in Kuwait at this instant. */
export function kuwaitDay(instant: Date): Day {
  return kuwaitCalendar.format(instant);
}
