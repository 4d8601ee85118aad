import { sql } from 'kysely';
import type { ActorTransaction } from './transaction.ts';

export interface AuditEntry {
  /** `subject.verb`, in the past tense: `worker.added`. */
  readonly action: `${string}.${string}`;
  readonly subjectKind: string;
  readonly subjectId: string | null;
  /** Facts of the change, never personal data. */
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
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

/** The first entry at which the chain is broken, or null when it holds from end to end. */
export async function firstBrokenAuditLink(
  transaction: ActorTransaction,
): Promise<{ sequence: number | null; entryId: string | null } | null> {
  const { rows } = await sql<{ sequence: number | null; entryId: string | null }>`
    select sequence, entry_id from first_broken_audit_link()
  `.execute(transaction);
  return rows[0] ?? null;
}
