import { sql } from 'kysely';
import type { Role, SignedInActor } from '#app/domain/identity/actor.ts';
import type { AccountId, EmployerId } from '#app/domain/identity/ids.ts';
import { audit } from '#app/data/audit.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

interface AccountWithPassword {
  readonly id: AccountId;
  readonly passwordHash: string;
}

/** The account that may sign in with `email`, in whatever case it is written. */
export async function findAccountByEmail(
  transaction: ActorTransaction,
  { email }: { email: string },
): Promise<AccountWithPassword | null> {
  const account = await transaction
    .selectFrom('account')
    .select(['id', sql<string>`account_password_hash(id)`.as('passwordHash')])
    .where('email', '=', email)
    .where('disabledAt', 'is', null)
    .executeTakeFirst();
  return account ? { id: account.id as AccountId, passwordHash: account.passwordHash } : null;
}

/** @throws out of the transaction, ProblemError email_taken */
export async function addAccount(
  transaction: ActorTransaction,
  account: {
    email: string;
    displayName: string;
    passwordHash: string;
    role: Role;
    employerId: EmployerId | null;
  },
): Promise<void> {
  const { id } = await transaction
    .insertInto('account')
    .values(account)
    .returning('id')
    .executeTakeFirstOrThrow();
  await audit(transaction, {
    action: 'account.added',
    subjectKind: 'account',
    subjectId: id,
  });
}

/** The hash that an account's password is judged by; for the product's own use alone. */
export async function findPasswordHash(
  transaction: ActorTransaction,
  { accountId }: { accountId: AccountId },
): Promise<string | null> {
  const { rows } = await sql<{
    hash: string | null;
  }>`select account_password_hash(${accountId}) as hash`.execute(transaction);
  return rows[0]?.hash ?? null;
}

/** Sets a new password and ends every session of the account but the one with `keptTokenHash`. */
export async function changePassword(
  transaction: ActorTransaction,
  {
    accountId,
    passwordHash,
    keptTokenHash,
  }: { accountId: AccountId; passwordHash: string; keptTokenHash: Buffer },
): Promise<void> {
  await transaction.updateTable('account').set({ passwordHash }).where('id', '=', accountId).execute();
  await transaction
    .deleteFrom('session')
    .where('accountId', '=', accountId)
    .where('tokenHash', '<>', keptTokenHash)
    .execute();
  await audit(transaction, {
    action: 'account.password_changed',
    subjectKind: 'account',
    subjectId: accountId,
  });
}

interface NewSession {
  readonly tokenHash: Buffer;
  readonly accountId: AccountId;
  readonly expiresAt: Date;
}

export async function openSession(transaction: ActorTransaction, session: NewSession): Promise<void> {
  await transaction.insertInto('session').values(session).execute();
  await audit(transaction, {
    action: 'session.opened',
    subjectKind: 'account',
    subjectId: session.accountId,
  });
}

export async function closeSession(
  transaction: ActorTransaction,
  { tokenHash }: { tokenHash: Buffer },
): Promise<void> {
  const closed = await transaction
    .deleteFrom('session')
    .where('tokenHash', '=', tokenHash)
    .returning('accountId')
    .executeTakeFirst();
  if (closed)
    await audit(transaction, {
      action: 'session.closed',
      subjectKind: 'account',
      subjectId: closed.accountId,
    });
}

/** Signs an account out on every device. */
export async function closeAllSessions(
  transaction: ActorTransaction,
  { accountId }: { accountId: AccountId },
): Promise<void> {
  await transaction.deleteFrom('session').where('accountId', '=', accountId).execute();
  await audit(transaction, {
    action: 'session.closed_everywhere',
    subjectKind: 'account',
    subjectId: accountId,
  });
}

/** The person behind a live session; a session unused for `idleMinutes` is dead. */
export async function findSessionActor(
  transaction: ActorTransaction,
  { tokenHash, now, idleMinutes }: { tokenHash: Buffer; now: Date; idleMinutes: number },
): Promise<SignedInActor | null> {
  const found = await transaction
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.accountId')
    .select(['account.id', 'account.role', 'account.employerId', 'account.displayName', 'session.lastSeenAt'])
    .where('session.tokenHash', '=', tokenHash)
    .where('session.expiresAt', '>', now)
    .where('session.lastSeenAt', '>', new Date(now.getTime() - idleMinutes * 60_000))
    .where('account.disabledAt', 'is', null)
    .executeTakeFirst();
  if (!found) return null;
  // A minute's precision is enough for idleness, and spares a write at every request.
  if (now.getTime() - found.lastSeenAt.getTime() > 60_000) {
    await transaction
      .updateTable('session')
      .set({ lastSeenAt: now })
      .where('tokenHash', '=', tokenHash)
      .execute();
  }
  return {
    kind: 'person',
    accountId: found.id as AccountId,
    role: found.role satisfies Role,
    employerId: found.employerId as EmployerId | null,
    displayName: found.displayName,
  };
}

/** When a session ends at the latest. */
export async function findSessionEnd(
  transaction: ActorTransaction,
  { tokenHash }: { tokenHash: Buffer },
): Promise<Date | null> {
  const found = await transaction
    .selectFrom('session')
    .select('expiresAt')
    .where('tokenHash', '=', tokenHash)
    .executeTakeFirst();
  return found?.expiresAt ?? null;
}
