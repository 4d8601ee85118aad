import type { EmployerId } from '#app/domain/identity/ids.ts';
import type { ActorTransaction } from './transaction.ts';

/** What an employer is called and filed under. */
export function getEmployer(transaction: ActorTransaction, { employerId }: { employerId: EmployerId }) {
  return transaction
    .selectFrom('employer')
    .select(['name', 'fileNumber'])
    .where('id', '=', employerId)
    .executeTakeFirstOrThrow();
}
