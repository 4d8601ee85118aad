import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { findRunningPlans, recordFailure, recordProgress } from '#app/data/plans.ts';
import type { Database } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import { system } from '#app/domain/identity/actor.ts';
import type { PlanId } from '#app/domain/identity/ids.ts';
import { logFault } from './log.ts';
import type { PlanProgress, PlanTask } from './plan-worker.ts';

/** Runs plans in the background of this process, one after the other, each in a worker thread. */
export interface PlanRunner {
  /** Takes up a plan in state `running`; its progress and result are written to the database. */
  readonly start: (planId: PlanId) => void;
  /** Ends the work at hand; a plan so ended is taken up again at the next start. */
  readonly stop: () => Promise<void>;
}

const PROGRESS_EVERY_MS = 500;
const RECORDING_ATTEMPTS = 30;
const RECORDING_PAUSE_MS = 2000;

/** Takes up first what a process that was killed left running. The threads open `databaseUrl` for themselves. */
export function createPlanRunner(database: Database, databaseUrl: string): PlanRunner {
  let stopped = false;
  let worker: Worker | undefined;
  let queue: Promise<void> = takeUpRunningPlans();

  async function takeUpRunningPlans(): Promise<void> {
    try {
      for (const planId of await transact(database, system, findRunningPlans)) await run(planId);
    } catch (error) {
      logFault(randomUUID(), error);
    }
  }

  async function run(planId: PlanId): Promise<void> {
    if (stopped) return;
    try {
      await runInThread(planId);
    } catch (error) {
      if (stopped) return;
      const failure = randomUUID();
      logFault(failure, error, { plan: planId });
      await recordPersistently(planId, failure);
    }
  }

  /** A database that is away for a while is asked again; a plan whose end can't be told is taken up at the next start. */
  async function recordPersistently(planId: PlanId, failure: string): Promise<void> {
    for (let attempt = 1; !stopped; attempt++) {
      try {
        return await transact(database, system, (transaction) =>
          recordFailure(transaction, { planId, failure }),
        );
      } catch (error) {
        if (attempt === RECORDING_ATTEMPTS) return logFault(failure, error, { plan: planId });
        await wait(RECORDING_PAUSE_MS);
      }
    }
  }

  /** Until the thread has ended, of itself or stopped midway. */
  function runInThread(planId: PlanId): Promise<void> {
    return new Promise((done, failed) => {
      let told = 0;
      let telling = Promise.resolve();
      const workerData: PlanTask = { databaseUrl, planId };
      worker = new Worker(new URL('./plan-worker.ts', import.meta.url), { workerData });
      worker.on('message', ({ decided, total }: PlanProgress) => {
        if (Date.now() - told < PROGRESS_EVERY_MS) return;
        told = Date.now();
        // Progress that can't be told is no reason to give up the plan.
        telling = telling
          .then(() =>
            transact(database, system, (transaction) =>
              recordProgress(transaction, { planId, decided, total }),
            ),
          )
          .catch(() => undefined);
      });
      worker.on('error', failed);
      worker.on('exit', () => void telling.then(done));
    });
  }

  return {
    start: (planId) => {
      queue = queue.then(() => run(planId));
    },
    stop: async () => {
      stopped = true;
      await worker?.terminate();
      await queue;
    },
  };
}
