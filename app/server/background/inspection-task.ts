import { drawFindings, finishConsequences, judgeSubmitted } from '#app/data/inspection/consequences.ts';
import { settleFacts } from '#app/data/inspection/facts-found.ts';
import { reopenPassed } from '#app/data/inspection/reinspections.ts';
import type { Database } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import { kuwaitDay } from '#app/domain/dates.ts';
import { system } from '#app/domain/identity/actor.ts';
import type { InspectionId } from '#app/domain/identity/ids.ts';
import { workOnChange } from './change-task.ts';

/**
 * Draws what follows from a submitted inspection: what is to be put right; places closed where people are in danger, at
 * once; measured facts, and with them the capacity; and what a re-inspection found in order opened again. Each step may be
 * done again, so that one that was broken off is finished by the next. In this order, since facts need nobody's signature
 * where nobody lives any more, and a place opens by its new facts.
 */
export async function workOnInspection(
  database: Database,
  inspectionId: InspectionId,
  today = kuwaitDay(new Date()),
): Promise<void> {
  const drawn = await transact(database, system, async (transaction) => {
    const inspection = await judgeSubmitted(transaction, { inspectionId });
    if (!inspection) return null;
    const closings = await drawFindings(transaction, { inspection, today });
    return { closings, readAt: inspection.readAt };
  });
  if (!drawn) return;
  for (const changeId of new Set(drawn.closings)) await workOnChange(database, changeId, today);
  const facts = await transact(database, system, async (transaction) => {
    const inspection = await judgeSubmitted(transaction, { inspectionId });
    if (!inspection) return { written: 0, changeId: null };
    const settled = await settleFacts(transaction, { inspection, today });
    await reopenPassed(transaction, { inspection, today });
    return settled;
  });
  if (facts.changeId) await workOnChange(database, facts.changeId, today);
  await transact(database, system, (transaction) =>
    finishConsequences(transaction, { inspectionId, readAt: drawn.readAt, facts: facts.written }),
  );
}
