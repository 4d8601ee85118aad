import { randomUUID } from 'node:crypto';
import { findUnfinishedInspections } from '#app/data/inspection/consequences.ts';
import { escalate } from '#app/data/inspection/escalation.ts';
import type { Database } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import { kuwaitDay } from '#app/domain/dates.ts';
import { system } from '#app/domain/identity/actor.ts';
import { logFault } from '#app/server/log.ts';
import type { BackgroundRunner } from './background-runner.ts';

const EVERY_MS = 3_600_000;

/**
 * Takes the steps that are due for what isn't put right, and takes up inspections whose consequences weren't drawn to their
 * end, now and every hour: whoever starts late misses no day.
 */
export function startEscalation(
  database: Database,
  background: BackgroundRunner,
): { readonly stop: () => Promise<void> } {
  const sweep = async () => {
    try {
      const today = kuwaitDay(new Date());
      const changes = await transact(database, system, (transaction) => escalate(transaction, { today }));
      for (const id of changes) background.start({ kind: 'change', id });
      // A fault or a kill midway leaves a danger open: what follows from an inspection is drawn again.
      for (const id of await transact(database, system, findUnfinishedInspections))
        background.start({ kind: 'inspection', id });
    } catch (error) {
      logFault(randomUUID(), error);
    }
  };
  let sweeping = sweep();
  const timer = setInterval(() => {
    sweeping = sweeping.then(sweep);
  }, EVERY_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await sweeping;
    },
  };
}
