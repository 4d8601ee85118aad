import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PlacementColumns } from '#app/data/placement/placement-columns.ts';
import { placementColumns, removePlacements } from '#app/data/placement/placement-columns.ts';
import { writeParts } from '#app/data/placement/plan-parts.ts';
import { storePart } from '#app/data/placement/plan-storing.ts';
import { discardPlan, findPlansLeftHalfway, recordFailure } from '#app/data/placement/plans.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import type { Proposal } from '#app/domain/allocation/proposal.ts';
import type { Actor, SignedInActor } from '#app/domain/identity/actor.ts';
import { system } from '#app/domain/identity/actor.ts';
import type { EmployerId, PlacementRequestId, PlanId, PlanPartId } from '#app/domain/identity/ids.ts';
import { createBackgroundRunner } from '#app/server/background/background-runner.ts';
import { storeWritten, writtenColumns } from '#app/server/background/part-storer.ts';
import { openFreshDatabase } from '#test/integration/fresh-database.ts';
import { aRequest, aRoom, aWorker, anAccount, anEmployer } from '#test/integration/people-and-places.ts';

const fresh = openFreshDatabase('empty');
const CONNECTIONS_AT_ONCE = 8;
let planner: SignedInActor;
let employerId: EmployerId;
let requestId: PlacementRequestId;
let bed: Awaited<ReturnType<typeof aRoom>>[number];
let columns: PlacementColumns;

beforeAll(async () => {
  planner = await anAccount(fresh.owner, { role: 'planner' });
  employerId = await anEmployer(fresh.owner);
  const people = await Promise.all([1, 2, 3].map(() => aWorker(fresh.owner, { employerId })));
  requestId = (await aRequest(fresh.owner, { employerId, workers: people })) as PlacementRequestId;
  bed = (await aRoom(fresh.owner))[0]!;
  columns = columnsOf(people.map(({ id }) => id));
});

const as = <Result>(actor: Actor, work: (transaction: ActorTransaction) => Promise<Result>) =>
  transact(fresh.database, actor, work);

/** The first gets the bed; the second and third share what stood in their way. */
function columnsOf([first, ...others]: readonly string[], siteId: string = bed.siteId): PlacementColumns {
  const days = { from: '2026-03-01', to: '2027-03-01' };
  const refusal = { rules: ['bed_taken'], beds: 1 };
  const blockers = [{ code: 'bed_taken', beds: 1 }];
  const request = { id: requestId, ...days };
  const reasons = [{ code: 'near_workplace', distanceMetres: 1200, rank: 1 }];
  const placements = [{ workerId: first, requestId, bedId: bed.id, siteId, ...days, reasons }];
  const unplaced = others.map((workerId) => ({ workerId, requestId, blockers, refusal }));
  const [all] = placementColumns(
    { requests: [request] } as unknown as Parameters<typeof placementColumns>[0],
    { placements, unplaced } as unknown as Proposal,
  );
  return all!;
}

