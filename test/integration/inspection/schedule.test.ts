import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  findCalendarFeed,
  makeCalendarFeed,
  removeCalendarFeed,
} from '#app/data/inspection/calendar-feed.ts';
import {
  declareConflict,
  listConflicts,
  removeConflict,
  setInspectorSites,
} from '#app/data/inspection/inspectors.ts';
import { rankBuildings } from '#app/data/inspection/risk.ts';
import { callOffVisit, listVisits, moveVisit, planVisits } from '#app/data/inspection/schedule.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import { addDays, kuwaitDay } from '#app/domain/dates.ts';
import type { SignedInActor } from '#app/domain/identity/actor.ts';
import { travelMetres } from '#app/domain/inspection/travel.ts';
import { riskWeights } from '#app/domain/risk/risk-weights.ts';
import { newToken } from '#app/server/identity/secrets.ts';
import { calendarOf } from '#app/server/inspection/visit-calendar.ts';
import { actorOf, openFreshDatabase } from '#test/integration/fresh-database.ts';
import { anAccount } from '#test/integration/people-and-places.ts';

const fresh = openFreshDatabase('seeded');
const today = kuwaitDay(new Date());
/** Nobody has planned anything so far ahead. */
const day = addDays(today, 60);

let planner: SignedInActor;
let auditor: SignedInActor;
let amal: SignedInActor;
let badr: SignedInActor;
let buildings: readonly { id: string; siteId: string; name: string }[];

const as = <Result>(actor: SignedInActor, work: (t: ActorTransaction) => Promise<Result>) =>
  transact(fresh.database, actor, work);

beforeAll(async () => {
  planner = await actorOf(fresh.owner, 'planner');
  auditor = await actorOf(fresh.owner, 'auditor');
  amal = await anAccount(fresh.owner, { role: 'inspector' });
  badr = await anAccount(fresh.owner, { role: 'inspector' });
  buildings = await fresh.owner
    .selectFrom('building')
    .select(['id', 'siteId', 'name'])
    .orderBy('id')
    .limit(12)
    .execute();
});

const wanted = (index: number, inspector = amal, on = day) => ({
  buildingId: buildings[index]!.id,
  inspectorId: inspector.accountId,
  day: on,
  reason: 'routine' as const,
});
const plan = (...visits: ReturnType<typeof wanted>[]) =>
  as(planner, (t) => planVisits(t, { wanted: visits, scheduledBy: planner.accountId, today }));
const visitsOn = (on: string, inspector = amal) =>
  as(planner, async (t) =>
    (await listVisits(t, { from: on, to: on })).filter(
      ({ inspectorId }) => inspectorId === inspector.accountId,
    ),
  );

