import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { findUnfinishedChanges, recordChangeFailure } from '#app/data/capacity/change-work.ts';
import { findUnfinishedInspections, recordInspectionFailure } from '#app/data/inspection/consequences.ts';
import {
  findRunningScenarios,
  recordScenarioFailure,
  recordScenarioProgress,
  removeOldScenarios,
} from '#app/data/placement/scenarios.ts';
import { removePlacements } from '#app/data/placement/placement-columns.ts';
import {
  findPlansLeftHalfway,
  findRunningPlans,
  recordFailure,
  recordProgress,
} from '#app/data/placement/plans.ts';
import type { ActorTransaction, Database } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import { system } from '#app/domain/identity/actor.ts';
import type { CapacityChangeId, InspectionId, PlanId, ScenarioId } from '#app/domain/identity/ids.ts';
import { logFault } from '#app/server/log.ts';

/**
 * What is done in the background: a plan is run, a scenario worked out; a change of capacity is prepared, or put into effect once signed; what
 * follows from an inspection that was submitted is drawn.
 */
type Task =
  | { readonly kind: 'plan'; readonly id: PlanId }
  | { readonly kind: 'scenario'; readonly id: ScenarioId }
  | { readonly kind: 'change'; readonly id: CapacityChangeId }
  | { readonly kind: 'inspection'; readonly id: InspectionId };

export interface WorkerData {
  /** Of the product's own login. */
  readonly databaseUrl: string;
  readonly task: Task;
}

export interface Progress {
  readonly decided: number;
  readonly total: number;
}

/**
 * Works in the background of this process, each task in a worker thread, one after the other; scenarios one after the other
 * beside them, so that nothing that anybody waits for stands behind what is only supposed.
 */
export interface BackgroundRunner {
  /**
   * Takes up a plan in state `running`, a change in state `preparing` or `taking_effect`, or an inspection that was
   * submitted; the database is told how it goes. What waits already isn't done twice: it reads what there is when it begins.
   */
  readonly start: (task: Task) => void;
  /** Ends the work at hand; what was so ended is taken up again at the next start. */
  readonly stop: () => Promise<void>;
}

const PROGRESS_EVERY_MS = 500;
const RECORDING_ATTEMPTS = 30;
const RECORDING_PAUSE_MS = 2000;

/** Takes up first what a process that was killed left undone. The threads open `databaseUrl` for themselves. */
export function createBackgroundRunner(database: Database, databaseUrl: string): BackgroundRunner {
  let stopped = false;
  const working = new Set<Worker>();
  const queues = { records: takeUp(unfinished), scenarios: takeUp(unfinishedScenarios) };
  const waiting = new Set<string>();

  async function takeUp(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      logFault(randomUUID(), error);
    }
  }

  async function unfinished(): Promise<void> {
    for (const id of await transact(database, system, findUnfinishedChanges))
      await run({ kind: 'change', id });
    for (const id of await transact(database, system, findUnfinishedInspections))
      await run({ kind: 'inspection', id });
    for (const planId of await transact(database, system, findPlansLeftHalfway))
      await transact(database, system, (transaction) => removePlacements(transaction, { planId }));
    for (const id of await transact(database, system, findRunningPlans)) await run({ kind: 'plan', id });
  }

  async function unfinishedScenarios(): Promise<void> {
    await transact(database, system, removeOldScenarios);
    for (const id of await transact(database, system, findRunningScenarios))
      await run({ kind: 'scenario', id });
  }

  async function run(task: Task): Promise<void> {
    if (stopped) return;
    try {
      await runInThread(task);
    } catch (error) {
      if (stopped) return;
      const failure = randomUUID();
      logFault(failure, error, { [task.kind]: task.id });
      await recordPersistently(task, failure);
    }
  }

  /** A database that is away for a while is asked again; a task whose end can't be told is taken up at the next start. */
  async function recordPersistently(task: Task, failure: string): Promise<void> {
    for (let attempt = 1; !stopped; attempt++) {
      try {
        return await transact(database, system, (transaction) =>
          recordTaskFailure(transaction, task, failure),
        );
      } catch (error) {
        if (attempt === RECORDING_ATTEMPTS) return logFault(failure, error, { [task.kind]: task.id });
        await wait(RECORDING_PAUSE_MS);
      }
    }
  }

  /** Until the thread has ended, of itself or stopped midway. */
  function runInThread(task: Task): Promise<void> {
    return new Promise((done, failed) => {
      let told = 0;
      let telling = Promise.resolve();
      const workerData: WorkerData = { databaseUrl, task };
      const worker = new Worker(new URL('./background-worker.ts', import.meta.url), { workerData });
      working.add(worker);
      worker.on('message', ({ decided, total }: Progress) => {
        const isTold = task.kind === 'plan' || task.kind === 'scenario';
        if (!isTold || Date.now() - told < PROGRESS_EVERY_MS) return;
        told = Date.now();
        // Progress that can't be told is no reason to give up the plan.
        telling = telling
          .then(() =>
            transact(database, system, (transaction) =>
              task.kind === 'plan'
                ? recordProgress(transaction, { planId: task.id, decided, total })
                : recordScenarioProgress(transaction, { scenarioId: task.id, decided, total }),
            ),
          )
          .catch(() => undefined);
      });
      worker.on('error', failed);
      worker.on('exit', () => {
        working.delete(worker);
        void telling.then(done);
      });
    });
  }

  return {
    start: (task) => {
      const name = `${task.kind} ${task.id}`;
      if (waiting.has(name)) return;
      waiting.add(name);
      const queue = task.kind === 'scenario' ? 'scenarios' : 'records';
      queues[queue] = queues[queue].then(() => {
        waiting.delete(name);
        return run(task);
      });
    },
    stop: async () => {
      stopped = true;
      await Promise.all([...working].map((worker) => worker.terminate()));
      await Promise.all(Object.values(queues));
    },
  };
}

function recordTaskFailure(transaction: ActorTransaction, task: Task, failure: string): Promise<void> {
  switch (task.kind) {
    case 'plan':
      return recordFailure(transaction, { planId: task.id, failure });
    case 'scenario':
      return recordScenarioFailure(transaction, { scenarioId: task.id, failure });
    case 'change':
      return recordChangeFailure(transaction, { changeId: task.id, failure });
    case 'inspection':
      return recordInspectionFailure(transaction, { inspectionId: task.id, failure });
  }
}
