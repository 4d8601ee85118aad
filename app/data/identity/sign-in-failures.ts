import { sql } from 'kysely';
import type { Throttle } from '#app/domain/identity/sign-in-throttle.ts';
import { waitSeconds } from '#app/domain/identity/sign-in-throttle.ts';
import { audit } from '#app/data/audit.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

/**
 * Counts an attempt as failed before it is judged, so that many at one moment are all counted: the row is held until the
 * transaction ends. An attempt that must wait isn't counted.
 * @returns seconds to wait; 0 where the attempt may be judged
 */
export async function countAttempt(
  transaction: ActorTransaction,
  { keyHash, throttle, now }: { keyHash: Buffer; throttle: Throttle; now: Date },
): Promise<number> {
  const fresh = { keyHash, failures: 0, lastFailureAt: now, blockedUntil: now };
  await transaction
    .insertInto('signInFailure')
    .values(fresh)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await transaction
    .selectFrom('signInFailure')
    .selectAll()
    .where('keyHash', '=', keyHash)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const seconds = Math.ceil((row.blockedUntil.getTime() - now.getTime()) / 1000);
  if (seconds > 0) return seconds;
  const isForgotten = now.getTime() - row.lastFailureAt.getTime() > throttle.forgottenAfterMinutes * 60_000;
  const failures = (isForgotten ? 0 : row.failures) + 1;
  const blockedUntil = new Date(now.getTime() + waitSeconds(throttle, failures) * 1000);
  await transaction
    .updateTable('signInFailure')
    .set({ failures, lastFailureAt: now, blockedUntil })
    .where('keyHash', '=', keyHash)
    .execute();
  return 0;
}

/** The failures under these keys count no more. */
export async function forgetAttempts(
  transaction: ActorTransaction,
  { keyHashes }: { keyHashes: readonly Buffer[] },
): Promise<void> {
  await transaction
    .deleteFrom('signInFailure')
    .where('keyHash', 'in', [...keyHashes])
    .execute();
}

/** The attempt was none: under this key one fewer counts. */
export async function takeBackAttempt(
  transaction: ActorTransaction,
  { keyHash }: { keyHash: Buffer },
): Promise<void> {
  await transaction
    .updateTable('signInFailure')
    .set({ failures: sql`greatest(failures - 1, 0)`, blockedUntil: sql`last_failure_at` })
    .where('keyHash', '=', keyHash)
    .execute();
}

/** What is too old to count, and sessions that are over, are cleared away. */
export async function clearOldSignIns(
  transaction: ActorTransaction,
  { now, olderThanHours }: { now: Date; olderThanHours: number },
): Promise<void> {
  await transaction
    .deleteFrom('signInFailure')
    .where('lastFailureAt', '<', new Date(now.getTime() - olderThanHours * 3_600_000))
    .execute();
  await transaction.deleteFrom('session').where('expiresAt', '<', now).execute();
}

export async function logSignInFailure(
  transaction: ActorTransaction,
  { accountId }: { accountId: string | null },
): Promise<void> {
  await audit(transaction, { action: 'session.refused', subjectKind: 'account', subjectId: accountId });
}
