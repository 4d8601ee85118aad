import type { Actor } from '#app/domain/identity/actor.ts';
import { system } from '#app/domain/identity/actor.ts';
import type { AccountId, CapacityChangeId, EmployerId } from '#app/domain/identity/ids.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { audit } from '#app/data/audit.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

/** Changes that wait for the background, the first proposed first. */
export async function findUnfinishedChanges(transaction: ActorTransaction): Promise<CapacityChangeId[]> {
  const rows = await transaction
    .selectFrom('capacityChange')
    .select('id')
    .where('state', 'in', ['preparing', 'taking_effect'])
    .orderBy('number')
    .execute();
  return rows.map((row) => row.id as CapacityChangeId);
}

/**
 * In whose name a change that is to take effect does: who signed it, or the product itself where it was signed for an
 * inspector who found people in danger, since inspectors neither open beds nor give them. Null for a change in any other state.
 * @throws ProblemError forbidden where the signer is no planner any more
 */
export async function findSigner(
  transaction: ActorTransaction,
  { changeId }: { changeId: CapacityChangeId },
): Promise<Actor | null> {
  const row = await transaction
    .selectFrom('capacityChange as change')
    .innerJoin('account', 'account.id', 'change.signedBy')
    .select([
      'account.id',
      'account.role',
      'account.employerId',
      'account.displayName',
      'change.inspectionId',
      'change.kind',
      'change.datedBy',
    ])
    .where('change.id', '=', changeId)
    .where('change.state', '=', 'taking_effect')
    .executeTakeFirst();
  if (!row) return null;
  const { id, role, employerId, displayName } = row;
  if (row.inspectionId && row.kind === 'closure' && !row.datedBy) return system;
  if (role !== 'planner') throw new ProblemError('forbidden');
  return {
    kind: 'person',
    accountId: id as AccountId,
    role,
    employerId: employerId as EmployerId | null,
    displayName,
  };
}

/** Says that the work on a change ended by a fault of the product; a planner may have it prepared anew. */
export async function recordChangeFailure(
  transaction: ActorTransaction,
  { changeId, failure }: { changeId: CapacityChangeId; failure: string },
): Promise<void> {
  const failed = await transaction
    .updateTable('capacityChange')
    .set({ state: 'failed', failure })
    .where('id', '=', changeId)
    .where('state', 'in', ['preparing', 'taking_effect'])
    .returning('id')
    .executeTakeFirst();
  if (!failed) return;
  await audit(transaction, {
    action: 'capacity_change.failed',
    subjectKind: 'capacity_change',
    subjectId: changeId,
  });
}