describe('the schedule', () => {
  it('is planned by the standard in force that day, in the order of the way, and logged', async () => {
    await plan(wanted(0), wanted(1), wanted(2), wanted(3));
    const visits = await visitsOn(day);
    expect(visits.map(({ visitOrder }) => visitOrder)).toEqual([1, 2, 3, 4]);
    const byName = visits.toSorted((one, other) => (one.id < other.id ? -1 : 1));
    expect(travelMetres(visits)).toBeLessThanOrEqual(travelMetres(byName));
    const { rows } = await sql<{ standards: number; logged: number }>`
      select count(distinct inspection.standard_id)::int as standards,
        (select count(*)::int from audit_entry where action = 'inspection.scheduled' and subject_id = any(${visits.map(({ id }) => id)}::uuid[])) as logged
      from inspection
      where scheduled_on = ${day} and inspector_id = ${amal.accountId}
        and standard_id = (select standard_id from standard_adoption where adopted_from <= ${day} order by adopted_from desc limit 1)
    `.execute(fresh.owner);
    expect(rows[0]).toEqual({ standards: 1, logged: 4 });
  });

  it('takes a proposal that is confirmed twice at once a single time', async () => {
    const proposed = { ...wanted(11, amal, addDays(day, 6)), reason: 'risk' as const };
    const outcomes = await Promise.allSettled(
      [1, 2, 3].map(() =>
        as(planner, (t) => planVisits(t, { wanted: [proposed], scheduledBy: planner.accountId, today })),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ problem: { code: 'building_has_visit' } });
    expect(await visitsOn(proposed.day)).toHaveLength(1);
  });

  it('moves a visit, puts both days in order, and calls one off; what has begun stays', async () => {
    const on = addDays(day, 1);
    await plan(wanted(4, amal, on), wanted(5, amal, on), wanted(6, amal, on));
    const [first, second, third] = await visitsOn(on);
    const move = (id: string, to = badr, target = on) =>
      as(planner, (t) => moveVisit(t, { id, day: target, inspectorId: to.accountId, today }));
    expect(await move(first!.id)).toMatchObject({ day: on, inspectorId: amal.accountId });
    expect((await visitsOn(on)).map(({ visitOrder }) => visitOrder)).toEqual([1, 2]);
    expect((await visitsOn(on, badr)).map(({ id, visitOrder }) => [id, visitOrder])).toEqual([
      [first!.id, 1],
    ]);

    await as(planner, (t) => callOffVisit(t, { id: second!.id }));
    expect((await visitsOn(on)).map(({ id }) => id)).toEqual([third!.id]);

    await expect(move(third!.id, badr, addDays(today, -1))).rejects.toMatchObject({
      problem: { code: 'visit_day_passed' },
    });
    await sql`update inspection set state = 'under_way' where id = ${third!.id}`.execute(fresh.owner);
    await expect(move(third!.id)).rejects.toMatchObject({ problem: { code: 'visit_under_way' } });
    await expect(as(planner, (t) => callOffVisit(t, { id: third!.id }))).rejects.toMatchObject({
      problem: { code: 'visit_under_way' },
    });
  });

  it('leaves a visit that looks again at a finding the standard that it failed, on whatever day', async () => {
    const on = addDays(day, 8);
    await plan(wanted(9, amal, on));
    const [visit] = await visitsOn(on);
    const { rows } = await sql<{ standardId: string }>`
      update inspection
      set follows_id = (select id from inspection where submitted_at is not null limit 1),
        standard_id = (select id from standard where id <> inspection.standard_id limit 1)
      where id = ${visit!.id}
      returning standard_id
    `.execute(fresh.owner);
    await as(planner, (t) =>
      moveVisit(t, { id: visit!.id, day: addDays(on, 1), inspectorId: amal.accountId, today }),
    );
    const moved = await fresh.owner
      .selectFrom('inspection')
      .select('standardId')
      .where('id', '=', visit!.id)
      .executeTakeFirst();
    expect(moved).toEqual(rows[0]);
  });

  it('sends nobody who works no longer', async () => {
    const gone = await anAccount(fresh.owner, { role: 'inspector' });
    await sql`update account set disabled_at = now() where id = ${gone.accountId}`.execute(fresh.owner);
    await expect(plan(wanted(10, gone, addDays(day, 8)))).rejects.toMatchObject({
      problem: { code: 'not_found' },
    });
  });

  it('sends nobody against a conflict of interest, whoever asks and by whatever way, and all or none', async () => {
    const { siteId, id: buildingId } = buildings[7]!;
    const on = addDays(day, 2);
    await plan(wanted(7, badr, on));
    expect(
      await as(badr, (t) =>
        declareConflict(t, { accountId: badr.accountId, siteId, buildingId, reason: 'A cousin', today }),
      ),
    ).toBe(1);
    const later = addDays(on, 20);
    await expect(plan(wanted(8, badr, later), wanted(7, badr, later))).rejects.toMatchObject({
      problem: { code: 'inspector_has_conflict' },
    });
    expect(await visitsOn(later, badr)).toHaveLength(0);
    const [visit] = await visitsOn(on, badr);
    // Past the product's own check the database refuses too.
    await expect(
      as(planner, (t) =>
        t
          .updateTable('inspection')
          .set({ secondInspectorId: badr.accountId, inspectorId: amal.accountId })
          .where('id', '=', visit!.id)
          .execute(),
      ),
    ).rejects.toMatchObject({ problem: { code: 'inspector_has_conflict' } });

    // Their own conflicts alone are an inspector's to read, and not theirs to remove.
    expect(await as(amal, (t) => listConflicts(t))).toEqual([]);
    const [conflict] = await as(badr, (t) => listConflicts(t));
    await expect(as(badr, (t) => removeConflict(t, { conflictId: conflict!.id }))).rejects.toMatchObject({
      problem: { code: 'not_found' },
    });
    await as(planner, (t) => removeConflict(t, { conflictId: conflict!.id }));
    await plan(wanted(7, badr, addDays(on, 1)));
  });

  it('sends nobody twice in a row to a building, except to look again at what they found', async () => {
    const { rows } = await sql<{ buildingId: string; inspectorId: string }>`
      select building_id, inspector_id from inspection
      where submitted_at = (select max(submitted_at) from inspection where building_id is not null)
    `.execute(fresh.owner);
    const again = { ...rows[0]!, day: addDays(day, 3) };
    const planAgain = (reason: 'routine' | 'follow_up') =>
      as(planner, (t) =>
        planVisits(t, { wanted: [{ ...again, reason }], scheduledBy: planner.accountId, today }),
      );
    await expect(planAgain('routine')).rejects.toMatchObject({
      problem: { code: 'inspector_was_there_last' },
    });
    await planAgain('follow_up');
  });

  it('is the planners’ and supervisors’ alone to change', async () => {
    for (const actor of [auditor, amal]) {
      await expect(
        as(actor, (t) => planVisits(t, { wanted: [wanted(9)], scheduledBy: actor.accountId, today })),
      ).rejects.toThrow();
      await expect(
        as(actor, (t) =>
          setInspectorSites(t, { accountId: amal.accountId, siteIds: [buildings[0]!.siteId] }),
        ),
      ).rejects.toThrow();
    }
    const supervisor = await actorOf(fresh.owner, 'supervisor');
    await as(supervisor, (t) =>
      planVisits(t, { wanted: [wanted(9, amal, addDays(day, 4))], scheduledBy: supervisor.accountId, today }),
    );
  });
});

