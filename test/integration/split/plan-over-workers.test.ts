import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placementsOf } from '#app/data/placement/plan-outcomes.ts';
import { discardPlan, getPlan, startPlan } from '#app/data/placement/plans.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import { defaultOptions } from '#app/domain/allocation/options.ts';
import { kuwaitDay } from '#app/domain/dates.ts';
import type { Actor, SignedInActor } from '#app/domain/identity/actor.ts';
import { system } from '#app/domain/identity/actor.ts';
import type { PlanId } from '#app/domain/identity/ids.ts';
import { runPlan } from '#app/server/background/plan-task.ts';
import { TEST_KEY } from '#test/integration/database-server.ts';
import { actorOf, openFreshDatabase } from '#test/integration/fresh-database.ts';

const fresh = openFreshDatabase('seeded');
const today = kuwaitDay(new Date());
const workers: ChildProcess[] = [];
let planner: SignedInActor;

beforeAll(async () => {
  planner = await actorOf(fresh.owner, 'planner');
});
afterAll(async () => {
  for (const worker of workers) {
    worker.kill('SIGTERM');
    await once(worker, 'exit');
  }
});

const as = <Result>(actor: Actor, work: (transaction: ActorTransaction) => Promise<Result>) =>
  transact(fresh.database, actor, work);

/** Starts the process that `npm run worker` starts, and waits until it takes parts. */
async function aWorker(): Promise<void> {
  const worker = spawn(process.execPath, ['app/server/worker.ts'], {
    env: { ...process.env, DATABASE_URL: fresh.ownerUrl, APP_KEY: TEST_KEY.toString('hex') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  workers.push(worker);
  await once(worker.stdout, 'data');
}

/** A plan over every accepted request; from so many people on it is shared. */
async function aPlan({ shareFrom, basedOn }: { shareFrom: number; basedOn?: PlanId }): Promise<PlanId> {
  const planId = await as(planner, (t) =>
    startPlan(t, {
      startedBy: planner.accountId,
      requestIds: 'all',
      options: defaultOptions,
      ...(basedOn && { basedOn }),
      today,
    }),
  );
  await runPlan(fresh.database, planId, () => undefined, { shareFrom });
  expect((await as(planner, (t) => getPlan(t, { planId }))).state).toBe('proposed');
  return planId;
}

const bedsOf = (planId: PlanId) => as(planner, (t) => placementsOf(t, { planId }));
/** Every row that a plan stored, with its reasons. */
const rowsOf = async (planId: PlanId) =>
  (
    await sql`
      select to_jsonb(placement) - 'plan_id' as facts from plan_placement as placement where plan_id = ${planId}
      order by worker_id, request_id
    `.execute(fresh.owner)
  ).rows;
const measuresOf = async (planId: PlanId) => (await as(planner, (t) => getPlan(t, { planId }))).measures;

describe('a plan', () => {
  it('is the same made by one process, shared without anybody to share with, and shared with two workers', async () => {
    const alone = await aPlan({ shareFrom: Infinity });
    const nobody = await aPlan({ shareFrom: 0 });
    await Promise.all([aWorker(), aWorker()]);
    const together = await aPlan({ shareFrom: 0 });
    expect((await bedsOf(alone)).length).toBeGreaterThan(50);
    for (const planId of [nobody, together]) {
      expect(await rowsOf(planId)).toEqual(await rowsOf(alone));
      expect(await measuresOf(planId)).toEqual(await measuresOf(alone));
    }
    // Jobs are completed by workers alone.
    await expect
      .poll(
        async () =>
          (
            await sql`select from pgboss.job where name = 'plan-parts' and state = 'completed'`.execute(
              fresh.owner,
            )
          ).rows.length,
        { timeout: 20_000 },
      )
      .toBeGreaterThan(0);
  });

  it('that is made anew around an earlier one leaves everybody where that one put them, but for whose bed was closed', async () => {
    const first = await aPlan({ shareFrom: Infinity });
    const before = await bedsOf(first);
    const closed = before[0]!;
    await as(system, (t) => t.deleteFrom('bedAvailability').where('bedId', '=', closed.bedId).execute());
    await as(planner, (t) => discardPlan(t, { planId: first, accountId: planner.accountId }));
    const again = await aPlan({ shareFrom: Infinity, basedOn: first });
    const after = new Map(
      (await bedsOf(again)).map((each) => [`${each.workerId} ${each.requestId}`, each.bedId]),
    );
    const elsewhere = before.filter((each) => after.get(`${each.workerId} ${each.requestId}`) !== each.bedId);
    expect(elsewhere.map(({ workerId }) => workerId)).toEqual([closed.workerId]);
    expect(await as(planner, (t) => getPlan(t, { planId: again }))).toMatchObject({ basedOn: { id: first } });
  });
});
