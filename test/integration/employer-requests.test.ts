import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  changeDraft,
  chooseWorkers,
  createDraft,
  findConflicts,
  getOverview,
  getOwnRequest,
  listOwnRequests,
  nameCrewOfTheRest,
  nameCrews,
  submitRequest,
  withdrawRequest,
} from '#app/data/placement/employer-requests.ts';
import { decideRequest, getQueuedRequest, listMembers } from '#app/data/placement/request-queue.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import { addWorkplace, listWorkplaces, removeWorkplace } from '#app/data/placement/workplaces.ts';
import type { DayRange } from '#app/domain/dates.ts';
import { addDays, kuwaitDay } from '#app/domain/dates.ts';
import type { SignedInActor } from '#app/domain/identity/actor.ts';
import type { EmployerId, PlacementRequestId, WorkerId, WorkplaceId } from '#app/domain/identity/ids.ts';
import { actorOf, openFreshDatabase } from './fresh-database.ts';
import { aWorker } from './people-and-places.ts';

const fresh = openFreshDatabase('seeded');
const TODAY = kuwaitDay(new Date());
const SPRING = { from: addDays(TODAY, 30), to: addDays(TODAY, 60) };
const NOWHERE = '01890000-0000-7000-8000-000000000000';

/** An employer of the demonstration, as it signed in. */
interface Company {
  readonly actor: SignedInActor;
  readonly id: EmployerId;
  readonly workplaceId: WorkplaceId;
  /** Workers who have no bed and stand in no request, in the order of their names. */
  readonly idle: WorkerId[];
}

let ours: Company;
let theirs: Company;
let planner: SignedInActor;

const as = <Result>(actor: SignedInActor, work: (transaction: ActorTransaction) => Promise<Result>) =>
  transact(fresh.database, actor, work);
const problem = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) });

async function aCompany(email: string): Promise<Company> {
  const actor = await actorOf(fresh.owner, 'employer', email);
  const id = actor.employerId!;
  const [workplace] = await as(actor, (t) => listWorkplaces(t, { employerId: id }));
  const { rows } = await sql<{ id: WorkerId }>`
    select id from worker
    where employer_id = ${id}
      and not exists (select from assignment where worker_id = worker.id)
      and not exists (select from placement_request_worker where worker_id = worker.id)
    order by full_name, id
  `.execute(fresh.owner);
  return { actor, id, workplaceId: workplace!.id as WorkplaceId, idle: rows.map((row) => row.id) };
}

beforeAll(async () => {
  ours = await aCompany('employer@labour-cities.example');
  theirs = await aCompany('second.employer@labour-cities.example');
  planner = await actorOf(fresh.owner, 'planner', 'planner@labour-cities.example');
});

// What a test before asked for shall not stand in the way of the next: only requests of the seed stay open.
beforeEach(async () => {
  await fresh.owner
    .updateTable('placementRequest')
    .set({ state: 'withdrawn' })
    .where('createdAt', '>', sql<Date>`(select max(at) from audit_entry where action = 'database.seeded')`)
    .where('isOpen', '=', true)
    .execute();
});

/** A draft of this company, filled in as far as told. */
async function aDraft(
  company: Company,
  {
    range,
    workers,
    workplaceId,
  }: { range?: DayRange; workers?: readonly WorkerId[]; workplaceId?: WorkplaceId },
): Promise<PlacementRequestId> {
  return as(company.actor, async (t) => {
    const requestId = await createDraft(t, { employerId: company.id, accountId: company.actor.accountId });
    if (range) await changeDraft(t, { requestId, range });
    if (workplaceId) await changeDraft(t, { requestId, workplaceId });
    if (workers)
      await chooseWorkers(t, { requestId, employerId: company.id, shown: workers, chosen: workers });
    return requestId;
  });
}

const aFullDraft = (company: Company, workers: readonly WorkerId[], range: DayRange = SPRING) =>
  aDraft(company, { range, workers, workplaceId: company.workplaceId });
const submit = (company: Company, requestId: PlacementRequestId) =>
  as(company.actor, (t) => submitRequest(t, { requestId, today: TODAY }));
const withdraw = (company: Company, requestId: PlacementRequestId) =>
  as(company.actor, (t) => withdrawRequest(t, { requestId }));
const stateOf = async (company: Company, requestId: PlacementRequestId) =>
  (await as(company.actor, (t) => getOwnRequest(t, { requestId }))).state;
