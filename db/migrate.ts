import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { CamelCasePlugin, Kysely, PostgresDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Migration } from 'kysely/migration';
import pg from 'pg';
import { StartRefused } from './embedded.ts';
import { prepareJobQueue } from './job-queue.ts';
import type { DB } from './schema.ts';

const MIGRATIONS = new URL('./migrations/', import.meta.url);
const OLDEST_SERVER = 18;

/** A migration is a file of SQL; forward only, so there is no way down. */
function readMigrations(): Record<string, Migration> {
  const files = readdirSync(MIGRATIONS).filter((name) => name.endsWith('.sql'));
  return Object.fromEntries(
    files.map((name) => {
      const text = readFileSync(new URL(name, MIGRATIONS), 'utf8');
      return [
        name.replace(/\.sql$/, ''),
        {
          up: (database: Kysely<unknown>) =>
            sql
              .raw(text)
              .execute(database)
              .then(() => undefined),
        },
      ];
    }),
  );
}

/**
 * Opens the database behind `url`. Dates stay `YYYY-MM-DD`, counts are numbers, columns are named in camel case.
 * `onQuery` is told how long each statement took, in milliseconds.
 */
export function openDatabase(
  url: string,
  { connections = 20, onQuery }: { connections?: number; onQuery?: (milliseconds: number) => void } = {},
): Kysely<DB> {
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.DATE, (text) => text);
  types.setTypeParser(pg.types.builtins.INT8, Number);
  types.setTypeParser(pg.types.builtins.NUMERIC, Number);
  const pool = new pg.Pool({ connectionString: url, max: connections, types });
  // An idle connection that the server closes is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  // So is one in use: the statement at hand fails, and that is enough.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
    ...(onQuery && { log: (event) => onQuery(event.queryDurationMillis) }),
  });
}

/**
 * Brings the database behind the owner's `url`, and the job queue in it, up to date and makes the login role that serves requests: it owns
 * nothing, and row-level security holds for it.
 * @returns the url of that login role
 * @throws StartRefused for a server that doesn't answer, or is older than Postgres 18
 */
export async function prepareDatabase(url: string, key: Buffer): Promise<string> {
  const owner = openDatabase(url, { connections: 2 });
  try {
    refuseOldServer(await serverVersion(owner));
    await migrate(owner);
    await prepareJobQueue(owner, url);
    return await makeLogin(owner, url, key);
  } finally {
    await owner.destroy();
  }
}

/** The server's version as it tells it itself: 180004 for 18.4. */
async function serverVersion(owner: Kysely<DB>): Promise<number> {
  try {
    const { rows } = await sql<{
      version: number;
    }>`select current_setting('server_version_num')::int as version`.execute(owner);
    return rows[0]?.version ?? 0;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message || ('code' in cause && cause.code) : cause;
    throw new StartRefused(`No connection to the Postgres server behind DATABASE_URL: ${String(reason)}`, {
      cause,
    });
  }
}

/** @throws StartRefused for a version older than Postgres 18 */
export function refuseOldServer(version: number): void {
  const major = Math.floor(version / 10_000);
  if (major >= OLDEST_SERVER) return;
  throw new StartRefused(
    `DATABASE_URL leads to Postgres ${major}; Labour Cities needs Postgres ${OLDEST_SERVER} or later, whose temporal constraints keep two people out of one bed.`,
  );
}

/** Runs every migration up to `last` that has not run yet (all of them without `last`). */
export async function migrate(owner: Kysely<DB>, last?: string): Promise<void> {
  const migrator = new Migrator({
    db: owner.withoutPlugins(),
    provider: { getMigrations: async () => readMigrations() },
  });
  const { error } = await (last ? migrator.migrateTo(last) : migrator.migrateToLatest());
  if (error) throw error;
}

/** The password follows from the key, so that every process of the product finds the same login. */
async function makeLogin(owner: Kysely<DB>, url: string, key: Buffer): Promise<string> {
  const database = new URL(url).pathname.slice(1);
  const name = `labour_cities_login_${createHmac('sha256', key).update(database).digest('hex').slice(0, 8)}`;
  const password = createHmac('sha256', key).update(`login ${database}`).digest('hex');
  await owner.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtext('labour_cities_login'))`.execute(transaction);
    const { rows } = await sql`select from pg_roles where rolname = ${name}`.execute(transaction);
    const verb = rows.length === 0 ? 'create' : 'alter';
    await sql
      .raw(`${verb} role ${name} login nosuperuser nobypassrls password '${password}'`)
      .execute(transaction);
    await sql.raw(`grant labour_cities_access to ${name}`).execute(transaction);
  });
  const login = new URL(url);
  login.username = name;
  login.password = password;
  return login.href;
}
