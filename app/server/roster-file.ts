import { CsvError, parse } from 'csv-parse/sync';
import type { RosterRow } from '#app/domain/placement/roster.ts';
import { MOST_ROSTER_ROWS, readHeaders } from '#app/domain/placement/roster.ts';
import { ProblemError } from '#app/domain/problem.ts';

export const LARGEST_FILE_MEGABYTES = 5;
const LARGEST_REQUEST_BYTES = (LARGEST_FILE_MEGABYTES + 1) * 1_048_576;

/**
 * The form of a request that may bear a file. One that is too large is read to its end and thrown away piece by piece:
 * a browser shows the answer only once all it sends was taken.
 * @throws ProblemError file_too_large
 */
export async function readUploadForm(request: Request): Promise<FormData> {
  const bytes = Number(request.headers.get('Content-Length') ?? Infinity);
  if (bytes > LARGEST_REQUEST_BYTES) {
    await request.body?.pipeTo(new WritableStream());
    throw new ProblemError('file_too_large', { megabytes: LARGEST_FILE_MEGABYTES });
  }
  return request.formData();
}

/** Control characters that no text has; spreadsheets, archives and pictures do. */
const BINARY = /[^\P{Cc}\t\n\r\v\f\x80-\x9f]/u;

/**
 * A roster file as text: UTF-8, UTF-16 with its mark, or else Windows-1256, in which Arabic Excel writes CSV.
 * @throws ProblemError file_missing, file_too_large, or file_not_text
 */
export async function readTextFile(file: FormDataEntryValue | null): Promise<string> {
  if (!(file instanceof File) || file.size === 0) throw new ProblemError('file_missing');
  if (file.size > LARGEST_FILE_MEGABYTES * 1_048_576)
    throw new ProblemError('file_too_large', { megabytes: LARGEST_FILE_MEGABYTES });
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = decode(bytes);
  if (BINARY.test(text)) throw new ProblemError('file_not_text');
  return text;
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1256').decode(bytes);
  }
}

/** @throws ProblemError file_not_csv, file_empty, file_columns_missing, or file_too_many_rows */
export function readRoster(text: string): RosterRow[] {
  const records = parseCsv(text);
  const [headers, ...rest] = records;
  if (!headers) throw new ProblemError('file_empty');
  const { columns, missing } = readHeaders(headers.record);
  if (missing.length > 0) throw new ProblemError('file_columns_missing', { columns: missing.join(', ') });
  if (rest.length === 0) throw new ProblemError('file_empty');
  if (rest.length > MOST_ROSTER_ROWS)
    throw new ProblemError('file_too_many_rows', { rows: MOST_ROSTER_ROWS });
  return rest.map(({ record, info }) => ({
    line: info.lines,
    cells: Object.fromEntries(
      [...columns].map(([field, column]) => [field, withoutApostrophe(record[column] ?? '')]),
    ),
  }));
}

function parseCsv(text: string): { record: string[]; info: { lines: number } }[] {
  const [firstLine = ''] = text.split(/\r?\n/, 1);
  const delimiter = [',', ';', '\t'].reduce(
    (best, each) => (firstLine.split(each).length > firstLine.split(best).length ? each : best),
    ',',
  );
  try {
    return parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
  } catch (error) {
    if (error instanceof CsvError)
      throw new ProblemError('file_not_csv', { line: Number(error['lines'] ?? 1) });
    throw error;
  }
}

/** Our own export defuses formulas by an apostrophe: what was exported is read back as it was. */
function withoutApostrophe(text: string): string {
  return /^'[=+\-@]/.test(text) ? text.slice(1) : text;
}
