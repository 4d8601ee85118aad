import type { EmployerId, WorkplaceId } from '#app/domain/identity/ids.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { audit } from '#app/data/audit.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

export function listWorkplaces(transaction: ActorTransaction, { employerId }: { employerId: EmployerId }) {
  return transaction
    .selectFrom('workplace')
    .select(['id', 'name', 'longitude', 'latitude'])
    .where('employerId', '=', employerId)
    .orderBy('name')
    .execute();
}

export async function addWorkplace(
  transaction: ActorTransaction,
  workplace: { employerId: EmployerId; name: string; longitude: number; latitude: number },
): Promise<void> {
  const { id } = await transaction
    .insertInto('workplace')
    .values(workplace)
    .returning('id')
    .executeTakeFirstOrThrow();
  await audit(transaction, { action: 'workplace.added', subjectKind: 'workplace', subjectId: id });
}

/** @throws ProblemError not_found, or workplace_in_use while a request names it */
export async function removeWorkplace(
  transaction: ActorTransaction,
  { workplaceId }: { workplaceId: WorkplaceId },
): Promise<void> {
  const used = await transaction
    .selectFrom('placementRequest')
    .select('id')
    .where('workplaceId', '=', workplaceId)
    .limit(1)
    .executeTakeFirst();
  if (used) throw new ProblemError('workplace_in_use');
  const removed = await transaction
    .deleteFrom('workplace')
    .where('id', '=', workplaceId)
    .returning('id')
    .executeTakeFirst();
  if (!removed) throw new ProblemError('not_found');
  await audit(transaction, { action: 'workplace.removed', subjectKind: 'workplace', subjectId: workplaceId });
}
