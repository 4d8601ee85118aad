import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Day, DayRange } from '#app/domain/dates.ts';

/** Reads a `daterange` as Postgres prints it; its canonical form is always half-open. */
export function parseDayRange(text: string): DayRange {
  const parts = /^\[([\d-]+),([\d-]*)\)$/.exec(text);
  if (!parts?.[1]) throw new Error(`Not a day range: ${text}`);
  return { from: parts[1], to: parts[2] ? parts[2] : null };
}

/** A `daterange` for SQL. */
export function dayRange({ from, to }: DayRange): RawBuilder<string> {
  return sql<string>`daterange(${from}::date, ${to}::date, '[)')`;
}

/** A `daterange` as text, for a row of COPY. */
export function dayRangeText({ from, to }: DayRange): string {
  return `[${from},${to ?? ''})`;
}

/** The row's `during` reaches past the day; `column` names it where several tables have one. */
export function endsAfter(day: Day, column = 'during'): RawBuilder<boolean> {
  const during = sql.ref(column);
  return sql<boolean>`(upper_inf(${during}) or upper(${during}) > ${day}::date)`;
}

/**
 * The row's `during` holds the day. Range operators aren't leakproof, so under row-level security this is judged row by
 * row: no index on `during` serves it (seen in EXPLAIN), and the planner reckons with one row in 200.
 */
export function isOn(day: Day): RawBuilder<boolean> {
  return sql<boolean>`(during @> ${day}::date)`;
}
