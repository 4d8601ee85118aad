import { sql } from 'kysely';
import type { AuditAction, AuditDetails, AuditSubject } from '#app/domain/audit-actions.ts';
import type { Role } from '#app/domain/identity/actor.ts';
import type { ActorTransaction } from './transaction.ts';

export interface AuditEntry {
  readonly action: AuditAction;
  readonly subjectKind: AuditSubject;
  readonly subjectId: string | null;
  readonly details?: AuditDetails;
}

/** Appends to the audit log; the database adds the actor, the time and, at commit, the link of the hash chain. */
export async function audit(transaction: ActorTransaction, entry: AuditEntry): Promise<void> {
  await transaction
    .insertInto('auditEntry')
    .values({
      action: entry.action,
      subjectKind: entry.subjectKind,
      subjectId: entry.subjectId,
      details: JSON.stringify(entry.details ?? {}),
    })
    .execute();
}

export interface AuditFilter {
  readonly action?: AuditAction | undefined;
  readonly subjectKind?: AuditSubject | undefined;
  readonly subjectId?: string | undefined;
}

interface LoggedEntry extends Required<AuditEntry> {
  readonly id: string;
  readonly at: Date;
  readonly actorRole: Role | 'system';
  /** Null for the product itself. */
  readonly actorName: string | null;
  /** The name of an account, building or site, a request's, plan's or change's number; null for what has neither. */
  readonly subjectName: string | null;
}

/** The newest entries that the filter lets through, or those older than the entry `before`. */
export async function listAuditEntries(
  transaction: ActorTransaction,
  {
    action,
    subjectKind,
    subjectId,
    before,
    limit,
  }: AuditFilter & { before?: string | undefined; limit: number },
): Promise<LoggedEntry[]> {
  let query = transaction
    .selectFrom('auditEntry as entry')
    .leftJoin('account', 'account.id', 'entry.actorAccountId')
    .select([
      'entry.id',
      'entry.at',
      'entry.actorRole',
      'account.displayName as actorName',
      'entry.action',
      'entry.subjectKind',
      'entry.subjectId',
      'entry.details',
    ]);
  // Each filter has its index that ends with the identifier, and identifiers follow the clock.
  if (action) query = query.where('entry.action', '=', action);
  if (subjectKind) query = query.where('entry.subjectKind', '=', subjectKind);
  if (subjectId) query = query.where('entry.subjectId', '=', subjectId);
  if (before) query = query.where('entry.id', '<', before);
  const rows = await query.orderBy('entry.id', 'desc').limit(limit).execute();
  const names = await namesOf(
    transaction,
    rows.flatMap(({ subjectId }) => subjectId ?? []),
  );
  return rows.map((row) => ({
    ...row,
    subjectName: names.get(row.subjectId ?? '') ?? null,
    actorRole: row.actorRole as LoggedEntry['actorRole'],
    action: row.action as AuditAction,
    subjectKind: row.subjectKind as AuditSubject,
    details: row.details as AuditDetails,
  }));
}

/** What the accounts, buildings, sites, requests, plans, changes of capacity and standards among these identifiers are called. */
async function namesOf(
  transaction: ActorTransaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, display_name as name from account where id = any(${ids}::uuid[])
    union all
    select id, number::text from placement_request where id = any(${ids}::uuid[])
    union all
    select id, number::text from plan where id = any(${ids}::uuid[])
    union all
    select id, number::text from scenario where id = any(${ids}::uuid[])
    union all
    select id, number::text from capacity_change where id = any(${ids}::uuid[])
    union all
    select id, name from building where id = any(${ids}::uuid[])
    union all
    select id, key from site where id = any(${ids}::uuid[])
    union all
    select id, name from standard where id = any(${ids}::uuid[])
  `.execute(transaction);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Records that the log was taken out of the product. */
export async function logAuditExport(
  transaction: ActorTransaction,
  { entries }: { entries: number },
): Promise<void> {
  await audit(transaction, {
    action: 'audit_log.exported',
    subjectKind: 'audit_log',
    subjectId: null,
    details: { entries },
  });
}

interface BrokenLink {
  /** Null for an entry without a link. */
  readonly sequence: number | null;
  /** Null for a link whose entry is gone. */
  readonly entryId: string | null;
}

/** The first entry at which the chain is broken, or null when it holds from end to end. */
export async function firstBrokenAuditLink(transaction: ActorTransaction): Promise<BrokenLink | null> {
  const { rows } = await sql<BrokenLink>`
    select sequence, entry_id from first_broken_audit_link()
  `.execute(transaction);
  return rows[0] ?? null;
}

/** Verifies the chain and records that it was done, and what came of it. */
export async function verifyAuditLog(transaction: ActorTransaction): Promise<BrokenLink | null> {
  const broken = await firstBrokenAuditLink(transaction);
  await audit(transaction, {
    action: 'audit_log.verified',
    subjectKind: 'audit_log',
    subjectId: null,
    details: { holds: broken === null },
  });
  return broken;
}
