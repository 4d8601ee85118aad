import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { PgBoss } from 'pg-boss';
import type { PartKind } from '#app/data/placement/plan-parts.ts';
import { answerPart, keepPart, leavePart, takePart } from '#app/data/placement/plan-parts.ts';
import type { ActorTransaction, Database } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import { system } from '#app/domain/identity/actor.ts';
import type { PlanPartId } from '#app/domain/identity/ids.ts';
import { logFault } from '#app/server/log.ts';
import { JOB_SCHEMA, PLAN_PARTS } from '#db/job-queue.ts';
import { storeWritten } from './part-storer.ts';
import { PART_SOLVER } from './plan-split.ts';

const STILL_AT_IT_MS = 2000;

/** Takes parts of plans, so many at once: solves them, each in a thread of its own, or stores them. */
export interface PartTaker {
  /** Leaves the parts that are being solved to others; one that is being stored is stored, or was never begun. */
  readonly stop: () => Promise<void>;
}

/** `databaseUrl` is that of the product's login, as which `database` is open. */
export async function startTakingParts(
  database: Database,
  databaseUrl: string,
  { atOnce, solver = PART_SOLVER }: { atOnce: number; solver?: string },
): Promise<PartTaker> {
  const solving = new Set<Worker>();
  const idle: Worker[] = [];
  let stopping = false;
  /** One at a time stores, of those that take parts here: the connections are left to the pages that the process may serve. */
  let mayBeStoring = false;
  const asSystem = <Result>(work: (transaction: ActorTransaction) => Promise<Result>) =>
    transact(database, system, work);
  const boss = new PgBoss({
    connectionString: databaseUrl,
    schema: JOB_SCHEMA,
    max: 3,
    migrate: false,
    createSchema: false,
    schedule: false,
    // The login may not rebuild what it doesn't own.
    reindex: false,
    useListenNotify: true,
    monitorIntervalSeconds: 10,
    superviseIntervalSeconds: 10,
  });
  // A server that is away is asked again by the next look into the queue.
  boss.on('error', (error) => {
    if (!stopping) logFault(randomUUID(), error);
  });
  await boss.start();
  // A job says that there are parts to take; whoever hears of it takes them until none is left, of whichever plan.
  await boss.work(
    PLAN_PARTS,
    { localConcurrency: atOnce, notifyPollingIntervalSeconds: 5, heartbeatRefreshSeconds: 3 },
    async () => {
      while (!stopping && (await takeOne()));
    },
  );

  /** @returns whether there was one */
  async function takeOne(): Promise<boolean> {
    if (mayBeStoring) return takeOneOf(['solve']);
    mayBeStoring = true;
    try {
      return await takeOneOf(['solve', 'store']);
    } finally {
      mayBeStoring = false;
    }
  }

  async function takeOneOf(kinds: readonly PartKind[]): Promise<boolean> {
    const takenBy = randomUUID();
    const part = await asSystem((transaction) => takePart(transaction, { takenBy, kinds }));
    if (!part) return false;
    const { id: partId, kind, problem } = part;
    try {
      if (kind === 'store') await storeWritten(database, { partId, problem });
      else {
        const answer = await solveHeard(partId, { problem, takenBy });
        await asSystem((transaction) => answerPart(transaction, { partId, answer }));
      }
      return true;
    } catch (error) {
      await asSystem((transaction) => leavePart(transaction, { partId, takenBy }));
      throw error;
    }
  }

  /** A part that is stored needs no word of it: it is locked meanwhile. */
  async function solveHeard(
    partId: PlanPartId,
    { problem, takenBy }: { problem: Uint8Array; takenBy: string },
  ): Promise<Uint8Array> {
    const stillAtIt = setInterval(() => {
      asSystem((transaction) => keepPart(transaction, { partId, takenBy })).catch(() => undefined);
    }, STILL_AT_IT_MS);
    try {
      return await solveInThread(problem);
    } finally {
      clearInterval(stillAtIt);
    }
  }

  async function solveInThread(problem: Uint8Array): Promise<Uint8Array> {
    const thread =
      idle.pop() ?? new Worker(new URL('./part-thread.ts', import.meta.url), { workerData: solver });
    solving.add(thread);
    try {
      const answer = await solveIn(thread, problem);
      idle.push(thread);
      return answer;
    } catch (error) {
      await thread.terminate();
      throw error;
    } finally {
      solving.delete(thread);
    }
  }

  return {
    stop: async () => {
      stopping = true;
      await Promise.all([...solving, ...idle].map((thread) => thread.terminate()));
      await boss.stop({ graceful: false });
    },
  };
}

function solveIn(thread: Worker, problem: Uint8Array): Promise<Uint8Array> {
  return new Promise((done, failed) => {
    const settle = () => {
      thread.off('message', answered).off('error', broke).off('exit', ended);
    };
    const answered = (answer: Uint8Array) => {
      settle();
      done(answer);
    };
    const broke = (error: unknown) => {
      settle();
      failed(error);
    };
    const ended = () => broke(new Error('The thread of a part was ended'));
    thread.on('message', answered).on('error', broke).on('exit', ended);
    thread.postMessage(problem);
  });
}
