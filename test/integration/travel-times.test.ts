import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { getPlan, startPlan } from '#app/data/placement/plans.ts';
import { addWorkplace } from '#app/data/placement/workplaces.ts';
import { takeWholeSnapshot } from '#app/data/placement/snapshot.ts';
import {
  countTravelPairs,
  findTravelMinutes,
  listTravelPairs,
  removeTravelTimes,
  writeTravelTimes,
} from '#app/data/placement/travel-times.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import { defaultOptions } from '#app/domain/allocation/options.ts';
import { csvText } from '#app/domain/csv-text.ts';
import { addDays, kuwaitDay } from '#app/domain/dates.ts';
import type { Actor, SignedInActor } from '#app/domain/identity/actor.ts';
import { system } from '#app/domain/identity/actor.ts';
import type { EmployerId, PlacementRequestId } from '#app/domain/identity/ids.ts';
import { runPlan } from '#app/server/background/plan-task.ts';
import { readTextFile } from '#app/server/csv/csv-file.ts';
import { commitTravelTimes, digestOfTold, previewTravelTimes } from '#app/server/csv/travel-import.ts';
import { openFreshDatabase } from './fresh-database.ts';
import { aFurnishedSite, aRequest, aWorker, anAccount, anEmployer } from './people-and-places.ts';
import { race, tally, told as toldOf } from './racing.ts';

const fresh = openFreshDatabase('empty');
const today = kuwaitDay(new Date());
const during = { from: addDays(today, 3), to: addDays(today, 200) };
const HEADERS = ['رقم الملف', 'موقع العمل', 'المدينة العمالية', 'الدقائق', 'المصدر'];
let planner: SignedInActor;
let employerId: EmployerId;
let fileNumber: string;
let workplaceName: string;
/** Two sites with beds, by their keys. */
let siteKeys: [string, string];

beforeAll(async () => {
  planner = await anAccount(fresh.owner, { role: 'planner' });
  employerId = await anEmployer(fresh.owner);
  await aRequest(fresh.owner, { employerId, workers: [await aWorker(fresh.owner, { employerId })], during });
  const place = await fresh.owner
    .selectFrom('workplace')
    .innerJoin('employer', 'employer.id', 'workplace.employerId')
    .select(['workplace.name', 'employer.fileNumber'])
    .where('workplace.employerId', '=', employerId)
    .executeTakeFirstOrThrow();
  [fileNumber, workplaceName] = [place.fileNumber, place.name];
  const keys = [];
  for (let site = 0; site < 2; site++) {
    const [bed] = await aFurnishedSite(fresh.owner);
    const { key } = await fresh.owner
      .selectFrom('site')
      .select('key')
      .where('id', '=', bed!.siteId)
      .executeTakeFirstOrThrow();
    keys.push(key);
  }
  siteKeys = keys as [string, string];
});

const as = <Result>(actor: Actor, work: (transaction: ActorTransaction) => Promise<Result>) =>
  transact(fresh.database, actor, work);

const textOf = (...rows: readonly (readonly string[])[]) =>
  readTextFile(new File([csvText([HEADERS, ...rows])], 'times.csv'));
const rowOf = (siteKey: string, minutes: string, source = 'Municipality, 2026') => [
  fileNumber,
  workplaceName,
  siteKey,
  minutes,
  source,
];
/** A file as a planner checked it, and its save from that preview. */
const check = async (actor: Actor, ...rows: readonly (readonly string[])[]) => {
  const asked = { text: await textOf(...rows), source: '' };
  const previewed = await as(actor, (t) => previewTravelTimes(t, asked));
  const agreedTo = digestOfTold(previewed);
  return { ...previewed, save: () => as(actor, (t) => commitTravelTimes(t, { ...asked, agreedTo })) };
};
const save = async (actor: Actor, ...rows: readonly (readonly string[])[]) =>
  (await check(actor, ...rows)).save();
const given = () =>
  as(planner, (t) => listTravelPairs(t, { search: '', only: 'given', limit: 50, offset: 0 }));
const told = async () =>
  (await given()).map((pair) => [pair.siteEn, pair.given?.minutes, pair.given?.changedByName]);
const entries = async () =>
  (
    await fresh.owner
      .selectFrom('auditEntry')
      .select(['action', 'actorAccountId', 'details'])
      .where('subjectKind', '=', 'travel_time')
      .orderBy('id')
      .execute()
  ).map(({ action, actorAccountId, details }) => [action, actorAccountId, details]);

