import type { Day } from '#app/domain/dates.ts';
import type { EscalationStep } from '#app/domain/inspection/escalation.ts';
import { audit } from '#app/data/audit.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

/** Issues a step of a corrective action, unless it was issued before. @returns whether it was issued now */
export async function issueNotice(
  transaction: ActorTransaction,
  {
    correctiveActionId,
    step,
    on,
    actBy,
    changeId = null,
  }: {
    correctiveActionId: string;
    step: EscalationStep;
    on: Day;
    actBy: Day;
    /** The change that closes the place, of the step `closure`. */
    changeId?: string | null;
  },
): Promise<boolean> {
  const issued = await transaction
    .insertInto('notice')
    .values({ correctiveActionId, step, issuedOn: on, actBy, changeId })
    .onConflict((conflict) => conflict.constraint('notice_once').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!issued) return false;
  await audit(transaction, { action: 'notice.issued', subjectKind: 'notice', subjectId: issued.id });
  return true;
}
