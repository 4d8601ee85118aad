import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { firstBrokenAuditLink } from '#app/data/audit.ts';
import { transact } from '#app/data/transaction.ts';
import { system } from '#app/domain/identity/actor.ts';
import { readEnvironment } from '#app/server/environment.ts';
import type { Environment } from '#app/server/environment.ts';
import type { AccountWords } from './new-account.ts';
import { makeAccount, readAccountWords, readPassword } from './new-account.ts';
import { StartRefused, startEmbeddedPostgres } from './embedded.ts';
import { JOB_SCHEMA } from './job-queue.ts';
import { openDatabase, prepareDatabase } from './migrate.ts';
import { isEmpty } from './seed/owner-copy.ts';
import { seed } from './seed/seed.ts';

const USAGE = `npm run db -- <what>
  migrate                    bring the database up to date
  seed [--scale national]    load demonstration data into an empty database
  reset [--scale national]   empty the embedded database and load the demonstration data anew
  types                      write db/schema.ts anew from the database
  verify-audit               check the chain of the audit log from end to end
  add-account --role planner --email name@host --name "Full name"
                             make an account; its password is asked for, or read from standard input
    [--employer "Name" --file-number KW-1]   whom it is for, with the role employer`;

const commands: Readonly<Record<string, (database: Reached) => Promise<void>>> = {
  migrate: async ({ url, environment }) => {
    await prepareDatabase(url, environment.key);
    console.log('The database is up to date.');
  },
  seed: async ({ url, environment, scale }) => {
    await prepareDatabase(url, environment.key);
    if (!(await isEmpty(url)))
      throw new StartRefused('The database is not empty; nothing was loaded. See: npm run db -- reset');
    await seed({ url, key: environment.key, scale, onProgress: (text) => console.log(text) });
  },
  reset: async (database) => {
    if (database.environment.databaseUrl) {
      throw new StartRefused(
        'reset empties the embedded database only. Empty the one behind DATABASE_URL by your own tools.',
      );
    }
    const owner = openDatabase(database.url, { connections: 1 });
    await sql`drop schema public cascade`.execute(owner);
    await sql`drop schema if exists ${sql.id(JOB_SCHEMA)} cascade`.execute(owner);
    await sql`create schema public`.execute(owner);
    await owner.destroy();
    await commands['seed']?.(database);
  },
  types: async ({ url, environment }) => {
    await prepareDatabase(url, environment.key);
    execFileSync(
      'kysely-codegen',
      [
        '--url',
        url,
        '--dialect',
        'postgres',
        '--camel-case',
        '--date-parser',
        'string',
        '--numeric-parser',
        'number',
        '--exclude-pattern',
        '{public.kysely*,pgboss.*}',
        '--default-schema',
        'public',
        '--out-file',
        'db/schema.ts',
        '--type-mapping',
        '{"daterange":"string","bytea":"Buffer","int8":"number"}',
      ],
      { stdio: 'inherit' },
    );
  },
  'verify-audit': async ({ url, environment }) => {
    const database = openDatabase(await prepareDatabase(url, environment.key), { connections: 1 });
    const broken = await transact(database, system, firstBrokenAuditLink);
    await database.destroy();
    if (broken)
      throw new StartRefused(
        `The chain is broken at entry ${broken.sequence ?? '(without a link)'}, ${broken.entryId ?? '(removed)'}.`,
      );
    console.log('The chain holds from the first entry to the last.');
  },
  'add-account': async ({ url, environment, account }) => {
    const wanted = readAccountWords(account);
    const password = await readPassword();
    const database = openDatabase(await prepareDatabase(url, environment.key), { connections: 1 });
    try {
      await makeAccount(database, wanted, password);
    } finally {
      await database.destroy();
    }
    console.log(`${wanted.email} may sign in as ${wanted.role}.`);
  },
};

interface Reached {
  readonly url: string;
  readonly environment: Environment;
  readonly scale: 'demonstration' | 'national';
  readonly account: AccountWords;
}

async function run(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      scale: { type: 'string', default: 'demonstration' },
      role: { type: 'string' },
      email: { type: 'string' },
      name: { type: 'string' },
      employer: { type: 'string' },
      'file-number': { type: 'string' },
    },
  });
  const command = commands[positionals[0] ?? ''];
  const { scale, ...account } = values;
  if (!command || (scale !== 'demonstration' && scale !== 'national')) throw new StartRefused(USAGE);
  const environment = readEnvironment(process.env);
  if (environment.databaseUrl) return command({ url: environment.databaseUrl, environment, scale, account });
  const postgres = await startEmbeddedPostgres(environment.dataFolder);
  try {
    await command({ url: postgres.url, environment, scale, account });
  } finally {
    await postgres.stop();
  }
}

try {
  await run();
} catch (error) {
  console.error(error instanceof StartRefused ? error.message : error);
  process.exitCode = 1;
}
