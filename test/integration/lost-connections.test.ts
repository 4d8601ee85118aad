import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { transact } from '#app/data/transaction.ts';
import { system } from '#app/domain/identity/actor.ts';
import { openFreshDatabase } from './fresh-database.ts';

const fresh = openFreshDatabase('empty');

it('a connection that the server ends while it is used fails that work, and no more than that', async () => {
  const cutOff = transact(fresh.database, system, async (transaction) => {
    await sql`select pg_sleep(30)`.execute(transaction);
  });
  const outcome = expect(cutOff).rejects.toThrow(/terminat|connection/i);
  await expect
    .poll(async () => {
      const { rows } = await sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and query like '%pg_sleep(30)%' and pid <> pg_backend_pid()
      `.execute(fresh.owner);
      return rows.length;
    })
    .toBeGreaterThan(0);
  await outcome;
  const { rows } = await transact(fresh.database, system, (transaction) =>
    sql<{ one: number }>`select 1 as one`.execute(transaction),
  );
  expect(rows).toEqual([{ one: 1 }]);
});
