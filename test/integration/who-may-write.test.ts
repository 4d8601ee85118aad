import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { ActorTransaction } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import type { SignedInActor } from '#app/domain/identity/actor.ts';
import { roles, system } from '#app/domain/identity/actor.ts';
import type { EmployerId } from '#app/domain/identity/ids.ts';
import type { PlacementRequestState } from '#app/domain/placement/states.ts';
import { openFreshDatabase } from './fresh-database.ts';
import {
  aProposedPlan,
  aRequest,
  aRoom,
  aWorker,
  anAccount,
  anEmployer,
  assignmentOf,
  availabilityOf,
} from './people-and-places.ts';

const fresh = openFreshDatabase('empty');
const year = { from: '2026-01-01', to: '2027-01-01' };
const ANOTHER_DAY = '2020-02-02';

/** What the actor's statement changed: rows it touched, or 'refused'. */
const attempt = (actor: SignedInActor, statement: string): Promise<number | 'refused'> =>
  transact(fresh.database, actor, (t) => sql.raw(statement).execute(t)).then(
    ({ numAffectedRows }) => Number(numAffectedRows ?? 0),
    () => 'refused',
  );

async function anEmployerWithAccount(): Promise<{ employerId: EmployerId; actor: SignedInActor }> {
  const employerId = await anEmployer(fresh.owner);
  return { employerId, actor: await anAccount(fresh.owner, { role: 'employer', employerId }) };
}

async function aRequestOfSomebody(state: PlacementRequestState) {
  const { employerId, actor } = await anEmployerWithAccount();
  const worker = await aWorker(fresh.owner, { employerId });
  const requestId = await aRequest(fresh.owner, { employerId, workers: [worker], state });
  return { employerId, actor, worker, requestId };
}

const requestIs = (requestId: string) =>
  fresh.owner
    .selectFrom('placementRequest')
    .selectAll()
    .where('id', '=', requestId)
    .executeTakeFirstOrThrow();

