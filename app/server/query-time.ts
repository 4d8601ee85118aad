import { AsyncLocalStorage } from 'node:async_hooks';

/** What the statements of one piece of work took, from when each was sent until its rows were read. */
interface QueryTime {
  queries: number;
  /** Statements under way at once count each; waiting for a free connection doesn't count. */
  milliseconds: number;
}

const current = new AsyncLocalStorage<QueryTime>();

/** Adds to `sum` every statement that `work` sends, now and in whatever it goes on to do later. */
export function sumQueryTime(sum: QueryTime, work: () => void): void {
  current.run(sum, work);
}

/** Told of every statement; one that belongs to no sum is passed over. */
export function addQueryTime(milliseconds: number): void {
  const sum = current.getStore();
  if (!sum) return;
  sum.queries++;
  sum.milliseconds += milliseconds;
}