const memberIds = async (company: Company, requestId: PlacementRequestId) =>
  (await as(company.actor, (t) => listMembers(t, { requestId }))).map((member) => member.workerId).sort();
const sendBack = (requestId: PlacementRequestId, reason: string) =>
  as(planner, (t) =>
    decideRequest(t, { requestId, accountId: planner.accountId, decision: { kind: 'return', reason } }),
  );
const accept = (requestId: PlacementRequestId) =>
  as(planner, (t) =>
    decideRequest(t, { requestId, accountId: planner.accountId, decision: { kind: 'accept', priority: 10 } }),
  );

describe('an employer asks for beds', () => {
  it('from an empty draft, step by step, to what the planners see', async () => {
    const before = (
      await as(ours.actor, (t) => listOwnRequests(t, { employerId: ours.id, limit: 1, offset: 0 }))
    ).total;
    const requestId = await aDraft(ours, {});
    expect(await as(ours.actor, (t) => getOwnRequest(t, { requestId }))).toMatchObject({
      state: 'draft',
      range: null,
      workplaceId: null,
      workers: 0,
    });
    await as(ours.actor, async (t) => {
      await changeDraft(t, { requestId, range: SPRING });
      await changeDraft(t, { requestId, workplaceId: ours.workplaceId });
      await changeDraft(t, { requestId, note: 'Near the gate, please' });
      await chooseWorkers(t, {
        requestId,
        employerId: ours.id,
        shown: ours.idle,
        chosen: ours.idle.slice(0, 3),
      });
    });
    await expect(as(planner, (t) => getQueuedRequest(t, { requestId }))).rejects.toEqual(
      problem('not_found'),
    );

    await submit(ours, requestId);
    expect(await as(planner, (t) => getQueuedRequest(t, { requestId }))).toMatchObject({
      state: 'submitted',
      ...SPRING,
      note: 'Near the gate, please',
      workers: 3,
      housed: 0,
    });
    const { rows, total } = await as(ours.actor, (t) =>
      listOwnRequests(t, { employerId: ours.id, limit: 1, offset: 0 }),
    );
    expect([rows[0]?.id, total]).toEqual([requestId, before + 1]);
    expect(
      (await as(ours.actor, (t) => getOverview(t, { employerId: ours.id, day: TODAY }))).byState.submitted,
    ).toBe(2);
  });

  it('and changes who is in it: of the workers shown exactly the chosen ones stay, others are left alone', async () => {
    const [a, b, c, d] = ours.idle as [WorkerId, WorkerId, WorkerId, WorkerId];
    const requestId = await aDraft(ours, { workers: [a, b] });
    const choose = (shown: WorkerId[], chosen: WorkerId[]) =>
      as(ours.actor, (t) => chooseWorkers(t, { requestId, employerId: ours.id, shown, chosen }));
    await choose([c, d], [c]);
    expect(await memberIds(ours, requestId)).toEqual([a, b, c].sort());
    await choose([b, c], [c]);
    expect(await memberIds(ours, requestId)).toEqual([a, c].sort());
    await choose([a, c], []);
    expect(await memberIds(ours, requestId)).toEqual([]);
  });

  it('and names crews, which can be left again', async () => {
    const [a, b] = ours.idle as [WorkerId, WorkerId];
    const requestId = await aDraft(ours, { workers: [a, b] });
    const crews = async () =>
      new Map((await as(ours.actor, (t) => listMembers(t, { requestId }))).map((m) => [m.workerId, m.crew]));
    const name = (crewA: string, crewB: string) =>
      as(ours.actor, (t) =>
        nameCrews(t, {
          requestId,
          crews: [
            { workerId: a, crew: crewA },
            { workerId: b, crew: crewB },
          ],
        }),
      );
    await name(' الطاقم الأول ', 'الطاقم الأول');
    expect(await crews()).toEqual(
      new Map([
        [a, 'الطاقم الأول'],
        [b, 'الطاقم الأول'],
      ]),
    );
    await name('One', '');
    await as(ours.actor, (t) => nameCrewOfTheRest(t, { requestId, crew: 'The rest' }));
    expect(await crews()).toEqual(
      new Map([
        [a, 'One'],
        [b, 'The rest'],
      ]),
    );
    await name('', '  ');
    expect(await crews()).toEqual(
      new Map([
        [a, null],
        [b, null],
      ]),
    );
  });

  it('but no crew of men and women, whom no building takes together', async () => {
    const built = await Promise.all(
      (['male', 'female'] as const).map((sex) => aWorker(fresh.owner, { employerId: ours.id, sex })),
    );
    const [man, woman] = built.map(({ id }) => id) as [WorkerId, WorkerId];
    const becomes = (sex: 'male' | 'female') =>
      fresh.owner.updateTable('worker').set({ sex }).where('id', '=', woman).execute();
    const requestId = await aFullDraft(ours, [man, woman]);
    const name = (...crews: readonly [WorkerId, string][]) =>
      as(ours.actor, (t) =>
        nameCrews(t, { requestId, crews: crews.map(([workerId, crew]) => ({ workerId, crew })) }),
      );
    const refused = problem('crew_of_both_sexes');
    await expect(name([man, 'One'], [woman, ' One '])).rejects.toEqual(refused);
    await name([man, 'One'], [woman, '']);
    await name([man, 'One'], [woman, 'Two']);
    await name([man, '']);
    await expect(as(ours.actor, (t) => nameCrewOfTheRest(t, { requestId, crew: 'Two' }))).rejects.toEqual(
      refused,
    );
    await becomes('male');
    await name([man, 'Two']);
    await becomes('female');
    await expect(submit(ours, requestId)).rejects.toEqual(refused);
  });

  it('and every step of it is in the log', async () => {
    const requestId = await aFullDraft(ours, ours.idle.slice(0, 1));
    await as(ours.actor, (t) =>
      nameCrews(t, { requestId, crews: [{ workerId: ours.idle[0]!, crew: 'One' }] }),
    );
    await submit(ours, requestId);
    await withdraw(ours, requestId);
    const entries = await fresh.owner
      .selectFrom('auditEntry')
      .select(['action', 'actorAccountId'])
      .where('subjectId', '=', requestId)
      .orderBy('at')
      .execute();
    expect(entries.map((entry) => entry.action.replace('placement_request.', ''))).toEqual([
      'created',
      'changed',
      'changed',
      'changed',
      'changed',
      'submitted',
      'withdrawn',
    ]);
    expect(new Set(entries.map((entry) => entry.actorAccountId))).toEqual(new Set([ours.actor.accountId]));
  });
});

