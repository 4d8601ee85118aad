import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '#db/embedded.ts';
import { openDatabase, prepareDatabase } from '#db/migrate.ts';
import { seed } from '#db/seed/seed.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

/** The installation's key in tests. */
export const TEST_KEY = Buffer.alloc(32, 7);

/** One real Postgres for the run, with two templates that each test file copies: empty, and with the demonstration data. */
export default async function startDatabaseServer(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'labour-cities-test-'));
  chmodSync(folder, 0o755);
  const postgres = await startEmbeddedPostgres(folder, {
    settings: { fsync: 'off', synchronous_commit: 'off' },
  });
  const stop = async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const server = openDatabase(postgres.url, { connections: 1 });
    for (const template of ['template_empty', 'template_seeded']) {
      await sql`create database ${sql.id(template)}`.execute(server);
      const url = databaseUrl(postgres.url, template);
      await prepareDatabase(url, TEST_KEY);
      if (template === 'template_seeded') await seed({ url, key: TEST_KEY, scale: 'demonstration' });
    }
    await server.destroy();
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide('postgresUrl', postgres.url);
  return stop;
}

/** The url of another database of the same server. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
