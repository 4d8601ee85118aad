import type { UpdateObject } from 'kysely';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { dayRange } from '#app/data/day-range.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import type { DayRange } from '#app/domain/dates.ts';
import { system } from '#app/domain/identity/actor.ts';
import type { DB } from '#db/schema.ts';
import { openFreshDatabase } from './fresh-database.ts';
import type { BuiltBed, BuiltWorker } from './people-and-places.ts';
import {
  aRequest,
  aRoom,
  aWorker,
  anAccount,
  anEmployer,
  assignmentOf,
  availabilityOf,
} from './people-and-places.ts';
import { eachRound, race, tally } from './racing.ts';

const fresh = openFreshDatabase('empty');
const spring = { from: '2026-01-01', to: '2026-04-01' };
const year = { from: '2026-01-01', to: '2027-01-01' };

const as = <Result>(work: (transaction: ActorTransaction) => Promise<Result>) =>
  transact(fresh.database, system, work);

const assign = (worker: BuiltWorker, bed: BuiltBed, days: DayRange = spring): Promise<string> =>
  as(async (t) => {
    const { id } = await t
      .insertInto('assignment')
      .values(assignmentOf(worker, bed, days))
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  });

const changeAssignment = (id: string, change: UpdateObject<DB, 'assignment'>) =>
  as((t) => t.updateTable('assignment').set(change).where('id', '=', id).execute());

const changeWorker = (id: string, change: UpdateObject<DB, 'worker'>) =>
  as((t) => t.updateTable('worker').set(change).where('id', '=', id).execute());

const changeBuilding = (id: string, change: UpdateObject<DB, 'building'>) =>
  as((t) => t.updateTable('building').set(change).where('id', '=', id).execute());

const openBed = (bed: BuiltBed, days: DayRange) =>
  as((t) =>
    t
      .updateTable('bedAvailability')
      .set({ during: dayRange(days) })
      .where('bedId', '=', bed.id)
      .execute(),
  );

const closeBed = (bed: BuiltBed) =>
  as((t) => t.deleteFrom('bedAvailability').where('bedId', '=', bed.id).execute());

const placeOf = ({ id, roomId, buildingId, siteId }: BuiltBed) => ({ bedId: id, roomId, buildingId, siteId });

