import type { EmployerId } from '#app/domain/identity/ids.ts';
import { audit } from '#app/data/audit.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

/** What an employer is called and filed under. */
export function getEmployer(transaction: ActorTransaction, { employerId }: { employerId: EmployerId }) {
  return transaction
    .selectFrom('employer')
    .select(['name', 'fileNumber'])
    .where('id', '=', employerId)
    .executeTakeFirstOrThrow();
}

/** The employer filed under `fileNumber`, entered now if it is new. */
export async function findOrAddEmployer(
  transaction: ActorTransaction,
  { name, fileNumber, contactEmail }: { name: string; fileNumber: string; contactEmail: string },
): Promise<EmployerId> {
  const known = await transaction
    .selectFrom('employer')
    .select('id')
    .where('fileNumber', '=', fileNumber)
    .executeTakeFirst();
  if (known) return known.id as EmployerId;
  const { id } = await transaction
    .insertInto('employer')
    .values({ name, fileNumber, contactName: name, contactEmail, contactPhone: '' })
    .returning('id')
    .executeTakeFirstOrThrow();
  await audit(transaction, { action: 'employer.added', subjectKind: 'employer', subjectId: id });
  return id as EmployerId;
}
