import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { applyPlan, digestOfOvertaken, findOvertaken } from '#app/data/placement/plan-application.ts';
import { listMoves } from '#app/data/placement/plan-outcomes.ts';
import { discardPlan, recordFailure } from '#app/data/placement/plans.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import { addDays, kuwaitDay } from '#app/domain/dates.ts';
import type { Actor, SignedInActor } from '#app/domain/identity/actor.ts';
import { system } from '#app/domain/identity/actor.ts';
import type { EmployerId, PlanId } from '#app/domain/identity/ids.ts';
import type { Shift } from '#app/domain/placement/people.ts';
import { openFreshDatabase } from './fresh-database.ts';
import type { BuiltBed } from './people-and-places.ts';
import {
  aFurnishedSite,
  aProposedPlan,
  aRequest,
  aWorker,
  anAccount,
  anEmployer,
  assignmentOf,
} from './people-and-places.ts';
import { race } from './racing.ts';

const fresh = openFreshDatabase('empty');
const today = kuwaitDay(new Date());
const moveDay = addDays(today, 7);
const during = { from: moveDay, to: addDays(today, 300) };
let starter: SignedInActor;
let second: SignedInActor;
let employerId: EmployerId;

beforeAll(async () => {
  starter = await anAccount(fresh.owner, { role: 'planner' });
  second = await anAccount(fresh.owner, { role: 'planner' });
  employerId = await anEmployer(fresh.owner);
});

const as = <Result>(actor: Actor, work: (transaction: ActorTransaction) => Promise<Result>) =>
  transact(fresh.database, actor, work);

async function aStay(
  bed: BuiltBed,
  { shift = 'day', of = employerId }: { shift?: Shift; of?: EmployerId } = {},
): Promise<{ id: string; workerId: string }> {
  const worker = await aWorker(fresh.owner, { employerId: of, shift });
  const { id } = await fresh.owner
    .insertInto('assignment')
    .values({ ...assignmentOf(worker, bed, { from: '2026-01-01', to: null }), state: 'occupied' })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, workerId: worker.id };
}

async function aSeeker(shift: Shift = 'day') {
  const worker = await aWorker(fresh.owner, { employerId, shift });
  return {
    workerId: worker.id,
    requestId: await aRequest(fresh.owner, { employerId, workers: [worker], during }),
  };
}

const planOf = (
  placements: Parameters<typeof aProposedPlan>[1]['placements'],
  moves: NonNullable<Parameters<typeof aProposedPlan>[1]['moves']>,
  startedBy = starter,
) => aProposedPlan(fresh.owner, { startedBy: startedBy.accountId, placements, moves, during });

const overtakenOf = (planId: PlanId) => as(second, (t) => findOvertaken(t, { planId }));

/** Signs the plan without what was overtaken. */
const apply = (planId: PlanId, approver = second) =>
  as(approver, async (t) =>
    applyPlan(t, {
      planId,
      approver: approver.accountId,
      agreedTo: digestOfOvertaken(await findOvertaken(t, { planId })),
    }),
  );

async function livesIn(workerId: string): Promise<{ bedId: string; during: string }[]> {
  const { rows } = await sql<{ bedId: string; during: string }>`
    select bed_id, during::text from assignment where worker_id = ${workerId} order by lower(during)
  `.execute(fresh.owner);
  return rows;
}

