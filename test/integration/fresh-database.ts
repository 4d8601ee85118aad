import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, inject } from 'vitest';
import type { Database } from '#app/data/transaction.ts';
import type { Role, SignedInActor } from '#app/domain/identity/actor.ts';
import type { AccountId, EmployerId } from '#app/domain/identity/ids.ts';
import { openDatabase, prepareDatabase } from '#db/migrate.ts';
import { TEST_KEY, databaseUrl } from './database-server.ts';

export interface FreshDatabase {
  /** As the product connects: under a login that owns nothing. */
  readonly database: Database;
  /** As the superuser, past row-level security: to arrange and to look, never to act. */
  readonly owner: Database;
  readonly loginUrl: string;
  readonly ownerUrl: string;
}

/** A database for this test file alone: empty, or with the demonstration data. Its fields are there once tests run. */
export function openFreshDatabase(template: 'empty' | 'seeded', { connections = 40 } = {}): FreshDatabase {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const fresh: { -readonly [Key in keyof FreshDatabase]?: FreshDatabase[Key] } = {};
  beforeAll(async () => {
    const serverUrl = inject('postgresUrl');
    const server = openDatabase(serverUrl, { connections: 1 });
    await sql`create database ${sql.id(name)} template ${sql.id(`template_${template}`)}`.execute(server);
    await server.destroy();
    const ownerUrl = databaseUrl(serverUrl, name);
    const loginUrl = await prepareDatabase(ownerUrl, TEST_KEY);
    Object.assign(fresh, {
      ownerUrl,
      loginUrl,
      owner: openDatabase(ownerUrl, { connections: 4 }),
      database: openDatabase(loginUrl, { connections }),
    });
  });
  afterAll(async () => {
    await fresh.database?.destroy();
    await fresh.owner?.destroy();
  });
  return fresh as FreshDatabase;
}

/** The actor behind the first account of this role in the demonstration data, or behind the account with this e-mail. */
export async function actorOf(owner: Database, role: Role, email?: string): Promise<SignedInActor> {
  const account = await owner
    .selectFrom('account')
    .select(['id', 'role', 'employerId', 'displayName'])
    .where('role', '=', role)
    .$if(email !== undefined, (query) => query.where('email', '=', email ?? ''))
    .orderBy('email')
    .executeTakeFirstOrThrow();
  return {
    kind: 'person',
    accountId: account.id as AccountId,
    role: account.role,
    employerId: account.employerId as EmployerId | null,
    displayName: account.displayName,
  };
}
