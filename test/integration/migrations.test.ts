import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { firstBrokenAuditLink } from '#app/data/audit.ts';
import { listSites } from '#app/data/places.ts';
import type { Database } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import { system } from '#app/domain/identity/actor.ts';
import { migrate, openDatabase, prepareDatabase, refuseOldServer } from '#db/migrate.ts';
import { isEmpty } from '#db/seed/owner-copy.ts';
import { seed } from '#db/seed/seed.ts';
import { TEST_KEY, databaseUrl } from './database-server.ts';

const TODAY = '2026-06-15';

interface Release {
  /** The last migration that the release came with. */
  readonly lastMigration: string;
  /** Fills a database that stands at that migration. */
  readonly load: (url: string) => Promise<void>;
}

/**
 * Every release, the first one first. Whoever adds migrations runs them by these tests on the data of each release before
 * them. Where a migration changes what the seed writes, the older releases' `load` takes a copy of the seed as it was.
 */
const releases: readonly Release[] = [
  {
    lastMigration: '0007_access',
    load: (url) => seed({ url, key: TEST_KEY, scale: 'demonstration', today: TODAY }),
  },
];

const migrations = readdirSync('db/migrations')
  .map((name) => name.replace(/\.sql$/, ''))
  .sort();

const opened: Database[] = [];
afterAll(() => Promise.all(opened.map((database) => database.destroy())));

/** A database of its own, without any table. */
async function aBareDatabase(): Promise<{ url: string; owner: Database }> {
  const name = `bare_${randomBytes(6).toString('hex')}`;
  const server = openDatabase(inject('postgresUrl'), { connections: 1 });
  await sql`create database ${sql.id(name)}`.execute(server);
  await server.destroy();
  const url = databaseUrl(inject('postgresUrl'), name);
  const owner = openDatabase(url, { connections: 1 });
  opened.push(owner);
  return { url, owner };
}

const rowsOf = async <Row>(owner: Database, query: string): Promise<Row[]> =>
  (await sql.raw<Row>(query).execute(owner)).rows;

const migrationsRun = (owner: Database) =>
  rowsOf<{ name: string; timestamp: string }>(
    owner,
    'select name, timestamp from kysely_migration order by name',
  );

const tableNames = async (owner: Database) =>
  (
    await rowsOf<{ name: string }>(
      owner,
      `select relname as name from pg_class
       where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not like 'kysely%' order by 1`,
    )
  ).map((row) => row.name);

/** How many rows each table has. */
async function countRows(owner: Database): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of await tableNames(owner))
    counts[name] = (await rowsOf<{ count: number }>(owner, `select count(*) from ${name}`))[0]!.count;
  return counts;
}

/** Everything that the migrations made, as the catalogue tells it. */
const shapeOf = (owner: Database) =>
  rowsOf<{ told: string }>(
    owner,
    `select told from (
       select format('%s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default) as told
       from information_schema.columns where table_schema = 'public'
       union all
       select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
       where connamespace = 'public'::regnamespace
       union all
       select indexdef from pg_indexes where schemaname = 'public'
       union all
       select format('%s %s %s %s %s', tablename, policyname, cmd, qual, with_check) from pg_policies
       union all
       select tgrelid::regclass || ' ' || pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
       union all
       select format('%s %s %s', oid::regclass, relrowsecurity, relforcerowsecurity) from pg_class
       where relnamespace = 'public'::regnamespace and relkind = 'r'
     ) as everything order by 1`,
  );

