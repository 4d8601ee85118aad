import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { rescheduleChange } from '#app/data/capacity/capacity-changes.ts';
import { dayRange } from '#app/data/day-range.ts';
import { placeWaiting } from '#app/data/capacity/relocation-moves.ts';
import { countRelocations } from '#app/data/capacity/relocations.ts';
import { workOnChange } from '#app/server/background/change-task.ts';
import { changesOn, day, hotel, roomPlace, today } from './changes-of-capacity.ts';
import { openFreshDatabase } from '#test/integration/fresh-database.ts';
import { aRequest, aRoom, aWorker, anAccount } from '#test/integration/people-and-places.ts';
import { told } from '#test/integration/racing.ts';

const fresh = openFreshDatabase('empty');
const { by, as, changeOf, aStay, staysOf, propose, sign, carryOut, decide } = changesOn(fresh);

beforeAll(async () => {
  await fresh.owner
    .insertInto('standardAdoption')
    .values({ standardId: by.lax, adoptedFrom: '2020-01-01', reason: 'in force' })
    .execute();
});

describe('somebody who may stay longer', () => {
  it('than the place is closed keeps the bed, and waits for none', async () => {
    const [bed] = await aRoom(fresh.owner, { beds: 1, sex: 'women' });
    const { worker } = await aStay(bed!, { from: day(-30), to: null });
    const changeId = await propose(roomPlace(bed!), { from: day(5), until: day(20) });
    await decide(changeId, { kind: 'stays_until', until: day(40) });
    expect(await carryOut(changeId)).toBe('in_effect');
    expect(await staysOf(worker)).toEqual([{ bedId: bed!.id, during: `[${day(-30)},)`, state: 'occupied' }]);
    await aRoom(fresh.owner, { beds: 1, sex: 'women', from: day(-1) });
    expect(await as(by.first, (t) => countRelocations(t, { changeId }))).toMatchObject({ waiting: 0 });
    expect(await as(by.first, (t) => placeWaiting(t, { changeId, today }))).toEqual({
      placed: 0,
      waiting: 0,
    });
  });

  it('is asked about once more where the change is put off beyond that day', async () => {
    const [bed] = await aRoom(fresh.owner, { beds: 1, sex: 'women' });
    const { worker } = await aStay(bed!, { from: day(-30), to: null });
    const changeId = await propose(roomPlace(bed!), { from: day(5) });
    await decide(changeId, { kind: 'stays_until', until: day(10) });
    await as(by.first, (t) =>
      rescheduleChange(t, {
        changeId,
        datedBy: by.first.accountId,
        effectiveFrom: day(30),
        residentsUntil: day(50),
        closedUntil: null,
      }),
    );
    await workOnChange(fresh.database, changeId, today);
    expect(await told(sign(changeId))).toBe('change_people_nowhere');
    await decide(changeId, hotel);
    const [spare] = await aRoom(fresh.owner, { beds: 1, sex: 'women' });
    expect(await carryOut(changeId)).toBe('in_effect');
    expect(await staysOf(worker)).toMatchObject([
      { bedId: bed!.id, during: `[${day(-30)},${day(50)})` },
      { bedId: spare!.id, during: `[${day(50)},)` },
    ]);
  });

  it('and leaves before that day is given no other bed', async () => {
    const [bed] = await aRoom(fresh.owner, { beds: 1, sex: 'women' });
    const { id } = await aStay(bed!, { from: day(-30), to: null });
    const changeId = await propose(roomPlace(bed!), { from: day(5) });
    await decide(changeId, { kind: 'stays_until', until: day(40) });
    await carryOut(changeId);
    expect(await as(by.first, (t) => countRelocations(t, { changeId }))).toMatchObject({ waiting: 1 });
    await as(by.first, (t) =>
      sql`
        update assignment set state = 'ended', end_reason = 'absconded', during = ${dayRange({ from: day(-30), to: today })}
        where id = ${id}
      `.execute(t),
    );
    await aRoom(fresh.owner, { beds: 1, sex: 'women' });
    expect(await as(by.first, (t) => countRelocations(t, { changeId }))).toMatchObject({ waiting: 0 });
    expect(await as(by.first, (t) => placeWaiting(t, { changeId, today }))).toEqual({
      placed: 0,
      waiting: 0,
    });
  });
});

