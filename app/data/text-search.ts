import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';

/** True where the text stands anywhere in the column, in either case and spelling; `%` and `_` stand for themselves. */
export function contains(column: string, text: string): RawBuilder<boolean> {
  const anywhere = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return sql<boolean>`search_form(${sql.ref(column)}) like search_form(${anywhere})`;
}