describe('the migrations', () => {
  it('run one after the other on an empty database, and again do nothing', async () => {
    const { owner } = await aBareDatabase();
    for (const [index, name] of migrations.entries()) {
      const before = index === 0 ? [] : await tableNames(owner);
      await migrate(owner, name);
      expect((await migrationsRun(owner)).map((row) => row.name)).toEqual(migrations.slice(0, index + 1));
      // Forward only: a table once made is still there, unless a migration says otherwise.
      expect(await tableNames(owner)).toEqual(expect.arrayContaining(before));
    }
    const [run, shape] = [await migrationsRun(owner), await shapeOf(owner)];
    expect(shape.length).toBeGreaterThan(200);
    await migrate(owner);
    expect(await migrationsRun(owner)).toEqual(run);
    expect(await shapeOf(owner)).toEqual(shape);
  });

  it('lead to the same database whether run one by one or all at once', async () => {
    const [step, leap] = [await aBareDatabase(), await aBareDatabase()];
    for (const name of migrations) await migrate(step.owner, name);
    await migrate(leap.owner);
    expect(await shapeOf(step.owner)).toEqual(await shapeOf(leap.owner));
  });

  it('are numbered without a gap, and every one belongs to a release or comes after the last', () => {
    expect(migrations.map((name) => Number(name.slice(0, 4)))).toEqual(
      migrations.map((_, index) => index + 1),
    );
    for (const { lastMigration } of releases) expect(migrations).toContain(lastMigration);
  });
});

describe.each(releases)(
  'on the data of the release that ended with $lastMigration',
  ({ lastMigration, load }) => {
    it('the later migrations keep every row, the product works, and starting again changes nothing', async () => {
      const { url, owner } = await aBareDatabase();
      await migrate(owner, lastMigration);
      await load(url);
      const loaded = await countRows(owner);
      expect(loaded).toMatchObject({ worker: 8_000, site: 6 });

      const loginUrl = await prepareDatabase(url, TEST_KEY);
      expect(await countRows(owner)).toMatchObject(loaded);
      expect((await migrationsRun(owner)).map((row) => row.name)).toEqual(migrations);
      expect(await isEmpty(url)).toBe(false);

      const database = openDatabase(loginUrl, { connections: 2 });
      opened.push(database);
      expect(await transact(database, system, firstBrokenAuditLink)).toBeNull();
      expect(await transact(database, system, listSites)).toHaveLength(6);

      const [run, shape, rows] = [await migrationsRun(owner), await shapeOf(owner), await countRows(owner)];
      expect(await prepareDatabase(url, TEST_KEY)).toBe(loginUrl);
      expect([await migrationsRun(owner), await shapeOf(owner), await countRows(owner)]).toEqual([
        run,
        shape,
        rows,
      ]);
      expect(await transact(database, system, listSites)).toHaveLength(6);
    });
  },
);

describe('processes that start at once on one database', () => {
  it('prepare it together: one migrates, all find the same login', async () => {
    const { url } = await aBareDatabase();
    const logins = await Promise.all(Array.from({ length: 4 }, () => prepareDatabase(url, TEST_KEY)));
    expect(new Set(logins).size).toBe(1);
  });
});

describe('a server', () => {
  it.each([
    [150_004, 15],
    [170_006, 17],
  ])('of version %i is refused as Postgres %i, with what is needed and why', (version, major) => {
    expect(() => refuseOldServer(version)).toThrow(
      `DATABASE_URL leads to Postgres ${major}; Labour Cities needs Postgres 18 or later`,
    );
  });

  it.each([180_000, 180_004, 190_001])('of version %i is taken', (version) => {
    expect(() => refuseOldServer(version)).not.toThrow();
  });

  it('that does not answer is named as such, without its password', async () => {
    const url = new URL(inject('postgresUrl'));
    Object.assign(url, { port: '1', password: 'very-secret' });
    const refusal = await prepareDatabase(url.href, TEST_KEY).catch((error: Error) => error.message);
    expect(refusal).toMatch(/^No connection to the Postgres server behind DATABASE_URL: .*ECONNREFUSED/);
    expect(refusal).not.toContain('very-secret');
  });

  it('that does not know the password says so', async () => {
    const url = new URL(inject('postgresUrl'));
    url.password = 'wrong';
    await expect(prepareDatabase(url.href, TEST_KEY)).rejects.toThrow(
      /behind DATABASE_URL: password authentication failed/,
    );
  });
});
