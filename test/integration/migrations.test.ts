import { randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { firstBrokenAuditLink } from '#app/data/audit.ts';
import { countLostBeds, sumCapacity } from '#app/data/capacity/capacity.ts';
import { addLostBeds } from '#app/domain/capacity/waterfall.ts';
import { findUnfinishedInspections } from '#app/data/inspection/consequences.ts';
import { createDraft, getOwnRequest } from '#app/data/placement/employer-requests.ts';
import { listEmployerShares, listMoves } from '#app/data/placement/plan-outcomes.ts';
import { listPlacementsByRequest, listPlacementsByWorker } from '#app/data/placement/plan-placements.ts';
import { listPlans } from '#app/data/placement/plans.ts';
import { listSitesWithOccupancy } from '#app/data/places/places.ts';
import { listInstruments } from '#app/data/standards/standards.ts';
import type { Database } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import { defaultOptions } from '#app/domain/allocation/options.ts';
import type { Day } from '#app/domain/dates.ts';
import { system } from '#app/domain/identity/actor.ts';
import type { Rule } from '#app/domain/standards/criterion.ts';
import { isAllowance } from '#app/domain/standards/criterion.ts';
import { migrate, openDatabase, prepareDatabase, refuseOldServer } from '#db/migrate.ts';
import { criteriaOf, readInstruments } from '#db/reference/reference.ts';
import { isEmpty } from '#db/seed/owner-copy.ts';
import { TEST_KEY, databaseUrl } from './database-server.ts';
import { actorOf } from './fresh-database.ts';
import type { ShownSite } from './releases/releases.ts';
import { releases } from './releases/releases.ts';

const migrations = readdirSync('db/migrations')
  .map((name) => name.replace(/\.sql$/, ''))
  .sort();

const opened: Database[] = [];
afterAll(() => Promise.all(opened.map((database) => database.destroy())));

/** A database of its own, without any table. It belongs to the server's superuser, or to a role made for it alone. */
async function aBareDatabase(
  ownedBy: 'superuser' | 'own role' = 'superuser',
): Promise<{ url: string; superuser: Database }> {
  const name = `bare_${randomBytes(6).toString('hex')}`;
  const server = openDatabase(inject('postgresUrl'), { connections: 1 });
  await sql`create database ${sql.id(name)}`.execute(server);
  const superuserUrl = databaseUrl(inject('postgresUrl'), name);
  const url = new URL(superuserUrl);
  if (ownedBy === 'own role') {
    await sql`create role ${sql.id(name)} login createrole password 'owner'`.execute(server);
    await sql`grant labour_cities_access to ${sql.id(name)} with admin option`.execute(server);
    await sql`alter database ${sql.id(name)} owner to ${sql.id(name)}`.execute(server);
    Object.assign(url, { username: name, password: 'owner' });
  }
  await server.destroy();
  return { url: url.href, superuser: open(superuserUrl) };
}

function open(url: string, connections = 1): Database {
  const database = openDatabase(url, { connections });
  opened.push(database);
  return database;
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

type Rows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** Every row of each table. */
async function everyRow(superuser: Database): Promise<Rows> {
  const tables: Record<string, Rows[string]> = {};
  for (const name of await tableNames(superuser)) {
    const rows = await rowsOf<{ facts: Rows[string][number] }>(
      superuser,
      `select to_jsonb(each_row) as facts from ${name} as each_row`,
    );
    tables[name] = rows.map((row) => row.facts);
  }
  return tables;
}

/** The rows of the tables that `others` has too, in the columns that those have too, each table in one order. */
const inCommon = (tables: Rows, others: Rows): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(tables).flatMap(([name, rows]) => {
      const other = others[name];
      if (!other) return [];
      const columns = Object.keys(rows[0] ?? {}).filter((column) => column in (other[0] ?? {}));
      const told = rows.map((row) => JSON.stringify(columns.sort().map((column) => [column, row[column]])));
      return [[name, told.sort()]];
    }),
  );

/** Without what was brought up to the reference since: where a rule stands, and what an instrument says to be allowed. */
const asTheReleasesSaid = (tables: Rows): Rows => ({
  ...tables,
  criterion: (tables['criterion'] ?? [])
    .filter(
      (row) =>
        !isAllowance({ operator: row['operator'] as 'forbidden', threshold: row['threshold'] as boolean }),
    )
    .map((row) => ({ ...row, clause: null })),
});

async function showSites(database: Database, day: Day): Promise<Record<string, ShownSite>> {
  return transact(database, system, async (transaction) => {
    const shown: Record<string, ShownSite> = {};
    for (const site of await listSitesWithOccupancy(transaction, { day })) {
      const { id: siteId, available, occupied, reserved, closed } = site;
      const asked = { siteId, day };
      const { certain: compliantCapacity } = await sumCapacity(transaction, asked);
      const losses = addLostBeds(await countLostBeds(transaction, asked));
      const lost = Object.fromEntries(losses.map(({ criterionKey, beds }) => [criterionKey, beds]));
      shown[site.key] = { available, occupied, reserved, closed, compliantCapacity, lost };
    }
    return shown;
  });
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
    const { superuser: owner } = await aBareDatabase();
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
    for (const name of migrations) await migrate(step.superuser, name);
    await migrate(leap.superuser);
    expect(await shapeOf(step.superuser)).toEqual(await shapeOf(leap.superuser));
  });

  it('are numbered without a gap, and every one belongs to a release or comes after the last', () => {
    expect(migrations.map((name) => Number(name.slice(0, 4)))).toEqual(
      migrations.map((_, index) => index + 1),
    );
    for (const { lastMigration } of releases) expect(migrations).toContain(lastMigration);
  });
});

