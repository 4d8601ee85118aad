import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { addQueryTime, sumQueryTime } from '#app/server/query-time.ts';
import { openDatabase } from '#db/migrate.ts';
import { openFreshDatabase } from './fresh-database.ts';

const fresh = openFreshDatabase('empty');

it('two requests at once each count the time of their own statements only', async () => {
  const database = openDatabase(fresh.loginUrl, { connections: 2, onQuery: addQueryTime });
  const request = async (seconds: number) => {
    const sum = { queries: 0, milliseconds: 0 };
    await new Promise<void>((done, failed) => {
      sumQueryTime(sum, () => {
        database
          .transaction()
          .execute((transaction) => sql`select pg_sleep(${seconds})`.execute(transaction))
          .then(() => done(), failed);
      });
    });
    return sum;
  };
  const [short, long] = await Promise.all([request(0.05), request(0.4)]);
  await sql`select 1`.execute(database);
  await database.destroy();
  expect([short.queries, long.queries]).toEqual([3, 3]);
  expect(short.milliseconds).toBeGreaterThanOrEqual(50);
  expect(long.milliseconds).toBeGreaterThanOrEqual(400);
});
