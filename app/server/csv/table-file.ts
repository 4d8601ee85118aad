import { ProblemError } from '#app/domain/problem.ts';
import type { CsvRow } from './csv-file.ts';
import { readCsv } from './csv-file.ts';

/**
 * A CSV file whose first row names its columns; `missing` are those that it can't do without.
 * @throws ProblemError file_not_csv, file_empty, file_columns_missing, or file_too_many_rows
 */
export function readTable<Headers extends { readonly missing: readonly string[] }>(
  text: string,
  { readHeaders, mostRows }: { readHeaders: (cells: readonly string[]) => Headers; mostRows: number },
): { headers: Headers; rows: readonly CsvRow[] } {
  const [first, ...rows] = readCsv(text);
  if (!first) throw new ProblemError('file_empty');
  const headers = readHeaders(first.cells);
  if (headers.missing.length > 0)
    throw new ProblemError('file_columns_missing', { columns: headers.missing.join(', ') });
  if (rows.length === 0) throw new ProblemError('file_empty');
  if (rows.length > mostRows) throw new ProblemError('file_too_many_rows', { rows: mostRows });
  return { headers, rows };
}

/** A row's cells by the fields whose columns they stand in. */
export function rowByField<Field extends string>(
  { line, cells }: CsvRow,
  columns: ReadonlyMap<Field, number>,
): { line: number; cells: Partial<Record<Field, string>> } {
  return {
    line,
    cells: Object.fromEntries([...columns].map(([field, column]) => [field, cells[column] ?? ''])) as Partial<
      Record<Field, string>
    >,
  };
}