describe('changed by many at once, the records still hold that', () => {
  it('no bed holds two: 32 people moved into one bed', async () => {
    const employerId = await anEmployer(fresh.owner);
    const beds = await aRoom(fresh.owner, { beds: 32 });
    const [wanted] = await aRoom(fresh.owner, { beds: 1 });
    const stays = await Promise.all(
      beds.map(async (bed) => assign(await aWorker(fresh.owner, { employerId }), bed)),
    );
    const results = await race(stays.map((id) => () => changeAssignment(id, placeOf(wanted!))));
    expect(tally(results)).toEqual({ bed_taken: 31, done: 1 });
  });

  it('no bed holds two: 16 stays in one bed lengthened into each other', async () => {
    const employerId = await anEmployer(fresh.owner);
    const [bed] = await aRoom(fresh.owner, { beds: 1 });
    const starts = Array.from({ length: 16 }, (_, index) => `20${30 + index}-01-01`);
    const stays = await Promise.all(
      starts.map(async (from) =>
        assign(await aWorker(fresh.owner, { employerId }), bed!, { from, to: `${from.slice(0, 4)}-03-01` }),
      ),
    );
    const results = await race(
      stays.map(
        (id, index) => () => changeAssignment(id, { during: dayRange({ from: starts[index]!, to: null }) }),
      ),
    );
    expect(tally(results)).toEqual({ bed_taken: 15, done: 1 });
  });

  it('no worker holds two beds: two stays of one worker lengthened into each other', async () => {
    const employerId = await anEmployer(fresh.owner);
    const losers = await eachRound(async () => {
      const [one, other] = await aRoom(fresh.owner, { beds: 2 });
      const worker = await aWorker(fresh.owner, { employerId });
      const first = await assign(worker, one!, spring);
      const second = await assign(worker, other!, { from: '2026-09-01', to: '2026-12-01' });
      return [
        () => changeAssignment(first, { during: dayRange({ from: '2026-01-01', to: '2026-08-01' }) }),
        () => changeAssignment(second, { during: dayRange({ from: '2026-05-01', to: '2026-12-01' }) }),
      ];
    });
    expect(losers).toEqual(['worker_already_housed']);
  });

  it('nobody is in a closed bed: a stay lengthened, or moved, into closed days', async () => {
    const employerId = await anEmployer(fresh.owner);
    const [bed, shut] = await aRoom(fresh.owner, { beds: 2, to: '2026-06-01' });
    await closeBed(shut!);
    const stay = await assign(await aWorker(fresh.owner, { employerId }), bed!);
    const results = await race(
      Array.from(
        { length: 16 },
        (_, index) => () =>
          index % 2
            ? changeAssignment(stay, { during: dayRange(year) })
            : changeAssignment(stay, placeOf(shut!)),
      ),
    );
    expect(tally(results)).toEqual({ bed_closed: 16 });
  });

  it('nobody is in a closed bed: a stay lengthened while the bed’s open days are shortened', async () => {
    const employerId = await anEmployer(fresh.owner);
    const losers = await eachRound(async () => {
      const [bed] = await aRoom(fresh.owner, { beds: 1 });
      const stay = await assign(await aWorker(fresh.owner, { employerId }), bed!);
      return [
        () => changeAssignment(stay, { during: dayRange({ from: '2026-01-01', to: '2026-08-01' }) }),
        () => openBed(bed!, { from: '2020-01-01', to: '2026-06-01' }),
      ];
    });
    expect(losers).toEqual(['bed_closed']);
  });

  it('no bed is closed under somebody: removed, shortened at either end, split, or handed to another bed', async () => {
    const employerId = await anEmployer(fresh.owner);
    const [bed, other] = await aRoom(fresh.owner, { beds: 2 });
    await closeBed(other!);
    await assign(await aWorker(fresh.owner, { employerId }), bed!);
    const results = await race([
      () => closeBed(bed!),
      () => openBed(bed!, { from: '2020-01-01', to: '2026-02-01' }),
      () => openBed(bed!, { from: '2026-02-01', to: null }),
      () =>
        as(async (t) => {
          await t
            .updateTable('bedAvailability')
            .set({ during: dayRange({ from: '2020-01-01', to: '2026-02-01' }) })
            .where('bedId', '=', bed!.id)
            .execute();
          await t
            .insertInto('bedAvailability')
            .values(availabilityOf(bed!, { from: '2026-02-02', to: null }))
            .execute();
        }),
      () =>
        as((t) =>
          t.updateTable('bedAvailability').set({ bedId: other!.id }).where('bedId', '=', bed!.id).execute(),
        ),
    ]);
    expect(tally(results)).toEqual({ bed_closed: 5 });
  });

  it('each bed is either closed or given away, when 16 are closed and given away at once', async () => {
    const employerId = await anEmployer(fresh.owner);
    const beds = await aRoom(fresh.owner, { beds: 16 });
    const workers = await Promise.all(beds.map(() => aWorker(fresh.owner, { employerId })));
    const results = await race(
      beds.flatMap((bed, index) => [() => assign(workers[index]!, bed), () => closeBed(bed)]),
    );
    expect(tally(results)).toEqual({ bed_closed: 16, done: 16 });
  });

  it('a room holds one shift: people of two shifts moved into one empty room', async () => {
    const employerId = await anEmployer(fresh.owner);
    const target = await aRoom(fresh.owner, { beds: 8 });
    const stays = await Promise.all(
      target.map(async (_, index) => {
        const [bed] = await aRoom(fresh.owner, { beds: 1 });
        return assign(await aWorker(fresh.owner, { employerId, shift: index % 2 ? 'day' : 'night' }), bed!);
      }),
    );
    const results = await race(stays.map((id, index) => () => changeAssignment(id, placeOf(target[index]!))));
    expect(tally(results)).toEqual({ done: 4, room_other_shift: 4 });
  });

  it.each(['sex', 'shift', 'employerId'] as const)(
    'a housed worker’s %s stays, also when it is changed in the moment of housing',
    async (fact) => {
      const employerId = await anEmployer(fresh.owner);
      const others = { sex: 'female', shift: 'night', employerId: await anEmployer(fresh.owner) } as const;
      const losers = await eachRound(async () => {
        const [bed] = await aRoom(fresh.owner, { beds: 1 });
        const worker = await aWorker(fresh.owner, { employerId });
        return [
          () => assign(worker, bed!, { from: '2026-01-01', to: null }),
          () => changeWorker(worker.id, { [fact]: others[fact] }),
        ];
      });
      expect(['worker_facts_changed', 'worker_is_housed']).toEqual(expect.arrayContaining(losers));
    },
  );

  it('an assignment can’t be handed to a worker of another sex, shift or employer', async () => {
    const [mine, other] = [await anEmployer(fresh.owner), await anEmployer(fresh.owner)];
    const [bed] = await aRoom(fresh.owner);
    const stay = await assign(await aWorker(fresh.owner, { employerId: mine }), bed!);
    const wrong = [
      await aWorker(fresh.owner, { employerId: mine, sex: 'female' }),
      await aWorker(fresh.owner, { employerId: mine, shift: 'night' }),
      await aWorker(fresh.owner, { employerId: other }),
    ];
    const results = await race(
      wrong.map(
        ({ id }) =>
          () =>
            changeAssignment(stay, { workerId: id }),
      ),
    );
    expect(tally(results)).toEqual({ worker_facts_changed: 3 });
  });

  it('a building that is lived in keeps its designation, also in the moment somebody moves in', async () => {
    const employerId = await anEmployer(fresh.owner);
    for (let round = 0; round < 12; round++) {
      const [bed] = await aRoom(fresh.owner, { beds: 1 });
      const worker = await aWorker(fresh.owner, { employerId });
      await Promise.allSettled([
        assign(worker, bed!, { from: '2026-01-01', to: null }),
        changeBuilding(bed!.buildingId, { sex: 'women' }),
      ]);
      const { rows } = await sql<{ sex: string; people: number }>`
        select building.sex, (select count(*)::int from assignment where building_id = building.id) as people
        from building
        where id = ${bed!.buildingId}
      `.execute(fresh.owner);
      expect([
        { sex: 'men', people: 1 },
        { sex: 'women', people: 0 },
      ]).toContainEqual(rows[0]);
    }
  });

  it('a bed that is slept in stays in its room, a room in its building, a building in its site', async () => {
    const employerId = await anEmployer(fresh.owner);
    const [bed] = await aRoom(fresh.owner);
    const [elsewhere] = await aRoom(fresh.owner);
    await assign(await aWorker(fresh.owner, { employerId }), bed!);
    const { roomId, buildingId, siteId } = elsewhere!;
    const moves = [
      (t: ActorTransaction) =>
        t
          .updateTable('bed')
          .set({ roomId, buildingId, siteId, label: 'another' })
          .where('id', '=', bed!.id)
          .execute(),
      (t: ActorTransaction) =>
        t
          .updateTable('room')
          .set({ buildingId, siteId, name: 'another' })
          .where('id', '=', bed!.roomId)
          .execute(),
      (t: ActorTransaction) =>
        t.updateTable('building').set({ siteId }).where('id', '=', bed!.buildingId).execute(),
    ];
    for (const move of moves) await expect(as(move)).rejects.toThrow(/foreign key/);
  });

  it('what is over can’t be written to hold a bed later, nor under a false sex', async () => {
    const employerId = await anEmployer(fresh.owner);
    const [bed, other] = await aRoom(fresh.owner, { sex: 'women' });
    const man = await aWorker(fresh.owner, { employerId, sex: 'male' });
    const over = { state: 'ended' as const, endReason: 'moved_out' as const };
    const insert = (values: object, days: DayRange) =>
      as((t) =>
        t
          .insertInto('assignment')
          .values({ ...assignmentOf(man, bed!, days), ...over, ...values })
          .execute(),
      );
    const past = { from: '2024-01-01', to: '2024-02-01' };
    const later = { from: '2030-01-01', to: '2030-02-01' };
    await expect(insert({ sex: 'female' }, past)).rejects.toEqual(
      expect.objectContaining({ problem: { code: 'worker_facts_changed', details: {} } }),
    );
    const woman = await aWorker(fresh.owner, { employerId, sex: 'female' });
    const stay = await assign(woman, other!, later);
    await expect(changeAssignment(stay, over)).rejects.toThrow(/ended_assignment_is_past/);
  });
});