describe('the risk of all buildings', () => {
  it('rests on what is recorded, and is the same for whoever may read it', async () => {
    const rank = (actor: SignedInActor) =>
      as(actor, (t) => rankBuildings(t, { today, weights: riskWeights }));
    const { buildings: ranked, history } = await rank(planner);
    expect(ranked.length).toBeGreaterThan(50);
    expect(history.length).toBeGreaterThan(100);
    expect((await rank(auditor)).buildings).toEqual(ranked);
    expect((await rank(amal)).buildings).toEqual(ranked);
    const figures = ranked.map(({ figure }) => figure);
    expect(figures).toEqual(figures.toSorted((one, other) => other - one));

    const told = (factor: string) =>
      ranked.find(({ reasons }) => reasons.some((reason) => reason.factor === factor))!;
    const numbers = (building: (typeof ranked)[number], factor: string) =>
      building.reasons.find((reason) => reason.factor === factor)?.numbers;
    const reported = told('reports');
    const crowded = told('crowding');
    const failed = told('findings');
    const { rows } = await sql<Record<string, number>>`
      select
        (select count(*)::int from report
          where building_id = ${reported.buildingId} and route in ('maintenance', 'inspection')
            and received_at >= ${addDays(today, -riskWeights.reportDays)}::timestamp at time zone 'Asia/Kuwait') as reports,
        (select count(*)::int from assignment
          where building_id = ${crowded.buildingId} and during @> ${today}::date and state <> 'reserved') as residents,
        (select count(*)::int from finding join inspection on inspection.id = finding.inspection_id
          where inspection.building_id = ${failed.buildingId} and finding.severity = 'critical' and finding.withdrawn_at is null) as critical
    `.execute(fresh.owner);
    expect(numbers(reported, 'reports')).toEqual({ reports: rows[0]!['reports'] });
    expect(numbers(crowded, 'crowding')).toMatchObject({ residents: rows[0]!['residents'] });
    expect(numbers(failed, 'findings')).toMatchObject({ critical: rows[0]!['critical'] });
  });
});

describe('an inspector’s calendar', () => {
  it('follows what is moved and called off, and opens to its secret alone', async () => {
    const on = addDays(day, 10);
    await plan(wanted(10, badr, on));
    const [visit] = await visitsOn(on, badr);
    const { token, tokenHash } = newToken();
    await as(badr, (t) => makeCalendarFeed(t, { accountId: badr.accountId, tokenHash }));
    expect(await as(badr, (t) => findCalendarFeed(t, badr))).not.toBeNull();
    expect(await as(amal, (t) => findCalendarFeed(t, { accountId: badr.accountId }))).toBeNull();

    const event = async () => {
      const calendar = (await calendarOf(fresh.database, token))!.replaceAll('\r\n ', '');
      return calendar.split('BEGIN:VEVENT').find((each) => each.includes(`UID:${visit!.id}@labour-cities`));
    };
    const written = (of: string) => `DTSTART;TZID=Asia/Kuwait:${of.replaceAll('-', '')}T080000`;
    expect(await event()).toContain(written(on));
    expect(await event()).toContain(visit!.buildingName);
    expect(await event()).not.toContain(badr.displayName);
    expect(await event()).toMatch(/\r\nDTSTAMP:\d{8}T\d{6}Z\r\n/);
    const next = addDays(on, 1);
    await as(planner, (t) => moveVisit(t, { id: visit!.id, day: next, inspectorId: badr.accountId, today }));
    expect(await event()).toContain(written(next));
    await as(planner, (t) => callOffVisit(t, { id: visit!.id }));
    expect(await event()).toBeUndefined();

    expect(await calendarOf(fresh.database, newToken().token)).toBeNull();
    const { rows } = await sql<{
      kept: string;
    }>`select calendar_feed::text as kept from calendar_feed`.execute(fresh.owner);
    expect(rows.map(({ kept }) => kept).join()).not.toContain(token);
    const anew = newToken();
    await as(badr, (t) => makeCalendarFeed(t, { accountId: badr.accountId, tokenHash: anew.tokenHash }));
    expect(await calendarOf(fresh.database, token)).toBeNull();
    expect(await calendarOf(fresh.database, anew.token)).toContain('BEGIN:VCALENDAR');
    const barred = (disabledAt: Date | null) =>
      fresh.owner.updateTable('account').set({ disabledAt }).where('id', '=', badr.accountId).execute();
    await barred(new Date());
    expect(await calendarOf(fresh.database, anew.token)).toBeNull();
    await barred(null);
    await as(badr, (t) => removeCalendarFeed(t, badr));
    expect(await calendarOf(fresh.database, anew.token)).toBeNull();
  });
});