async function aRunningPlan(): Promise<{ planId: PlanId; partId: PlanPartId }> {
  const { id } = await fresh.owner
    .insertInto('plan')
    .values({ startedBy: planner.accountId, options: '{}', snapshotDay: '2026-11-26' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const planId = id as PlanId;
  await fresh.owner.insertInto('planRequest').values({ planId, requestId }).execute();
  return { planId, partId: await aPart(planId) };
}

async function aPart(planId: PlanId): Promise<PlanPartId> {
  const problems = [new Uint8Array()];
  const [partId] = await as(system, (t) => writeParts(t, { planId, kind: 'store', problems }));
  return partId!;
}

const store = (partId: PlanPartId) => as(system, (t) => storePart(t, { partId, columns }));

const stored = (planId: PlanId) =>
  fresh.owner
    .selectFrom('planPlacement')
    .select(['bedId', 'siteId', 'during', 'reasons', 'refusal'])
    .where('planId', '=', planId)
    .orderBy('bedId')
    .execute();

const isAnswered = async (partId: PlanPartId) =>
  (
    await fresh.owner
      .selectFrom('planPart')
      .select('answer')
      .where('id', '=', partId)
      .executeTakeFirstOrThrow()
  ).answer !== null;

/** Whether the product waits for a lock. */
const isWaiting = async () =>
  (
    await sql`
      select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
    `.execute(fresh.owner)
  ).rows.length > 0;

const isHeld = async (partId: PlanPartId) =>
  (await sql`select from plan_part where id = ${partId} for update skip locked`.execute(fresh.owner)).rows
    .length === 0;

describe('a part of a plan that is to be stored', () => {
  it('is stored once, however many processes do it at once', async () => {
    const { planId, partId } = await aRunningPlan();
    await Promise.all(Array.from({ length: CONNECTIONS_AT_ONCE }, () => store(partId)));
    const unplaced = {
      bedId: null,
      siteId: null,
      during: '[2026-03-01,2027-03-01)',
      reasons: [{ code: 'bed_taken', beds: 1 }],
      refusal: { rules: ['bed_taken'], beds: 1 },
    };
    expect(await stored(planId)).toEqual([
      {
        bedId: bed.id,
        siteId: bed.siteId,
        during: '[2026-03-01,2027-03-01)',
        reasons: [{ code: 'near_workplace', distanceMetres: 1200, rank: 1 }],
        refusal: null,
      },
      unplaced,
      unplaced,
    ]);
    expect(await isAnswered(partId)).toBe(true);
  });

  it('is done without being stored where a planner discarded the plan meanwhile', async () => {
    const { planId, partId } = await aRunningPlan();
    await as(planner, (t) => discardPlan(t, { planId, accountId: planner.accountId }));
    await store(partId);
    expect(await stored(planId)).toEqual([]);
    expect(await isAnswered(partId)).toBe(true);
  });

  it('is not stored any more once its plan was begun anew', async () => {
    const { planId, partId } = await aRunningPlan();
    await store(partId);
    const late = await aPart(planId);
    await as(system, (t) => removePlacements(t, { planId }));
    await store(late);
    expect(await stored(planId)).toEqual([]);
  });

  it('leaves nothing behind where its plan is begun anew while it is stored', async () => {
    for (let round = 0; round < CONNECTIONS_AT_ONCE; round++) {
      const { planId, partId } = await aRunningPlan();
      await Promise.all([store(partId), as(system, (t) => removePlacements(t, { planId })), store(partId)]);
      expect(await stored(planId)).toEqual([]);
    }
  });

  it('is done where a planner discards the plan while its rows are written, which the database then refuses', async () => {
    const { planId, partId } = await aRunningPlan();
    let storing = Promise.resolve();
    await fresh.owner.transaction().execute(async (t) => {
      // Whoever stores has read that the plan is running, and waits for the request with its first row.
      await sql`select from plan_request where plan_id = ${planId} for update`.execute(t);
      storing = storeWritten(fresh.database, { partId, problem: writtenColumns(columns) });
      await expect.poll(() => isWaiting()).toBe(true);
      await as(planner, (other) => discardPlan(other, { planId, accountId: planner.accountId }));
    });
    await storing;
    expect(await stored(planId)).toEqual([]);
    expect(await isAnswered(partId)).toBe(true);
  });

  it('is another’s where the process that stores it hangs', async () => {
    const { planId, partId } = await aRunningPlan();
    const hanging = as(system, async (t) => {
      await storePart(t, { partId, columns });
      await expect.poll(() => isHeld(partId), { timeout: 30_000 }).toBe(false);
    });
    await expect(hanging).rejects.toThrow();
    expect(await stored(planId)).toEqual([]);
    await store(partId);
    expect(await stored(planId)).toHaveLength(3);
  }, 60_000);

  it('is taken away at the next start where its process was killed after the plan was discarded', async () => {
    const { planId, partId } = await aRunningPlan();
    await store(partId);
    await as(planner, (t) => discardPlan(t, { planId, accountId: planner.accountId }));
    expect(await as(system, findPlansLeftHalfway)).toContain(planId);
    await createBackgroundRunner(fresh.database, fresh.loginUrl).stop();
    expect(await stored(planId)).toEqual([]);
    expect(await as(system, findPlansLeftHalfway)).toEqual([]);
  });

  it('goes with a plan that fails', async () => {
    const { planId, partId } = await aRunningPlan();
    await store(partId);
    await as(system, (t) => recordFailure(t, { planId, failure: 'c0ffee' }));
    expect(await stored(planId)).toEqual([]);
    expect((await fresh.owner.selectFrom('planPart').where('planId', '=', planId).execute()).length).toBe(0);
  });
});

describe('what a plan gives people', () => {
  it('stays where its plan is proposed while another process would begin it anew', async () => {
    const { planId, partId } = await aRunningPlan();
    await store(partId);
    let removing: Promise<unknown> = Promise.resolve();
    await fresh.owner.transaction().execute(async (t) => {
      await t
        .updateTable('plan')
        .set({ state: 'proposed', measures: '{}' })
        .where('id', '=', planId)
        .execute();
      removing = as(system, (other) => removePlacements(other, { planId }));
      await expect.poll(() => isWaiting()).toBe(true);
    });
    await removing;
    expect(await stored(planId)).toHaveLength(3);
  });

  it('stays once the plan was proposed, whoever would remove it', async () => {
    const { planId, partId } = await aRunningPlan();
    await store(partId);
    await fresh.owner
      .updateTable('plan')
      .set({ state: 'proposed', measures: '{}' })
      .where('id', '=', planId)
      .execute();
    const remove = (actor: Actor) =>
      as(actor, (t) => sql`delete from plan_placement where plan_id = ${planId}`.execute(t));
    expect((await remove(system)).numAffectedRows).toBe(0n);
    expect((await remove(planner)).numAffectedRows).toBe(0n);
    await as(system, (t) => recordFailure(t, { planId, failure: 'c0ffee' }));
    expect(await stored(planId)).toHaveLength(3);
  });

  it('is taken away by nobody but the product while the plan is running', async () => {
    const { planId, partId } = await aRunningPlan();
    await store(partId);
    const removed = await as(planner, (t) => sql`delete from plan_placement`.execute(t));
    expect(removed.numAffectedRows).toBe(0n);
    expect(await stored(planId)).toHaveLength(3);
  });

  it('is refused in a bed of another site, and for a request that the plan doesn’t answer', async () => {
    const { planId, partId } = await aRunningPlan();
    const [elsewhere] = await aRoom(fresh.owner);
    const worker = await aWorker(fresh.owner, { employerId });
    const inOtherSite = columnsOf([worker.id], elsewhere!.siteId);
    await expect(as(system, (t) => storePart(t, { partId, columns: inOtherSite }))).rejects.toThrow(
      /plan_placement_bed_id_site_id_fkey/,
    );
    await fresh.owner.deleteFrom('planRequest').where('planId', '=', planId).execute();
    await expect(store(partId)).rejects.toThrow(/plan_placement_plan_id_request_id_fkey/);
    expect(await isAnswered(partId)).toBe(false);
  });
});
