import type { RosterRow } from '#app/domain/placement/roster.ts';
import { MOST_ROSTER_ROWS, readHeaders } from '#app/domain/placement/roster.ts';
import { readTable, rowByField } from './table-file.ts';

/** @throws ProblemError file_not_csv, file_empty, file_columns_missing, or file_too_many_rows */
export function readRoster(text: string): RosterRow[] {
  const { headers, rows } = readTable(text, { readHeaders, mostRows: MOST_ROSTER_ROWS });
  return rows.map((row) => rowByField(row, headers.columns));
}
