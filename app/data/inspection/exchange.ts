import type { AccountId, InspectionId } from '#app/domain/identity/ids.ts';
import type { SyncAnswer } from '#app/domain/inspection/day-pack.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import { readLacking, recordOperations } from './operations.ts';
import { followOperations } from './submission.ts';

/**
 * Takes what a phone recorded and gives what it lacks; how the two go about it stands at `SyncRequest`.
 * @returns also the inspections from which consequences are to be drawn
 */
export async function exchangeOperations(
  transaction: ActorTransaction,
  {
    sent,
    inspectionIds,
    arrivals,
    accountId,
    now,
  }: {
    sent: readonly unknown[];
    inspectionIds: readonly string[];
    arrivals: Readonly<Record<string, number>>;
    accountId: AccountId;
    now: Date;
  },
): Promise<{ answer: SyncAnswer; toDraw: readonly InspectionId[] }> {
  const { held, refused, changed } = await recordOperations(transaction, { sent, accountId });
  const toDraw = await followOperations(transaction, { changed, now });
  const known = new Set(held);
  const inspections = await readLacking(transaction, { inspectionIds, arrivals, accountId, known });
  return { answer: { held, refused, inspections }, toDraw };
}
