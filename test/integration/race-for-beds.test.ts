import { expect, it } from 'vitest';
import { assignBed } from '#app/data/assignments.ts';
import { firstBrokenAuditLink } from '#app/data/audit.ts';
import { transact } from '#app/data/transaction.ts';
import { system } from '#app/domain/identity/actor.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { openFreshDatabase } from './fresh-database.ts';
import { aRoom, aWorker, anAccount, anEmployer } from './people-and-places.ts';

const CONNECTIONS = 32;
const fresh = openFreshDatabase('empty', { connections: CONNECTIONS });

it('32 connections race for the same 100 beds: exactly 100 assignments, every loser told, no deadlock', async () => {
  const planner = await anAccount(fresh.owner, { role: 'planner' });
  const employerId = await anEmployer(fresh.owner);
  const beds = (await Promise.all(Array.from({ length: 25 }, () => aRoom(fresh.owner, { beds: 4 })))).flat();
  expect(beds).toHaveLength(100);
  const racers = await Promise.all(
    Array.from({ length: CONNECTIONS }, async () =>
      Promise.all(beds.map(() => aWorker(fresh.owner, { employerId }))),
    ),
  );
  const results = await Promise.all(
    racers.map(async (workers, racer) => {
      const told: string[] = [];
      // Each racer goes through the beds in another order, so that every pair of them meets crosswise.
      const order = beds.map(
        (_, index) => beds[(index * (2 * racer + 1) * 3 + racer) % beds.length] ?? beds[0],
      );
      for (const [index, bed] of order.entries()) {
        const worker = workers[index];
        if (!worker || !bed) continue;
        const outcome = transact(fresh.database, planner, (transaction) =>
          assignBed(transaction, {
            workerId: worker.id,
            bedId: bed.id,
            from: '2026-01-01',
            to: '2027-01-01',
          }),
        );
        told.push(
          await outcome.then(
            () => 'done',
            (error: unknown) => (error instanceof ProblemError ? error.problem.code : String(error)),
          ),
        );
      }
      return told;
    }),
  );
  const all = results.flat();
  expect(all.filter((result) => result === 'done')).toHaveLength(new Set(beds.map((bed) => bed.id)).size);
  expect(new Set(all)).toEqual(new Set(['done', 'bed_taken']));
  const { count } = await fresh.owner
    .selectFrom('assignment')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  expect(count).toBe(100);
  expect(await transact(fresh.database, system, firstBrokenAuditLink)).toBeNull();
});

it('32 transactions that each take many rooms in crossing orders still all end, by a bed or by a word', async () => {
  const planner = await anAccount(fresh.owner, { role: 'planner' });
  const employerId = await anEmployer(fresh.owner);
  const beds = (await Promise.all(Array.from({ length: 10 }, () => aRoom(fresh.owner, { beds: 1 })))).flat();
  const workers = await Promise.all(
    Array.from({ length: CONNECTIONS * 10 }, () => aWorker(fresh.owner, { employerId })),
  );
  const results = await Promise.all(
    Array.from({ length: CONNECTIONS }, (_, racer) => {
      const order = racer % 2 ? beds : [...beds].reverse();
      return transact(fresh.database, planner, async (transaction) => {
        for (const [index, bed] of order.entries()) {
          await assignBed(transaction, {
            workerId: workers[racer * 10 + index]?.id ?? '',
            bedId: bed.id,
            from: '2026-01-01',
            to: null,
          });
        }
      }).then(
        () => 'done',
        (error: unknown) => (error instanceof ProblemError ? error.problem.code : String(error)),
      );
    }),
  );
  expect(results.filter((result) => result === 'done')).toHaveLength(1);
  expect(results.every((result) => ['done', 'bed_taken', 'busy'].includes(result))).toBe(true);
});
