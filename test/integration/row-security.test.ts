import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { audit, firstBrokenAuditLink } from '#app/data/audit.ts';
import { transact } from '#app/data/transaction.ts';
import { roles, system } from '#app/domain/identity/actor.ts';
import { openFreshDatabase } from './fresh-database.ts';
import { aRoom, aWorker, anAccount, anEmployer, assignmentOf } from './people-and-places.ts';

const fresh = openFreshDatabase('empty');

describe('the login role', () => {
  it('owns nothing, is no superuser and can’t pass by row-level security', async () => {
    const { rows } = await sql<{ owned: number; strong: boolean }>`
      select
        (select count(*)::int from pg_class where relowner = (select oid from pg_roles where rolname = current_user)) as owned,
        (select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb from pg_roles where rolname = current_user) as strong
    `.execute(fresh.database);
    expect(rows[0]).toEqual({ owned: 0, strong: false });
  });

  it('finds row-level security forced on every table', async () => {
    const { rows } = await sql<{ relname: string }>`
      select relname from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not like 'kysely%'
        and not (relrowsecurity and relforcerowsecurity)
    `.execute(fresh.owner);
    expect(rows).toEqual([]);
  });

  it('sees nothing at all when nobody acts', async () => {
    await anEmployer(fresh.owner);
    const { rows } = await sql<{ table: string }>`
      select relname as table from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r' and has_table_privilege(oid, 'select')
    `.execute(fresh.database);
    expect(rows.length).toBeGreaterThan(15);
    for (const { table } of rows) {
      const found = await sql`select from ${sql.id(table)} limit 1`.execute(fresh.database);
      expect(found.rows, table).toEqual([]);
    }
  });
});

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

describe('protection records', () => {
  it('can’t be read by anyone directly, and through their functions by protection officers only, each reading logged', async () => {
    const employerId = await anEmployer(fresh.owner);
    const worker = await aWorker(fresh.owner, { employerId });
    await fresh.owner.insertInto('protectionCase').values({ workerId: worker.id }).execute();

    for (const role of roles) {
      const actor = await anAccount(fresh.owner, {
        role,
        employerId: role === 'employer' ? employerId : null,
      });
      const directly = transact(fresh.database, actor, (t) =>
        t.selectFrom('protectionCase').selectAll().execute(),
      );
      await expect(directly, role).rejects.toThrow(/permission denied/);
      const throughFunction = transact(fresh.database, actor, (t) =>
        sql`select * from read_protection_cases()`.execute(t),
      );
      if (role !== 'protection_officer') {
        await expect(throughFunction, role).rejects.toThrow(/protection officers/);
        continue;
      }
      expect((await throughFunction).rows).toHaveLength(1);
      const readings = await fresh.owner
        .selectFrom('auditEntry')
        .selectAll()
        .where('action', '=', 'protection_case.read')
        .execute();
      expect(readings).toMatchObject([{ actorAccountId: actor.accountId, actorRole: 'protection_officer' }]);
    }
  });
});

describe('the audit log', () => {
  it('chains what many write at once, in the order of their commits', async () => {
    await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        transact(fresh.database, system, (t) =>
          audit(t, { action: 'test.written', subjectKind: 'test', subjectId: null, details: { index } }),
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
        t.updateTable('auditEntry').set({ action: 'test.forged' }).execute(),
      ),
    ).rejects.toThrow(/permission denied/);
    await expect(fresh.owner.deleteFrom('auditEntry').execute()).rejects.toThrow(/appends only/);
  });

  it('refuses an entry in another’s name', async () => {
    const planner = await anAccount(fresh.owner, { role: 'planner' });
    const forged = transact(fresh.database, planner, (t) =>
      t
        .insertInto('auditEntry')
        .values({ action: 'test.forged', subjectKind: 'test', actorRole: 'auditor' })
        .execute(),
    );
    await expect(forged).rejects.toThrow(/row-level security/);
  });

  it('shows where someone with the power to pass by the triggers changed or removed an entry', async () => {
    const forge = async (statement: string) => {
      await fresh.owner.transaction().execute(async (t) => {
        await sql`set local session_replication_role = replica`.execute(t);
        await sql.raw(statement).execute(t);
      });
      return transact(fresh.database, system, firstBrokenAuditLink);
    };
    const change = `update audit_entry set details = '{"index": 999}' where id = (select entry_id from audit_link where sequence = 20)`;
    expect(await forge(change)).toMatchObject({ sequence: 20 });
    const remove = `delete from audit_link where sequence = 10`;
    expect(await forge(remove)).toMatchObject({ sequence: 11 });
  });
});
