import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { dayRange } from '#app/data/day-range.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import type { DayRange } from '#app/domain/dates.ts';
import { roles, system } from '#app/domain/identity/actor.ts';
import type { Actor, SignedInActor } from '#app/domain/identity/actor.ts';
import { openFreshDatabase } from '#test/integration/fresh-database.ts';
import type { BuiltBed, BuiltWorker } from '#test/integration/people-and-places.ts';
import {
  aRoom,
  aStandard,
  aWorker,
  anAccount,
  anEmployer,
  assignmentOf,
  availabilityOf,
} from '#test/integration/people-and-places.ts';
import { eachRound, race, tally, told } from '#test/integration/racing.ts';

const fresh = openFreshDatabase('empty');
const always = { from: '2020-01-01', to: null };
const year = { from: '2026-01-01', to: '2027-01-01' };
const spring = { from: '2026-01-01', to: '2026-04-01' };
let first: SignedInActor;
let second: SignedInActor;

beforeAll(async () => {
  first = await anAccount(fresh.owner, { role: 'planner' });
  second = await anAccount(fresh.owner, { role: 'planner' });
});

const as = <Result>(work: (transaction: ActorTransaction) => Promise<Result>, actor: Actor = system) =>
  transact(fresh.database, actor, work);

/** The statement as the actor runs it: how many rows it touched, or how it was refused. */
const attempt = (actor: Actor, statement: string): Promise<number | string> =>
  as((t) => sql.raw(statement).execute(t), actor).then(
    ({ numAffectedRows }) => Number(numAffectedRows ?? 0),
    () => 'refused',
  );

const openBed = (bed: BuiltBed, days: DayRange = always, keptFor: string | null = null) =>
  as((t) =>
    t
      .insertInto('bedAvailability')
      .values({ ...availabilityOf(bed, days), keptFor })
      .execute(),
  );

const closeBed = (bed: BuiltBed) =>
  as((t) => t.deleteFrom('bedAvailability').where('bedId', '=', bed.id).execute());

const assign = (worker: BuiltWorker, bed: BuiltBed, days: DayRange) =>
  as((t) =>
    t
      .insertInto('assignment')
      .values(assignmentOf(worker, bed, days))
      .execute(),
  );

const allow = (bed: BuiltBed, capacity: number, from = '2020-01-01') =>
  as((t) =>
    t
      .insertInto('roomCapacity')
      .values({
        roomId: bed.roomId,
        buildingId: bed.buildingId,
        siteId: bed.siteId,
        fromDay: from,
        compliantCapacity: capacity,
        possibleCapacity: capacity,
      })
      .onConflict((conflict) =>
        conflict.columns(['roomId', 'fromDay']).doUpdateSet({ compliantCapacity: capacity }),
      )
      .execute(),
  );

type Place = Partial<Record<'buildingId' | 'floor' | 'roomId' | 'bedId', string | number>> & {
  siteId: string;
};

/** A change that closes a place, in this state, written past the product. */
async function aChange(state: string, place: Place, signedBy = state === 'taking_effect' ? second : null) {
  const { rows } = await sql<{ id: string }>`
    insert into capacity_change (kind, state, effective_from, residents_until, reason, site_id, proposed_by, signed_by)
    values ('closure', ${state}::capacity_change_state, '2026-01-01', '2026-01-01', 'Damp', ${place.siteId},
      ${first.accountId}, ${signedBy?.accountId ?? null})
    returning id
  `.execute(fresh.owner);
  return rows[0]!.id;
}

const closePlace = (changeId: string, { siteId, buildingId, floor, roomId, bedId }: Place, days: DayRange) =>
  as((t) =>
    sql`
      insert into closure (site_id, building_id, floor, room_id, bed_id, during, reason, change_id)
      values (${siteId}, ${buildingId}, ${floor}, ${roomId}, ${bedId}, ${dayRange(days)}, 'Damp', ${changeId})
    `.execute(t),
  );

const levels = ({ id, siteId, buildingId, roomId }: BuiltBed): Place[] => [
  { siteId },
  { siteId, buildingId },
  { siteId, buildingId, floor: 0 },
  { siteId, buildingId, floor: 0, roomId },
  { siteId, buildingId, floor: 0, roomId, bedId: id },
];

