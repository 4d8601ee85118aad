import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { followCapacity } from '#app/data/capacity/bed-days.ts';
import { proposeMeasurement, rescheduleChange } from '#app/data/capacity/capacity-changes.ts';
import type { Day } from '#app/domain/dates.ts';
import { workOnChange } from '#app/server/background/change-task.ts';
import { changesOn, day, hotel, roomPlace, today } from './changes-of-capacity.ts';
import { openFreshDatabase } from '#test/integration/fresh-database.ts';
import { aRoom, aStandard } from '#test/integration/people-and-places.ts';
import { told } from '#test/integration/racing.ts';

const fresh = openFreshDatabase('empty');
const {
  by,
  as,
  changeOf,
  aStay,
  staysOf,
  propose,
  proposeStandard,
  sign,
  carryOut,
  decide,
  openDaysOf,
  reopen,
} = changesOn(fresh);

it('where no standard was adopted yet, a room closes and nothing opens', async () => {
  const [bed] = await aRoom(fresh.owner, { beds: 1, sex: 'women' });
  expect(await carryOut(await propose(roomPlace(bed!), { from: day(5) }))).toBe('in_effect');
  await as(by.first, (t) => followCapacity(t, { siteId: bed!.siteId, today }));
  expect(await openDaysOf(bed!)).toEqual([{ during: `[2020-01-01,${day(5)})`, isKept: false }]);
  await fresh.owner
    .insertInto('standardAdoption')
    .values({ standardId: by.lax, adoptedFrom: '2020-01-01', reason: 'in force' })
    .execute();
});

describe('days', () => {
  it('of an adoption: that of another adoption is refused, also where both were signed before', async () => {
    const standardId = await aStandard(fresh.owner, { max_occupants_per_room: 4 });
    const [one, other, late] = [
      await proposeStandard(standardId, { from: day(300) }),
      await proposeStandard(by.lax, { from: day(300) }),
      await proposeStandard(by.lax, { from: day(300) }),
    ];
    await sign(one);
    await sign(other);
    await workOnChange(fresh.database, one, today);
    await workOnChange(fresh.database, other, today);
    expect([(await changeOf(one)).state, (await changeOf(other)).state]).toEqual(['in_effect', 'proposed']);
    for (const changeId of [other, late]) expect(await told(sign(changeId))).toBe('adoption_day_taken');
    await as(by.first, (t) =>
      rescheduleChange(t, {
        changeId: late,
        datedBy: by.first.accountId,
        effectiveFrom: day(301),
        residentsUntil: day(301),
        closedUntil: null,
      }),
    );
    await workOnChange(fresh.database, late, today);
    expect(await carryOut(late)).toBe('in_effect');
  });

  it('of two adoptions that take effect at once: each room holds on every day what the standard of that day says', async () => {
    const strict = await aStandard(fresh.owner, { max_occupants_per_room: 2 });
    const beds = await aRoom(fresh.owner, { beds: 4, sex: 'women' });
    for (let round = 0; round < 6; round++) {
      const [soon, later] = [day(400 + round * 2), day(401 + round * 2)];
      const changes = [
        await proposeStandard(strict, { from: soon }),
        await proposeStandard(by.lax, { from: later }),
      ];
      for (const changeId of changes) await sign(changeId);
      await Promise.all([
        ...changes.map((changeId) => workOnChange(fresh.database, changeId, today)),
        as(by.first, (t) => followCapacity(t, { buildingId: beds[0]!.buildingId, today })),
      ]);
      const { rows } = await sql<{ fromDay: Day; capacity: number }>`
        select from_day, compliant_capacity as capacity from room_capacity
        where room_id = ${beds[0]!.roomId} and from_day >= ${soon} order by from_day
      `.execute(fresh.owner);
      expect(rows).toEqual([
        { fromDay: soon, capacity: 2 },
        { fromDay: later, capacity: 4 },
      ]);
    }
  });

  it('that pass between the signature and the effect are made up for from today on', async () => {
    const [bed] = await aRoom(fresh.owner, { beds: 1, sex: 'women' });
    const { worker } = await aStay(bed!, { from: day(-30), to: null });
    const changeId = await propose(roomPlace(bed!), { from: today });
    await decide(changeId, hotel);
    expect(await carryOut(changeId, day(1))).toBe('in_effect');
    expect(await staysOf(worker)).toEqual([
      { bedId: bed!.id, during: `[${day(-30)},${day(1)})`, state: 'ended' },
    ]);
    const adoption = await proposeStandard(by.lax, { from: today });
    expect(await carryOut(adoption, day(2))).toBe('in_effect');
  });

  it('on which the place was to open again have passed by then: it is proposed again, and to be put off', async () => {
    const [bed] = await aRoom(fresh.owner, { beds: 1, sex: 'women' });
    const changeId = await propose(roomPlace(bed!), { from: today, until: day(1) });
    expect(await carryOut(changeId, day(1))).toBe('proposed');
    expect(await told(sign(changeId, day(1)))).toBe('change_day_passed');
    expect(await openDaysOf(bed!)).toEqual([{ during: '[2020-01-01,)', isKept: false }]);
  });
});

