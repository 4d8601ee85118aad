import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstBrokenAuditLink } from '#app/data/audit.ts';
import type { Overtaken } from '#app/data/placement/plan-application.ts';
import { applyPlan, digestOfOvertaken, findOvertaken } from '#app/data/placement/plan-application.ts';
import { listPlacementsByWorker } from '#app/data/placement/plan-placements.ts';
import { discardPlan, getPlan, startPlan } from '#app/data/placement/plans.ts';
import { findOwnOutlook } from '#app/data/placement/request-outlook.ts';
import {
  decideRequest,
  getQueuedRequest,
  listMembers,
  listQueue,
} from '#app/data/placement/request-queue.ts';
import { takeSnapshot } from '#app/data/placement/snapshot.ts';
import { defaultOptions } from '#app/domain/allocation/options.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import type { Actor, SignedInActor } from '#app/domain/identity/actor.ts';
import { system } from '#app/domain/identity/actor.ts';
import type { PlacementRequestId, PlanId } from '#app/domain/identity/ids.ts';
import { createBackgroundRunner } from '#app/server/background/background-runner.ts';
import type { BackgroundRunner } from '#app/server/background/background-runner.ts';
import { actorOf, openFreshDatabase } from './fresh-database.ts';
import { kuwaitDay } from '#app/domain/dates.ts';

const NO_PLAN = '01890000-0000-7000-8000-000000000000' as PlanId;
const fresh = openFreshDatabase('seeded');
const today = kuwaitDay(new Date());
let starter: SignedInActor;
let second: SignedInActor;
let runner: BackgroundRunner;

const as = <Result>(actor: Actor, work: (transaction: ActorTransaction) => Promise<Result>) =>
  transact(fresh.database, actor, work);

beforeAll(async () => {
  starter = await actorOf(fresh.owner, 'planner', 'planner@labour-cities.example');
  second = await actorOf(fresh.owner, 'planner', 'second.planner@labour-cities.example');
  runner = createBackgroundRunner(fresh.database, fresh.loginUrl);
});
afterAll(() => runner.stop());

async function acceptedIds(limit = 50): Promise<PlacementRequestId[]> {
  const { rows } = await as(starter, (t) =>
    listQueue(t, {
      states: ['accepted', 'partly_placed'],
      search: '',
      sort: 'number',
      descending: false,
      limit,
      offset: 0,
    }),
  );
  return rows.map((row) => row.id);
}

/** Starts a plan and waits until it is proposed. */
async function propose(requestIds: readonly PlacementRequestId[]): Promise<PlanId> {
  const planId = await as(starter, (t) =>
    startPlan(t, { startedBy: starter.accountId, requestIds, options: defaultOptions, today }),
  );
  runner.start({ kind: 'plan', id: planId });
  for (;;) {
    const { state, failure } = await as(starter, (t) => getPlan(t, { planId }));
    if (state === 'proposed') return planId;
    if (state !== 'running') throw new Error(`The plan ended as ${state} (${failure})`);
    await new Promise((later) => setTimeout(later, 50));
  }
}

const apply = (planId: PlanId, approver = second, shown: readonly Overtaken[] = []) =>
  as(approver, (t) =>
    applyPlan(t, { planId, approver: approver.accountId, agreedTo: digestOfOvertaken(shown) }),
  );

const problem = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) });

describe('a snapshot', () => {
  it('knows exactly on which days each bed may be slept in', async () => {
    const snapshot = await as(system, (t) => takeSnapshot(t, { planId: NO_PLAN, day: today }));
    const told = snapshot.beds.flatMap((bed) =>
      bed.availability.map(({ from, to }) => `${bed.id} ${from} ${to ?? ''}`),
    );
    const { rows } = await sql<{ known: string }>`
      select bed_id || ' ' || lower(during) || ' ' || coalesce(upper(during)::text, '') as known
      from bed_availability where upper_inf(during) or upper(during) > ${today}::date
    `.execute(fresh.owner);
    expect([...told].sort()).toEqual(rows.map(({ known }) => known).sort());
  });
});

