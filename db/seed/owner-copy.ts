import pg from 'pg';
import type { AuditAction } from '#app/domain/audit-actions.ts';
import type { Copy } from './copy.ts';
import { copyRows } from './copy.ts';

/** True before anything was ever loaded. */
export async function isEmpty(url: string): Promise<boolean> {
  return withClient(url, async (client) => {
    await client.query(`select set_config('app.actor_role', 'system', false)`);
    const { rows } = await client.query('select from site limit 1');
    return rows.length === 0;
  });
}

/**
 * Streams rows into the tables in one transaction, as their owner, superuser or not, and leaves an entry in the audit
 * log that says so.
 */
export async function copyAsOwner(
  url: string,
  {
    action,
    scale,
    onProgress = () => undefined,
  }: { action: AuditAction; scale: string; onProgress?: (text: string) => void },
  work: (copy: Copy) => Promise<void>,
): Promise<void> {
  await withClient(url, async (client) => {
    await client.query('begin');
    await client.query(`select set_config('app.actor_role', 'system', true)`);
    const enforceRowSecurity = await liftRowSecurity(client);
    await work(async (table, columns, rows) => {
      const count = await copyRows(client, table, columns, rows);
      onProgress(`${table}: ${count}`);
    });
    await enforceRowSecurity();
    await client.query(
      `insert into audit_entry (action, subject_kind, details) values ($1, 'database', jsonb_build_object('scale', $2::text))`,
      [action, scale],
    );
    await client.query('commit');
    await client.query('analyze');
  });
}

/**
 * COPY is refused under row-level security, which holds for an owner who is no superuser: inside this transaction, and
 * seen by nobody else, the owner's tables are then free of it. The function returned holds them to it again.
 */
async function liftRowSecurity(client: pg.Client): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I', relname) as name from pg_class
     where relnamespace = 'public'::regnamespace and relforcerowsecurity and row_security_active(oid)`,
  );
  const alter = async (change: string) => {
    for (const { name } of rows) await client.query(`alter table ${name} ${change}`);
  };
  await alter('no force row level security');
  return () => alter('force row level security');
}

async function withClient<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  // A server that stops meanwhile fails the query at hand; without a listener it would end the process at once.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