describe('a request is not taken', () => {
  it('while a step is missing', async () => {
    const workers = ours.idle.slice(0, 1);
    const { workplaceId } = ours;
    for (const parts of [
      {},
      { range: SPRING, workers },
      { range: SPRING, workplaceId },
      { workplaceId, workers },
    ]) {
      const requestId = await aDraft(ours, parts);
      await expect(submit(ours, requestId)).rejects.toEqual(problem('request_incomplete'));
      expect(await stateOf(ours, requestId)).toBe('draft');
    }
  });

  it('when its first night has passed; today is in time', async () => {
    const late = await aFullDraft(ours, ours.idle.slice(0, 1), { from: addDays(TODAY, -1), to: null });
    await expect(submit(ours, late)).rejects.toEqual(problem('request_incomplete'));
    const inTime = await aFullDraft(ours, ours.idle.slice(0, 1), { from: TODAY, to: null });
    await submit(ours, inTime);
    expect(await stateOf(ours, inTime)).toBe('submitted');
  });

  it('when it would end before it starts, or on the same day: the database has the last word', async () => {
    const requestId = await aDraft(ours, { range: SPRING });
    for (const to of [addDays(SPRING.from, -1), SPRING.from])
      await expect(
        as(ours.actor, (t) => changeDraft(t, { requestId, range: { from: SPRING.from, to } })),
      ).rejects.toMatchObject({ severity: 'ERROR' });
    expect((await as(ours.actor, (t) => getOwnRequest(t, { requestId }))).range).toEqual(SPRING);
  });

  it('while one of its workers has a bed on those days; afterwards it is', async () => {
    const stay = await fresh.owner
      .selectFrom('assignment')
      .select(['workerId', sql<string>`upper(during)::text`.as('until')])
      .where('employerId', '=', ours.id)
      .where(sql<boolean>`upper(during) > ${addDays(TODAY, 1)}::date`)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('placementRequestWorker as member')
              .select('member.requestId')
              .whereRef('member.workerId', '=', 'assignment.workerId'),
          ),
        ),
      )
      .limit(1)
      .executeTakeFirstOrThrow();
    const worker = stay.workerId as WorkerId;
    const idle = ours.idle[0]!;
    const requestId = await aFullDraft(ours, [idle, worker], { from: addDays(stay.until, -1), to: null });
    expect(await as(ours.actor, (t) => findConflicts(t, { requestId }))).toEqual([
      { workerId: worker, workerName: expect.any(String), requestNumber: null },
    ]);
    await expect(submit(ours, requestId)).rejects.toEqual(problem('worker_already_housed'));

    await as(ours.actor, (t) => changeDraft(t, { requestId, range: { from: stay.until, to: null } }));
    expect(await as(ours.actor, (t) => findConflicts(t, { requestId }))).toEqual([]);
    await submit(ours, requestId);
    expect(await stateOf(ours, requestId)).toBe('submitted');
  });

  it('while one of its workers stands in another open request on those days; withdrawn, it stands in no way', async () => {
    const worker = ours.idle[0]!;
    const first = await aFullDraft(ours, [worker], SPRING);
    await submit(ours, first);
    const { number } = await as(ours.actor, (t) => getOwnRequest(t, { requestId: first }));

    const second = await aFullDraft(ours, [worker], { from: addDays(SPRING.to, -1), to: null });
    expect(await as(ours.actor, (t) => findConflicts(t, { requestId: second }))).toEqual([
      { workerId: worker, workerName: expect.any(String), requestNumber: number },
    ]);
    await expect(submit(ours, second)).rejects.toEqual(problem('worker_in_open_request'));
    expect(await stateOf(ours, second)).toBe('draft');

    const after = await aFullDraft(ours, [worker], { from: SPRING.to, to: addDays(SPRING.to, 10) });
    await submit(ours, after);
    expect(await stateOf(ours, after)).toBe('submitted');
    await withdraw(ours, after);

    await withdraw(ours, first);
    await submit(ours, second);
    expect(await stateOf(ours, second)).toBe('submitted');
  });

  it('twice: of 16 presses of the button on two overlapping drafts exactly one wins', async () => {
    const shared = ours.idle.slice(0, 4);
    const drafts = [
      await aFullDraft(ours, shared, SPRING),
      await aFullDraft(ours, [...shared].reverse(), { from: addDays(SPRING.from, 5), to: null }),
    ];
    // More than once: at the first, connections are still being opened, and the presses come one after the other.
    for (let turn = 0; turn < 5; turn++) {
      const told = await Promise.all(
        Array.from({ length: 16 }, (_, press) =>
          submit(ours, drafts[press % 2]!).then(
            () => 'sent',
            (error: { problem?: { code: string } }) => error.problem?.code ?? String(error),
          ),
        ),
      );
      // Those on the winner's draft come too late; those on the other meet its workers.
      expect(told.sort()).toEqual([
        ...Array.from({ length: 7 }, () => 'request_not_in_state'),
        'sent',
        ...Array.from({ length: 8 }, () => 'worker_in_open_request'),
      ]);
      const states = await Promise.all(drafts.map((requestId) => stateOf(ours, requestId)));
      expect([...states].sort()).toEqual(['draft', 'submitted']);
      const winner = drafts[states.indexOf('submitted')]!;
      await withdraw(ours, winner);
      drafts[drafts.indexOf(winner)] = await aFullDraft(ours, shared, SPRING);
    }
  });
});