describe('against many at once, on no day', () => {
  it('do more beds stand open than the room may hold: one opens a bed while another lowers what it may hold', async () => {
    const losers = await eachRound(async () => {
      const [bed, other] = await aRoom(fresh.owner, { beds: 2 });
      await closeBed(other!);
      return [() => openBed(other!), () => allow(bed!, 1)];
    });
    expect(losers).toEqual(['capacity_changed']);
  });

  it('does a room stand open beyond a lower capacity to come, nor one whose step is taken away', async () => {
    const beds = await aRoom(fresh.owner, { beds: 4 });
    const later = { from: '2026-06-01', to: null };
    const results = await race([
      () => allow(beds[0]!, 3, later.from),
      () => as((t) => t.deleteFrom('roomCapacity').where('roomId', '=', beds[0]!.roomId).execute()),
    ]);
    expect(tally(results)).toEqual({ capacity_changed: 2 });
    const [elsewhere] = await aRoom(fresh.owner);
    expect(
      await attempt(
        first,
        `update room_capacity set room_id = '${elsewhere!.roomId}', building_id = '${elsewhere!.buildingId}',
          site_id = '${elsewhere!.siteId}', from_day = '2019-01-01' where room_id = '${beds[0]!.roomId}'`,
      ),
    ).toBe('refused');
    await as((t) =>
      sql`update bed_availability set during = '[2020-01-01,2026-06-01)' where bed_id = ${beds[3]!.id}`.execute(
        t,
      ),
    );
    expect(await told(allow(beds[0]!, 3, later.from))).toBe('done');
    expect(await told(openBed(beds[3]!, later))).toBe('capacity_changed');
  });

  it('do 16 who each open one more bed of a room open more than it may hold', async () => {
    const beds = await aRoom(fresh.owner, { beds: 16 });
    for (const bed of beds) await closeBed(bed);
    await allow(beds[0]!, 5);
    expect(tally(await race(beds.map((bed) => () => openBed(bed))))).toEqual({
      capacity_changed: 11,
      done: 5,
    });
  });

  it('does a bed stand open in a closed place: one opens the bed while another closes the place, of any size', async () => {
    let round = 0;
    const losers = await eachRound(async () => {
      const [bed] = await aRoom(fresh.owner, { beds: 1 });
      await closeBed(bed!);
      const place = levels(bed!)[round++ % 5]!;
      const changeId = await aChange('taking_effect', place);
      return [() => openBed(bed!), () => closePlace(changeId, place, year)];
    });
    expect(losers).toEqual(['capacity_changed']);
  });

  it('does a closure lengthened, or moved to another place, close beds that stand open', async () => {
    const [bed, other] = await aRoom(fresh.owner, { beds: 2 });
    const place = levels(bed!)[4]!;
    const changeId = await aChange('taking_effect', place);
    await as((t) =>
      sql`update bed_availability set during = '[2027-01-01,)' where bed_id = ${bed!.id}`.execute(t),
    );
    expect(await told(closePlace(changeId, place, year))).toBe('done');
    const change = (what: string) => () =>
      as((t) => sql.raw(`update closure set ${what} where change_id = '${changeId}'`).execute(t), first);
    const results = await race([
      change(`during = '[2026-01-01,2027-02-01)'`),
      change(`during = '[2026-01-01,)'`),
      change(`bed_id = '${other!.id}'`),
      change(`bed_id = null`),
      change(`room_id = null, bed_id = null`),
    ]);
    expect(tally(results)).toEqual({ capacity_changed: 5 });
  });
});

