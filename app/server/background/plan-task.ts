import { randomUUID } from 'node:crypto';
import { findPlanToRun, recordFailure } from '#app/data/placement/plans.ts';
import { recordRefusal } from '#app/data/placement/plan-refusal.ts';
import { storeProposal } from '#app/data/placement/plan-storing.ts';
import { digestOf, takeSnapshot } from '#app/data/placement/snapshot.ts';
import type { ActorTransaction, Database } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import { ContradictoryInput, contradictionsOf, setAside } from '#app/domain/allocation/contradictions.ts';
import { plan } from '#app/domain/allocation/plan.ts';
import type { Proposal } from '#app/domain/allocation/proposal.ts';
import { verify } from '#app/domain/allocation/verify.ts';
import { system } from '#app/domain/identity/actor.ts';
import type { PlanId } from '#app/domain/identity/ids.ts';
import { logFault } from '#app/server/log.ts';
import type { Progress } from './background-runner.ts';

/** The first of many faults is enough to find the others. */
const KEPT_AT_MOST = 100;

/**
 * Runs a plan over the records of this moment and proposes what the allocator answers, if the independent checker finds
 * nothing wrong with it. Records that contradict themselves end it, by name; another fault is ours, logged and told by its number.
 */
export async function runPlan(
  database: Database,
  planId: PlanId,
  onProgress: (progress: Progress) => void,
): Promise<void> {
  const asSystem = <Result>(work: (transaction: ActorTransaction) => Promise<Result>) =>
    transact(database, system, work);
  const task = await asSystem(async (transaction) => {
    const found = await findPlanToRun(transaction, { planId });
    return found && { ...found, snapshot: await takeSnapshot(transaction, { planId, day: found.day }) };
  });
  if (!task) return;
  const { snapshot, options } = task;
  try {
    const { snapshot: plannable, setAside: aside } = setAside(snapshot, contradictionsOf(snapshot));
    const made = plan(plannable, options, (decided, total) => onProgress({ decided, total }));
    const { broken } = verify(plannable, options, made);
    if (broken.length > 0) {
      const failure = randomUUID();
      logFault(failure, new Error('A plan breaks rules'), { plan: planId, broken: String(broken.length) });
      const brokenRules = broken.slice(0, KEPT_AT_MOST);
      return await asSystem((transaction) => recordFailure(transaction, { planId, failure, brokenRules }));
    }
    const proposal: Proposal = { ...made, unplaced: [...made.unplaced, ...aside] };
    await asSystem((transaction) =>
      storeProposal(transaction, { planId, snapshot, digest: digestOf(snapshot), proposal }),
    );
  } catch (error) {
    if (!(error instanceof ContradictoryInput)) throw error;
    const { contradictions } = error;
    await asSystem((transaction) => recordRefusal(transaction, { planId, contradictions }));
  }
}