describe('an employer', () => {
  it.each([
    `state = 'accepted'`,
    `state = 'partly_placed'`,
    `state = 'placed'`,
    `state = 'refused', decision_reason = 'x'`,
    `priority = 100`,
    `decided_by = created_by, decided_at = now()`,
    `decision_reason = 'the ministry agreed'`,
    `created_at = '${ANOTHER_DAY}'`,
    `employer_id = uuidv7()`,
    `is_open = true`,
    `id = uuidv7()`,
  ])('can’t write into its draft: %s', async (change) => {
    const { actor, requestId } = await aRequestOfSomebody('draft');
    const before = await requestIs(requestId);
    expect(await attempt(actor, `update placement_request set ${change} where id = '${requestId}'`)).toBe(
      'refused',
    );
    expect(await requestIs(requestId)).toEqual(before);
  });

  it.each([
    `state = 'accepted'`,
    `state = 'draft'`,
    `state = 'returned', decision_reason = 'x'`,
    `during = '[2026-01-01,2030-01-01)'`,
    `note = 'more'`,
    `priority = 50`,
    `submitted_at = '${ANOTHER_DAY}'`,
  ])('can’t change what it sent: %s', async (change) => {
    const { actor, requestId } = await aRequestOfSomebody('submitted');
    const before = await requestIs(requestId);
    expect(await attempt(actor, `update placement_request set ${change} where id = '${requestId}'`)).toBe(
      'refused',
    );
    expect(await requestIs(requestId)).toEqual(before);
  });

  it.each([
    `state, submitted_at, during, workplace_id`,
    `state, submitted_at, during, workplace_id, priority`,
  ])('can’t make a request that is accepted from the start (%s)', async (columns) => {
    const { actor, employerId, requestId } = await aRequestOfSomebody('accepted');
    const values = columns
      .replace('state', `'accepted'::placement_request_state`)
      .replace(', priority', ', 100');
    const copy = `insert into placement_request (employer_id, ${columns})
      select employer_id, ${values} from placement_request where id = '${requestId}'`;
    expect(await attempt(actor, copy)).toBe('refused');
    const urgent = `insert into placement_request (employer_id, priority) values ('${employerId}', 100)`;
    expect(await attempt(actor, urgent)).toBe('refused');
    const other = await anAccount(fresh.owner, { role: 'planner' });
    const inAnothersName = `insert into placement_request (employer_id, created_by) values ('${employerId}', '${other.accountId}')`;
    expect(await attempt(actor, inAnothersName)).toBe('refused');
  });

  it('sends a request on the day on which it sends it, and withdraws it until beds were given', async () => {
    const { actor, requestId } = await aRequestOfSomebody('draft');
    const send = `update placement_request set state = 'submitted', submitted_at = '${ANOTHER_DAY}' where id = '${requestId}'`;
    expect(await attempt(actor, send)).toBe(1);
    const { rows } = await sql`
      select from placement_request where id = ${requestId} and submitted_at > now() - interval '1 hour'
    `.execute(fresh.owner);
    expect(rows).toHaveLength(1);
    const withdraw = (id: string) => `update placement_request set state = 'withdrawn' where id = '${id}'`;
    expect(await attempt(actor, withdraw(requestId))).toBe(1);
    const placed = await aRequestOfSomebody('placed');
    expect(await attempt(placed.actor, withdraw(placed.requestId))).toBe('refused');
  });

  it('can’t change who is in a request that is with the ministry, nor remove it', async () => {
    const { actor, employerId, worker, requestId } = await aRequestOfSomebody('accepted');
    const another = await aWorker(fresh.owner, { employerId });
    const statements = [
      `insert into placement_request_worker (request_id, worker_id, employer_id) values ('${requestId}', '${another.id}', '${employerId}')`,
      `delete from placement_request_worker where request_id = '${requestId}'`,
      `update placement_request_worker set crew = 'A' where request_id = '${requestId}'`,
      `update placement_request_worker set worker_id = '${another.id}' where request_id = '${requestId}'`,
      `delete from placement_request where id = '${requestId}'`,
    ];
    for (const statement of statements) expect(await attempt(actor, statement), statement).toBe('refused');
    const members = await fresh.owner
      .selectFrom('placementRequestWorker')
      .select(['workerId', 'crew'])
      .where('requestId', '=', requestId)
      .execute();
    expect(members).toEqual([{ workerId: worker.id, crew: null }]);
  });

  it('can’t change who is in a request in the moment of sending it', async () => {
    for (let round = 0; round < 8; round++) {
      const { actor, employerId, requestId } = await aRequestOfSomebody('draft');
      const late = await aWorker(fresh.owner, { employerId });
      const [sent, joined] = await Promise.all([
        attempt(actor, `update placement_request set state = 'submitted' where id = '${requestId}'`),
        attempt(
          actor,
          `insert into placement_request_worker (request_id, worker_id, employer_id) values ('${requestId}', '${late.id}', '${employerId}')`,
        ),
      ]);
      expect(sent).toBe(1);
      const { rows } = await sql<{ open: boolean }>`
        select bool_and(is_open) as open from placement_request_worker where request_id = ${requestId}
      `.execute(fresh.owner);
      // Who came in before it was sent is in an open request like the others; who came later didn't come in.
      expect([1, 'refused']).toContain(joined);
      expect(rows).toEqual([{ open: true }]);
    }
  });

  it('can’t put another employer’s worker into its request, nor give a worker away', async () => {
    const { actor, employerId, worker, requestId } = await aRequestOfSomebody('draft');
    const other = await anEmployerWithAccount();
    const foreign = await aWorker(fresh.owner, { employerId: other.employerId });
    const statements = [
      `insert into placement_request_worker (request_id, worker_id, employer_id) values ('${requestId}', '${foreign.id}', '${employerId}')`,
      `insert into placement_request_worker (request_id, worker_id, employer_id) values ('${requestId}', '${foreign.id}', '${other.employerId}')`,
      `update worker set employer_id = '${other.employerId}' where id = '${worker.id}'`,
    ];
    for (const statement of statements) expect(await attempt(actor, statement), statement).toBe('refused');
    expect(await attempt(actor, `update worker set shift = 'night' where id = '${foreign.id}'`)).toBe(0);
    expect(await attempt(actor, `delete from worker where id = '${foreign.id}'`)).toBe(0);
  });

  it('can’t give itself a bed, nor change one that was given', async () => {
    const { actor, employerId, worker } = await aRequestOfSomebody('accepted');
    const [bed] = await aRoom(fresh.owner);
    const insert = (t: ActorTransaction) =>
      t.insertInto('assignment').values(assignmentOf(worker, bed!)).execute();
    await expect(transact(fresh.database, actor, insert)).rejects.toThrow(/row-level security/);
    await transact(fresh.database, system, insert);
    expect(
      await attempt(
        actor,
        `update assignment set during = '[2026-01-01,)' where employer_id = '${employerId}'`,
      ),
    ).toBe(0);
  });
});

