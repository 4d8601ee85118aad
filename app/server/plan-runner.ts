import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import {
  findPlanToRun,
  findRunningPlans,
  recordFailure,
  recordProgress,
  storeProposal,
} from '#app/data/plans.ts';
import { digestOf, takeSnapshot } from '#app/data/snapshot.ts';
import type { Database } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import type { Proposal } from '#app/domain/allocation/proposal.ts';
import { system } from '#app/domain/identity/actor.ts';
import type { PlanId } from '#app/domain/identity/ids.ts';
import { logFault } from './log.ts';
import type { PlanMessage, PlanTask } from './plan-worker.ts';

/** Runs plans in the background of this process, one after the other, each in a worker thread. */
export interface PlanRunner {
  /** Takes up a plan in state `running`; its progress and result are written to the database. */
  readonly start: (planId: PlanId) => void;
  /** Ends the work at hand; a plan so ended is taken up again at the next start. */
  readonly stop: () => Promise<void>;
}

const PROGRESS_EVERY_MS = 500;

/** Takes up first what a process that was killed left running. */
export function createPlanRunner(database: Database): PlanRunner {
  let stopped = false;
  let worker: Worker | undefined;
  let queue: Promise<void> = takeUpRunningPlans();

  async function takeUpRunningPlans(): Promise<void> {
    for (const planId of await transact(database, system, findRunningPlans)) await run(planId);
  }

  async function run(planId: PlanId): Promise<void> {
    if (stopped) return;
    try {
      const task = await transact(database, system, async (transaction) => {
        const found = await findPlanToRun(transaction, { planId });
        return (
          found && {
            options: found.options,
            snapshot: await takeSnapshot(transaction, { planId, day: found.day }),
          }
        );
      });
      if (!task) return;
      const proposal = await runInThread(planId, task);
      if (!proposal) return;
      const { snapshot } = task;
      await transact(database, system, (transaction) =>
        storeProposal(transaction, { planId, snapshot, digest: digestOf(snapshot), proposal }),
      );
    } catch (error) {
      if (stopped) return;
      const failure = randomUUID();
      logFault(failure, error, { plan: planId });
      await transact(database, system, (transaction) => recordFailure(transaction, { planId, failure }));
    }
  }

  /** @returns null when stopped midway */
  function runInThread(planId: PlanId, task: PlanTask): Promise<Proposal | null> {
    return new Promise((done, failed) => {
      let told = 0;
      let telling = Promise.resolve();
      worker = new Worker(new URL('./plan-worker.ts', import.meta.url), { workerData: task });
      worker.on('message', (message: PlanMessage) => {
        if (message.kind === 'done') return void telling.then(() => done(message.proposal), failed);
        if (Date.now() - told < PROGRESS_EVERY_MS) return;
        told = Date.now();
        const { decided, total } = message;
        telling = telling.then(() =>
          transact(database, system, (transaction) =>
            recordProgress(transaction, { planId, decided, total }),
          ),
        );
      });
      worker.on('error', failed);
      worker.on('exit', () => (stopped ? done(null) : undefined));
    });
  }

  return {
    start: (planId) => {
      queue = queue.then(() => run(planId));
    },
    stop: async () => {
      stopped = true;
      await worker?.terminate();
      await queue.catch(() => undefined);
    },
  };
}
