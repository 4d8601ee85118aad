import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { transact } from '#app/data/transaction.ts';
import { system } from '#app/domain/identity/actor.ts';
import type { PlanId } from '#app/domain/identity/ids.ts';
import { solveInParts } from '#app/server/background/plan-split.ts';
import { openFreshDatabase } from '#test/integration/fresh-database.ts';
import { anAccount } from '#test/integration/people-and-places.ts';
import { solvePart } from './slow-solver.ts';

const SOLVER = new URL('./slow-solver.ts', import.meta.url).href;
const fresh = openFreshDatabase('empty');
const problems = Array.from({ length: 8 }, (_, part) => Uint8Array.from([40, part, 7]));
const expected = problems.map((problem) => Buffer.from(solvePart(problem)).toString('hex'));
let startedBy: string;

beforeAll(async () => {
  startedBy = (await anAccount(fresh.owner, { role: 'planner' })).accountId;
});

async function aPlan(): Promise<PlanId> {
  const { id } = await fresh.owner
    .insertInto('plan')
    .values({ startedBy, options: '{}', snapshotDay: '2026-11-26' })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id as PlanId;
}

const processes: ChildProcess[] = [];
afterEach(async () => {
  for (const each of processes.splice(0)) {
    if (each.exitCode !== null || each.signalCode !== null) continue;
    each.kill('SIGKILL');
    await once(each, 'exit');
  }
});

async function aWorkerProcess(): Promise<ChildProcess> {
  const file = new URL('./part-process.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [file, fresh.loginUrl, SOLVER], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  processes.push(child);
  await once(child.stdout, 'data');
  return child;
}

const hex = (answers: readonly Uint8Array[]) => answers.map((answer) => Buffer.from(answer).toString('hex'));

/** Whoever runs the plan sees nothing of its own part and is as slow as anybody. */
const solve = (planId: PlanId) =>
  solveInParts(fresh.database, {
    planId,
    problems,
    solvePart: async (problem) => {
      await new Promise((later) => setTimeout(later, 400));
      return solvePart(Uint8Array.from([0, ...problem.slice(1)]).fill(problem[0]!, 0, 1));
    },
  });

const partsTaken = async (planId: PlanId) => {
  const { rows } = await sql<{ takenBy: string; finished: boolean }>`
    select taken_by, answer is not null as finished from plan_part
    where plan_id = ${planId} and taken_by is not null and taken_at < 'infinity'
  `.execute(fresh.owner);
  return rows;
};

describe('a plan in parts', () => {
  it('is solved by the process that runs it where there is no other', async () => {
    const planId = await aPlan();
    expect(hex(await solve(planId))).toEqual(expected);
    const left = await transact(fresh.database, system, (t) =>
      t.selectFrom('planPart').select('id').execute(),
    );
    expect(left).toEqual([]);
  });

  it('is the same with two more processes, each of which took some of it', async () => {
    await Promise.all([aWorkerProcess(), aWorkerProcess()]);
    const planId = await aPlan();
    const solving = solve(planId);
    const takers = new Set<string>();
    const looking = (async () => {
      for (;;) {
        const rows = await partsTaken(planId);
        rows.forEach(({ takenBy }) => takers.add(takenBy));
        if (takers.size >= 2) return;
        await new Promise((later) => setTimeout(later, 20));
      }
    })();
    expect(hex(await solving)).toEqual(expected);
    await looking;
  });

  it('is the same where one of them is killed in the middle of a part', async () => {
    const victim = await aWorkerProcess();
    const planId = await aPlan();
    const solving = solve(planId);
    await expect
      .poll(async () => (await partsTaken(planId)).some(({ finished }) => !finished), {
        interval: 20,
        timeout: 20_000,
      })
      .toBe(true);
    victim.kill('SIGKILL');
    expect(hex(await solving)).toEqual(expected);
  });

  it('that is begun anew takes no answer from parts of the run before', async () => {
    const planId = await aPlan();
    const first = solve(planId).catch((error: Error) => error.message);
    await expect
      .poll(async () => (await fresh.owner.selectFrom('planPart').select('id').execute()).length)
      .toBe(8);
    expect(hex(await solve(planId))).toEqual(expected);
    expect(await first).toContain('begun anew');
  });
});
