import { audit } from '#app/data/audit.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import type { AccountId } from '#app/domain/identity/ids.ts';

/** When the inspector's secret address was made; null where there is none. */
export async function findCalendarFeed(
  transaction: ActorTransaction,
  { accountId }: { accountId: AccountId },
): Promise<Date | null> {
  const feed = await transaction
    .selectFrom('calendarFeed')
    .select('createdAt')
    .where('accountId', '=', accountId)
    .executeTakeFirst();
  return feed?.createdAt ?? null;
}

/** Makes a secret address known, in place of the one before. */
export async function makeCalendarFeed(
  transaction: ActorTransaction,
  { accountId, tokenHash }: { accountId: AccountId; tokenHash: Buffer },
): Promise<void> {
  await transaction.deleteFrom('calendarFeed').where('accountId', '=', accountId).execute();
  await transaction.insertInto('calendarFeed').values({ accountId, tokenHash }).execute();
  await audit(transaction, { action: 'calendar_feed.made', subjectKind: 'account', subjectId: accountId });
}

export async function removeCalendarFeed(
  transaction: ActorTransaction,
  { accountId }: { accountId: AccountId },
): Promise<void> {
  const { numDeletedRows } = await transaction
    .deleteFrom('calendarFeed')
    .where('accountId', '=', accountId)
    .executeTakeFirst();
  if (numDeletedRows > 0n)
    await audit(transaction, {
      action: 'calendar_feed.removed',
      subjectKind: 'account',
      subjectId: accountId,
    });
}

/** Whose calendar a secret opens; null where nobody's, or where they inspect no longer. */
export async function findFeedOwner(
  transaction: ActorTransaction,
  { tokenHash }: { tokenHash: Buffer },
): Promise<string | null> {
  const feed = await transaction
    .selectFrom('calendarFeed')
    .innerJoin('account', 'account.id', 'calendarFeed.accountId')
    .select('calendarFeed.accountId')
    .where('tokenHash', '=', tokenHash)
    .where('account.role', '=', 'inspector')
    .where('account.disabledAt', 'is', null)
    .executeTakeFirst();
  return feed?.accountId ?? null;
}
