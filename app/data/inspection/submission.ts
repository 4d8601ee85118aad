import { sql } from 'kysely';
import type { UpdateObject } from 'kysely';
import type { InspectionId } from '#app/domain/identity/ids.ts';
import { beganAt, isComplete, recordOf } from '#app/domain/inspection/inspection-record.ts';
import { ProblemError } from '#app/domain/problem.ts';
import type { DB } from '#db/schema.ts';
import { audit } from '#app/data/audit.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import { readOperations } from './operations.ts';

/**
 * Takes inspections on by the acts that were recorded: under way with the first, submitted once a submission and all that
 * it builds on have arrived and no two answers conflict. Photos may come later. The caller holds their lock.
 * @param changed inspections of which something new was recorded
 * @returns those from which consequences are to be drawn: just submitted, or told something more since
 */
export async function followOperations(
  transaction: ActorTransaction,
  { changed, now }: { changed: readonly string[]; now: Date },
): Promise<InspectionId[]> {
  if (changed.length === 0) return [];
  const inspections = await transaction
    .selectFrom('inspection')
    .select(['id', 'state'])
    .where('id', 'in', changed)
    .orderBy('id')
    .execute();
  const submitted = inspections.filter(({ state }) => state === 'submitted').map(({ id }) => id);
  const open = inspections.filter(({ state }) => state === 'scheduled' || state === 'under_way');
  if (open.length > 0) {
    const recorded = await readOperations(transaction, { inspectionIds: open.map(({ id }) => id) });
    for (const { id, state } of open) {
      const acts = recorded.get(id)?.operations ?? [];
      if (state === 'scheduled') {
        await change(transaction, id, { state: 'under_way', startedAt: beganAt(acts, now) });
        await audit(transaction, { action: 'inspection.started', subjectKind: 'inspection', subjectId: id });
      }
      const record = recordOf(acts);
      if (!record.submission || !isComplete(record)) continue;
      const submission = acts.find((act) => act.id === record.submission?.id);
      const submittedBy = submission?.accountId ?? null;
      // By the database's clock, as acts are received by it: those that arrive later are known as late.
      const submittedAt = sql<Date>`clock_timestamp()`;
      await change(transaction, id, { state: 'submitted', submittedAt, submittedBy });
      await audit(transaction, { action: 'inspection.submitted', subjectKind: 'inspection', subjectId: id });
      submitted.push(id);
    }
  }
  return submitted as InspectionId[];
}

/** @throws ProblemError busy when somebody moved the inspection to another inspector meanwhile: the phone tries again */
async function change(
  transaction: ActorTransaction,
  inspectionId: string,
  values: UpdateObject<DB, 'inspection'>,
): Promise<void> {
  const { numUpdatedRows } = await transaction
    .updateTable('inspection')
    .set(values)
    .where('id', '=', inspectionId)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new ProblemError('busy');
}
