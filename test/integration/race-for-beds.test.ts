import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { firstBrokenAuditLink } from '#app/data/audit.ts';
import { transact } from '#app/data/transaction.ts';
import type { SignedInActor } from '#app/domain/identity/actor.ts';
import { system } from '#app/domain/identity/actor.ts';
import type { PlanId } from '#app/domain/identity/ids.ts';
import { overtakenCodes } from '#app/domain/placement/overtaken.ts';
import { openFreshDatabase } from './fresh-database.ts';
import {
  aProposedPlan,
  aRequest,
  aRoom,
  aWorker,
  anAccount,
  anEmployer,
  assignmentOf,
} from './people-and-places.ts';
import type { BuiltBed } from './people-and-places.ts';
import { approveUntilApplied, told } from './racing.ts';

const CONNECTIONS = 32;
const fresh = openFreshDatabase('empty', { connections: CONNECTIONS });
const during = { from: '2026-01-01', to: '2027-01-01' };

async function someBeds(rooms: number, bedsInEach: number): Promise<BuiltBed[]> {
  const built = await Promise.all(
    Array.from({ length: rooms }, () => aRoom(fresh.owner, { beds: bedsInEach })),
  );
  return built.flat();
}

/** The beds in another order for each racer, so that every pair of them meets crosswise. */
function crossing(beds: readonly BuiltBed[], racer: number): BuiltBed[] {
  const start = (racer * 37) % beds.length;
  const turned = [...beds.slice(start), ...beds.slice(0, start)];
  return racer % 2 ? turned : turned.reverse();
}

const workersFor = (count: number, employerId: Awaited<ReturnType<typeof anEmployer>>) =>
  Promise.all(Array.from({ length: count }, () => aWorker(fresh.owner, { employerId })));

/** A plan for `beds`, each for a worker of its own, started by `starter`. */
async function planFor(
  beds: readonly BuiltBed[],
  starter: SignedInActor,
  { sharedRooms = true } = {},
): Promise<PlanId> {
  const employerId = await anEmployer(fresh.owner);
  const workers = await workersFor(beds.length, employerId);
  const requestId = await aRequest(fresh.owner, { employerId, workers, during });
  const placements = beds.map((bed, index) => ({ bed, workerId: workers[index]!.id, requestId }));
  return aProposedPlan(fresh.owner, { startedBy: starter.accountId, placements, sharedRooms, during });
}

/** Deadlocks that the database resolved so far, in whatever transaction; each connection first reports its own. */
async function deadlocks(): Promise<number> {
  await Promise.all(
    Array.from({ length: CONNECTIONS }, () =>
      sql`select pg_stat_force_next_flush(), pg_sleep(0.1)`.execute(fresh.database),
    ),
  );
  const { rows } = await sql<{ deadlocks: number }>`
    select deadlocks from pg_stat_database where datname = current_database()
  `.execute(fresh.owner);
  return rows[0]!.deadlocks;
}

async function raceOfPlans(bedsOf: (racer: number) => readonly BuiltBed[], { sharedRooms = true } = {}) {
  const starter = await anAccount(fresh.owner, { role: 'planner' });
  const approver = await anAccount(fresh.owner, { role: 'planner' });
  const planIds: PlanId[] = [];
  for (let racer = 0; racer < CONNECTIONS; racer++)
    planIds.push(await planFor(bedsOf(racer), starter, { sharedRooms }));
  const deadlocksBefore = await deadlocks();
  const outcomes = await Promise.all(
    planIds.map((planId) => approveUntilApplied(fresh.database, { planId, approver })),
  );

  expect(new Set(outcomes.flatMap(({ refusals }) => refusals))).toEqual(new Set(['plan_overtaken']));
  expect(await deadlocks()).toBe(deadlocksBefore);
  const { rows: placements } = await sql<{ leftOut: string | null; assigned: boolean }>`
    select placement.left_out, assignment.id is not null as assigned
    from plan_placement as placement
    left join assignment
      on assignment.plan_id = placement.plan_id
      and assignment.worker_id = placement.worker_id
      and assignment.bed_id = placement.bed_id
    where placement.plan_id = any(${planIds}::uuid[])
  `.execute(fresh.owner);
  // Each placement was either applied or left out for a reason, and never both.
  for (const { leftOut, assigned } of placements) expect(leftOut === null).toBe(assigned);
  for (const { leftOut } of placements) expect([null, ...overtakenCodes]).toContain(leftOut);
  const assigned = placements.filter((placement) => placement.assigned).length;
  expect(outcomes.reduce((sum, { applied }) => sum + applied, 0)).toBe(assigned);
  expect(outcomes.reduce((sum, { leftOut }) => sum + leftOut, 0)).toBe(placements.length - assigned);
  expect(await transact(fresh.database, system, firstBrokenAuditLink)).toBeNull();
  const codes = new Set(placements.flatMap(({ leftOut }) => leftOut ?? []));
  return { assigned, placements: placements.length, outcomes, codes };
}

it('32 planners approve 32 plans for the same 100 beds: 100 assignments, every loser told, no deadlock at all', async () => {
  const beds = await someBeds(25, 4);
  const { assigned, placements, outcomes } = await raceOfPlans((racer) => crossing(beds, racer));
  expect({ assigned, placements }).toEqual({ assigned: 100, placements: 3200 });
  expect(outcomes.filter(({ applied }) => applied === 100)).toHaveLength(1);
});

