import type { Day } from '#app/domain/dates.ts';
import { isDay } from '#app/domain/dates.ts';
import { latinDigits } from '#app/domain/identity/civil-id.ts';
import type { FieldProblemCode } from '#app/domain/problem.ts';

/** What a typed text was read as, or what is wrong with it. */
export type Read<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly code: FieldProblemCode };

export const right = <Value>(value: Value): Read<Value> => ({ ok: true, value });
export const wrong = (code: FieldProblemCode): Read<never> => ({ ok: false, code });

/** A record all of whose fields could be read, or the problems by field. */
export type ReadRecord<Facts> =
  | { readonly ok: true; readonly facts: Facts }
  | { readonly ok: false; readonly problems: Partial<Record<keyof Facts, FieldProblemCode>> };

/** Puts together what was read field by field. */
export function readRecord<Facts extends object>(reads: {
  readonly [Field in keyof Facts]: Read<Facts[Field]>;
}): ReadRecord<Facts> {
  const entries = Object.entries(reads) as [keyof Facts, Read<unknown>][];
  const problems = entries.flatMap(([field, read]) => (read.ok ? [] : [[field, read.code]]));
  return problems.length > 0
    ? { ok: false, problems: Object.fromEntries(problems) }
    : {
        ok: true,
        facts: Object.fromEntries(entries.map(([field, read]) => [field, read.ok && read.value])) as Facts,
      };
}

/** Marks of direction and control characters come along by pasting, and can make a name look like another. */
export function cleanName(text: string): string {
  return text
    .replace(/\p{Bidi_Control}/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

export function readName(text: string, longest: number): Read<string> {
  const name = cleanName(text);
  if (!name) return wrong('required');
  return name.length > longest ? wrong('too_long') : right(name);
}

/** As it is compared: without case, marks and the spellings between which writers of Arabic choose freely. */
export function comparable(text: string): string {
  return text
    .replace(/[\p{Bidi_Control}\u064b-\u0652\u0640]/gu, '')
    .replace(/[أإآ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

/** Reads the words that people write for values; a word that means none comes back as it is compared. */
export function wordReader(words: Readonly<Record<string, string>>): (text: string) => string {
  const meanings = new Map(Object.entries(words).map(([word, value]) => [comparable(word), value]));
  return (text) => meanings.get(comparable(text)) ?? comparable(text);
}

/** `2001-02-03` or `03/02/2001`, in any digits; '' for nothing typed, null for what is no day. */
export function readDay(text: string): Day | '' | null {
  const typed = latinDigits(text).replace(/[\s\p{Bidi_Control}]/gu, '');
  if (!typed) return '';
  const dayFirst = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(typed);
  const day = dayFirst
    ? `${dayFirst[3]}-${dayFirst[2]?.padStart(2, '0')}-${dayFirst[1]?.padStart(2, '0')}`
    : typed;
  return isDay(day) ? day : null;
}

/** Latin digits with a point and an ASCII minus for what people type; units and other words stay. */
export function latinNumber(text: string): string {
  return latinDigits(text)
    .replace(/[\p{Bidi_Control}]/gu, '')
    .replace(/[٫,]/g, '.')
    .replace(/\u2212/g, '-')
    .trim();
}

/** A decimal number in any digits, `1.5` or `1,5` or `١٫٥`; null for anything else. */
export function readDecimal(text: string): number | null {
  const typed = latinNumber(text);
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(typed) ? Number(typed) : null;
}

/** No table of people or places has more; what stands beyond is not read. */
const MOST_COLUMNS = 200;

/** Which column each field stands in, by the first header that names it; headers are compared as words are. */
export function findColumns<Field extends string>(
  headers: readonly string[],
  known: Readonly<Record<Field, readonly string[]>>,
): ReadonlyMap<Field, number> {
  const columns = new Map<Field, number>();
  const comparableHeaders = headers.slice(0, MOST_COLUMNS).map(comparable);
  for (const [field, names] of Object.entries(known) as [Field, readonly string[]][]) {
    const compared = names.map(comparable);
    const column = comparableHeaders.findIndex((header) => compared.includes(header));
    if (column >= 0) columns.set(field, column);
  }
  return columns;
}
