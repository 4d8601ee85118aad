import { CsvError, parse } from 'csv-parse/sync';
import { withoutApostrophe } from '#app/domain/csv-text.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { LARGEST_FILE_MEGABYTES } from '#app/server/request/request-form.ts';

/** Control characters that no text has; spreadsheets, archives and pictures do. */
const BINARY = /[^\P{Cc}\t\n\r\v\f\x80-\x9f]/u;

/** A document may be made of letters alone and still be none that people wrote. */
const DOCUMENT_START = /^(%PDF-|\{\\rtf)/;

/**
 * A file as text: UTF-8, UTF-16 with its mark, or else Windows-1256, in which Arabic Excel writes CSV.
 * @throws ProblemError file_missing, file_empty, file_too_large, or file_not_text
 */
export async function readTextFile(file: FormDataEntryValue | null): Promise<string> {
  // Where nobody chose a file, browsers send one without a name.
  if (!(file instanceof File) || (file.size === 0 && file.name === ''))
    throw new ProblemError('file_missing');
  if (file.size === 0) throw new ProblemError('file_empty');
  if (file.size > LARGEST_FILE_MEGABYTES * 1_048_576)
    throw new ProblemError('file_too_large', { megabytes: LARGEST_FILE_MEGABYTES });
  const text = decode(new Uint8Array(await file.arrayBuffer()));
  if (BINARY.test(text) || DOCUMENT_START.test(text)) throw new ProblemError('file_not_text');
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

export interface CsvRow {
  /** The line of the file on which the row begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

interface ParsedRecord {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

/**
 * The rows of a CSV file that hold anything. Line breaks of every kind are read, mixed too, and are `\n` in the cells.
 * @throws ProblemError file_not_csv, with the line of the row in which a quote is not closed or closes too early
 */
export function readCsv(text: string): CsvRow[] {
  const lines = text.replace(/\r\n?/g, '\n');
  let read = 0;
  try {
    const records = parse(lines, {
      bom: true,
      delimiter: delimiterOf(lines),
      info: true,
      record_delimiter: '\n',
      relax_column_count: true,
      // A quote inside a cell that isn't quoted is a quote: Ali "Abu Bakr" Khan.
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
      on_record: (record, context) => {
        read = context.lines;
        return record;
      },
    }) as unknown as ParsedRecord[];
    return records.map(({ record, info }) => ({
      // The parser counts to the line on which the row ends.
      line: info.lines - record.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 0),
      cells: record.map(withoutApostrophe),
    }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // The parser notices an open quote at the end of the file only: named is the row that comes after the last whole one.
    const blank = lines
      .split('\n')
      .slice(read)
      .findIndex((line) => line.trim() !== '');
    throw new ProblemError('file_not_csv', { line: read + Math.max(0, blank) + 1 });
  }
}

/** The separator that stands most often in the first line, but for what stands in quotes there. */
function delimiterOf(text: string): string {
  const [firstLine = ''] = text
    .trimStart()
    .replace(/"[^"]*"/g, '')
    .split('\n', 1);
  const count = (separator: string) => firstLine.split(separator).length;
  return [',', ';', '\t'].reduce((best, each) => (count(each) > count(best) ? each : best));
}
