import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { audit, firstBrokenAuditLink } from '#app/data/audit.ts';
import { transact } from '#app/data/transaction.ts';
import { roles, system } from '#app/domain/identity/actor.ts';
import { openFreshDatabase } from './fresh-database.ts';
import { aRoom, aWorker, anAccount, anEmployer, assignmentOf } from './people-and-places.ts';

const fresh = openFreshDatabase('empty');
const NO_ENTRY = '01890000-0000-7000-8000-000000000000';

describe('an employer', () => {
  it('sees its own workers, requests and assignments and no other’s', async () => {
    const [mine, other] = [await anEmployer(fresh.owner), await anEmployer(fresh.owner)];
    const actor = await anAccount(fresh.owner, { role: 'employer', employerId: mine });
    const beds = await aRoom(fresh.owner);
    for (const [index, employerId] of [mine, other].entries()) {
      const worker = await aWorker(fresh.owner, { employerId });
      await fresh.owner.insertInto('assignment').values(assignmentOf(worker, beds[index]!)).execute();
      await fresh.owner.insertInto('placementRequest').values({ employerId }).execute();
      await fresh.owner
        .insertInto('workplace')
        .values({ employerId, name: 'W', longitude: 47, latitude: 29 })
        .execute();
    }
    await transact(fresh.database, actor, async (transaction) => {
      for (const table of ['worker', 'assignment', 'placementRequest', 'workplace'] as const) {
        const rows = await transaction.selectFrom(table).select('employerId').execute();
        expect(rows, table).toEqual([{ employerId: mine }]);
      }
      expect(await transaction.selectFrom('employer').select('id').execute()).toEqual([{ id: mine }]);
      for (const table of ['bedAvailability', 'plan', 'planPlacement', 'auditEntry', 'session'] as const) {
        expect(await transaction.selectFrom(table).selectAll().execute(), table).toEqual([]);
      }
    });
  });

  it('can’t write for another employer, nor give itself a bed', async () => {
    const [mine, other] = [await anEmployer(fresh.owner), await anEmployer(fresh.owner)];
    const actor = await anAccount(fresh.owner, { role: 'employer', employerId: mine });
    const worker = await aWorker(fresh.owner, { employerId: mine });
    const [bed] = await aRoom(fresh.owner);
    const attempts = [
      () =>
        transact(fresh.database, actor, (t) =>
          t
            .insertInto('workplace')
            .values({ employerId: other, name: 'X', longitude: 1, latitude: 1 })
            .execute(),
        ),
      () =>
        transact(fresh.database, actor, (t) =>
          t.insertInto('placementRequest').values({ employerId: other }).execute(),
        ),
      () =>
        transact(fresh.database, actor, (t) =>
          t.insertInto('assignment').values(assignmentOf(worker, bed!)).execute(),
        ),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toThrow(/row-level security/);
  });
});

describe('the audit log', () => {
  it('chains what many write at once, in the order of their commits', async () => {
    await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        transact(fresh.database, system, (t) =>
          audit(t, {
            action: 'worker.imported',
            subjectKind: 'employer',
            subjectId: null,
            details: { added: index },
          }),
        ),
      ),
    );
    const { count } = await fresh.owner
      .selectFrom('auditLink')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    expect(count).toBeGreaterThanOrEqual(60);
    expect(await transact(fresh.database, system, firstBrokenAuditLink)).toBeNull();
  });

  it('refuses changes, from the product and from the owner', async () => {
    await expect(
      transact(fresh.database, system, (t) =>
        t.updateTable('auditEntry').set({ action: 'worker.added' }).execute(),
      ),
    ).rejects.toThrow(/permission denied/);
    await expect(fresh.owner.deleteFrom('auditEntry').execute()).rejects.toThrow(/appends only/);
  });

  it.each([{ actorRole: 'auditor' }, { actorAccountId: null }, { at: new Date(0) }, { id: NO_ENTRY }])(
    'refuses an entry that says itself who wrote it, or when: %o',
    async (forgery) => {
      const planner = await anAccount(fresh.owner, { role: 'planner' });
      const forged = transact(fresh.database, planner, (t) =>
        t
          .insertInto('auditEntry')
          .values({ action: 'worker.added', subjectKind: 'worker', ...forgery })
          .execute(),
      );
      await expect(forged).rejects.toThrow(/permission denied/);
    },
  );

  it('is read by auditors alone', async () => {
    const employerId = await anEmployer(fresh.owner);
    await transact(fresh.database, system, (t) =>
      audit(t, { action: 'worker.added', subjectKind: 'worker', subjectId: null }),
    );
    for (const role of roles) {
      const actor = await anAccount(fresh.owner, {
        role,
        employerId: role === 'employer' ? employerId : null,
      });
      const entries = await transact(fresh.database, actor, (t) =>
        t.selectFrom('auditEntry').select('id').execute(),
      );
      expect([role, entries.length > 0]).toEqual([role, role === 'auditor']);
    }
  });

  it('shows where someone with the power to pass by the triggers changed or removed an entry', async () => {
    const forge = async (statement: string) => {
      await fresh.owner.transaction().execute(async (t) => {
        await sql`set local session_replication_role = replica`.execute(t);
        await sql.raw(statement).execute(t);
      });
      return transact(fresh.database, system, firstBrokenAuditLink);
    };
    const change = `update audit_entry set details = '{"added": 999}' where id = (select entry_id from audit_link where sequence = 20)`;
    expect(await forge(change)).toMatchObject({ sequence: 20 });
    const remove = `delete from audit_link where sequence = 10`;
    expect(await forge(remove)).toMatchObject({ sequence: 11 });
  });
});
