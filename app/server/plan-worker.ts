import { parentPort, workerData } from 'node:worker_threads';
import { findPlanToRun, storeProposal } from '#app/data/plans.ts';
import { digestOf, takeSnapshot } from '#app/data/snapshot.ts';
import { transact } from '#app/data/transaction.ts';
import { plan } from '#app/domain/allocation/plan.ts';
import { system } from '#app/domain/identity/actor.ts';
import type { PlanId } from '#app/domain/identity/ids.ts';
import { openDatabase } from '#db/migrate.ts';

export interface PlanTask {
  /** Of the product's own login. */
  readonly databaseUrl: string;
  readonly planId: PlanId;
}

export interface PlanProgress {
  readonly decided: number;
  readonly total: number;
}

const { databaseUrl, planId } = workerData as PlanTask;
// The thread reads and writes by itself: a national snapshot handed over from the process that serves pages would hold
// them up for seconds.
const database = openDatabase(databaseUrl, { connections: 1 });
try {
  const task = await transact(database, system, async (transaction) => {
    const found = await findPlanToRun(transaction, { planId });
    return found && { ...found, snapshot: await takeSnapshot(transaction, { planId, day: found.day }) };
  });
  if (task) {
    const { snapshot, options } = task;
    const proposal = plan(snapshot, options, (decided, total) =>
      parentPort?.postMessage({ decided, total } satisfies PlanProgress),
    );
    await transact(database, system, (transaction) =>
      storeProposal(transaction, { planId, snapshot, digest: digestOf(snapshot), proposal }),
    );
  }
} finally {
  await database.destroy();
}
