import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { transact } from '#app/data/transaction.ts';
import { system } from '#app/domain/identity/actor.ts';
import { prepareDatabase } from '#db/migrate.ts';
import { TEST_KEY } from './database-server.ts';
import { openFreshDatabase } from './fresh-database.ts';
import { aWorker, anAccount, anEmployer } from './people-and-places.ts';

const fresh = openFreshDatabase('empty');
const emptied = openFreshDatabase('empty');

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
      where relnamespace = 'public'::regnamespace and relkind = 'r' and has_any_column_privilege(oid, 'select')
    `.execute(fresh.database);
    expect(rows.length).toBeGreaterThan(15);
    for (const { table } of rows) {
      const found = await sql`select from ${sql.id(table)} limit 1`.execute(fresh.database);
      expect(found.rows, table).toEqual([]);
    }
  });

  it.each([
    ['set session_replication_role = replica', /permission denied/],
    ['set role postgres', /permission denied/],
    ['set session authorization postgres', /permission denied/],
    ['alter role current_user superuser', /permission denied|superuser/i],
    ['alter role current_user bypassrls', /permission denied|bypassrls/i],
    [
      'create function public.escape() returns int language sql return 1',
      /permission denied for schema public/,
    ],
    ['create table public.escape ()', /permission denied for schema public/],
    ['create schema escape', /permission denied/],
    ['create extension dblink', /permission denied/],
    ['alter table assignment disable trigger all', /must be owner/],
    ['alter table worker disable row level security', /must be owner/],
    ['alter table assignment drop constraint one_person_a_bed', /must be owner/],
    ['drop policy own on worker', /must be owner/],
    ['drop trigger assignments_match_on_insert on assignment', /must be owner/],
    [
      "create or replace function actor_role() returns text language sql return 'system'",
      /permission denied/,
    ],
    ['truncate assignment', /permission denied/],
    ['truncate audit_entry cascade', /permission denied/],
    ['delete from assignment', /permission denied/],
    ['delete from audit_entry', /permission denied/],
    ["update audit_entry set action = 'worker.added'", /permission denied/],
    ['select * from audit_link', /permission denied/],
    [
      "insert into audit_link (sequence, entry_id, previous_hash, hash) values (1, uuidv7(), '', '')",
      /permission denied/,
    ],
    ['select password_hash from account', /permission denied/],
    ['select * from account', /permission denied/],
    ['select * from pg_authid', /permission denied/],
    ["copy audit_entry to program 'cat'", /permission denied/],
    ["select pg_read_file('postgresql.conf')", /permission denied/],
    ['update worker set id = uuidv7()', /permission denied/],
  ])('is refused: %s', async (statement, reason) => {
    const attempt = transact(fresh.database, system, (t) => sql.raw(statement).execute(t));
    await expect(attempt).rejects.toThrow(reason);
  });

  it('is told that rows are hidden, not shown them, when it turns row-level security off for itself', async () => {
    await aWorker(fresh.owner, { employerId: await anEmployer(fresh.owner) });
    const attempt = fresh.database.transaction().execute(async (t) => {
      await sql`set local row_security = off`.execute(t);
      return sql`select * from worker`.execute(t);
    });
    await expect(attempt).rejects.toThrow(/row-level security/);
  });

  it('gains nothing by a function that runs with its definer’s rights: the definer is itself', async () => {
    const attempt = fresh.database.transaction().execute(async (t) => {
      await sql`
        create function pg_temp.escape() returns bigint language plpgsql security definer
        as $$ begin return (select count(*) from public.audit_link); end $$
      `.execute(t);
      return sql`select pg_temp.escape()`.execute(t);
    });
    await expect(attempt).rejects.toThrow(/permission denied/);
  });

  it('reads a password’s hash for sign-in, and for nobody who signed in', async () => {
    const planner = await anAccount(fresh.owner, { role: 'planner' });
    const hash = sql<{ hash: string | null }>`select account_password_hash(${planner.accountId}) as hash`;
    expect((await transact(fresh.database, system, (t) => hash.execute(t))).rows).toEqual([{ hash: 'none' }]);
    for (const role of ['planner', 'administrator', 'auditor'] as const) {
      const actor = await anAccount(fresh.owner, { role });
      expect((await transact(fresh.database, actor, (t) => hash.execute(t))).rows).toEqual([{ hash: null }]);
    }
  });

  it('can use a schema that was emptied and made anew, as `db reset` does', async () => {
    await sql`drop schema public cascade`.execute(emptied.owner);
    await sql`create schema public`.execute(emptied.owner);
    await prepareDatabase(emptied.ownerUrl, TEST_KEY);
    const sites = transact(emptied.database, system, (t) => t.selectFrom('site').select('id').execute());
    expect(await sites).toEqual([]);
  });
});
