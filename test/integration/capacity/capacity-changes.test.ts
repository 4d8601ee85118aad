import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  getChange,
  listChangedRooms,
  listChanges,
  proposeAdoption,
  proposeClosure,
  rescheduleChange,
  signChange,
  withdrawChange,
} from '#app/data/capacity/capacity-changes.ts';
import { prepareChange, takeEffect } from '#app/data/capacity/change-effect.ts';
import { countPeopleIn, getClosingPlace, listClosures, reopenClosure } from '#app/data/capacity/closures.ts';
import {
  countRelocations,
  decideRelocations,
  listRelocations,
  listWaiting,
} from '#app/data/capacity/relocations.ts';
import { placeWaiting } from '#app/data/capacity/relocation-moves.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import type { ClosingPlace } from '#app/domain/capacity/changes/capacity-change.ts';
import { addDays, kuwaitDay } from '#app/domain/dates.ts';
import type { Actor, SignedInActor } from '#app/domain/identity/actor.ts';
import { system } from '#app/domain/identity/actor.ts';
import type { CapacityChangeId } from '#app/domain/identity/ids.ts';
import { openFreshDatabase } from '#test/integration/fresh-database.ts';
import type { BuiltBed } from '#test/integration/people-and-places.ts';
import { aRoom, aWorker, anAccount, anEmployer, assignmentOf } from '#test/integration/people-and-places.ts';

const fresh = openFreshDatabase('empty');
const today = kuwaitDay(new Date());
const tomorrow = addDays(today, 1);
const everything = { limit: 50, offset: 0 };
let proposer: SignedInActor;
let second: SignedInActor;

const as = <Result>(actor: Actor, work: (transaction: ActorTransaction) => Promise<Result>) =>
  transact(fresh.database, actor, work);
const problem = (code: string, details: object = {}) =>
  expect.objectContaining({
    problem: expect.objectContaining({ code, details: expect.objectContaining(details) }),
  });

beforeAll(async () => {
  proposer = await anAccount(fresh.owner, { role: 'planner' });
  second = await anAccount(fresh.owner, { role: 'planner' });
  await fresh.owner
    .insertInto('standardAdoption')
    .values({ standardId: await aStandard('in-force'), adoptedFrom: '2020-01-01', reason: 'in force' })
    .execute();
});

