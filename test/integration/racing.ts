import { ProblemError } from '#app/domain/problem.ts';

/** How it ended: 'done', or the code of the problem it was refused by; anything else is a raw error that got through. */
export const told = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof ProblemError ? error.problem.code : `raw: ${String(error)}`),
  );

/** Runs all at once and says how each ended. */
export const race = (attempts: readonly (() => Promise<unknown>)[]): Promise<string[]> =>
  Promise.all(attempts.map((attempt) => told(attempt())));

/** How many ended in each way. */
export const tally = (results: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...new Set(results)]
      .sort()
      .map((result) => [result, results.filter((other) => other === result).length]),
  );
