import type { RosterRow } from '#app/domain/placement/roster.ts';
import { MOST_ROSTER_ROWS, readHeaders } from '#app/domain/placement/roster.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { readCsv } from './csv-file.ts';

/** @throws ProblemError file_not_csv, file_empty, file_columns_missing, or file_too_many_rows */
export function readRoster(text: string): RosterRow[] {
  const [headers, ...rest] = readCsv(text);
  if (!headers) throw new ProblemError('file_empty');
  const { columns, missing } = readHeaders(headers.cells);
  if (missing.length > 0) throw new ProblemError('file_columns_missing', { columns: missing.join(', ') });
  if (rest.length === 0) throw new ProblemError('file_empty');
  if (rest.length > MOST_ROSTER_ROWS)
    throw new ProblemError('file_too_many_rows', { rows: MOST_ROSTER_ROWS });
  return rest.map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries([...columns].map(([field, column]) => [field, cells[column] ?? ''])),
  }));
}