describe('a table of travel times', () => {
  it('is shown before anything is saved; then its right rows are, in the name of who imported it', async () => {
    const [near, far] = siteKeys;
    const previewed = await check(
      planner,
      rowOf(near, '٢٥'),
      rowOf(far, '-3'),
      rowOf('atlantis', '20'),
      rowOf(far, ''),
    );
    expect(previewed.right.map(({ line, effect, time }) => [line, effect, time.minutes])).toEqual([
      [2, 'new', 25],
    ]);
    expect(previewed.wrong.map(({ line, problems }) => [line, problems])).toEqual([
      [3, [{ field: 'minutes', code: 'negative_number' }]],
      [4, [{ field: 'site', code: 'no_such_site' }]],
    ]);
    expect(previewed.empty).toBe(1);
    expect(await given()).toEqual([]);

    await previewed.save();
    expect(await told()).toEqual([[near, 25, planner.displayName]]);
    expect(await entries()).toEqual([['travel_time.imported', planner.accountId, { pairs: 1 }]]);
  });

  it('imported again changes what differs, and nothing where all is known', async () => {
    const [near, far] = siteKeys;
    const other = await anAccount(fresh.owner, { role: 'planner' });
    await save(other, rowOf(near, '25'), rowOf(far, '50'));
    expect(await told()).toEqual([
      [near, 25, planner.displayName],
      [far, 50, other.displayName],
    ]);
    const before = await entries();
    await save(planner, rowOf(near, '25'), rowOf(far, '50'));
    expect(await entries()).toEqual(before);
    expect((await told())[1]).toEqual([far, 50, other.displayName]);
    await save(other, rowOf(near, '30'));
    expect((await told())[0]).toEqual([near, 30, other.displayName]);
  });

  it('says how many pairs have a time, of all and of requests that a plan may take', async () => {
    const idle = await anEmployer(fresh.owner);
    await as(system, (t) =>
      addWorkplace(t, { employerId: idle, name: 'Idle yard', longitude: 47.9, latitude: 29.3 }),
    );
    const count = (only: 'all' | 'awaiting' | 'given' | 'straight', search = '') =>
      as(planner, (t) => countTravelPairs(t, { search, only }));
    expect(await count('all')).toEqual({ pairs: 4, given: 2 });
    expect(await count('awaiting')).toEqual({ pairs: 2, given: 2 });
    expect(await count('straight')).toEqual({ pairs: 2, given: 0 });
    expect(await count('all', 'idle')).toEqual({ pairs: 2, given: 0 });
    expect(await count('given', fileNumber)).toEqual({ pairs: 2, given: 2 });
  });

  it('saved by two planners who checked their files against the same times is saved by the first alone', async () => {
    const [near, far] = siteKeys;
    const other = await anAccount(fresh.owner, { role: 'planner' });
    const first = await check(planner, rowOf(near, '31'));
    const second = await check(other, rowOf(near, '44'), rowOf(far, '55'));
    await first.save();
    expect(await toldOf(second.save())).toBe('travel_times_changed');
    expect((await told()).map(([, minutes]) => minutes)).toEqual([31, 50]);

    // Looked at anew, it says over what it writes, and is saved.
    const again = await check(other, rowOf(near, '44'), rowOf(far, '55'));
    expect(again.right.map(({ before, time }) => [before?.minutes, time.minutes])).toEqual([
      [31, 44],
      [50, 55],
    ]);
    await again.save();
    expect((await told()).map(([, minutes]) => minutes)).toEqual([44, 55]);
  });

  it('is saved where others changed only what it tells nothing of', async () => {
    const [near, far] = siteKeys;
    const checked = await check(planner, rowOf(near, '32'));
    await save(planner, rowOf(far, '52'));
    await checked.save();
    expect((await told()).map(([, minutes]) => minutes)).toEqual([32, 52]);
  });

  it('is refused too where what it writes over was removed, or what it agreed with was changed', async () => {
    const [near, far] = siteKeys;
    const checked = await check(planner, rowOf(near, '33'), rowOf(far, '52'));
    await save(planner, rowOf(far, '53'));
    expect(await toldOf(checked.save())).toBe('travel_times_changed');
    const anew = await check(planner, rowOf(near, '33'), rowOf(far, '52'));
    const [pair] = await given();
    await as(planner, (t) => removeTravelTimes(t, { pairs: [pair!] }));
    expect(await toldOf(anew.save())).toBe('travel_times_changed');
    expect((await told()).map(([, minutes]) => minutes)).toEqual([53]);
    await save(planner, rowOf(near, '32'), rowOf(far, '52'));
  });

  it('imported by many at once is the table of one of them, and no deadlock', async () => {
    const rows = siteKeys.map((key) => rowOf(key, '35'));
    const checked = await Promise.all(
      Array.from({ length: 8 }, (_, racer) => check(planner, ...(racer % 2 ? rows : [...rows].reverse()))),
    );
    expect(tally(await race(checked.map((each) => each.save)))).toEqual({ done: 1, travel_times_changed: 7 });
    expect((await given()).map((pair) => pair.given?.minutes)).toEqual([35, 35]);
  });

  it('is for planners to change, and for auditors to read', async () => {
    const before = await told();
    const [pair] = await given();
    const times = [{ ...pair!, minutes: 99, source: 'hearsay' }];
    const employer = await anAccount(fresh.owner, { role: 'employer', employerId });
    const roles = ['auditor', 'inspector', 'supervisor', 'site_manager', 'administrator'] as const;
    const others = await Promise.all(roles.map((role) => anAccount(fresh.owner, { role })));
    for (const actor of [employer, ...others]) {
      await expect(as(actor, (t) => writeTravelTimes(t, { times }))).rejects.toThrow();
      expect(await as(actor, (t) => removeTravelTimes(t, { pairs: 'all' }))).toBe(0);
    }
    expect(await told()).toEqual(before);
    const asked = { search: '', only: 'given', limit: 9, offset: 0 } as const;
    expect(await as(others[0]!, (t) => listTravelPairs(t, asked))).toHaveLength(2);
  });
});

