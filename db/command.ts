import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { firstBrokenAuditLink } from '#app/data/audit.ts';
import { transact } from '#app/data/transaction.ts';
import { system } from '#app/domain/identity/actor.ts';
import { readEnvironment } from '#app/server/environment.ts';
import type { Environment } from '#app/server/environment.ts';
import { StartRefused, startEmbeddedPostgres } from './embedded.ts';
import { openDatabase, prepareDatabase } from './migrate.ts';
import { isEmpty, seed } from './seed/seed.ts';

const USAGE = `npm run db -- <what>
  migrate                    bring the database up to date
  seed [--scale national]    load demonstration data into an empty database
  reset [--scale national]   empty the embedded database and load the demonstration data anew
  types                      write db/schema.ts anew from the database
  verify-audit               check the chain of the audit log from end to end`;

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
        'public.kysely*',
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
};

interface Reached {
  readonly url: string;
  readonly environment: Environment;
  readonly scale: 'demonstration' | 'national';
}

async function run(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { scale: { type: 'string', default: 'demonstration' } },
  });
  const command = commands[positionals[0] ?? ''];
  const { scale } = values;
  if (!command || (scale !== 'demonstration' && scale !== 'national')) throw new StartRefused(USAGE);
  const environment = readEnvironment(process.env);
  if (environment.databaseUrl) return command({ url: environment.databaseUrl, environment, scale });
  const postgres = await startEmbeddedPostgres(environment.dataFolder);
  try {
    await command({ url: postgres.url, environment, scale });
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