describe('from request to bed', () => {
  it('a submitted request is accepted, planned, signed by a second planner, and its employer alone sees the beds', async () => {
    const employer = await actorOf(fresh.owner, 'employer', 'employer@labour-cities.example');
    const other = await actorOf(fresh.owner, 'employer', 'second.employer@labour-cities.example');
    const submitted = await fresh.owner
      .selectFrom('placementRequest')
      .select('id')
      .where('employerId', '=', employer.employerId)
      .where('state', '=', 'submitted')
      .executeTakeFirstOrThrow();
    const requestId = submitted.id as PlacementRequestId;
    await as(starter, (t) =>
      decideRequest(t, {
        requestId,
        accountId: starter.accountId,
        decision: { kind: 'accept', priority: 50 },
      }),
    );
    const planId = await propose([requestId]);

    expect(await as(employer, (t) => findOwnOutlook(t, { requestId }))).toBeNull();
    await expect(apply(planId, starter)).rejects.toEqual(problem('plan_own_approval'));
    const { applied } = await apply(planId);
    const members = await as(employer, (t) => listMembers(t, { requestId }));
    expect(applied).toBe(members.length);
    expect(members.every((member) => member.bed !== null)).toBe(true);
    expect((await as(starter, (t) => getQueuedRequest(t, { requestId }))).state).toBe('placed');
    expect(await as(other, (t) => listMembers(t, { requestId }))).toEqual([]);
    expect(await as(employer, (t) => findOwnOutlook(t, { requestId }))).toMatchObject({
      position: 1,
      requests: 1,
      priorityClass: 'unsafe',
      asked: members.length,
      placed: members.length,
      refusals: [],
    });
    expect(await as(other, (t) => findOwnOutlook(t, { requestId }))).toBeNull();
    await expect(apply(planId)).rejects.toEqual(problem('plan_not_in_state'));
  });

  it('tells an employer what would place those of its people who got no bed, alike ones together', async () => {
    const employer = await actorOf(fresh.owner, 'employer', 'employer@labour-cities.example');
    const told = await fresh.owner
      .selectFrom('planPlacement')
      .innerJoin('plan', 'plan.id', 'planPlacement.planId')
      .innerJoin('placementRequest as request', 'request.id', 'planPlacement.requestId')
      .where('plan.state', '=', 'applied')
      .where('request.employerId', '=', employer.employerId)
      .select(['planId', 'requestId'])
      .orderBy('plan.number', 'desc')
      .executeTakeFirstOrThrow();
    const refusal = { rules: ['bed_taken'], beds: 7 };
    await fresh.owner.transaction().execute(async (t) => {
      // As the plan would have written it, had there been too few beds.
      await sql`set local session_replication_role = replica`.execute(t);
      await sql`
        update plan_placement set bed_id = null, site_id = null, refusal = ${JSON.stringify(refusal)}
        where plan_id = ${told.planId} and request_id = ${told.requestId}
      `.execute(t);
    });
    const requestId = told.requestId as PlacementRequestId;
    const outlook = await as(employer, (t) => findOwnOutlook(t, { requestId }));
    expect(outlook?.refusals).toEqual([{ refusal, workers: outlook?.asked }]);
  });

  it('refuses a decision on what is already decided, and a return without a reason', async () => {
    const [accepted] = await acceptedIds();
    const decide = (reason: string) =>
      as(starter, (t) =>
        decideRequest(t, {
          requestId: accepted as PlacementRequestId,
          accountId: starter.accountId,
          decision: { kind: 'return', reason },
        }),
      );
    await expect(decide('  ')).rejects.toEqual(problem('reason_needed'));
    await expect(decide('why')).rejects.toEqual(problem('request_not_in_state'));
  });

  it('applies nothing when something changed since, says what, and leaves out only who the approver saw', async () => {
    const planId = await propose(await acceptedIds());
    const { rows } = await as(starter, (t) =>
      listPlacementsByWorker(t, { planId, search: '', only: 'placed', limit: 500, offset: 0 }),
    );
    expect(rows.length).toBeGreaterThan(10);
    const placed = await fresh.owner
      .selectFrom('planPlacement')
      .selectAll()
      .where('planId', '=', planId)
      .where('bedId', 'is not', null)
      .orderBy('workerId')
      .execute();
    const [closed, left] = placed;
    await as(system, (t) =>
      t
        .deleteFrom('bedAvailability')
        .where('bedId', '=', closed?.bedId ?? '')
        .execute(),
    );
    await as(system, (t) =>
      t
        .deleteFrom('placementRequestWorker')
        .where('workerId', '=', left?.workerId ?? '')
        .where('requestId', '=', left?.requestId ?? '')
        .execute(),
    );

    await expect(apply(planId)).rejects.toEqual(problem('plan_overtaken'));
    const applied = () =>
      fresh.owner
        .selectFrom('assignment')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('planId', '=', planId)
        .executeTakeFirstOrThrow();
    expect((await applied()).count).toBe(0);
    const overtaken = await as(second, (t) => findOvertaken(t, { planId }));
    expect(overtaken.map(({ workerId, code }) => [workerId, code]).sort()).toEqual(
      [
        [closed?.workerId, 'bed_closed'],
        [left?.workerId, 'worker_left_request'],
      ].sort(),
    );
    // As many as were overtaken, but others: that is no consent.
    await expect(
      apply(
        planId,
        second,
        [...overtaken].reverse().map((each) => ({ ...each, workerId: NO_PLAN })),
      ),
    ).rejects.toEqual(problem('plan_overtaken'));
    expect(await apply(planId, second, overtaken)).toEqual({
      applied: placed.length - 2,
      moved: 0,
      leftOut: 2,
    });
    expect((await applied()).count).toBe(placed.length - 2);
  });

  it('lets exactly one of many who press at once apply a plan', async () => {
    const ids = await fresh.owner
      .selectFrom('placementRequest')
      .select('id')
      .where('state', '=', 'submitted')
      .limit(4)
      .execute();
    for (const { id } of ids) {
      await as(starter, (t) =>
        decideRequest(t, {
          requestId: id as PlacementRequestId,
          accountId: starter.accountId,
          decision: { kind: 'accept', priority: 0 },
        }),
      );
    }
    const planId = await propose(ids.map(({ id }) => id as PlacementRequestId));
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => apply(planId)));
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toEqual(problem('plan_not_in_state'));
  });

  it('runs one plan at a time, and takes up again what a killed process left running', async () => {
    const submitted = await fresh.owner
      .selectFrom('placementRequest')
      .select('id')
      .where('state', '=', 'submitted')
      .executeTakeFirstOrThrow();
    const requestId = submitted.id as PlacementRequestId;
    await as(starter, (t) =>
      decideRequest(t, {
        requestId,
        accountId: starter.accountId,
        decision: { kind: 'accept', priority: 0 },
      }),
    );
    const start = () =>
      as(starter, (t) =>
        startPlan(t, {
          startedBy: starter.accountId,
          requestIds: [requestId],
          options: defaultOptions,
          today,
        }),
      );
    const planId = await start();
    await expect(start()).rejects.toEqual(problem('plan_running_already'));
    const next = createBackgroundRunner(fresh.database, fresh.loginUrl);
    try {
      await expect
        .poll(async () => (await as(starter, (t) => getPlan(t, { planId }))).state, { timeout: 20_000 })
        .toBe('proposed');
    } finally {
      await next.stop();
    }
    await as(starter, (t) => discardPlan(t, { planId, accountId: starter.accountId }));
    await expect(apply(planId)).rejects.toEqual(problem('plan_not_in_state'));
  });

  it('leaves an audit chain that holds', async () => {
    expect(await as(system, firstBrokenAuditLink)).toBeNull();
    const { rows } = await sql<{
      action: string;
    }>`select distinct action from audit_entry where action like 'plan.%' order by 1`.execute(fresh.owner);
    expect(rows.map(({ action }) => action)).toEqual([
      'plan.applied',
      'plan.discarded',
      'plan.proposed',
      'plan.started',
    ]);
  });
});