describe('a bed that is kept for its resident', () => {
  /** A room that may hold nobody, whose one resident may stay for spring. */
  async function aKeptBed() {
    const employerId = await anEmployer(fresh.owner);
    const [bed] = await aRoom(fresh.owner, { beds: 1 });
    const resident = await aWorker(fresh.owner, { employerId });
    await assign(resident, bed!, spring);
    await as(async (t) => {
      await sql`set constraints nobody_in_a_closed_bed deferred`.execute(t);
      await t.deleteFrom('bedAvailability').where('bedId', '=', bed!.id).execute();
      await t
        .insertInto('bedAvailability')
        .values({ ...availabilityOf(bed!, spring), keptFor: resident.id })
        .execute();
    });
    return { bed: bed!, resident, employerId };
  }

  it('is given to nobody else, whoever asks, nor is its resident handed away', async () => {
    const { bed, resident, employerId } = await aKeptBed();
    const others = await Promise.all(Array.from({ length: 8 }, () => aWorker(fresh.owner, { employerId })));
    await as((t) =>
      sql`update assignment set during = '[2026-01-01,2026-02-01)' where worker_id = ${resident.id}`.execute(
        t,
      ),
    );
    const results = await race([
      ...others.map((worker) => () => assign(worker, bed, { from: '2026-02-01', to: '2026-04-01' })),
      () =>
        as((t) =>
          sql`update assignment set worker_id = ${others[0]!.id} where worker_id = ${resident.id}`.execute(t),
        ),
    ]);
    expect(tally(results)).toEqual({ bed_closed: 9 });
  });

  it('is kept for nobody who has no stay in it on those days', async () => {
    const { bed, resident, employerId } = await aKeptBed();
    const stranger = await aWorker(fresh.owner, { employerId });
    const summer = { from: '2026-04-01', to: '2026-07-01' };
    const results = await race([
      () => openBed(bed, summer, stranger.id),
      () => openBed(bed, summer, resident.id),
      () =>
        as((t) =>
          sql`update bed_availability set during = '[2026-01-01,2026-05-01)' where bed_id = ${bed.id}`.execute(
            t,
          ),
        ),
    ]);
    expect(tally(results)).toEqual({ bed_closed: 3 });
    expect(
      await attempt(first, `update bed_availability set kept_for = null where bed_id = '${bed.id}'`),
    ).toBe('refused');
  });

  it('closes behind its resident, who can’t come back to it', async () => {
    const { bed, resident } = await aKeptBed();
    const change = (days: string) =>
      as((t) => sql`update assignment set during = ${days} where worker_id = ${resident.id}`.execute(t));
    await change('[2026-01-01,2026-03-01)');
    const { rows } = await sql<{ during: string }>`
      select during::text from bed_availability where bed_id = ${bed.id}
    `.execute(fresh.owner);
    expect(rows).toEqual([{ during: '[2026-01-01,2026-03-01)' }]);
    expect(await told(change('[2026-01-01,2026-04-01)'))).toBe('bed_closed');
  });

  it('stays kept for the next stay of its resident, who leaves the one before early', async () => {
    const { bed, resident } = await aKeptBed();
    await as(async (t) => {
      await sql`set constraints nobody_in_a_closed_bed deferred`.execute(t);
      await t
        .insertInto('assignment')
        .values(assignmentOf(resident, bed, { from: '2026-04-01', to: '2026-07-01' }))
        .execute();
      await sql`update bed_availability set during = '[2026-01-01,2026-07-01)' where bed_id = ${bed.id}`.execute(
        t,
      );
    });
    await as((t) =>
      sql`
        update assignment set during = '[2026-01-01,2026-02-01)'
        where worker_id = ${resident.id} and during @> date '2026-01-01'
      `.execute(t),
    );
    const { rows } = await sql<{ during: string }>`
      select during::text from bed_availability where bed_id = ${bed.id} order by 1
    `.execute(fresh.owner);
    expect(rows.map(({ during }) => during)).toEqual(['[2026-01-01,2026-02-01)', '[2026-04-01,2026-07-01)']);
  });

  it('is either kept or given away, when its resident leaves for another in the moment it is to be kept', async () => {
    const employerId = await anEmployer(fresh.owner);
    const losers = await eachRound(async () => {
      const [bed] = await aRoom(fresh.owner, { beds: 1 });
      const resident = await aWorker(fresh.owner, { employerId });
      const newcomer = await aWorker(fresh.owner, { employerId });
      await assign(resident, bed!, year);
      return [
        () =>
          as(async (t) => {
            await sql`set constraints nobody_in_a_closed_bed deferred`.execute(t);
            await t.deleteFrom('bedAvailability').where('bedId', '=', bed!.id).execute();
            await t
              .insertInto('bedAvailability')
              .values({ ...availabilityOf(bed!, year), keptFor: resident.id })
              .execute();
          }),
        () =>
          as(async (t) => {
            await sql`update assignment set during = ${dayRange(spring)} where worker_id = ${resident.id}`.execute(
              t,
            );
            await t
              .insertInto('assignment')
              .values(assignmentOf(newcomer, bed!, { from: '2026-04-01', to: '2026-06-01' }))
              .execute();
          }),
      ];
    });
    expect(losers).toEqual(['bed_closed']);
  });
});