describe('a planner', () => {
  it('sees nothing of a draft, not even who is in it', async () => {
    const planner = await anAccount(fresh.owner, { role: 'planner' });
    const draft = await aRequestOfSomebody('draft');
    const sent = await aRequestOfSomebody('submitted');
    const seen = await transact(fresh.database, planner, (t) =>
      t
        .selectFrom('placementRequestWorker')
        .select('requestId')
        .where('requestId', 'in', [draft.requestId, sent.requestId])
        .execute(),
    );
    expect(seen).toEqual([{ requestId: sent.requestId }]);
    expect(
      await attempt(planner, `update placement_request set priority = 100 where id = '${draft.requestId}'`),
    ).toBe(0);
  });

  it('decides, in its own name, and changes nothing of what was asked', async () => {
    const planner = await anAccount(fresh.owner, { role: 'planner' });
    const other = await anAccount(fresh.owner, { role: 'planner' });
    const { requestId, worker, employerId } = await aRequestOfSomebody('submitted');
    const change = (what: string) =>
      attempt(planner, `update placement_request set ${what} where id = '${requestId}'`);
    for (const what of [
      `state = 'accepted', decided_by = '${other.accountId}'`,
      `during = '[2026-01-01,2030-01-01)'`,
      `employer_id = uuidv7()`,
      `submitted_at = '${ANOTHER_DAY}'`,
      `state = 'placed'`,
      `state = 'draft'`,
    ])
      expect(await change(what), what).toBe('refused');
    for (const statement of [
      `insert into placement_request (employer_id) values ('${employerId}')`,
      `update worker set shift = 'night' where id = '${worker.id}'`,
      `insert into placement_request_worker (request_id, worker_id, employer_id) values ('${requestId}', '${worker.id}', '${employerId}')`,
    ])
      expect(await attempt(planner, statement), statement).toBe('refused');
    expect(
      await attempt(planner, `delete from placement_request_worker where request_id = '${requestId}'`),
    ).toBe(0);
    expect(await change(`state = 'accepted', decided_by = '${planner.accountId}', priority = 10`)).toBe(1);
  });

  it('can’t give a plan both signatures, by whatever name', async () => {
    const planner = await anAccount(fresh.owner, { role: 'planner' });
    const other = await anAccount(fresh.owner, { role: 'planner' });
    const planId = await aProposedPlan(fresh.owner, { startedBy: planner.accountId, placements: [] });
    const change = (what: string) => attempt(planner, `update plan set ${what} where id = '${planId}'`);
    for (const what of [
      `state = 'approved', approved_by = '${planner.accountId}'`,
      `state = 'approved', approved_by = '${other.accountId}'`,
      `started_by = '${other.accountId}', state = 'approved', approved_by = '${planner.accountId}'`,
      `started_by = '${other.accountId}'`,
      `state = 'discarded', discarded_by = '${other.accountId}'`,
      `state = 'applied', approved_by = '${other.accountId}'`,
      `measures = '{"placed": 1}'`,
    ])
      expect(await change(what), what).toBe('refused');
    const inAnothersName = `insert into plan (started_by, options, snapshot_day) values ('${other.accountId}', '{}', '2026-01-01')`;
    expect(await attempt(planner, inAnothersName)).toBe('refused');
    const alreadyProposed = `insert into plan (started_by, options, snapshot_day, state, measures)
      values ('${planner.accountId}', '{}', '2026-01-01', 'proposed', '{}')`;
    expect(await attempt(planner, alreadyProposed)).toBe('refused');
  });

  it('can’t rewrite what the allocator proposed', async () => {
    const planner = await anAccount(fresh.owner, { role: 'planner' });
    const { worker, requestId } = await aRequestOfSomebody('accepted');
    const beds = await aRoom(fresh.owner);
    const planId = await aProposedPlan(fresh.owner, {
      startedBy: planner.accountId,
      placements: [{ bed: beds[0]!, workerId: worker.id, requestId }],
    });
    const where = `where plan_id = '${planId}'`;
    for (const statement of [
      `update plan_placement set bed_id = '${beds[1]!.id}' ${where}`,
      `update plan_placement set worker_id = uuidv7() ${where}`,
      `delete from plan_request ${where}`,
      `insert into plan_placement select plan_id, uuidv7(), request_id, bed_id, site_id, during, reasons from plan_placement ${where}`,
    ])
      expect(await attempt(planner, statement), statement).toBe('refused');
    expect(await attempt(planner, `delete from plan_placement ${where}`)).toBe(0);
  });
});