describe('another employer', () => {
  let requestId: PlacementRequestId;
  let workers: WorkerId[];
  beforeEach(async () => {
    workers = ours.idle.slice(0, 2);
    requestId = await aFullDraft(ours, workers);
  });

  it('can neither read nor list the request', async () => {
    await expect(as(theirs.actor, (t) => getOwnRequest(t, { requestId }))).rejects.toEqual(
      problem('not_found'),
    );
    expect(await as(theirs.actor, (t) => listMembers(t, { requestId }))).toEqual([]);
    expect(await as(theirs.actor, (t) => findConflicts(t, { requestId }))).toEqual([]);
    const asked = await as(theirs.actor, (t) =>
      listOwnRequests(t, { employerId: ours.id, limit: 50, offset: 0 }),
    );
    expect(asked).toEqual({ rows: [], total: 0 });
  });

  it('can neither change, send nor withdraw it', async () => {
    const before = await as(ours.actor, (t) => getOwnRequest(t, { requestId }));
    for (const attempt of [
      (t: ActorTransaction) => changeDraft(t, { requestId, note: 'taken over' }),
      (t: ActorTransaction) => changeDraft(t, { requestId, range: { from: TODAY, to: null } }),
      (t: ActorTransaction) =>
        chooseWorkers(t, {
          requestId,
          employerId: theirs.id,
          shown: workers,
          chosen: theirs.idle.slice(0, 1),
        }),
      (t: ActorTransaction) => nameCrews(t, { requestId, crews: [{ workerId: workers[0]!, crew: 'x' }] }),
      (t: ActorTransaction) => submitRequest(t, { requestId, today: TODAY }),
      (t: ActorTransaction) => withdrawRequest(t, { requestId }),
    ])
      await expect(as(theirs.actor, attempt)).rejects.toEqual(problem('not_found'));
    expect(await as(ours.actor, (t) => getOwnRequest(t, { requestId }))).toEqual(before);
    expect(await memberIds(ours, requestId)).toEqual([...workers].sort());
  });

  it('can put none of our workers into its own request, whichever employer it says it is', async () => {
    const own = await aDraft(theirs, { workers: [theirs.idle[0]!] });
    for (const employerId of [theirs.id, ours.id])
      await as(theirs.actor, (t) =>
        chooseWorkers(t, {
          requestId: own,
          employerId,
          shown: [],
          chosen: [...workers, NOWHERE as WorkerId],
        }),
      );
    expect(await memberIds(theirs, own)).toEqual([theirs.idle[0]]);
    const { count } = await fresh.owner
      .selectFrom('placementRequestWorker')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('requestId', '=', own)
      .executeTakeFirstOrThrow();
    expect(count).toBe(1);
  });

  it('can write its own name on none of our requests, nor draw up one in our name', async () => {
    await expect(
      as(theirs.actor, (t) => createDraft(t, { employerId: ours.id, accountId: theirs.actor.accountId })),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('can house nobody near a workplace of ours, nor see or remove it', async () => {
    const own = await aDraft(theirs, { range: SPRING });
    await expect(
      as(theirs.actor, (t) => changeDraft(t, { requestId: own, workplaceId: ours.workplaceId })),
    ).rejects.toEqual(problem('not_found'));
    expect(await as(theirs.actor, (t) => listWorkplaces(t, { employerId: ours.id }))).toEqual([]);
    await expect(
      as(theirs.actor, (t) => removeWorkplace(t, { workplaceId: ours.workplaceId })),
    ).rejects.toEqual(problem('not_found'));
    expect(
      (await as(ours.actor, (t) => listWorkplaces(t, { employerId: ours.id }))).map((w) => w.id),
    ).toContain(ours.workplaceId);
  });
});

describe('a request on its way', () => {
  it('that was returned is mended and sent again; the reason is then done with', async () => {
    const requestId = await aFullDraft(ours, ours.idle.slice(0, 2));
    await submit(ours, requestId);
    await expect(as(ours.actor, (t) => changeDraft(t, { requestId, note: 'too late' }))).rejects.toEqual(
      problem('request_not_in_state'),
    );
    await sendBack(requestId, 'Which gate?');
    expect(await as(ours.actor, (t) => getOwnRequest(t, { requestId }))).toMatchObject({
      state: 'returned',
      decisionReason: 'Which gate?',
    });

    await as(ours.actor, async (t) => {
      await changeDraft(t, { requestId, note: 'Gate 4', range: { from: SPRING.from, to: null } });
      await chooseWorkers(t, {
        requestId,
        employerId: ours.id,
        shown: ours.idle,
        chosen: ours.idle.slice(1, 4),
      });
    });
    await submit(ours, requestId);
    expect(await as(planner, (t) => getQueuedRequest(t, { requestId }))).toMatchObject({
      state: 'submitted',
      note: 'Gate 4',
      to: null,
      workers: 3,
      decisionReason: '',
    });
  });

  it('that was returned leaves its workers free for another one meanwhile', async () => {
    const workers = ours.idle.slice(0, 2);
    const returned = await aFullDraft(ours, workers);
    await submit(ours, returned);
    await sendBack(returned, 'Which gate?');
    const other = await aFullDraft(ours, workers);
    await submit(ours, other);
    await expect(submit(ours, returned)).rejects.toEqual(problem('worker_in_open_request'));
  });

  it('is withdrawn as a draft, sent, returned or accepted, and then stays as it is', async () => {
    const kinds: ((requestId: PlacementRequestId) => Promise<unknown>)[] = [
      async () => undefined,
      (requestId) => submit(ours, requestId),
      async (requestId) => {
        await submit(ours, requestId);
        await sendBack(requestId, 'Which gate?');
      },
      async (requestId) => {
        await submit(ours, requestId);
        await accept(requestId);
      },
    ];
    for (const lead of kinds) {
      const requestId = await aFullDraft(ours, ours.idle.slice(0, 1));
      await lead(requestId);
      await withdraw(ours, requestId);
      expect(await stateOf(ours, requestId)).toBe('withdrawn');
      await expect(submit(ours, requestId)).rejects.toEqual(problem('request_not_in_state'));
      await expect(withdraw(ours, requestId)).rejects.toEqual(problem('request_not_in_state'));
      await expect(accept(requestId)).rejects.toEqual(problem('request_not_in_state'));
    }
  });

  it('that is placed can be withdrawn no more, and keeps its beds', async () => {
    const placed = await fresh.owner
      .selectFrom('placementRequest')
      .select('id')
      .where('employerId', '=', ours.id)
      .where('state', '=', 'placed')
      .executeTakeFirstOrThrow();
    const requestId = placed.id as PlacementRequestId;
    const before = await as(ours.actor, (t) => getOwnRequest(t, { requestId }));
    expect(before.housed).toBeGreaterThan(0);
    await expect(withdraw(ours, requestId)).rejects.toEqual(problem('request_not_in_state'));
    await expect(as(ours.actor, (t) => changeDraft(t, { requestId, range: SPRING }))).rejects.toEqual(
      problem('request_not_in_state'),
    );
    expect(await as(ours.actor, (t) => getOwnRequest(t, { requestId }))).toEqual(before);
  });

  it('that a planner decides while its employer withdraws it ends in one of the two states', async () => {
    for (let turn = 0; turn < 4; turn++) {
      const requestId = await aFullDraft(ours, ours.idle.slice(0, 1));
      await submit(ours, requestId);
      const [returned, withdrawn] = await Promise.allSettled([
        sendBack(requestId, 'Which gate?'),
        withdraw(ours, requestId),
      ]);
      // A returned request may still be withdrawn; a withdrawn one is returned no more.
      expect(withdrawn.status).toBe('fulfilled');
      if (returned.status === 'rejected') expect(returned.reason).toEqual(problem('request_not_in_state'));
      expect(await stateOf(ours, requestId)).toBe('withdrawn');
    }
  });
});

describe('a workplace', () => {
  const place = (name: string) => ({ employerId: ours.id, name, longitude: 47.9, latitude: 29.3 });
  const named = async (name: string) =>
    (await as(ours.actor, (t) => listWorkplaces(t, { employerId: ours.id }))).find(
      (each) => each.name === name,
    );

  it('is added once, and removed while no request names it', async () => {
    await as(ours.actor, (t) => addWorkplace(t, place('المستودع')));
    await expect(as(ours.actor, (t) => addWorkplace(t, place('المستودع')))).rejects.toEqual(
      problem('workplace_name_taken'),
    );
    const workplaceId = (await named('المستودع'))!.id as WorkplaceId;
    const requestId = await aDraft(ours, { workplaceId });
    await expect(as(ours.actor, (t) => removeWorkplace(t, { workplaceId }))).rejects.toEqual(
      problem('workplace_in_use'),
    );
    await as(ours.actor, (t) => changeDraft(t, { requestId, workplaceId: ours.workplaceId }));
    await as(ours.actor, (t) => removeWorkplace(t, { workplaceId }));
    expect(await named('المستودع')).toBeUndefined();
  });

  it('bears no character that can’t be stored', async () => {
    await expect(as(ours.actor, (t) => addWorkplace(t, place('a\0b')))).rejects.toEqual(
      problem('character_refused'),
    );
  });
});

it('who is in a request always bears its days, and is open while it is', async () => {
  const { rows } = await sql`
    select member.worker_id from placement_request_worker as member
    join placement_request as request on request.id = member.request_id
    where member.during is distinct from request.during or member.is_open <> request.is_open
  `.execute(fresh.owner);
  expect(rows).toEqual([]);
});