describe('a plan that moves housed people', () => {
  it('ends their stays on the day of the move, goes on in the new bed, and gives the beds that they free', async () => {
    const [home, other, third] = await aFurnishedSite(fresh.owner);
    const stay = await aStay(home!);
    const behind = await aStay(other!);
    const seeker = await aSeeker();
    // One after the other: the first goes to the bed that the second leaves.
    const planId = await planOf(
      [{ bed: home!, ...seeker }],
      [
        { stayId: stay.id, bed: other!, on: moveDay },
        { stayId: behind.id, bed: third!, on: moveDay },
      ],
    );
    expect(await overtakenOf(planId)).toEqual([]);
    const { rows } = await as(second, (t) => listMoves(t, { planId, limit: 10, offset: 0 }));
    expect(rows.map(({ workerId, from, to, leftOut }) => [workerId, from, to, leftOut])).toEqual(
      expect.arrayContaining([[stay.workerId, moveDay, null, null]]),
    );
    // Both beds stand in the room in which the seeker is placed.
    expect(rows.map(({ roomFor }) => roomFor.map(({ requestId, workers }) => [requestId, workers]))).toEqual([
      [[seeker.requestId, 1]],
      [[seeker.requestId, 1]],
    ]);

    expect(await apply(planId)).toEqual({ applied: 1, moved: 2, leftOut: 0 });
    expect(await livesIn(stay.workerId)).toEqual([
      { bedId: home!.id, during: `[2026-01-01,${moveDay})` },
      { bedId: other!.id, during: `[${moveDay},)` },
    ]);
    expect(await livesIn(behind.workerId)).toMatchObject([{ bedId: other!.id }, { bedId: third!.id }]);
    expect(await livesIn(seeker.workerId)).toEqual([
      { bedId: home!.id, during: `[${during.from},${during.to})` },
    ]);
  });

  it('frees a room for another shift, once everybody in it has gone', async () => {
    const beds = await aFurnishedSite(fresh.owner);
    const [room, elsewhere] = [beds.slice(0, 4), beds.slice(4, 8)];
    const stay = await aStay(room[0]!);
    const seeker = await aSeeker('night');
    const planId = await planOf(
      [{ bed: room[1]!, ...seeker }],
      [{ stayId: stay.id, bed: elsewhere[0]!, on: moveDay }],
    );
    expect(await overtakenOf(planId)).toEqual([]);
    expect(await apply(planId)).toEqual({ applied: 1, moved: 1, leftOut: 0 });
  });

  it('leaves out a move whose stay has changed since, with all that it would have made room for', async () => {
    const beds = await aFurnishedSite(fresh.owner);
    const [home, other, third, free] = beds;
    const stay = await aStay(home!);
    const behind = await aStay(other!);
    const [seeker, unconcerned] = [await aSeeker(), await aSeeker()];
    const planId = await planOf(
      [
        { bed: home!, ...seeker },
        { bed: free!, ...unconcerned },
      ],
      [
        { stayId: stay.id, bed: other!, on: moveDay },
        { stayId: behind.id, bed: third!, on: moveDay },
      ],
    );
    await as(system, (t) =>
      t
        .updateTable('assignment')
        .set({ during: sql<string>`daterange(lower(during), ${addDays(today, 60)}::date)` })
        .where('id', '=', behind.id)
        .execute(),
    );

    const overtaken = await overtakenOf(planId);
    expect(new Map(overtaken.map(({ workerId, code }) => [workerId, code]))).toEqual(
      new Map([
        [behind.workerId, 'stay_changed'],
        [stay.workerId, 'move_left_out'],
        [seeker.workerId, 'move_left_out'],
      ]),
    );
    expect(await apply(planId)).toEqual({ applied: 1, moved: 0, leftOut: 3 });
    expect(await livesIn(stay.workerId)).toEqual([{ bedId: home!.id, during: '[2026-01-01,)' }]);
    expect(await livesIn(seeker.workerId)).toEqual([]);
    expect(await livesIn(unconcerned.workerId)).toHaveLength(1);
    const { rows } = await as(second, (t) => listMoves(t, { planId, limit: 10, offset: 0 }));
    expect(rows.map(({ leftOut }) => leftOut).sort()).toEqual(['move_left_out', 'stay_changed']);
    expect(rows.map(({ roomFor }) => roomFor)).toEqual([[], []]);
  });

  it('leaves out moves of a day that has passed, and says so of those whose new bed was given away', async () => {
    const [home, other, third, free] = await aFurnishedSite(fresh.owner);
    const [late, taken] = [await aStay(home!), await aStay(other!)];
    const planId = await planOf(
      [],
      [
        { stayId: late.id, bed: third!, on: addDays(today, -1) },
        { stayId: taken.id, bed: free!, on: moveDay },
      ],
    );
    await aStay(free!);
    expect(new Map((await overtakenOf(planId)).map(({ workerId, code }) => [workerId, code]))).toEqual(
      new Map([
        [late.workerId, 'move_day_passed'],
        [taken.workerId, 'bed_taken'],
      ]),
    );
  });

  it('leaves out who would share a room with another employer since, where the plan lets no room be shared', async () => {
    const beds = await aFurnishedSite(fresh.owner);
    const [home, room, elsewhere] = [beds.slice(0, 4), beds.slice(4, 8), beds.slice(8, 12)];
    const [mover, seeker, unconcerned] = [await aStay(home[0]!), await aSeeker(), await aSeeker()];
    const proposed = (sharedRooms: boolean) =>
      aProposedPlan(fresh.owner, {
        startedBy: starter.accountId,
        placements: [
          { bed: room[0]!, ...seeker },
          { bed: elsewhere[0]!, ...unconcerned },
        ],
        moves: [{ stayId: mover.id, bed: room[1]!, on: moveDay }],
        sharedRooms,
        during,
      });
    const [apart, shared] = [await proposed(false), await proposed(true)];
    expect(await overtakenOf(apart)).toEqual([]);
    await aStay(room[2]!, { of: await anEmployer(fresh.owner) });

    expect(await overtakenOf(shared)).toEqual([]);
    expect(new Map((await overtakenOf(apart)).map(({ workerId, code }) => [workerId, code]))).toEqual(
      new Map([
        [mover.workerId, 'room_other_employer'],
        [seeker.workerId, 'room_other_employer'],
      ]),
    );
    expect(await apply(apart)).toEqual({ applied: 1, moved: 0, leftOut: 2 });
    expect(await livesIn(seeker.workerId)).toEqual([]);
    expect(await livesIn(mover.workerId)).toMatchObject([{ bedId: home[0]!.id }]);
  });

  it('two planners who sign plans for one stay and one bed at once move it once', async () => {
    for (let round = 0; round < 6; round++) {
      const [home, other, third] = await aFurnishedSite(fresh.owner);
      const stay = await aStay(home!);
      const plans = [
        await planOf([{ bed: home!, ...(await aSeeker()) }], [{ stayId: stay.id, bed: other!, on: moveDay }]),
        await planOf(
          [{ bed: home!, ...(await aSeeker()) }],
          [{ stayId: stay.id, bed: third!, on: moveDay }],
          second,
        ),
      ] as const;
      const nothing = digestOfOvertaken([]);
      const results = await race([
        () =>
          as(second, (t) =>
            applyPlan(t, { planId: plans[0], approver: second.accountId, agreedTo: nothing }),
          ),
        () =>
          as(starter, (t) =>
            applyPlan(t, { planId: plans[1], approver: starter.accountId, agreedTo: nothing }),
          ),
      ]);
      expect(results.sort()).toEqual(['done', 'plan_overtaken']);
      expect(await livesIn(stay.workerId)).toHaveLength(2);
    }
  });
});