describe('a reservation', () => {
  it('without another bed is called off: its request is placed in part, and in full once a bed is found', async () => {
    const [bed] = await aRoom(fresh.owner, { beds: 1, sex: 'women' });
    const during = { from: day(20), to: day(80) };
    const worker = await aWorker(fresh.owner, { employerId: by.employerId, sex: 'female' });
    const requestId = await aRequest(fresh.owner, {
      employerId: by.employerId,
      workers: [worker],
      state: 'placed',
      during,
    });
    await aStay(bed!, during, worker, requestId);
    const requestState = async () =>
      (
        await fresh.owner
          .selectFrom('placementRequest')
          .select('state')
          .where('id', '=', requestId)
          .executeTakeFirstOrThrow()
      ).state;
    const changeId = await propose(roomPlace(bed!), { from: day(5) });
    await decide(changeId, hotel);
    expect(await carryOut(changeId)).toBe('in_effect');
    expect(await staysOf(worker)).toEqual([]);
    expect(await requestState()).toBe('partly_placed');
    const employer = await anAccount(fresh.owner, { role: 'employer', employerId: by.employerId });
    await fresh.owner.deleteFrom('placementRequestWorker').where('requestId', '=', requestId).execute();
    const dismiss = as(employer, (t) => t.deleteFrom('worker').where('id', '=', worker.id).execute());
    expect(await told(dismiss)).toBe('worker_has_history');
    await fresh.owner
      .insertInto('placementRequestWorker')
      .values({ requestId, workerId: worker.id, employerId: by.employerId })
      .execute();

    const [spare] = await aRoom(fresh.owner, { beds: 1, sex: 'women' });
    expect(await as(by.first, (t) => placeWaiting(t, { changeId, today }))).toEqual({
      placed: 1,
      waiting: 0,
    });
    expect(await staysOf(worker)).toMatchObject([{ bedId: spare!.id, during: `[${day(20)},${day(80)})` }]);
    expect(await requestState()).toBe('placed');
  });

  it('moves whole, each of two that one worker has, and a stay under way in two parts', async () => {
    const [bed] = await aRoom(fresh.owner, { beds: 1, sex: 'women' });
    const { worker } = await aStay(bed!, { from: day(-9), to: day(9) });
    await aStay(bed!, { from: day(9), to: day(20) }, worker);
    await aStay(bed!, { from: day(40), to: null }, worker);
    const [spare] = await aRoom(fresh.owner, { beds: 1, sex: 'women' });
    expect(await carryOut(await propose(roomPlace(bed!), { from: day(5), residentsUntil: day(7) }))).toBe(
      'in_effect',
    );
    expect((await staysOf(worker)).map(({ bedId, during }) => [bedId, during])).toEqual([
      [bed!.id, `[${day(-9)},${day(7)})`],
      [spare!.id, `[${day(7)},${day(9)})`],
      [spare!.id, `[${day(9)},${day(20)})`],
      [spare!.id, `[${day(40)},)`],
    ]);
  });
});

describe('another bed', () => {
  it('is none that closes, or closes for too many, before the stay ends', async () => {
    const [bed] = await aRoom(fresh.owner, { beds: 1, sex: 'women' });
    const { worker } = await aStay(bed!, { from: day(-30), to: day(100) });
    const [closing] = await aRoom(fresh.owner, { beds: 1, sex: 'women' });
    await carryOut(await propose(roomPlace(closing!), { from: day(60), until: day(70) }));
    const changeId = await propose(roomPlace(bed!), { from: day(5) });
    expect((await changeOf(changeId)).preview).toMatchObject({ leaving: 1, nowhere: 1 });
    const [open] = await aRoom(fresh.owner, { beds: 1, sex: 'women' });
    expect(await told(sign(changeId))).toBe('change_people_nowhere');
    await decide(changeId, hotel);
    expect(await carryOut(changeId)).toBe('in_effect');
    expect(await staysOf(worker)).toMatchObject([{}, { bedId: open!.id, during: `[${day(5)},${day(100)})` }]);
  });

  it('is found once for people over whom two changes are signed at once', async () => {
    const beds = await aRoom(fresh.owner, { beds: 4, sex: 'women' });
    const people = [];
    for (const bed of beds) people.push(await aStay(bed, { from: day(-30), to: null }));
    const spare = await aRoom(fresh.owner, { beds: 4, sex: 'women' });
    const whole = { ...roomPlace(beds[0]!), floor: null, roomId: null };
    const changes = [
      await propose(roomPlace(beds[0]!), { from: day(5) }),
      await propose(whole, { from: day(3) }),
      await propose({ ...roomPlace(beds[0]!), bedId: beds[0]!.id }, { from: today }),
    ];
    for (const changeId of changes) await sign(changeId);
    await Promise.all(changes.map((changeId) => workOnChange(fresh.database, changeId, today)));
    for (const changeId of changes) expect((await changeOf(changeId)).state).toBe('in_effect');
    const ends = await Promise.all(people.map(async ({ worker }) => (await staysOf(worker)).at(-1)));
    expect(new Set(ends.map((stay) => stay?.bedId))).toEqual(new Set(spare.map(({ id }) => id)));
    expect(ends.every((stay) => stay?.during.endsWith(',)'))).toBe(true);
  });
});
