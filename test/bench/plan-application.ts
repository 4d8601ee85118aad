import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { applyPlan, digestOfOvertaken } from '#app/data/placement/plan-application.ts';
import type { Database } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import type { SignedInActor } from '#app/domain/identity/actor.ts';
import type { AccountId, PlanId } from '#app/domain/identity/ids.ts';
import { openDatabase } from '#db/migrate.ts';
import type { Figure, FigureTable } from './figures.ts';
import { median } from './figures.ts';
import type { NationalDatabase } from './national-database.ts';
import { writePlanToApply } from './plan-to-apply.ts';

const COLUMNS =
  'bed_id, room_id, building_id, site_id, worker_id, employer_id, request_id, plan_id, sex, shift, during';
const CHUNK_BYTES = 256_000;

/**
 * Applies proposed plans of these sizes as the second planner does, and copies the very rows that came of it into the same
 * table, under the same constraints and triggers, in one transaction. The two take turns; before each one the table is as
 * it was, vacuumed, and a checkpoint has been made. A first turn of both warms up.
 * @throws Error when a plan leaves anybody out
 */
export async function benchPlanApplication(
  { ownerUrl, loginUrl }: NationalDatabase,
  { sizes }: { sizes: readonly number[] },
): Promise<FigureTable> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const database = openDatabase(loginUrl, { connections: 2 });
  try {
    const rows: FigureTable['rows'][number][] = [];
    for (const size of sizes)
      rows.push({
        name: `${size.toLocaleString('en')} assignments`,
        figures: await compare(owner, database, size),
      });
    return {
      title: 'Applying a plan',
      columns: ['assignments before', 'turns', 'apply s', 'COPY s', 'ratio'],
      rows,
      notes: [
        'Applying judges every placement anew, locks what it judged, writes the assignments and the requests’ states.',
        'COPY: the same rows into the same table, all constraints and triggers on, as the tables’ owner. Medians; commits included.',
      ],
    };
  } finally {
    await database.destroy();
    await owner.end();
  }
}

async function compare(owner: pg.Client, database: Database, size: number): Promise<Figure[]> {
  const needsEveryBed = size > 50_000;
  if (needsEveryBed) await owner.query('truncate assignment');
  const before = await owner.query<{ count: number }>('select count(*)::int as count from assignment');
  const [starter, second] = await findPlanners(owner);
  if (!starter || !second) throw new Error('There are not two planners.');
  const { rows } = await owner.query<{ today: string }>('select current_date::text as today');
  const planId = await writePlanToApply(owner, {
    size,
    today: rows[0]?.today ?? '',
    startedBy: starter.accountId,
  });

  const turns = needsEveryBed ? 2 : 5;
  const applying: number[] = [];
  const copying: number[] = [];
  for (let turn = 0; turn <= turns; turn++) {
    await owner.query('checkpoint');
    const appliedIn = await secondsOf(() => apply(database, second, { planId, size }));
    const written = await readAssignments(owner, planId);
    await restore(owner, { planId, needsEveryBed });
    await owner.query('checkpoint');
    const copiedIn = await secondsOf(() => copyIn(owner, written));
    await restore(owner, { planId, needsEveryBed });
    if (turn === 0) continue;
    applying.push(appliedIn);
    copying.push(copiedIn);
  }
  return [
    before.rows[0]?.count ?? null,
    turns,
    median(applying),
    median(copying),
    median(applying) / median(copying),
  ];
}

/** By e-mail. */
export async function findPlanners(owner: pg.Client): Promise<SignedInActor[]> {
  const { rows } = await owner.query<{ id: AccountId; name: string }>(
    `select id, display_name as name from account where role = 'planner' order by email`,
  );
  return rows.map(({ id, name }) => ({
    kind: 'person',
    accountId: id,
    role: 'planner',
    employerId: null,
    displayName: name,
  }));
}

async function apply(
  database: Database,
  approver: SignedInActor,
  { planId, size }: { planId: PlanId; size: number },
): Promise<void> {
  const { applied } = await transact(database, approver, (transaction) =>
    applyPlan(transaction, { planId, approver: approver.accountId, agreedTo: digestOfOvertaken([]) }),
  );
  if (applied !== size) throw new Error(`${applied} of ${size} placements were applied.`);
}

async function readAssignments(owner: pg.Client, planId: PlanId): Promise<Buffer> {
  return buffer(
    owner.query(
      copyTo(
        `copy (select ${COLUMNS} from assignment where plan_id = '${planId}' order by room_id, bed_id) to stdout`,
      ),
    ),
  );
}

async function copyIn(owner: pg.Client, written: Buffer): Promise<void> {
  function* chunks() {
    for (let from = 0; from < written.length; from += CHUNK_BYTES)
      yield written.subarray(from, from + CHUNK_BYTES);
  }
  await pipeline(Readable.from(chunks()), owner.query(copyFrom(`copy assignment (${COLUMNS}) from stdin`)));
}

/** As before the plan was applied. */
async function restore(
  owner: pg.Client,
  { planId, needsEveryBed }: { planId: PlanId; needsEveryBed: boolean },
): Promise<void> {
  if (needsEveryBed) await owner.query('truncate assignment');
  else await owner.query('delete from assignment where plan_id = $1', [planId]);
  // No course of states leads back: the triggers that keep it are passed by for once.
  await owner.query('set session_replication_role = replica');
  await owner.query(
    `update plan set state = 'proposed', approved_by = null, approved_at = null, applied_at = null where id = $1`,
    [planId],
  );
  await owner.query(
    `update placement_request set state = 'accepted' where id in (select request_id from plan_request where plan_id = $1)`,
    [planId],
  );
  await owner.query('set session_replication_role = origin');
  await owner.query('vacuum analyze');
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}