describe('a site manager', () => {
  const moveIn = `state = 'occupied'`;
  const moveOut = `state = 'ended', end_reason = 'moved_out', during = daterange(lower(during), '2026-03-01')`;

  async function aStay() {
    const employerId = await anEmployer(fresh.owner);
    const [bed, free] = await aRoom(fresh.owner);
    const worker = await aWorker(fresh.owner, { employerId });
    const another = await aWorker(fresh.owner, { employerId });
    const { id } = await fresh.owner
      .insertInto('assignment')
      .values(assignmentOf(worker, bed!, year))
      .returning('id')
      .executeTakeFirstOrThrow();
    return { id, free: free!, another };
  }

  it('moves people in and, earlier than agreed, out', async () => {
    const manager = await anAccount(fresh.owner, { role: 'site_manager' });
    const { id } = await aStay();
    expect(await attempt(manager, `update assignment set ${moveIn} where id = '${id}'`)).toBe(1);
    expect(await attempt(manager, `update assignment set ${moveOut} where id = '${id}'`)).toBe(1);
    for (const back of [`state = 'occupied', end_reason = null`, `state = 'reserved', end_reason = null`])
      expect(await attempt(manager, `update assignment set ${back} where id = '${id}'`), back).toBe(
        'refused',
      );
  });

  it('can’t move them to another bed or longer, nor swap, add or remove anyone', async () => {
    const manager = await anAccount(fresh.owner, { role: 'site_manager' });
    const { id, free, another } = await aStay();
    for (const change of [
      `bed_id = '${free.id}'`,
      `worker_id = '${another.id}'`,
      `employer_id = uuidv7()`,
      `shift = 'night'`,
      `request_id = null, plan_id = null, id = uuidv7()`,
      `during = daterange(lower(during), null)`,
      `during = daterange(lower(during) - 1, upper(during))`,
      `during = daterange(lower(during) + 1, upper(during))`,
    ])
      expect(await attempt(manager, `update assignment set ${change} where id = '${id}'`), change).toBe(
        'refused',
      );
    expect(await attempt(manager, `delete from assignment where id = '${id}'`)).toBe('refused');
    const insert = transact(fresh.database, manager, (t) =>
      t
        .insertInto('assignment')
        .values(assignmentOf(another, free, year))
        .execute(),
    );
    await expect(insert).rejects.toThrow(/row-level security/);
  });
});

it('only planners, site managers and the product itself change who sleeps where, and when a bed is open', async () => {
  const employerId = await anEmployer(fresh.owner);
  const [bed, shut] = await aRoom(fresh.owner);
  const values = assignmentOf(await aWorker(fresh.owner, { employerId }), bed!);
  await fresh.owner.insertInto('assignment').values(values).execute();
  await fresh.owner.deleteFrom('bedAvailability').where('bedId', '=', shut!.id).execute();
  for (const role of roles) {
    const actor = await anAccount(fresh.owner, { role, employerId: role === 'employer' ? employerId : null });
    const changed = await attempt(actor, `update assignment set state = state where bed_id = '${bed!.id}'`);
    expect([role, changed]).toEqual([role, ['planner', 'site_manager'].includes(role) ? 1 : 0]);
    const opened = await attempt(
      actor,
      `update bed_availability set during = during where bed_id = '${bed!.id}'`,
    );
    expect([role, opened]).toEqual([role, role === 'planner' ? 1 : 0]);
    const adds = transact(fresh.database, actor, (t) =>
      t
        .insertInto('bedAvailability')
        .values(availabilityOf(shut!, { from: '2026-01-01', to: '2027-01-01' }))
        .execute(),
    );
    if (role !== 'planner') await expect(adds, role).rejects.toThrow(/row-level security/);
    else await adds;
  }
});
