import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { audit, listAuditEntries, logAuditExport, verifyAuditLog } from '#app/data/audit.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import { addWorkplace } from '#app/data/placement/workplaces.ts';
import type { AuditAction } from '#app/domain/audit-actions.ts';
import { auditActions, auditFacts, auditSubjects } from '#app/domain/audit-actions.ts';
import type { SignedInActor } from '#app/domain/identity/actor.ts';
import { system } from '#app/domain/identity/actor.ts';
import { actorOf, openFreshDatabase } from './fresh-database.ts';

const fresh = openFreshDatabase('seeded');
const subjects = Array.from({ length: 3 }, () => crypto.randomUUID());
let auditor: SignedInActor;

const list = (query: Partial<Parameters<typeof listAuditEntries>[1]> = {}) =>
  transact(fresh.database, auditor, (t) => listAuditEntries(t, { limit: 20, ...query }));

const write = (actor: SignedInActor | typeof system, action: AuditAction, subjectId: string) =>
  transact(fresh.database, actor, (t) => audit(t, { action, subjectKind: 'worker', subjectId }));

/** Entries of the log that this connection has read from the table, by whatever way. */
async function entriesReadSoFar(transaction: ActorTransaction): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select seq_tup_read + idx_tup_fetch as count from pg_stat_xact_user_tables where relname = 'audit_entry'
  `.execute(transaction);
  return rows[0]?.count ?? 0;
}

beforeAll(async () => {
  auditor = await actorOf(fresh.owner, 'auditor');
  const planner = await actorOf(fresh.owner, 'planner');
  for (let index = 0; index < 30; index++) {
    const subject = subjects[index % subjects.length] ?? '';
    await write(index % 2 ? planner : system, index % 5 ? 'worker.changed' : 'worker.added', subject);
  }
});

describe('the audit log, as an auditor reads it,', () => {
  it('lists the newest first, and page by page every entry once', async () => {
    const pages = [await list({ limit: 8 })];
    for (let last = pages[0]; last && last.length === 8; last = pages.at(-1))
      pages.push(await list({ limit: 8, before: last.at(-1)?.id }));
    const all = await fresh.owner.selectFrom('auditEntry').select('id').orderBy('at', 'desc').execute();
    expect(pages.flat().map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    expect(pages.length).toBeGreaterThan(3);
  });

  it('is filtered by action, by kind of record and by record', async () => {
    const added = await list({ action: 'worker.added' });
    expect(added.map(({ action }) => action)).toEqual(Array.from({ length: 6 }, () => 'worker.added'));
    expect(await list({ subjectKind: 'database' })).toMatchObject([{ action: 'database.seeded' }]);
    const about = await list({ subjectId: subjects[0], action: 'worker.changed' });
    expect(about).toHaveLength(8);
    for (const entry of about)
      expect(entry).toMatchObject({ subjectId: subjects[0], action: 'worker.changed' });
  });

  it('says who: by name and role, or the product itself', async () => {
    const employer = await actorOf(fresh.owner, 'employer');
    await transact(fresh.database, employer, (t) =>
      addWorkplace(t, {
        employerId: employer.employerId!,
        name: 'New yard',
        longitude: 47.9,
        latitude: 29.3,
      }),
    );
    const [latest] = await list({ limit: 1 });
    expect(latest).toMatchObject({
      action: 'workplace.added',
      actorRole: 'employer',
      actorName: employer.displayName,
    });
    const seeded = await list({ action: 'database.seeded' });
    expect(seeded).toMatchObject([
      { actorRole: 'system', actorName: null, details: { scale: 'demonstration' } },
    ]);
  });

  it('shows a verification and a download, which are entries too', async () => {
    expect(await transact(fresh.database, auditor, verifyAuditLog)).toBeNull();
    await transact(fresh.database, auditor, (t) => logAuditExport(t, { entries: 12 }));
    expect(await list({ subjectKind: 'audit_log' })).toMatchObject([
      { action: 'audit_log.exported', details: { entries: 12 }, actorName: auditor.displayName },
      { action: 'audit_log.verified', details: { holds: true } },
    ]);
  });

  it('knows the word for everything that the database itself or the seed writes', async () => {
    const officer = await actorOf(fresh.owner, 'protection_officer');
    await transact(fresh.database, officer, async (t) => {
      for (const what of ['protection_cases', 'reports', 'indicators', 'shelters'])
        await sql.raw(`select from read_${what}()`).execute(t);
    });
    const { rows } = await sql<{ action: string; subject: string; facts: string[] }>`
      select action, subject_kind as subject, array(select jsonb_object_keys(details)) as facts from audit_entry
    `.execute(fresh.owner);
    expect(rows.map(({ action }) => action)).toContain('shelter.read');
    for (const { action, subject, facts } of rows) {
      expect(auditActions).toContain(action);
      expect(auditSubjects).toContain(subject);
      for (const fact of facts) expect(auditFacts).toContain(fact);
    }
  });

  it('reads no more entries than it shows, however many there are', async () => {
    await fresh.owner.transaction().execute(async (t) => {
      await sql`set local session_replication_role = replica`.execute(t);
      await sql`
        insert into audit_entry (actor_role, action, subject_kind, subject_id)
        select 'system', 'session.opened', 'account', gen_random_uuid() from generate_series(1, 30000)
      `.execute(t);
    });
    await sql`analyze audit_entry`.execute(fresh.owner);
    const middle = await list({ limit: 1, action: 'worker.added' });
    for (const query of [
      {},
      { before: middle[0]?.id },
      { action: 'session.opened' as const },
      { action: 'worker.added' as const },
      { subjectKind: 'database' as const },
      { subjectId: subjects[0] },
    ]) {
      const read = await transact(fresh.database, auditor, async (t) => {
        const before = await entriesReadSoFar(t);
        await listAuditEntries(t, { limit: 20, ...query });
        return (await entriesReadSoFar(t)) - before;
      });
      // The entry from which a page goes on may be touched too.
      expect(read, JSON.stringify(query)).toBeLessThanOrEqual(20 + 1);
    }
  });
});
