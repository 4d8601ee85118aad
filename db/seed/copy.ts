import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

export type Cell = string | number | boolean | null | Buffer | readonly string[] | object;

/** Streams rows into a table. `columns` are the table's own names. */
export type Copy = (
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly Cell[]>,
) => Promise<void>;

/** Streams rows into a table by COPY, a few thousand at a time. `columns` are the table's own names. */
export async function copyRows(
  client: Client,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly Cell[]>,
): Promise<number> {
  let written = 0;
  function* chunks(): Generator<string> {
    let chunk = '';
    for (const row of rows) {
      chunk += `${row.map(cellText).join('\t')}\n`;
      written++;
      if (chunk.length > 256_000) {
        yield chunk;
        chunk = '';
      }
    }
    if (chunk) yield chunk;
  }
  await pipeline(
    Readable.from(chunks()),
    client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`)),
  );
  return written;
}

/** A cell in COPY's text format. */
function cellText(cell: Cell): string {
  if (cell === null) return '\\N';
  if (Buffer.isBuffer(cell)) return `\\\\x${cell.toString('hex')}`;
  const text = Array.isArray(cell)
    ? `{${cell.join(',')}}`
    : typeof cell === 'object'
      ? JSON.stringify(cell)
      : String(cell);
  return text.replace(
    /[\\\n\r\t]/g,
    (character) => ({ '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' })[character] ?? character,
  );
}

/** Rows made one by one, as they are written. */
export function* mapRows<Item>(
  items: Iterable<Item>,
  row: (item: Item) => readonly Cell[],
): Generator<readonly Cell[]> {
  for (const item of items) yield row(item);
}
