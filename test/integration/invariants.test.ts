import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { dayRange } from '#app/data/day-range.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import { system } from '#app/domain/identity/actor.ts';
import type { Actor, SignedInActor } from '#app/domain/identity/actor.ts';
import { openFreshDatabase } from './fresh-database.ts';
import { aProposedPlan, aRoom, aWorker, anAccount, anEmployer, assignmentOf } from './people-and-places.ts';
import { race, tally } from './racing.ts';

const fresh = openFreshDatabase('empty');
const year = { from: '2026-01-01', to: '2027-01-01' };

const as = <Result>(actor: Actor, work: (transaction: ActorTransaction) => Promise<Result>) =>
  transact(fresh.database, actor, work);

const assign = (values: ReturnType<typeof assignmentOf>) =>
  as(system, (transaction) => transaction.insertInto('assignment').values(values).execute());

describe('the database keeps, against many at once, that', () => {
  it('no bed holds two people on one day', async () => {
    const employerId = await anEmployer(fresh.owner);
    const [bed] = await aRoom(fresh.owner);
    const workers = await Promise.all(Array.from({ length: 32 }, () => aWorker(fresh.owner, { employerId })));
    const results = await race(workers.map((worker) => () => assign(assignmentOf(worker, bed!, year))));
    expect(tally(results)).toEqual({ bed_taken: 31, done: 1 });
  });

  it('no worker holds two beds on one day', async () => {
    const employerId = await anEmployer(fresh.owner);
    const worker = await aWorker(fresh.owner, { employerId });
    const beds = await aRoom(fresh.owner, { beds: 24 });
    const results = await race(beds.map((bed) => () => assign(assignmentOf(worker, bed, year))));
    expect(tally(results)).toEqual({ done: 1, worker_already_housed: 23 });
  });

  it('one bed may hold one person after the other', async () => {
    const employerId = await anEmployer(fresh.owner);
    const [bed] = await aRoom(fresh.owner);
    const results = await race([
      async () =>
        assign(
          assignmentOf(await aWorker(fresh.owner, { employerId }), bed!, {
            from: '2026-01-01',
            to: '2026-07-01',
          }),
        ),
      async () =>
        assign(
          assignmentOf(await aWorker(fresh.owner, { employerId }), bed!, { from: '2026-07-01', to: null }),
        ),
    ]);
    expect(tally(results)).toEqual({ done: 2 });
  });

  it('nobody is in a closed bed, and no bed is closed under somebody', async () => {
    const employerId = await anEmployer(fresh.owner);
    const [bed] = await aRoom(fresh.owner, { to: '2026-06-01' });
    const worker = await aWorker(fresh.owner, { employerId });
    expect(await race([() => assign(assignmentOf(worker, bed!, year))])).toEqual(['bed_closed']);
    await assign(assignmentOf(worker, bed!, { from: '2026-01-01', to: '2026-06-01' }));
    const close = () =>
      as(system, (transaction) =>
        transaction
          .updateTable('bedAvailability')
          .set({ during: dayRange({ from: '2020-01-01', to: '2026-05-01' }) })
          .where('bedId', '=', bed!.id)
          .execute(),
      );
    expect(await race([close])).toEqual(['bed_closed']);
  });

  it('closing a bed and giving it away at the same moment never both succeed', async () => {
    const employerId = await anEmployer(fresh.owner);
    for (let round = 0; round < 10; round++) {
      const [bed] = await aRoom(fresh.owner);
      const worker = await aWorker(fresh.owner, { employerId });
      const results = await race([
        () => assign(assignmentOf(worker, bed!, year)),
        () =>
          as(system, (transaction) =>
            transaction.deleteFrom('bedAvailability').where('bedId', '=', bed!.id).execute(),
          ),
      ]);
      expect(results.filter((result) => result === 'done')).toHaveLength(1);
      expect(results).toContain('bed_closed');
    }
  });

  it('a room holds one shift at a time', async () => {
    const employerId = await anEmployer(fresh.owner);
    const beds = await aRoom(fresh.owner, { beds: 16 });
    const workers = await Promise.all(
      beds.map((_, index) => aWorker(fresh.owner, { employerId, shift: index % 2 ? 'day' : 'night' })),
    );
    const results = await race(
      beds.map((bed, index) => () => assign(assignmentOf(workers[index]!, bed, year))),
    );
    const { rows } = await sql<{ shifts: number }>`
      select count(distinct shift)::int as shifts from assignment where room_id = ${beds[0]!.roomId}
    `.execute(fresh.owner);
    expect(rows[0]?.shifts).toBe(1);
    expect(tally(results)).toEqual({ done: 8, room_other_shift: 8 });
  });

  it('a room holds one sex at a time, and the sex its building is designated for', async () => {
    const employerId = await anEmployer(fresh.owner);
    const [bed] = await aRoom(fresh.owner, { sex: 'women' });
    const man = await aWorker(fresh.owner, { employerId, sex: 'male' });
    expect(await race([() => assign(assignmentOf(man, bed!, year))])).toEqual(['room_other_sex']);
    const lie = { ...assignmentOf(man, bed!, year), sex: 'female' as const };
    expect(await race([() => assign(lie)])).toEqual(['worker_facts_changed']);
  });

  it('a worker who has a bed keeps sex, shift and employer, even when both change at once', async () => {
    const employerId = await anEmployer(fresh.owner);
    for (let round = 0; round < 10; round++) {
      const [bed] = await aRoom(fresh.owner);
      const worker = await aWorker(fresh.owner, { employerId });
      const results = await race([
        () => assign(assignmentOf(worker, bed!, { from: '2026-01-01', to: null })),
        () =>
          as(system, (transaction) =>
            transaction.updateTable('worker').set({ shift: 'night' }).where('id', '=', worker.id).execute(),
          ),
      ]);
      expect(results.filter((result) => result === 'done')).toHaveLength(1);
    }
  });

  it('no worker stands in two open requests for one day', async () => {
    const employerId = await anEmployer(fresh.owner);
    const actor = await anAccount(fresh.owner, { role: 'employer', employerId });
    const worker = await aWorker(fresh.owner, { employerId });
    const workplace = await as(actor, (transaction) =>
      transaction
        .insertInto('workplace')
        .values({ employerId, name: 'Yard', longitude: 47.9, latitude: 29.3 })
        .returning('id')
        .executeTakeFirstOrThrow(),
    );
    const drafts = await Promise.all(
      Array.from({ length: 12 }, () =>
        as(actor, async (transaction) => {
          const request = await transaction
            .insertInto('placementRequest')
            .values({ employerId, workplaceId: workplace.id, during: dayRange(year) })
            .returning('id')
            .executeTakeFirstOrThrow();
          await transaction
            .insertInto('placementRequestWorker')
            .values({ requestId: request.id, workerId: worker.id, employerId })
            .execute();
          return request.id;
        }),
      ),
    );
    const results = await race(
      drafts.map(
        (id) => () =>
          as(actor, (transaction) =>
            transaction
              .updateTable('placementRequest')
              .set({ state: 'submitted', submittedAt: new Date() })
              .where('id', '=', id)
              .execute(),
          ),
      ),
    );
    expect(tally(results)).toEqual({ done: 1, worker_in_open_request: 11 });
  });

  it('nobody approves a plan they started', async () => {
    const planner = await anAccount(fresh.owner, { role: 'planner' });
    const planId = await aProposedPlan(fresh.owner, { startedBy: planner.accountId, placements: [] });
    const approve = (by: SignedInActor) => () =>
      as(by, (transaction) =>
        transaction
          .updateTable('plan')
          .set({ state: 'approved', approvedBy: by.accountId })
          .where('id', '=', planId)
          .execute(),
      );
    expect(await race([approve(planner)])).toEqual(['plan_own_approval']);
    const second = await anAccount(fresh.owner, { role: 'planner' });
    expect(await race([approve(second)])).toEqual(['done']);
  });
});