describe('a plan that was not verified', () => {
  const unverified = async () => {
    const [bed] = await aFurnishedSite(fresh.owner);
    return aProposedPlan(fresh.owner, {
      startedBy: starter.accountId,
      placements: [{ bed: bed!, ...(await aSeeker()) }],
      verified: false,
      during,
    });
  };

  it('is not applied', async () => {
    const planId = await unverified();
    await expect(apply(planId)).rejects.toMatchObject({ problem: { code: 'plan_not_verified' } });
  });

  it('is signed by nobody, whatever SQL runs under the login', async () => {
    const planId = await unverified();
    const sign = (actor: Actor, approvedBy: string) =>
      as(actor, (t) =>
        sql`update plan set state = 'approved', approved_by = ${approvedBy} where id = ${planId}`.execute(t),
      );
    const refusal = { problem: { code: 'plan_not_verified' } };
    await expect(sign(second, second.accountId)).rejects.toMatchObject(refusal);
    await expect(sign(system, second.accountId)).rejects.toMatchObject(refusal);
    for (const actor of [second, system])
      await expect(
        as(actor, (t) =>
          sql`update plan set verified_at = now(), broken_rules = '[]' where id = ${planId}`.execute(t),
        ),
      ).rejects.toThrow();
  });

  it('nor is one signed in which rules were found broken', async () => {
    const planId = await unverified();
    await fresh.owner.transaction().execute(async (t) => {
      await sql`set local session_replication_role = replica`.execute(t);
      await sql`update plan set verified_at = now(), broken_rules = '[{"rule":"two_in_bed"}]' where id = ${planId}`.execute(
        t,
      );
    });
    await expect(
      as(second, (t) =>
        sql`update plan set state = 'approved', approved_by = ${second.accountId} where id = ${planId}`.execute(
          t,
        ),
      ),
    ).rejects.toMatchObject({ problem: { code: 'plan_not_verified' } });
  });
});

