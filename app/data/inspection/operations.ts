import type { RecordedOperation } from '#app/domain/inspection/day-pack.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

/** All acts of these inspections, by inspection, in the order in which they arrived. */
export async function readOperations(
  transaction: ActorTransaction,
  { inspectionIds }: { inspectionIds: readonly string[] },
): Promise<ReadonlyMap<string, readonly RecordedOperation[]>> {
  const rows = await transaction
    .selectFrom('inspectionOperation')
    .select(['id', 'inspectionId', 'accountId', 'phoneId', 'sequence', 'kind', 'recordedAt', 'body'])
    .where('inspectionId', 'in', inspectionIds)
    .orderBy('receivedAt')
    .execute();
  const operations = rows.map(
    (row) => ({ ...row, recordedAt: row.recordedAt.toISOString() }) as RecordedOperation,
  );
  return Map.groupBy(operations, ({ inspectionId }) => inspectionId);
}
