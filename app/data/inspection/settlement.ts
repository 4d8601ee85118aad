import type { Day } from '#app/domain/dates.ts';
import type { AccountId, InspectionId } from '#app/domain/identity/ids.ts';
import { conflictsOf, readSettlement } from '#app/domain/inspection/conflicts.ts';
import type { FieldProblems } from '#app/domain/problem.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { audit } from '#app/data/audit.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import { packInspections } from './day-pack.ts';
import { lockInspections } from './operations.ts';
import { followOperations } from './submission.ts';

/** The answer that is to stand, as typed, and the answers that whoever gives it has seen. */
interface Settlement {
  readonly questionId: string;
  readonly choice: string;
  readonly other: string;
  readonly note: string;
  readonly replaces: readonly string[];
}

/**
 * Answers a question anew that two answered differently. Nothing is lost: theirs stay on record, and this one names them.
 * The inspection is submitted by it, where this was all that stood in the way. The record knows phones only:
 * each settlement is the one act of a phone of its own, which no other can have named before.
 * @returns what is wrong with the form, or the inspections from which consequences are to be drawn
 * @throws ProblemError inspection_conflict_settled where the question isn't, or no longer, answered in these ways
 */
export async function settleConflict(
  transaction: ActorTransaction,
  {
    inspectionId,
    reviewer,
    today,
    operationId,
    at,
    settlement,
  }: {
    inspectionId: InspectionId;
    reviewer: AccountId;
    today: Day;
    operationId: string;
    at: Date;
    settlement: Settlement;
  },
): Promise<
  | { readonly ok: true; readonly submitted: readonly InspectionId[] }
  | { readonly ok: false; readonly problems: FieldProblems }
> {
  await lockInspections(transaction, { inspectionIds: [inspectionId] });
  const [pack] = await packInspections(transaction, { inspectionIds: [inspectionId], day: today });
  if (!pack) throw new ProblemError('not_found');
  if (pack.inspectors.some(({ accountId }) => accountId === reviewer))
    throw new ProblemError('inspection_own_review');
  const conflict = conflictsOf(pack, new Map()).find(({ question }) => question.id === settlement.questionId);
  const given = conflict?.answers.map((answer) => answer.operationId) ?? [];
  if (!conflict || !given.every((id) => settlement.replaces.includes(id)))
    throw new ProblemError('inspection_conflict_settled');
  const read = readSettlement(settlement, conflict);
  if (!read.ok) return read;
  const { questionId, note } = settlement;
  await transaction
    .insertInto('inspectionOperation')
    .values({
      id: operationId,
      inspectionId,
      accountId: reviewer,
      phoneId: operationId,
      sequence: 1,
      kind: 'answered',
      recordedAt: at,
      body: JSON.stringify({ questionId, value: read.value, note, replaces: given }),
    })
    .execute();
  await audit(transaction, {
    action: 'inspection.conflict_settled',
    subjectKind: 'inspection',
    subjectId: inspectionId,
  });
  return { ok: true, submitted: await followOperations(transaction, { changed: [inspectionId], now: at }) };
}