describe('the judging triggers', () => {
  it('refuse a transaction that looks at an older picture', async () => {
    const employerId = await anEmployer(fresh.owner);
    const [bed] = await aRoom(fresh.owner);
    const worker = await aWorker(fresh.owner, { employerId });
    for (const level of ['repeatable read', 'serializable'] as const) {
      const late = fresh.database
        .transaction()
        .setIsolationLevel(level)
        .execute(async (t) => {
          await sql`select set_config('app.actor_role', 'system', true), count(*) from assignment`.execute(t);
          await assign(worker, bed!, { from: '2026-01-01', to: null }).catch(() => undefined);
          await t.updateTable('worker').set({ shift: 'night' }).where('id', '=', worker.id).execute();
        });
      await expect(late).rejects.toThrow(/READ COMMITTED/);
    }
  });

  it('are not led astray by a temporary table of the same name', async () => {
    const employerId = await anEmployer(fresh.owner);
    const actor = await anAccount(fresh.owner, { role: 'employer', employerId });
    const worker = await aWorker(fresh.owner, { employerId });
    const requestId = await aRequest(fresh.owner, { employerId, workers: [], state: 'submitted' });
    const smuggled = transact(fresh.database, actor, async (t) => {
      await sql`create temporary table placement_request on commit drop as select * from public.placement_request`.execute(
        t,
      );
      await sql`update pg_temp.placement_request set state = 'draft', is_open = false`.execute(t);
      await t
        .insertInto('placementRequestWorker')
        .values({ requestId, workerId: worker.id, employerId })
        .execute();
    });
    await expect(smuggled).rejects.toThrow(/with the ministry/);
  });

  it('let a worker’s shift be changed only after the last night in Kuwait, whatever the session’s time zone', async () => {
    const employerId = await anEmployer(fresh.owner);
    const [bed] = await aRoom(fresh.owner);
    const worker = await aWorker(fresh.owner, { employerId });
    const { rows } = await sql<{ today: string; tomorrow: string }>`
      select kuwait_today() as today, kuwait_today() + 1 as tomorrow
    `.execute(fresh.owner);
    const { today, tomorrow } = rows[0]!;
    await assign(worker, bed!, { from: today, to: tomorrow });
    const early = as(async (t) => {
      await sql`set local time zone 'Pacific/Kiritimati'`.execute(t);
      await t.updateTable('worker').set({ shift: 'night' }).where('id', '=', worker.id).execute();
    });
    await expect(early).rejects.toMatchObject({ problem: { code: 'worker_is_housed' } });
  });
});