/** A standard that asks nothing. */
async function aStandard(key: string): Promise<string> {
  const { id } = await fresh.owner
    .insertInto('standard')
    .values({ key, name: `Standard ${key}`, confidence: 'demonstration' })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

const placeOf = ({ siteId, buildingId, roomId }: BuiltBed): ClosingPlace => ({
  siteId,
  buildingId,
  floor: 0,
  roomId,
  bedId: null,
});

/** A closure of the room by the first planner, worked out by the product. */
async function aProposedClosure(bed: BuiltBed): Promise<CapacityChangeId> {
  const changeId = await as(proposer, (t) =>
    proposeClosure(t, {
      place: placeOf(bed),
      effectiveFrom: tomorrow,
      closedUntil: null,
      reason: 'Leaking roof',
      proposedBy: proposer.accountId,
    }),
  );
  await as(system, (t) => prepareChange(t, { changeId, today }));
  return changeId;
}

async function sign(changeId: CapacityChangeId, signer = second, onDay = today): Promise<void> {
  const { previewMark } = await as(signer, (t) => getChange(t, { changeId }));
  await as(signer, (t) =>
    signChange(t, { changeId, signer: signer.accountId, agreedTo: previewMark, today: onDay }),
  );
}

const loggedActions = async (subjectId: string) => {
  const rows = await fresh.owner
    .selectFrom('auditEntry')
    .select('action')
    .where('subjectId', '=', subjectId)
    .orderBy('id')
    .execute();
  return rows.map(({ action }) => action);
};

describe('a change of capacity', () => {
  it('names its place and people, is read by planners and auditors, and each step is logged', async () => {
    const [bed] = await aRoom(fresh.owner);
    const changeId = await aProposedClosure(bed!);
    const change = await as(second, (t) => getChange(t, { changeId }));
    expect(change).toMatchObject({
      kind: 'closure',
      state: 'proposed',
      residentsUntil: tomorrow,
      proposedByName: proposer.displayName,
      place: { roomId: bed!.roomId, roomName: '0-01', floor: 0 },
      preview: { leaving: 0, nowhere: 0 },
    });
    await as(second, (t) => withdrawChange(t, { changeId, withdrawnBy: second.accountId }));
    expect(await loggedActions(changeId)).toEqual([
      'capacity_change.proposed',
      'capacity_change.prepared',
      'capacity_change.withdrawn',
    ]);
    await expect(sign(changeId)).rejects.toEqual(problem('change_not_in_state'));

    const auditor = await anAccount(fresh.owner, { role: 'auditor' });
    const inspector = await anAccount(fresh.owner, { role: 'inspector' });
    const list = (actor: Actor) => as(actor, (t) => listChanges(t, { states: ['withdrawn'], ...everything }));
    expect((await list(auditor)).rows.map(({ id }) => id)).toContain(changeId);
    expect((await list(inspector)).total).toBe(0);
  });

  it('is proposed by planners only, and in nobody else’s name', async () => {
    const [bed] = await aRoom(fresh.owner);
    const propose = (actor: SignedInActor, proposedBy = actor.accountId) =>
      as(actor, (t) =>
        proposeClosure(t, {
          place: placeOf(bed!),
          effectiveFrom: tomorrow,
          closedUntil: null,
          reason: 'why',
          proposedBy,
        }),
      );
    const auditor = await anAccount(fresh.owner, { role: 'auditor' });
    await expect(propose(auditor)).rejects.toThrow(/row-level security/);
    await expect(propose(proposer, second.accountId)).rejects.toThrow(/another’s name/);
  });

  it('that adopts a standard is signed by a second planner, which the database sees to as well', async () => {
    const standardId = await aStandard('adopted');
    const changeId = await as(proposer, (t) =>
      proposeAdoption(t, {
        standardId,
        effectiveFrom: tomorrow,
        reason: 'why',
        proposedBy: proposer.accountId,
      }),
    );
    await as(system, (t) => prepareChange(t, { changeId, today }));
    await expect(sign(changeId, proposer)).rejects.toEqual(problem('change_own_signature'));
    const pastTheProduct = as(proposer, (t) =>
      t
        .updateTable('capacityChange')
        .set({ state: 'taking_effect', signedBy: proposer.accountId })
        .where('id', '=', changeId)
        .execute(),
    );
    await expect(pastTheProduct).rejects.toEqual(problem('change_own_signature'));
    await sign(changeId);
    expect(await as(second, (t) => getChange(t, { changeId }))).toMatchObject({
      state: 'taking_effect',
      signedByName: second.displayName,
      standard: { name: 'Standard adopted' },
    });
    const signed = as(second, (t) => withdrawChange(t, { changeId, withdrawnBy: second.accountId }));
    await expect(signed).rejects.toEqual(problem('change_not_in_state'));
  });

  it('that adopts a standard is not signed by who moved its days, and adopts by no other way', async () => {
    const standardId = await aStandard('moved');
    const days = { effectiveFrom: tomorrow, residentsUntil: tomorrow, closedUntil: null };
    const changeId = await as(proposer, (t) =>
      proposeAdoption(t, { standardId, ...days, reason: 'why', proposedBy: proposer.accountId }),
    );
    await as(system, (t) => prepareChange(t, { changeId, today }));
    await as(second, (t) => rescheduleChange(t, { changeId, ...days, datedBy: second.accountId }));
    await as(system, (t) => prepareChange(t, { changeId, today }));
    await expect(sign(changeId)).rejects.toEqual(problem('change_own_signature'));
    const pastTheProduct = as(second, (t) =>
      t
        .updateTable('capacityChange')
        .set({ state: 'taking_effect', signedBy: second.accountId })
        .where('id', '=', changeId)
        .execute(),
    );
    await expect(pastTheProduct).rejects.toEqual(problem('change_own_signature'));
    const adopted = as(second, (t) =>
      t
        .insertInto('standardAdoption')
        .values({ standardId, adoptedFrom: tomorrow, adoptedBy: second.accountId, reason: 'why', changeId })
        .execute(),
    );
    await expect(adopted).rejects.toThrow(/no signed change adopts/);
  });

  it('is signed as it was seen, and not after its day', async () => {
    const [bed] = await aRoom(fresh.owner);
    const changeId = await aProposedClosure(bed!);
    const unseen = as(second, (t) =>
      signChange(t, { changeId, signer: second.accountId, agreedTo: 'another', today }),
    );
    await expect(unseen).rejects.toEqual(problem('change_prepared_anew'));
    const late = sign(changeId, second, addDays(tomorrow, 1));
    await expect(late).rejects.toEqual(problem('change_day_passed'));
  });

  it('whose days are moved is prepared anew', async () => {
    const [bed] = await aRoom(fresh.owner);
    const changeId = await aProposedClosure(bed!);
    const days = {
      effectiveFrom: addDays(today, 5),
      residentsUntil: addDays(today, 9),
      closedUntil: addDays(today, 20),
    };
    await as(second, (t) => rescheduleChange(t, { changeId, datedBy: second.accountId, ...days }));
    expect(await as(second, (t) => getChange(t, { changeId }))).toMatchObject({
      ...days,
      state: 'preparing',
      preview: null,
    });
    const again = as(second, (t) => rescheduleChange(t, { changeId, datedBy: second.accountId, ...days }));
    await expect(again).rejects.toEqual(problem('change_not_in_state'));
  });
});

describe('people with nowhere to go', () => {
  let bed: BuiltBed;
  let changeId: CapacityChangeId;

  beforeEach(async () => {
    // The only beds of women, so that nobody finds another.
    await sql`delete from assignment`.execute(fresh.owner);
    const beds = await aRoom(fresh.owner, { sex: 'women' });
    bed = beds[0]!;
    const employerId = await anEmployer(fresh.owner);
    for (const each of beds.slice(0, 2)) {
      const worker = await aWorker(fresh.owner, { employerId, sex: 'female' });
      await fresh.owner
        .insertInto('assignment')
        .values(assignmentOf(worker, each, { from: addDays(today, -30), to: addDays(today, 300) }))
        .execute();
    }
    await sql`update bed_availability set during = daterange(lower(during), ${today}::date)
      where site_id <> ${bed.siteId} and building_id in (select id from building where sex = 'women')`.execute(
      fresh.owner,
    );
    changeId = await aProposedClosure(bed);
  });

  const list = (only: 'all' | 'nowhere' | 'waiting' = 'nowhere') =>
    as(second, (t) => listRelocations(t, { changeId, only, ...everything }));
  const decide = (
    people: readonly string[] | 'undecided',
    decision: Parameters<typeof decideRelocations>[1]['decision'],
  ) => as(second, (t) => decideRelocations(t, { changeId, people, decision, decidedBy: second.accountId }));

  it('keep a change from being signed until something is decided for each', async () => {
    const { rows, total } = await list();
    expect(total).toBe(2);
    expect(rows[0]).toMatchObject({ toBed: null, from: tomorrow, fromBed: { roomId: bed.roomId } });
    expect(rows[0]!.blockers.length).toBeGreaterThan(0);
    await expect(sign(changeId)).rejects.toEqual(problem('change_people_nowhere', { count: 2 }));

    const [one, other] = rows.map(({ assignmentId }) => assignmentId);
    const tooShort = decide([one!], { kind: 'stays_until', until: tomorrow });
    await expect(tooShort).rejects.toEqual(problem('relocation_stay_too_short', { day: tomorrow }));
    await decide([one!], { kind: 'stays_until', until: addDays(today, 30) });
    await expect(sign(changeId)).rejects.toEqual(problem('change_people_nowhere', { count: 1 }));
    await decide('undecided', { kind: 'temporary_place', measure: 'The ministry’s guest house' });
    expect((await list()).rows.map(({ decision }) => decision)).toEqual(
      expect.arrayContaining([
        { kind: 'stays_until', until: addDays(today, 30) },
        { kind: 'temporary_place', measure: 'The ministry’s guest house' },
      ]),
    );

    await decide([other!], null);
    expect(await as(second, (t) => countRelocations(t, { changeId }))).toMatchObject({
      leaving: 2,
      nowhere: 2,
      undecided: 1,
    });
    const { previewMark: agreedTo } = await as(second, (t) => getChange(t, { changeId }));
    await decide([other!], { kind: 'emergency_measure', measure: 'Tents' });
    const unseen = as(second, (t) => signChange(t, { changeId, signer: second.accountId, agreedTo, today }));
    await expect(unseen).rejects.toEqual(problem('change_prepared_anew'));
    const early = as(second, (t) => placeWaiting(t, { changeId, today }));
    await expect(early).rejects.toEqual(problem('change_not_in_state'));
    const inAnothersName = as(proposer, async (t) => {
      const decidedBy = (id: string) =>
        t.updateTable('relocation').set({ decidedBy: id }).where('assignmentId', '=', one!).execute();
      await decidedBy(proposer.accountId);
      await decidedBy(second.accountId);
    });
    await expect(inAnothersName).rejects.toThrow(/in another’s name/);
    await sign(changeId);
    await expect(decide([other!], null)).rejects.toEqual(problem('change_not_in_state'));
    expect(await loggedActions(changeId)).toContain('relocation.undecided');
  });

  it('are none of those who have a bed, or who were never to leave', async () => {
    const unknown = decide([changeId], { kind: 'temporary_place', measure: 'Tents' });
    await expect(unknown).rejects.toEqual(problem('relocation_settled'));
  });

  it('leave in the day’s course once signed, wait by name, and the place is closed until it is opened again', async () => {
    await decide('undecided', { kind: 'temporary_place', measure: 'Tents' });
    await sign(changeId);
    expect(await as(second, (t) => takeEffect(t, { changeId, today }))).toBe(true);
    expect((await list('waiting')).total).toBe(2);
    const waiting = await as(proposer, (t) => listWaiting(t, { day: today, ...everything }));
    expect(waiting.rows.filter((row) => row.changeId === changeId)).toHaveLength(2);

    const inspector = await anAccount(fresh.owner, { role: 'inspector' });
    const within = placeOf(bed);
    const closed = await as(inspector, (t) => listClosures(t, { within, day: today, limit: 10 }));
    expect(closed).toMatchObject({
      total: 1,
      rows: [{ from: tomorrow, to: null, reason: 'Leaking roof', changeId }],
    });
    const [other] = await aRoom(fresh.owner);
    const elsewhere = await as(inspector, (t) =>
      listClosures(t, { within: placeOf(other!), day: today, limit: 10 }),
    );
    expect(elsewhere.total).toBe(0);

    const openDays = () =>
      fresh.owner
        .selectFrom('bedAvailability')
        .select(sql<boolean>`upper_inf(during)`.as('endless'))
        .where('roomId', '=', bed.roomId)
        .where(sql<boolean>`during @> ${addDays(today, 60)}::date`)
        .execute();
    expect(await openDays()).toEqual([]);
    const closureId = closed.rows[0]!.id;
    const reopen = () =>
      as(proposer, (t) =>
        reopenClosure(t, { closureId, on: addDays(today, 50), reopenedBy: proposer.accountId, today }),
      );
    await reopen();
    expect(await openDays()).toHaveLength(4);
    expect(await loggedActions(closureId)).toEqual(['closure.reopened']);
    await expect(reopen()).rejects.toEqual(problem('closure_ended'));
  });
});

describe('the place that is to close', () => {
  it('is found by its smallest part, with what holds it', async () => {
    const [bed] = await aRoom(fresh.owner);
    const { key } = await fresh.owner
      .selectFrom('site')
      .select('key')
      .where('id', '=', bed!.siteId)
      .executeTakeFirstOrThrow();
    const asked = { siteKey: key, buildingId: null, floor: null, roomId: null, bedId: null };
    const find = (part: Partial<Parameters<typeof getClosingPlace>[1]>) =>
      as(proposer, (t) => getClosingPlace(t, { ...asked, ...part }));
    expect(await find({})).toMatchObject({ siteId: bed!.siteId, buildingId: null, bedId: null });
    expect(await find({ bedId: bed!.id })).toMatchObject({
      roomId: bed!.roomId,
      floor: 0,
      buildingId: bed!.buildingId,
      bedLabel: '1',
    });
    const floor = { buildingId: bed!.buildingId, floor: 0 };
    expect(await find(floor)).toMatchObject({ ...floor, roomId: null });
    for (const absent of [
      { ...floor, floor: 7 },
      { floor: 0 },
      { roomId: bed!.siteId },
      { siteKey: 'nowhere' },
    ])
      await expect(find(absent)).rejects.toEqual(problem('not_found'));
    const [far] = await aRoom(fresh.owner);
    await expect(find({ roomId: far!.roomId })).rejects.toEqual(problem('not_found'));
  });

  it('tells how many people have a bed in it', async () => {
    const [bed, free] = await aRoom(fresh.owner);
    const worker = await aWorker(fresh.owner, { employerId: await anEmployer(fresh.owner) });
    await fresh.owner
      .insertInto('assignment')
      .values(assignmentOf(worker, bed!, { from: today, to: null }))
      .execute();
    const count = (place: ClosingPlace) => as(proposer, (t) => countPeopleIn(t, { place, day: today }));
    expect(await count(placeOf(bed!))).toEqual({ people: 1, reserved: 1 });
    expect(await count({ ...placeOf(bed!), roomId: null })).toEqual({ people: 1, reserved: 1 });
    expect(await count({ ...placeOf(bed!), bedId: free!.id })).toEqual({ people: 0, reserved: 0 });
  });
});

it('the rooms that hold fewer are listed with what binds them before and after', async () => {
  const [bed] = await aRoom(fresh.owner);
  const changeId = await aProposedClosure(bed!);
  const { rows, total } = await as(second, (t) => listChangedRooms(t, { changeId, ...everything }));
  expect(total).toBe(1);
  expect(rows[0]).toMatchObject({
    roomId: bed!.roomId,
    capacityBefore: 4,
    capacityAfter: 0,
    reasonBefore: null,
  });
});
