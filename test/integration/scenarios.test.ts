import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { discardPlan, getPlan, startPlan } from '#app/data/placement/plans.ts';
import { listScenarioChoices } from '#app/data/placement/scenario-choices.ts';
import {
  describeScenario,
  findRunningScenarios,
  getScenario,
  keepScenario,
  listScenarios,
  removeOldScenarios,
  removeScenario,
  shareScenario,
  startScenario,
} from '#app/data/placement/scenarios.ts';
import { takeWholeSnapshot } from '#app/data/placement/snapshot.ts';
import { listPlannedOpenings, readVacancyForecast } from '#app/data/placement/vacancy-forecast.ts';
import { listSitesWithOccupancy } from '#app/data/places/places.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import { defaultOptions } from '#app/domain/allocation/options.ts';
import type { ScenarioChange } from '#app/domain/allocation/scenario.ts';
import type { Day } from '#app/domain/dates.ts';
import { addDays, kuwaitDay } from '#app/domain/dates.ts';
import type { Actor, SignedInActor } from '#app/domain/identity/actor.ts';
import { system } from '#app/domain/identity/actor.ts';
import type { BuildingId, ScenarioId } from '#app/domain/identity/ids.ts';
import { createBackgroundRunner } from '#app/server/background/background-runner.ts';
import { workOutScenario } from '#app/server/background/scenario-task.ts';
import { readScenarioForm } from '#app/server/request/scenario-form.ts';
import { actorOf, openFreshDatabase } from './fresh-database.ts';
import { anAccount } from './people-and-places.ts';

const fresh = openFreshDatabase('seeded');
const today = kuwaitDay(new Date());
let owner: SignedInActor;
let other: SignedInActor;
let auditor: SignedInActor;

beforeAll(async () => {
  owner = await actorOf(fresh.owner, 'planner', 'planner@labour-cities.example');
  other = await anAccount(fresh.owner, { role: 'planner' });
  auditor = await actorOf(fresh.owner, 'auditor');
});

const as = <Result>(actor: Actor, work: (transaction: ActorTransaction) => Promise<Result>) =>
  transact(fresh.database, actor, work);

const begin = (changes: readonly ScenarioChange[], name = 'A supposition') =>
  as(owner, (t) => startScenario(t, { createdBy: owner.accountId, name, note: '', changes, today }));

async function workedOut(changes: readonly ScenarioChange[]) {
  const scenarioId = await begin(changes);
  await workOutScenario(fresh.database, scenarioId, () => undefined);
  const { state, result } = await as(owner, (t) => getScenario(t, { scenarioId }));
  expect(state).toBe('ready');
  if (!result) throw new Error('A scenario that is ready has a result');
  return result;
}

const problem = (code: string) => expect.objectContaining({ problem: { code, details: {} } }) as unknown;
const nobodyNothing = () =>
  sql<{ assignments: number; plans: number; open: string }>`
    select (select count(*) from assignment) as assignments, (select count(*) from plan) as plans,
      (select md5(string_agg(open::text, '' order by bed_id, during)) from bed_availability as open) as open
  `.execute(fresh.owner);

