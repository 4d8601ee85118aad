/** Rows written by one statement; where each value is a parameter of its own, Postgres takes 65,535 of them. */
const ROWS = 20_000;

/** The rows in parts, each for one statement. */
export function* rowChunks<Row>(rows: readonly Row[], size = ROWS): Generator<readonly Row[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}
