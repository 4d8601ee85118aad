import { FAILURES_FORGOTTEN_AFTER_MINUTES, waitSeconds } from '#app/domain/identity/sign-in-throttle.ts';
import type { Throttle } from '#app/domain/identity/sign-in-throttle.ts';
import { audit } from './audit.ts';
import type { ActorTransaction } from './transaction.ts';

/** Seconds until sign-in under any of these keys is allowed again; 0 when it is. */
export async function secondsBlocked(
  transaction: ActorTransaction,
  { keyHashes, now }: { keyHashes: readonly Buffer[]; now: Date },
): Promise<number> {
  const row = await transaction
    .selectFrom('signInFailure')
    .select(({ fn }) => fn.max('blockedUntil').as('until'))
    .where('keyHash', 'in', [...keyHashes])
    .executeTakeFirst();
  return row?.until ? Math.max(0, Math.ceil((row.until.getTime() - now.getTime()) / 1000)) : 0;
}

/** Counts one failed sign-in under `keyHash`; the row is held, so that failures at one moment are all counted. */
export async function countSignInFailure(
  transaction: ActorTransaction,
  { keyHash, throttle, now }: { keyHash: Buffer; throttle: Throttle; now: Date },
): Promise<void> {
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
  const forgotten = now.getTime() - row.lastFailureAt.getTime() > FAILURES_FORGOTTEN_AFTER_MINUTES * 60_000;
  const failures = (forgotten ? 0 : row.failures) + 1;
  const blockedUntil = new Date(now.getTime() + waitSeconds(throttle, failures) * 1000);
  await transaction
    .updateTable('signInFailure')
    .set({ failures, lastFailureAt: now, blockedUntil })
    .where('keyHash', '=', keyHash)
    .execute();
}

export async function logSignInFailure(
  transaction: ActorTransaction,
  { accountId }: { accountId: string | null },
): Promise<void> {
  await audit(transaction, { action: 'session.refused', subjectKind: 'account', subjectId: accountId });
}

export async function forgetSignInFailures(
  transaction: ActorTransaction,
  { keyHashes }: { keyHashes: readonly Buffer[] },
): Promise<void> {
  await transaction
    .deleteFrom('signInFailure')
    .where('keyHash', 'in', [...keyHashes])
    .execute();
}