describe.each(releases)('on the data of the release that ended with $lastMigration', (release) => {
  const { lastMigration, startedOn, today, showed } = release;

  /** The release's data, brought up to date as a start of the product does it. */
  async function upToDate(ownedBy: 'superuser' | 'own role' = 'superuser') {
    const { url, superuser } = await aBareDatabase(ownedBy);
    for (const name of [startedOn, lastMigration].filter((each) => each !== undefined)) {
      await migrate(open(url), name);
      const data = readFileSync(`test/integration/releases/${name}.sql`, 'utf8');
      await superuser.transaction().execute((transaction) => sql.raw(data).execute(transaction));
    }
    const before = await everyRow(superuser);
    const loginUrl = await prepareDatabase(url, TEST_KEY);
    return { url, superuser, before, loginUrl, database: open(loginUrl, 2) };
  }

  // Row-level security holds for an owner who is no superuser, so that a migration could miss rows without a word.
  it.each(['superuser', 'own role'] as const)(
    'the later migrations leave what they don’t move as it was, and the product shows the same (owner: %s)',
    async (ownedBy) => {
      const { url, superuser, before, database } = await upToDate(ownedBy);
      expect(Object.keys(before).filter((table) => before[table]?.length === 0)).toEqual([]);
      expect((await migrationsRun(superuser)).map((row) => row.name)).toEqual(migrations);
      expect(await isEmpty(url)).toBe(false);
      // A table or column that was taken away is in neither; that its facts went elsewhere, the product shows.
      const [then, now] = [asTheReleasesSaid(before), asTheReleasesSaid(await everyRow(superuser))];
      expect(inCommon(now, then)).toEqual(inCommon(then, now));
      expect(await showSites(database, today)).toEqual(showed);
      expect(await transact(database, system, findUnfinishedInspections)).toEqual([]);
      expect(await transact(database, system, firstBrokenAuditLink)).toBeNull();
    },
  );

  it('its plans still show what they said, and nothing that they didn’t prove', async () => {
    const { superuser, database, before } = await upToDate();
    const planner = await actorOf(superuser, 'planner');
    await transact(database, planner, async (transaction) => {
      const plans = await listPlans(transaction, { limit: 50, offset: 0 });
      expect(plans.map(({ id }) => id).sort()).toEqual(before['plan']!.map(({ id }) => id).sort());
      for (const { id: planId, measures, options, verification } of plans) {
        const row = before['plan']!.find(({ id }) => id === planId)!;
        const recorded = row['measures'] as Partial<typeof measures>;
        expect(measures && { placed: measures.placed, gap: measures.gap, byClass: measures.byClass }).toEqual(
          recorded && {
            placed: recorded.placed,
            gap: recorded.gap ?? null,
            byClass: recorded.byClass ?? [],
          },
        );
        expect(options).toEqual({ ...defaultOptions, ...(row['options'] as object) });
        expect(verification === null).toBe((row['verified_at'] ?? null) === null);
        const page = { planId, limit: 500, offset: 0 };
        const { rows } = await listPlacementsByWorker(transaction, { ...page, search: '', only: 'all' });
        const placements = before['plan_placement']!.filter(({ plan_id }) => plan_id === planId);
        expect(rows.map(({ workerId }) => workerId).sort()).toEqual(
          placements.map(({ worker_id }) => worker_id).sort(),
        );
        expect((await listPlacementsByRequest(transaction, page)).rows).toHaveLength(
          new Set(placements.map(({ request_id }) => request_id)).size,
        );
        const told = (table: string) =>
          (before[table] ?? []).filter(({ plan_id }) => plan_id === planId).length;
        expect(await listEmployerShares(transaction, { planId })).toHaveLength(told('plan_employer'));
        expect((await listMoves(transaction, page)).rows).toHaveLength(told('plan_move'));
      }
    });
  });

  it('the published instruments say what the reference does', async () => {
    const { database } = await upToDate('own role');
    const { rules } = await transact(database, system, listInstruments);
    const told = (all: readonly Omit<Rule, 'id'>[]) =>
      all.map((rule) => JSON.stringify(Object.entries({ ...rule, id: null }).sort())).sort();
    expect(told(rules)).toEqual(told(readInstruments().flatMap(criteriaOf)));
  });

  it('starting again changes nothing', async () => {
    const { url, superuser, loginUrl } = await upToDate();
    const everything = async () => [
      await migrationsRun(superuser),
      await shapeOf(superuser),
      await everyRow(superuser),
    ];
    const found = await everything();
    expect(await prepareDatabase(url, TEST_KEY)).toBe(loginUrl);
    expect(await everything()).toEqual(found);
  });

  it('an employer of that time goes on with the next request number', async () => {
    const { superuser, database, before } = await upToDate();
    const actor = await actorOf(superuser, 'employer');
    const number = await transact(database, actor, async (transaction) => {
      const { accountId, employerId } = actor;
      const requestId = await createDraft(transaction, { accountId, employerId: employerId! });
      return (await getOwnRequest(transaction, { requestId })).number;
    });
    const numbers = before['placement_request']!.map((request) => Number(request['number']));
    expect(number).toBe(Math.max(...numbers) + 1);
    expect(await transact(database, system, firstBrokenAuditLink)).toBeNull();
  });
});

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