describe('a change of capacity', () => {
  it('that adopts a standard is signed by nobody who proposed it, nor with a signature it was given before', async () => {
    const standardId = await aStandard(fresh.owner, { max_occupants_per_room: 3 });
    const { rows } = await sql<{ id: string }>`
      insert into capacity_change (kind, state, effective_from, residents_until, reason, standard_id, proposed_by, signed_by)
      values ('adoption', 'proposed', '2026-01-01', '2026-01-01', 'Decided', ${standardId}, ${first.accountId}, ${second.accountId})
      returning id
    `.execute(fresh.owner);
    const change = (actor: Actor, what: string) =>
      attempt(actor, `update capacity_change set ${what} where id = '${rows[0]!.id}'`);
    for (const what of [
      `state = 'taking_effect'`,
      `state = 'taking_effect', signed_by = '${first.accountId}'`,
      `state = 'taking_effect', signed_by = '${second.accountId}'`,
      `signed_by = '${first.accountId}'`,
      `proposed_by = '${second.accountId}'`,
    ])
      expect(await change(first, what), what).toBe('refused');
    expect(await change(system, `signed_by = proposed_by`)).toBe('refused');
    expect(await change(second, `state = 'taking_effect', signed_by = '${second.accountId}'`)).toBe(1);
  });

  it('goes through its states in order, keeps its subject, and stands once it is in effect or withdrawn', async () => {
    const [bed] = await aRoom(fresh.owner);
    const proposed = await aChange('proposed', { siteId: bed!.siteId });
    const change = (id: string, what: string) =>
      attempt(second, `update capacity_change set ${what} where id = '${id}'`);
    const signed = `signed_by = '${second.accountId}'`;
    for (const what of [
      `state = 'in_effect', ${signed}`,
      `state = 'failed'`,
      `state = 'taking_effect'`,
      `reason = 'Another'`,
      `kind = 'measurement', facts = '{}'`,
      `floor = 0, building_id = '${bed!.buildingId}'`,
      `residents_until = '2025-12-31'`,
      `closed_until = '2026-01-01'`,
      `withdrawn_by = '${first.accountId}', state = 'withdrawn'`,
    ])
      expect(await change(proposed, what), what).toBe('refused');
    expect(await change(proposed, `state = 'taking_effect', ${signed}`)).toBe(1);
    expect(await change(proposed, `state = 'withdrawn', withdrawn_by = '${second.accountId}'`)).toBe(
      'refused',
    );
    expect(await change(proposed, `state = 'in_effect'`)).toBe(1);
    for (const what of [
      `state = 'proposed'`,
      `state = 'preparing'`,
      `failure = 'x'`,
      `took_effect_at = now()`,
    ])
      expect(await change(proposed, what), what).toBe('refused');
    expect(await attempt(second, `delete from capacity_change where id = '${proposed}'`)).toBe('refused');
    const withdrawn = await aChange('withdrawn', { siteId: bed!.siteId });
    expect(await change(withdrawn, `state = 'preparing'`)).toBe('refused');
  });

  it('calls off the reservations that it decided on, while it takes effect, by a planner and by nobody else', async () => {
    const employerId = await anEmployer(fresh.owner);
    const [bed] = await aRoom(fresh.owner);
    const worker = await aWorker(fresh.owner, { employerId });
    await assign(worker, bed!, year);
    const { id } = await fresh.owner
      .selectFrom('assignment')
      .select('id')
      .where('workerId', '=', worker.id)
      .executeTakeFirstOrThrow();
    const callOff = (actor: Actor) => attempt(actor, `select call_off_reservation('${id}')`);
    const count = async () =>
      (await fresh.owner.selectFrom('assignment').select('id').where('id', '=', id).execute()).length;
    expect(await callOff(first)).toBe('refused');
    const changeId = await aChange('proposed', { siteId: bed!.siteId });
    await sql`
      insert into relocation (change_id, assignment_id, worker_id, old_bed_id, during, reasons, decision, decided_by, measure)
      values (${changeId}, ${id}, ${worker.id}, ${bed!.id}, ${dayRange(year)}, '[]', 'temporary_place', ${first.accountId}, 'Hotel')
    `.execute(fresh.owner);
    expect(await callOff(first)).toBe('refused');
    await sql`
      update capacity_change set state = 'taking_effect', signed_by = ${second.accountId} where id = ${changeId}
    `.execute(fresh.owner);
    for (const role of roles.filter((role) => role !== 'planner')) {
      const actor = await anAccount(fresh.owner, {
        role,
        employerId: role === 'employer' ? employerId : null,
      });
      expect([role, await callOff(actor)]).toEqual([role, 'refused']);
    }
    expect(await attempt(first, `delete from assignment where id = '${id}'`)).toBe('refused');
    expect(await count()).toBe(1);
    await callOff(first);
    expect(await count()).toBe(0);
  });
});