describe('a scenario', () => {
  it('plans every accepted request as things are, and changes nothing on record', async () => {
    const before = await nobodyNothing();
    const result = await workedOut([]);
    const snapshot = await as(system, (t) => takeWholeSnapshot(t, { day: today, opening: [] }));
    const seekers = snapshot.requests.flatMap(({ workers }) => workers);
    expect(result.measures.placed + result.measures.unplaced).toBe(seekers.length);
    expect(seekers.length).toBeGreaterThan(0);
    expect(await nobodyNothing()).toEqual(before);
  });

  it('opens a building that waits for its day', async () => {
    const [opening] = await as(owner, (t) => listPlannedOpenings(t, { today }));
    if (!opening) throw new Error('The demonstration has a building that isn’t open yet');
    const from = addDays(today, 1);
    const now = await workedOut([]);
    const then = await workedOut([
      { kind: 'open_building', buildingId: opening.buildingId as BuildingId, from },
    ]);
    const openIn = ({ sites, days }: typeof now) => {
      const month = days.findIndex((day) => day > from && day < opening.opensOn);
      return sites.find(({ siteId }) => siteId === opening.siteId)?.open[month] ?? 0;
    };
    expect(opening.beds).toBeGreaterThan(0);
    expect(openIn(then) - openIn(now)).toBe(opening.beds);
    expect(then.measures.placed).toBeGreaterThanOrEqual(now.measures.placed);
  });

  it('finds other beds for who lives in a building that closes, and for who lives beyond a stricter standard', async () => {
    const lived = await fresh.owner
      .selectFrom('assignment')
      .select(['buildingId', sql<number>`count(distinct worker_id)`.as('people')])
      .where(sql<boolean>`during @> ${today}::date and upper_inf(during)`)
      .groupBy('buildingId')
      .orderBy('people')
      .executeTakeFirstOrThrow();
    const closed = await workedOut([
      { kind: 'close_building', buildingId: lived.buildingId as BuildingId, from: addDays(today, 30) },
    ]);
    expect(closed.moving.people).toBeGreaterThanOrEqual(lived.people);

    const strict = await fresh.owner
      .selectFrom('standard')
      .select('id')
      .where('key', '=', 'ilo-r115-1961')
      .executeTakeFirst();
    const standard =
      strict ?? (await fresh.owner.selectFrom('standard').select('id').executeTakeFirstOrThrow());
    const adopted = await workedOut([
      { kind: 'standard', standardId: standard.id, from: addDays(today, 30) },
    ]);
    const homeless = adopted.moving.people - adopted.moving.placed;
    expect(homeless).toBeLessThanOrEqual(adopted.measures.unplaced);
  });

  it('adds workers who are made up, and tells how many of them find a bed', async () => {
    const [site] = await as(owner, (t) => listSitesWithOccupancy(t, { day: today }));
    const now = await workedOut([]);
    const then = await workedOut([
      {
        kind: 'more_workers',
        count: 500,
        women: 100,
        nights: 50,
        from: addDays(today, 10),
        to: null,
        nearSiteId: null,
        longitude: site?.longitude ?? 47.9,
        latitude: site?.latitude ?? 29.3,
      },
    ]);
    expect(then.invented.people).toBe(500);
    expect(then.measures.placed + then.measures.unplaced).toBe(
      now.measures.placed + now.measures.unplaced + 500,
    );
  });

  it('is seen by its owner alone until it is shared, and changed by nobody else then', async () => {
    const scenarioId = await begin([], 'Mine');
    const seenBy = async (actor: Actor) => {
      const { rows } = await as(actor, (t) => listScenarios(t, { limit: 100, offset: 0 }));
      return rows.some(({ id }) => id === scenarioId);
    };
    expect([await seenBy(owner), await seenBy(other), await seenBy(auditor)]).toEqual([true, false, false]);
    await expect(as(other, (t) => getScenario(t, { scenarioId }))).rejects.toEqual(problem('not_found'));

    await as(owner, (t) => shareScenario(t, { scenarioId, shared: true }));
    expect([await seenBy(other), await seenBy(auditor)]).toEqual([true, true]);
    for (const act of [
      (t: ActorTransaction) => describeScenario(t, { scenarioId, name: 'Theirs', note: '' }),
      (t: ActorTransaction) => keepScenario(t, { scenarioId, kept: true }),
      (t: ActorTransaction) => shareScenario(t, { scenarioId, shared: false }),
      (t: ActorTransaction) => removeScenario(t, { scenarioId }),
    ])
      await expect(as(other, act)).rejects.toEqual(problem('forbidden'));
    expect(await as(owner, (t) => getScenario(t, { scenarioId }))).toMatchObject({
      name: 'Mine',
      kept: false,
    });
    await as(owner, (t) => removeScenario(t, { scenarioId }));
    expect(await seenBy(owner)).toBe(false);
  });

  it.each([
    `state = 'ready', result = '{}'`,
    `changes = '[{}]'`,
    `created_by = uuidv7()`,
    `created_at = '2020-02-02'`,
    `snapshot_day = '2020-02-02'`,
  ])('says what was worked out, not what a planner writes: %s', async (change) => {
    const scenarioId = await begin([]);
    const write = as(owner, (t) =>
      sql.raw(`update scenario set ${change} where id = '${scenarioId}'`).execute(t),
    );
    await expect(write).rejects.toThrow();
  });

  it('isn’t begun in another’s name, nor with an answer', async () => {
    const inAnothersName = as(other, (t) =>
      startScenario(t, { createdBy: owner.accountId, name: 'x', note: '', changes: [], today }),
    );
    await expect(inAnothersName).rejects.toThrow();
    const answered = as(owner, (t) =>
      sql`
        insert into scenario (name, created_by, changes, snapshot_day, state, result)
        values ('x', ${owner.accountId}, '[]', ${today}, 'ready', '{}')
      `.execute(t),
    );
    await expect(answered).rejects.toThrow();
  });

  it('keeps no plan waiting', async () => {
    const runner = createBackgroundRunner(fresh.database, fresh.loginUrl);
    const scenarioId = await begin([], 'Held');
    try {
      const planId = await fresh.owner.transaction().execute(async (held) => {
        // What the scenario comes to can't be written as long as somebody holds its row.
        await sql`select from scenario where id = ${scenarioId} for update`.execute(held);
        runner.start({ kind: 'scenario', id: scenarioId });
        const started = await as(owner, (t) =>
          startPlan(t, { startedBy: owner.accountId, requestIds: 'all', options: defaultOptions, today }),
        );
        runner.start({ kind: 'plan', id: started });
        await expect
          .poll(async () => (await as(owner, (t) => getPlan(t, { planId: started }))).state, {
            timeout: 60_000,
          })
          .toBe('proposed');
        expect((await as(owner, (t) => getScenario(t, { scenarioId }))).state).toBe('running');
        return started;
      });
      await as(owner, (t) => discardPlan(t, { planId, accountId: owner.accountId }));
    } finally {
      await runner.stop();
    }
  });

  it('waits with nine others of its planner at most; others’ are begun as ever', async () => {
    const eager = await anAccount(fresh.owner, { role: 'planner' });
    const start = (actor: SignedInActor) =>
      as(actor, (t) =>
        startScenario(t, { createdBy: actor.accountId, name: 'One more', note: '', changes: [], today }),
      );
    const started = await Promise.allSettled(Array.from({ length: 12 }, () => start(eager)));
    expect(started.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    await expect(start(eager)).rejects.toMatchObject({ problem: { code: 'scenarios_running_already' } });
    await start(other);
  });

  it('supposes a million further workers at most, in however many changes', async () => {
    const choices = await as(owner, (t) => listScenarioChoices(t, { today }));
    const site = choices.sites[0]?.id ?? '';
    const read = (...counts: number[]) => {
      const form = new FormData();
      form.set('name', 'Many');
      for (const [index, count] of counts.entries()) {
        form.append('changes', `${index}:more_workers`);
        form.set(`count_${index}`, String(count));
        form.set(`from_${index}`, addDays(today, 1));
        form.set(`to_${index}`, addDays(today, 300));
        form.set(`near_${index}`, `site:${site}`);
      }
      return readScenarioForm(form, { choices, today });
    };
    expect(read(500_000, 500_000)).toMatchObject({ ok: true });
    expect(read(500_000, 500_001)).toMatchObject({
      ok: false,
      answer: { data: { problems: { count_0: 'too_many', count_1: 'too_many' } } },
    });
  });

  it('goes after its days unless somebody keeps it', async () => {
    const [kept, old, young] = [await begin([]), await begin([]), await begin([])];
    await as(owner, (t) => keepScenario(t, { scenarioId: kept, kept: true }));
    await sql`
      update scenario set created_at = now() - interval '8 days' where id = any(${[kept, old]}::uuid[])
    `.execute(fresh.owner);
    await as(system, removeOldScenarios);
    const left = await as(system, findRunningScenarios);
    const isLeft = (id: ScenarioId) => left.includes(id);
    expect([isLeft(kept), isLeft(old), isLeft(young)]).toEqual([true, false, true]);
  });
});

describe('the vacancy to come', () => {
  const occupancyOn = (day: Day) => as(owner, (t) => listSitesWithOccupancy(t, { day }));

  it('is on each day what the sites’ own pages show of it', async () => {
    const { forecast } = await as(owner, (t) => readVacancyForecast(t, { today }));
    for (const index of [0, 1, 7, forecast.days.length - 1]) {
      const day = forecast.days[index] ?? '';
      const shown = await occupancyOn(day);
      const told = new Map(forecast.sites.map((site) => [site.siteId, site]));
      for (const site of shown) {
        const foreseen = told.get(site.id);
        expect([day, site.key, foreseen?.open[index]]).toEqual([day, site.key, site.available]);
        expect([day, site.key, foreseen?.assigned[index]]).toEqual([
          day,
          site.key,
          site.occupied + site.reserved,
        ]);
      }
    }
  });

  it('counts who waits for a bed on the days asked', async () => {
    const { forecast } = await as(owner, (t) => readVacancyForecast(t, { today }));
    const { requests } = await as(system, (t) => takeWholeSnapshot(t, { day: today, opening: [] }));
    const day = forecast.days[3] ?? '';
    const asked = requests
      .filter(({ from, to }) => from <= day && (to === null || day < to))
      .reduce((sum, { workers }) => sum + workers.length, 0);
    expect(forecast.waiting[3]).toBe(asked);
    expect(Math.max(...forecast.waiting)).toBeGreaterThan(0);
  });
});
