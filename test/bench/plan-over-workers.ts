import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import pg from 'pg';
import { startPlan } from '#app/data/placement/plans.ts';
import type { Database } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import { defaultOptions } from '#app/domain/allocation/options.ts';
import type { SignedInActor } from '#app/domain/identity/actor.ts';
import { runPlan } from '#app/server/background/plan-task.ts';
import { openDatabase } from '#db/migrate.ts';
import { NATION } from './allocation-snapshot.ts';
import type { FigureTable } from './figures.ts';
import { median } from './figures.ts';
import type { NationalDatabase } from './national-database.ts';
import { makeNationalDatabase } from './national-database.ts';
import { findPlanners } from './plan-application.ts';
import { askForBeds } from './plan-to-apply.ts';

/** Worker processes beside, in the order of the turns: what slows the machine down meanwhile slows all of them. */
const TURNS = [0, 1, 2, 2, 1, 0] as const;

interface Turn {
  readonly workers: number;
  /** From reading the records until the plan is proposed. */
  readonly seconds: number;
  /** Of these, until everybody has a bed; and until all of it is explained, checked and stored. */
  readonly placingSeconds: number;
  readonly storingSeconds: number;
  readonly beds: string;
}

/**
 * Everybody in the country asks for a bed, on the real database: how long a plan takes with no, one and two processes of
 * `npm run worker` beside.
 * @throws Error when it isn't the same plan
 */
export async function benchPlanOverWorkers(): Promise<FigureTable> {
  const nation = await makeNationalDatabase();
  const owner = new pg.Client({ connectionString: nation.ownerUrl });
  const database = openDatabase(nation.loginUrl, { connections: 2 });
  try {
    await owner.connect();
    const today = await prepare(owner);
    const [planner] = await findPlanners(owner);
    if (!planner) throw new Error('There is no planner.');
    const turns: Turn[] = [];
    for (const workers of TURNS) {
      const beside = await Promise.all(Array.from({ length: workers }, () => aWorker(nation)));
      try {
        turns.push({ workers, ...(await timePlan(owner, database, { planner, today })) });
      } finally {
        for (const worker of beside) await stop(worker);
      }
    }
    if (new Set(turns.map(({ beds }) => beds)).size > 1)
      throw new Error('A plan differs by how many took part.');
    const of = (count: number, pick: (turn: Turn) => number) =>
      median(turns.filter(({ workers }) => workers === count).map(pick));
    return {
      title: `A plan for ${NATION.toLocaleString('en')} people over worker processes`,
      columns: ['plan s', 'of it placing s', 'of it storing s', 'plan: ratio', 'storing: ratio'],
      rows: [...new Set(TURNS)].map((count) => {
        const [seconds, storing] = [
          of(count, (turn) => turn.seconds),
          of(count, (turn) => turn.storingSeconds),
        ];
        return {
          name: `${count} beside`,
          figures: [
            seconds,
            of(count, (turn) => turn.placingSeconds),
            storing,
            seconds / of(0, (turn) => turn.seconds),
            storing / of(0, (turn) => turn.storingSeconds),
          ],
        };
      }),
      notes: [
        'On the real database, until the plan is verified and stored; each process takes as many parts at once as there are cores. By the clock, two turns each, the same plan every time.',
        'Placing: from the compiled problem until everybody has a bed, the comparison with first come included. Storing: from then on, explanations and the check included.',
      ],
    };
  } finally {
    await database.destroy();
    await owner.end();
    await nation.remove();
  }
}

/** @returns today */
async function prepare(owner: pg.Client): Promise<string> {
  await owner.query('truncate assignment');
  const { rows } = await owner.query<{ today: string }>('select current_date::text as today');
  const today = rows[0]?.today ?? '';
  await askForBeds(owner, { size: NATION, today });
  await owner.query('vacuum analyze');
  return today;
}

async function timePlan(
  owner: pg.Client,
  database: Database,
  { planner, today }: { planner: SignedInActor; today: string },
): Promise<Omit<Turn, 'workers'>> {
  const planId = await transact(database, planner, (transaction) =>
    startPlan(transaction, {
      startedBy: planner.accountId,
      requestIds: 'all',
      options: defaultOptions,
      today,
    }),
  );
  const told: number[] = [];
  const started = performance.now();
  await runPlan(database, planId, () => told.push(performance.now()));
  const seconds = (performance.now() - started) / 1000;
  const { rows } = await owner.query<{ beds: string; isProposed: boolean }>(
    `select md5(string_agg(worker_id::text || coalesce(bed_id::text, ''), ' ' order by worker_id)) as beds,
       (select state = 'proposed' from plan where id = $1) as "isProposed"
     from plan_placement where plan_id = $1`,
    [planId],
  );
  if (!rows[0]?.isProposed) throw new Error('The plan was not proposed.');
  const placed = told.at(-1) ?? 0;
  const placingSeconds = (placed - (told[0] ?? 0)) / 1000;
  const storingSeconds = seconds - (placed - started) / 1000;
  await owner.query('delete from plan_placement where plan_id = $1', [planId]);
  await owner.query(`update plan set state = 'discarded' where id = $1`, [planId]);
  await owner.query('vacuum analyze plan_placement');
  await owner.query('checkpoint');
  return { seconds, placingSeconds, storingSeconds, beds: rows[0].beds };
}

/** What `npm run worker` starts, once it takes parts. */
async function aWorker({ ownerUrl, key }: NationalDatabase): Promise<ChildProcess> {
  const worker = spawn(process.execPath, ['app/server/worker.ts'], {
    env: { ...process.env, DATABASE_URL: ownerUrl, APP_KEY: key.toString('hex') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(worker.stdout, 'data');
  return worker;
}

async function stop(worker: ChildProcess): Promise<void> {
  const ended = once(worker, 'exit');
  worker.kill('SIGTERM');
  await ended;
}