describe('a plan', () => {
  const planned = async () => {
    const planId = await as(planner, (t) =>
      startPlan(t, {
        startedBy: planner.accountId,
        requestIds: 'all',
        options: defaultOptions,
        today,
      }),
    );
    await runPlan(fresh.database, planId, () => undefined);
    const { rows } = await sql<{ key: string }>`
      select site.key from plan_placement join site on site.id = site_id where plan_id = ${planId}
    `.execute(fresh.owner);
    const { measures } = await as(planner, (t) => getPlan(t, { planId }));
    return { sites: rows.map(({ key }) => key), travelTimes: measures?.travelTimes };
  };

  it('goes by the minutes where they are given, and keeps of how many pairs', async () => {
    const [near, far] = siteKeys;
    await save(planner, rowOf(near, '90'), rowOf(far, '5'));
    expect(await planned()).toEqual({ sites: [far], travelTimes: { given: 2, pairs: 2 } });
    await save(planner, rowOf(near, '5'), rowOf(far, '90'));
    expect(await planned()).toEqual({ sites: [near], travelTimes: { given: 2, pairs: 2 } });
    const { id } = await fresh.owner.selectFrom('placementRequest').select('id').executeTakeFirstOrThrow();
    const minutes = await as(planner, (t) => findTravelMinutes(t, { requestId: id as PlacementRequestId }));
    expect([...minutes.values()].sort()).toEqual([5, 90]);
  });

  it('goes by the straight line once the times are removed, and so do snapshots', async () => {
    const [pair] = await given();
    expect(await as(planner, (t) => removeTravelTimes(t, { pairs: [pair!] }))).toBe(1);
    expect((await given()).length).toBe(1);
    expect((await planned()).travelTimes).toEqual({ given: 1, pairs: 2 });
    expect(await as(planner, (t) => removeTravelTimes(t, { pairs: 'all' }))).toBe(1);
    expect((await entries()).slice(-2).map(([action, , details]) => [action, details])).toEqual([
      ['travel_time.removed', { pairs: 1 }],
      ['travel_time.removed', { pairs: 1 }],
    ]);
    expect((await planned()).travelTimes).toEqual({ given: 0, pairs: 2 });
    const snapshot = await as(system, (t) => takeWholeSnapshot(t, { day: today, opening: [] }));
    for (const request of snapshot.requests) expect(request).not.toHaveProperty('travelMinutes');
  });
});
