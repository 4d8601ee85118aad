import { findPlanToRun } from '#app/data/placement/plans.ts';
import { storeProposal } from '#app/data/placement/plan-storing.ts';
import { digestOf, takeSnapshot } from '#app/data/placement/snapshot.ts';
import type { Database } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import { plan } from '#app/domain/allocation/plan.ts';
import { system } from '#app/domain/identity/actor.ts';
import type { PlanId } from '#app/domain/identity/ids.ts';
import type { Progress } from './background-runner.ts';

/** Runs a plan over the records of this moment and proposes what the allocator answers. */
export async function runPlan(
  database: Database,
  planId: PlanId,
  onProgress: (progress: Progress) => void,
): Promise<void> {
  const task = await transact(database, system, async (transaction) => {
    const found = await findPlanToRun(transaction, { planId });
    return found && { ...found, snapshot: await takeSnapshot(transaction, { planId, day: found.day }) };
  });
  if (!task) return;
  const { snapshot, options } = task;
  const proposal = plan(snapshot, options, (decided, total) => onProgress({ decided, total }));
  await transact(database, system, (transaction) =>
    storeProposal(transaction, { planId, snapshot, digest: digestOf(snapshot), proposal }),
  );
}