it('32 planners approve plans that overlap in part: each bed goes to one of those who planned it', async () => {
  const beds = await someBeds(30, 4);
  // Each plan wants 30 of the 120 beds; the next one shares 26 of them.
  const { assigned, placements } = await raceOfPlans((racer) => crossing(beds, racer * 2).slice(0, 30));
  const wanted = new Set(
    Array.from({ length: CONNECTIONS }, (_, racer) => crossing(beds, racer * 2).slice(0, 30)).flat(),
  );
  expect({ assigned, placements }).toEqual({ assigned: wanted.size, placements: 960 });
});

it('32 employers’ plans for beds of the same rooms, which they may not share: each room goes to one of them', async () => {
  const rooms = await Promise.all(Array.from({ length: 6 }, () => aRoom(fresh.owner, { beds: CONNECTIONS })));
  const bedInEach = (racer: number) =>
    crossing(
      rooms.map((room) => room[racer]!),
      racer,
    );
  const { assigned, placements, codes } = await raceOfPlans(bedInEach, { sharedRooms: false });
  expect({ assigned, placements }).toEqual({
    assigned: rooms.length,
    placements: rooms.length * CONNECTIONS,
  });
  expect(codes).toEqual(new Set(['room_other_employer']));
});

it('of many plans over one request, applied at once, one is applied and the others are superseded', async () => {
  const starter = await anAccount(fresh.owner, { role: 'planner' });
  const approver = await anAccount(fresh.owner, { role: 'planner' });
  const employerId = await anEmployer(fresh.owner);
  const beds = await someBeds(8, 1);
  const workers = await workersFor(beds.length, employerId);
  const requestId = await aRequest(fresh.owner, { employerId, workers, during });
  const planIds: PlanId[] = [];
  for (let racer = 0; racer < 16; racer++) {
    const placements = crossing(beds, racer).map((bed, index) => ({
      bed,
      workerId: workers[index]!.id,
      requestId,
    }));
    planIds.push(await aProposedPlan(fresh.owner, { startedBy: starter.accountId, placements, during }));
  }
  const deadlocksBefore = await deadlocks();
  const results = await Promise.all(
    planIds.map((planId) => told(approveUntilApplied(fresh.database, { planId, approver }))),
  );
  expect(results.sort()).toEqual(['done', ...Array.from({ length: 15 }, () => 'plan_not_in_state')]);
  expect(await deadlocks()).toBe(deadlocksBefore);
});

it('32 connections write 100 beds’ assignments without a lock, one a transaction: 100 rows, every loser told', async () => {
  const employerId = await anEmployer(fresh.owner);
  const beds = await someBeds(25, 4);
  const racers: Awaited<ReturnType<typeof workersFor>>[] = [];
  for (let racer = 0; racer < CONNECTIONS; racer++) racers.push(await workersFor(beds.length, employerId));
  const results = await Promise.all(
    racers.map(async (workers, racer) => {
      const outcomes: string[] = [];
      for (const [index, bed] of crossing(beds, racer).entries()) {
        const values = assignmentOf(workers[index]!, bed, during);
        const insert = transact(fresh.database, system, (transaction) =>
          transaction.insertInto('assignment').values(values).execute(),
        );
        outcomes.push(await told(insert));
      }
      return outcomes;
    }),
  );
  const all = results.flat();
  expect(all.filter((result) => result === 'done')).toHaveLength(100);
  expect(all.filter((result) => result === 'bed_taken')).toHaveLength(3100);
  const { rows } = await sql<{ people: number; beds: number }>`
    select count(*)::int as people, count(distinct bed_id)::int as beds
    from assignment
    where bed_id = any(${beds.map((bed) => bed.id)}::uuid[])
  `.execute(fresh.owner);
  expect(rows).toEqual([{ people: 100, beds: 100 }]);
});

it('32 transactions that each take ten rooms in crossing orders without a lock all end, by a bed or by a word', async () => {
  const employerId = await anEmployer(fresh.owner);
  const beds = await someBeds(10, 1);
  const workers = await workersFor(CONNECTIONS * beds.length, employerId);
  const results = await Promise.all(
    Array.from({ length: CONNECTIONS }, (_, racer) =>
      told(
        transact(fresh.database, system, async (transaction) => {
          for (const [index, bed] of crossing(beds, racer).entries()) {
            const values = assignmentOf(workers[racer * beds.length + index]!, bed, during);
            await transaction.insertInto('assignment').values(values).execute();
          }
        }),
      ),
    ),
  );
  // Every transaction wants all ten beds: one gets them, whole, and nobody gets a part.
  expect(results.filter((result) => result === 'done')).toHaveLength(1);
  for (const result of results) expect(['done', 'bed_taken', 'busy']).toContain(result);
  const { rows } = await sql<{ people: number }>`
    select count(*)::int as people
    from assignment
    where bed_id = any(${beds.map((bed) => bed.id)}::uuid[])
  `.execute(fresh.owner);
  expect(rows).toEqual([{ people: 10 }]);
});
