import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { fromKysely, PgBoss } from 'pg-boss';
import type { OwnPart, PartKind } from '#app/data/placement/plan-parts.ts';
import {
  answerPart,
  collectAnswers,
  countOpenParts,
  takeOwnPart,
  writeParts,
} from '#app/data/placement/plan-parts.ts';
import type { ActorTransaction, Database } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import { system } from '#app/domain/identity/actor.ts';
import type { PlanId, PlanPartId } from '#app/domain/identity/ids.ts';
import { JOB_SCHEMA, PLAN_PARTS } from '#db/job-queue.ts';

/** From one part of a plan to its answer: the same bytes wherever it is done. */
export type SolvePart = (problem: Uint8Array) => Uint8Array | Promise<Uint8Array>;

/** Where the product's own `solvePart` stands. */
export const PART_SOLVER = new URL('./part-solver.ts', import.meta.url).href;

/** Another process took the plan up from its beginning: it is that one's now. */
export class BegunAnew extends Error {}

const LOOK_EVERY_MS = 100;
/** For so long others may work on what is left before it is done here as well. */
const PATIENCE_MS = 30_000;

/**
 * Solves the parts of a plan, whoever else takes some of them: any number of processes, or none.
 * @returns the answers in the order of the parts
 */
export async function solveInParts(
  database: Database,
  { planId, problems, solvePart }: { planId: PlanId; problems: readonly Uint8Array[]; solvePart: SolvePart },
): Promise<Uint8Array[]> {
  const partIds = await offerParts(database, { planId, kind: 'solve', problems });
  return finishParts(database, {
    planId,
    partIds,
    work: async ({ id: partId, part }) => {
      const answer = await solvePart(problems[part] as Uint8Array);
      await transact(database, system, (transaction) => answerPart(transaction, { partId, answer }));
    },
  });
}

/**
 * Does what nobody takes of a plan's parts, and what somebody took and doesn't answer, so that it always ends.
 * @param work does a part, and answers it; what is megabytes isn't read back
 * @returns the answers in the order of the parts
 */
export async function finishParts(
  database: Database,
  {
    planId,
    partIds,
    work,
  }: { planId: PlanId; partIds: readonly PlanPartId[]; work: (part: OwnPart) => Promise<void> },
): Promise<Uint8Array[]> {
  const takenBy = `plan ${planId} ${randomUUID()}`;
  const asSystem = <Result>(query: (transaction: ActorTransaction) => Promise<Result>) =>
    transact(database, system, query);
  let idleSince = Date.now();
  for (;;) {
    const fromOthers = Date.now() - idleSince > PATIENCE_MS;
    const left = await asSystem((transaction) => takeOwnPart(transaction, { partIds, takenBy, fromOthers }));
    if (left) {
      await work(left);
      idleSince = Date.now();
    } else if ((await asSystem((transaction) => countOpenParts(transaction, { partIds }))) > 0) {
      await wait(LOOK_EVERY_MS);
    } else {
      break;
    }
  }
  const answers = await asSystem((transaction) => collectAnswers(transaction, { partIds }));
  if (answers.length !== partIds.length) throw new BegunAnew(`Plan ${planId} was begun anew meanwhile`);
  return answers;
}

/** The parts and as many jobs that tell of them, in one transaction: nobody hears of a part before it is there. */
export async function offerParts(
  database: Database,
  { planId, kind, problems }: { planId: PlanId; kind: PartKind; problems: readonly Uint8Array[] },
): Promise<PlanPartId[]> {
  const boss = new PgBoss({
    db: fromKysely(database.withoutPlugins()),
    schema: JOB_SCHEMA,
    migrate: false,
    createSchema: false,
    supervise: false,
    schedule: false,
    registerInstance: false,
  });
  boss.on('error', () => undefined);
  await boss.start();
  try {
    return await transact(database, system, async (transaction) => {
      const db = fromKysely(transaction.withoutPlugins());
      const partIds = await writeParts(transaction, { planId, kind, problems });
      for (const part of partIds.keys()) await boss.send(PLAN_PARTS, { planId, part }, { db });
      return partIds;
    });
  } finally {
    await boss.stop({ graceful: false });
  }
}