it('only planners and the product itself write what rooms may hold, changes, closures and relocations', async () => {
  const employerId = await anEmployer(fresh.owner);
  const [bed] = await aRoom(fresh.owner);
  const worker = await aWorker(fresh.owner, { employerId });
  const { siteId, buildingId, roomId } = bed!;
  const changeId = await aChange('proposed', { siteId });
  await fresh.owner.insertInto('measuredFact').values({ siteId, key: 'fire_alarm', value: 'true' }).execute();
  const inserts: Readonly<Record<string, string>> = {
    measured_fact: `(site_id, key, value) values ('${siteId}', 'wifi', 'true')`,
    room_capacity: `(room_id, building_id, site_id, from_day, compliant_capacity, possible_capacity)
      values ('${roomId}', '${buildingId}', '${siteId}', '2036-01-01', 9, 9)`,
    capacity_change: `(kind, effective_from, residents_until, reason, site_id, proposed_by)
      values ('closure', '2026-01-01', '2026-01-01', 'Damp', '${siteId}', actor_account_id())`,
    capacity_change_room: `values ('${changeId}', '${roomId}', '${buildingId}', '${siteId}', 4, 3)`,
    closure: `(site_id, building_id, floor, room_id, bed_id, during, reason, change_id)
      values ('${siteId}', '${buildingId}', 0, '${roomId}', '${bed!.id}', '[2019-01-01,2019-02-01)', 'Damp', '${changeId}')`,
    relocation: `(change_id, assignment_id, worker_id, old_bed_id, during, reasons)
      values ('${changeId}', uuidv7(), '${worker.id}', '${bed!.id}', '[2026-01-01,)', '[]')`,
  };
  const readable = ['measured_fact', 'room_capacity'];
  // The planner last, so that the others find what there is and not what they were too late for.
  for (const role of [...roles.filter((role) => role !== 'planner'), 'planner'] as const) {
    const actor = await anAccount(fresh.owner, { role, employerId: role === 'employer' ? employerId : null });
    for (const [table, values] of Object.entries(inserts)) {
      const added = await attempt(actor, `insert into ${table} ${values}`);
      expect([role, table, added]).toEqual([role, table, role === 'planner' ? 1 : 'refused']);
      if (role === 'planner') continue;
      for (const statement of [`update ${table} set site_id = site_id`, `delete from ${table}`])
        expect([0, 'refused'], `${role}: ${statement}`).toContain(await attempt(actor, statement));
      const { rows } = await as(
        (t) =>
          sql<{ count: number }>`
        select count(*)::int as count from ${sql.table(table)}
      `.execute(t),
        actor,
      );
      if (role === 'employer' && !readable.includes(table))
        expect([table, rows[0]!.count]).toEqual([table, 0]);
    }
  }
});
