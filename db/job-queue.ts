import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { PgBoss } from 'pg-boss';
import type { DB } from './schema.ts';

/** The schema that pg-boss makes and brings up to date by itself. */
export const JOB_SCHEMA = 'pgboss';

/** Each job names a part of a plan. */
export const PLAN_PARTS = 'plan-parts';

/**
 * Brings the job queue up to date as the owner of the database behind `url`, and lets the product's login read and write
 * jobs. That login owns nothing, so no process migrates the queue as it starts.
 */
export async function prepareJobQueue(owner: Kysely<DB>, url: string): Promise<void> {
  await owner.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtext('labour_cities_job_queue'))`.execute(transaction);
    const boss = new PgBoss({
      connectionString: url,
      schema: JOB_SCHEMA,
      max: 1,
      supervise: false,
      schedule: false,
      registerInstance: false,
    });
    boss.on('error', () => undefined);
    try {
      await boss.start();
      await boss.createQueue(PLAN_PARTS, {
        policy: 'standard',
        notify: true,
        retryLimit: 3,
        heartbeatSeconds: 10,
        expireInSeconds: 600,
        deleteAfterSeconds: 86_400,
      });
    } finally {
      await boss.stop({ graceful: false });
    }
    const schema = sql.id(JOB_SCHEMA);
    await sql`grant usage on schema ${schema} to labour_cities_access`.execute(transaction);
    await sql`grant select, insert, update, delete on all tables in schema ${schema} to labour_cities_access`.execute(
      transaction,
    );
  });
}