describe('a plan that fails', () => {
  it('leaves none of its parts behind, and one that was discarded meanwhile did not fail', async () => {
    const { id } = await fresh.owner
      .insertInto('plan')
      .values({ startedBy: starter.accountId, options: '{}', snapshotDay: today })
      .returning('id')
      .executeTakeFirstOrThrow();
    const planId = id as PlanId;
    await as(system, (t) =>
      sql`insert into plan_part (plan_id, kind, part, problem) values (${planId}, 'solve', 0, '\\x00')`.execute(
        t,
      ),
    );
    await as(starter, (t) => discardPlan(t, { planId, accountId: starter.accountId }));
    await as(system, (t) => recordFailure(t, { planId, failure: 'a fault' }));
    const found = await sql<{ parts: string; failures: string }>`
      select (select count(*) from plan_part where plan_id = ${planId})::int as parts,
        (select count(*) from audit_entry where action = 'plan.failed' and subject_id = ${planId})::int as failures
    `.execute(fresh.owner);
    expect(found.rows).toEqual([{ parts: 0, failures: 0 }]);
  });
});

describe('what a made plan says', () => {
  it('is changed by nobody: neither its rows nor its measures', async () => {
    const [bed, other] = await aFurnishedSite(fresh.owner);
    const [seeker, late] = [await aSeeker(), await aSeeker()];
    const planId = await planOf([{ bed: bed!, ...seeker }], []);
    const attempts = [
      sql`
        insert into plan_placement (plan_id, worker_id, request_id, bed_id, site_id, during, reasons)
        values (${planId}, ${late.workerId}, ${late.requestId}, ${other!.id}, ${other!.siteId}, '[2027-01-01,)', '[]')
      `,
      sql`insert into plan_employer values (${planId}, ${employerId}, 1, 1, 1)`,
      sql`update plan_request set position = 1 where plan_id = ${planId}`,
      sql`update plan set measures = '{"placed": 9}' where id = ${planId}`,
    ];
    for (const attempt of attempts)
      for (const actor of [system, starter])
        await expect(as(actor, (t) => attempt.execute(t))).rejects.toThrow();
    await as(system, (t) =>
      sql`update plan_placement set bed_id = ${other!.id} where plan_id = ${planId}`.execute(t),
    ).then(
      () => expect.unreachable(),
      (error: unknown) => expect(String(error)).toContain('permission denied'),
    );
  });

  it('is for planners and auditors: an employer sees none of it, and travel times of its own workplaces alone', async () => {
    const [home, other] = await aFurnishedSite(fresh.owner);
    const stay = await aStay(home!);
    const planId = await planOf(
      [{ bed: home!, ...(await aSeeker()) }],
      [{ stayId: stay.id, bed: other!, on: moveDay }],
    );
    const running = await fresh.owner
      .insertInto('plan')
      .values({ startedBy: starter.accountId, options: '{}', snapshotDay: today })
      .returning('id')
      .executeTakeFirstOrThrow();
    await as(system, async (t) => {
      await sql`insert into plan_employer values (${running.id}, ${employerId}, 1, 1, 1)`.execute(t);
      await sql`insert into plan_part (plan_id, kind, part, problem) values (${running.id}, 'solve', 0, '\\x00')`.execute(
        t,
      );
    });
    const planner = starter;
    const otherEmployer = await anEmployer(fresh.owner);
    await aRequest(fresh.owner, { employerId: otherEmployer, workers: [] });
    await as(planner, (t) =>
      sql`
        insert into travel_time (workplace_id, site_id, minutes, source)
        select distinct on (employer_id) id, ${home!.siteId}::uuid, 25, 'Municipality, measured 2026' from workplace
        where employer_id in (${employerId}, ${otherEmployer}) order by employer_id, id
      `.execute(t),
    );
    const count = async (actor: Actor, table: string) =>
      as(actor, async (t) => (await sql`select from ${sql.table(table)}`.execute(t)).rows.length);
    const mine = await anAccount(fresh.owner, { role: 'employer', employerId });
    for (const table of ['plan', 'plan_request', 'plan_placement', 'plan_employer', 'plan_move', 'plan_part'])
      expect([table, await count(mine, table)]).toEqual([table, 0]);
    expect(await count(mine, 'travel_time')).toBe(1);
    expect(await count(planner, 'travel_time')).toBe(2);
    await expect(
      as(mine, (t) => sql`update travel_time set minutes = 1`.execute(t)).then(
        (result) => result.numAffectedRows,
      ),
    ).resolves.toBe(0n);
    for (const role of ['auditor', 'inspector', 'site_manager', 'administrator'] as const)
      expect(await count(await anAccount(fresh.owner, { role }), 'plan_part')).toBe(0);
    expect(await as(second, (t) => listMoves(t, { planId, limit: 5, offset: 0 }))).toMatchObject({
      total: 1,
    });
  });
});