describe('a place that is closed twice', () => {
  it('stays closed where one closure ends, and opens with the other', async () => {
    const [bed] = await aRoom(fresh.owner, { beds: 1, sex: 'women' });
    const outer = await propose({ ...roomPlace(bed!), floor: null, roomId: null }, { from: day(10) });
    expect(await carryOut(outer)).toBe('in_effect');
    const inner = await propose(roomPlace(bed!), { from: day(5), until: day(30) });
    expect(await carryOut(inner)).toBe('in_effect');
    const until = (end: Day) => [{ during: `[2020-01-01,${end})`, isKept: false }];
    expect(await openDaysOf(bed!)).toEqual(until(day(5)));
    await reopen(inner);
    expect(await openDaysOf(bed!)).toEqual(until(day(10)));
    expect(await told(reopen(inner))).toBe('closure_ended');
    await reopen(outer);
    expect(await openDaysOf(bed!)).toEqual([{ during: '[2020-01-01,)', isKept: false }]);
  });

  it('is left on the day of the later closure, whatever the first had promised, and its residents are asked about again', async () => {
    const [bed] = await aRoom(fresh.owner, { beds: 1, sex: 'women' });
    const { worker } = await aStay(bed!, { from: day(-30), to: null });
    const promised = await propose(roomPlace(bed!), { from: day(5), residentsUntil: day(60) });
    await decide(promised, hotel);
    await carryOut(promised);
    const again = await propose({ ...roomPlace(bed!), floor: null, roomId: null }, { from: day(2) });
    expect((await changeOf(again)).preview).toMatchObject({ leaving: 1, nowhere: 1 });
    expect(await told(sign(again))).toBe('change_people_nowhere');
    await decide(again, hotel);
    expect(await carryOut(again)).toBe('in_effect');
    expect(await staysOf(worker)).toMatchObject([{ bedId: bed!.id, during: `[${day(-30)},${day(2)})` }]);
  });
});

it('a site, and a building that has a room without beds, close', async () => {
  const [bed] = await aRoom(fresh.owner, { beds: 1, sex: 'women' });
  const { siteId, buildingId } = bed!;
  await fresh.owner
    .insertInto('room')
    .values({ siteId, buildingId, floor: 0, name: '0-02', accessible: true })
    .execute();
  const site = { siteId, buildingId: null, floor: null, roomId: null, bedId: null };
  for (const place of [{ ...site, buildingId }, site])
    expect(await carryOut(await propose(place, { from: day(5) }))).toBe('in_effect');
});

it('facts that are measured lower move whoever has no bed any more, by the facts as they then stand', async () => {
  const adoption = await proposeStandard(await aStandard(fresh.owner, { floor_area_per_person_m2: 10 }), {
    from: day(8),
  });
  await decide(adoption, hotel);
  await carryOut(adoption);
  const beds = await aRoom(fresh.owner, { beds: 3, sex: 'women' });
  await as(by.first, (t) => followCapacity(t, { buildingId: beds[0]!.buildingId, today }));
  for (const bed of beds) await aStay(bed, { from: day(-30), to: day(200) });
  const changeId = await as(by.first, (t) =>
    proposeMeasurement(t, {
      facts: {
        siteId: beds[0]!.siteId,
        rooms: [{ roomId: beds[0]!.roomId, floorAreaM2: 12 }],
        facilities: [],
        measured: [],
      },
      effectiveFrom: today,
      residentsUntil: day(30),
      reason: 'Measured anew',
      proposedBy: by.first.accountId,
    }),
  );
  await workOnChange(fresh.database, changeId, today);
  expect((await changeOf(changeId)).preview).toMatchObject({
    leaving: 2,
    firstLeavesOn: day(30),
  });
  expect(await carryOut(changeId)).toBe('in_effect');
  // Once all is written, judging the same facts again moves nobody and opens nothing.
  const before = await Promise.all(beds.map(openDaysOf));
  await as(by.first, (t) => followCapacity(t, { buildingId: beds[0]!.buildingId, today }));
  expect(await Promise.all(beds.map(openDaysOf))).toEqual(before);
});

it('a change whose signer is no planner any more is not left taking effect without end', async () => {
  const [bed] = await aRoom(fresh.owner, { beds: 1, sex: 'women' });
  const changeId = await propose(roomPlace(bed!), { from: day(5) });
  await sign(changeId);
  const changeRole = (role: 'auditor' | 'planner') =>
    fresh.owner.updateTable('account').set({ role }).where('id', '=', by.second.accountId).execute();
  await changeRole('auditor');
  expect(await told(workOnChange(fresh.database, changeId, today))).toBe('forbidden');
  await changeRole('planner');
  await workOnChange(fresh.database, changeId, today);
  expect((await changeOf(changeId)).state).toBe('in_effect');
});
