import { expect } from 'vitest';
import { applyPlan, digestOfOvertaken, findOvertaken } from '#app/data/placement/plan-application.ts';
import type { ActorTransaction, Database } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import type { SignedInActor } from '#app/domain/identity/actor.ts';
import type { PlanId } from '#app/domain/identity/ids.ts';
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

/**
 * As many rounds as it takes for a race to go both ways; in each, exactly one of the two succeeds.
 * @returns how the losers ended
 */
export async function eachRound(
  contest: () => Promise<readonly [() => Promise<unknown>, () => Promise<unknown>]>,
): Promise<string[]> {
  const losers: string[] = [];
  for (let round = 0; round < 12; round++) {
    const results = await race(await contest());
    expect(results.filter((result) => result === 'done')).toHaveLength(1);
    losers.push(...results.filter((result) => result !== 'done'));
  }
  return [...new Set(losers)].sort();
}

/** How many ended in each way. */
export const tally = (results: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...new Set(results)]
      .sort()
      .map((result) => [result, results.filter((other) => other === result).length]),
  );

/**
 * Approves as a planner does: is told when something was overtaken meanwhile, looks at what, agrees to that, and tries
 * again. `alongside` is done in the transaction that applies the plan.
 */
export async function approveUntilApplied(
  database: Database,
  {
    planId,
    approver,
    alongside = () => Promise.resolve(),
  }: {
    planId: PlanId;
    approver: SignedInActor;
    alongside?: (transaction: ActorTransaction) => Promise<unknown>;
  },
): Promise<{ applied: number; leftOut: number; refusals: string[] }> {
  const refusals: string[] = [];
  for (let agreedTo = digestOfOvertaken([]); ;) {
    try {
      const result = await transact(database, approver, async (transaction) => {
        const applied = await applyPlan(transaction, { planId, approver: approver.accountId, agreedTo });
        await alongside(transaction);
        return applied;
      });
      return { ...result, refusals };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      refusals.push(error.problem.code);
      if (error.problem.code !== 'plan_overtaken') throw error;
      const overtaken = await transact(database, approver, (transaction) =>
        findOvertaken(transaction, { planId }),
      );
      agreedTo = digestOfOvertaken(overtaken);
    }
  }
}
