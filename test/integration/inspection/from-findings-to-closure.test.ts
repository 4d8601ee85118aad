import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { findUnfinishedInspections, judgeSubmitted } from '#app/data/inspection/consequences.ts';
import { drawUpReport } from '#app/data/inspection/drawn-report.ts';
import { getFinding } from '#app/data/inspection/finding-detail.ts';
import { listClosedForDanger, listPeopleInDanger } from '#app/data/inspection/danger-closures.ts';
import { markOf } from '#app/data/inspection/review.ts';
import { placeWaiting } from '#app/data/capacity/relocation-moves.ts';
import { transact } from '#app/data/transaction.ts';
import type { Day } from '#app/domain/dates.ts';
import { addDays } from '#app/domain/dates.ts';
import { system } from '#app/domain/identity/actor.ts';
import type { FindingId, InspectionId } from '#app/domain/identity/ids.ts';
import { DAYS_TO_LEAVE_A_DANGER } from '#app/domain/inspection/closing.ts';
import { createBackgroundRunner } from '#app/server/background/background-runner.ts';
import { reviewBy } from '#app/server/inspection/review-action.ts';
import type { RequestContext } from '#app/server/request/request-context.ts';
import { openFreshDatabase } from '#test/integration/fresh-database.ts';
import type { BuiltBed } from '#test/integration/people-and-places.ts';
import { aWorker, anAccount, assignmentOf } from '#test/integration/people-and-places.ts';
import { DETECTORS, DOORS, areaOf, inspectionsOn, today } from './submitted-inspections.ts';

const fresh = openFreshDatabase('empty');

const { by, arrange, submitted, answer, work } = inspectionsOn(fresh);

/** All that an inspection left behind, as the owner sees it. */
async function traces(inspectionId: InspectionId) {
  const { rows } = await sql<Record<string, number>>`
    select
      (select count(*) from finding where inspection_id = ${inspectionId} and withdrawn_at is null)::int as findings,
      (select count(*) from corrective_action join finding on finding.id = finding_id where inspection_id = ${inspectionId})::int as actions,
      (select count(*) from notice join corrective_action as a on a.id = corrective_action_id
        join finding on finding.id = a.finding_id where inspection_id = ${inspectionId})::int as notices,
      (select count(*) from indicator where evidence ->> 'findingId' in (
        select id::text from finding where inspection_id = ${inspectionId}))::int as indicators,
      (select count(*) from capacity_change where inspection_id = ${inspectionId})::int as changes,
      (select count(*) from closure join capacity_change as c on c.id = change_id where inspection_id = ${inspectionId})::int as closures
  `.execute(fresh.owner);
  return rows[0]!;
}

const whereIs = async (workerId: string, day: Day) => {
  const { rows } = await sql<{ buildingId: string }>`
    select building_id from assignment where worker_id = ${workerId} and during @> ${day}::date
  `.execute(fresh.owner);
  return rows[0]?.buildingId ?? null;
};

const openBeds = async (place: BuiltBed, day: Day) => {
  const { rows } = await sql<{ open: number; kept: number }>`
    select count(*) filter (where kept_for is null)::int as open, count(kept_for)::int as kept
    from bed_availability where building_id = ${place.buildingId} and during @> ${day}::date
  `.execute(fresh.owner);
  return rows[0]!;
};

const changeOf = (inspectionId: InspectionId) =>
  fresh.owner.selectFrom('capacityChange').selectAll().where('inspectionId', '=', inspectionId).execute();

describe('a door that doesn’t open from the inside', () => {
  it('closes the building the same evening, moves its residents, and leaves what is to be put right', async () => {
    const { lived, residents } = await arrange({ people: 5, elsewhere: true });
    const id = await submitted(lived, { [DOORS]: false, [DETECTORS]: false });
    await work(id);

    expect(await traces(id)).toEqual({
      findings: 2,
      actions: 2,
      // Two notices, and the closing of the one.
      notices: 3,
      indicators: 1,
      changes: 1,
      closures: 1,
    });
    const [change] = await changeOf(id);
    expect(change).toMatchObject({ state: 'in_effect', signedBy: by.inspector.accountId, kind: 'closure' });
    expect(await openBeds(lived, today)).toEqual({ open: 0, kept: 0 });
    for (const { workerId } of residents) {
      const now = await whereIs(workerId, today);
      expect(now).not.toBeNull();
      expect(now).not.toBe(lived.buildingId);
    }
    const { rows: indicators } = await sql<{ kind: string; employerId: string }>`
      select kind, employer_id from indicator where evidence ->> 'buildingId' = ${lived.buildingId}
    `.execute(fresh.owner);
    expect(indicators).toEqual([{ kind: 'restriction_of_movement', employerId: by.employerId }]);
  });

  it('done again, and ten times at once, leaves no second trace', async () => {
    const { lived } = await arrange({ people: 4, elsewhere: true });
    const id = await submitted(lived, { [DOORS]: false });
    await Promise.all(Array.from({ length: 10 }, () => work(id)));
    const once = await traces(id);
    expect(once).toMatchObject({ findings: 1, notices: 2, indicators: 1, changes: 1, closures: 1 });
    await work(id);
    expect(await traces(id)).toEqual(once);
    expect(await transact(fresh.database, system, findUnfinishedInspections)).not.toContain(id);
  });

  it('is withdrawn when it was answered otherwise before publication, and the building opens again', async () => {
    const { lived } = await arrange({ people: 2, elsewhere: true });
    const id = await submitted(lived, { [DOORS]: false });
    await work(id);
    expect((await openBeds(lived, today)).open).toBe(0);
    await answer(id, { [DOORS]: true });
    expect(await transact(fresh.database, system, findUnfinishedInspections)).toContain(id);
    await work(id);
    expect(await traces(id)).toMatchObject({ findings: 0 });
    expect((await openBeds(lived, today)).open).toBe(16);

    // Answered as at first after all, the building is closed again, and stays so.
    await answer(id, { [DOORS]: false });
    await work(id);
    await work(id);
    expect(await traces(id)).toMatchObject({ findings: 1, notices: 3, closures: 2 });
    expect((await openBeds(lived, today)).open).toBe(0);
    const { findingId } = await fresh.owner
      .selectFrom('finding')
      .select('id as findingId')
      .where('inspectionId', '=', id)
      .executeTakeFirstOrThrow();
    const { closure } = await transact(fresh.database, system, (t) =>
      getFinding(t, { findingId: findingId as FindingId, today }),
    );
    expect(closure).toMatchObject({ isClosed: true });
  });

  it('lets those with nowhere to go stay some days, their beds kept for them alone, and planners see it', async () => {
    const { lived, beds, residents } = await arrange({ people: 3, elsewhere: false });
    const newcomer = await aWorker(fresh.owner, { employerId: by.employerId });
    const soon = addDays(today, 2);
    await fresh.owner
      .insertInto('assignment')
      .values(assignmentOf(newcomer, beds[5]!, { from: soon, to: null }))
      .execute();
    const id = await submitted(lived, { [DOORS]: false });
    await work(id);

    const until = addDays(today, DAYS_TO_LEAVE_A_DANGER);
    const [change] = await changeOf(id);
    expect(change).toMatchObject({ state: 'in_effect' });
    expect(await openBeds(lived, today)).toEqual({ open: 0, kept: 3 });
    expect(await openBeds(lived, until)).toEqual({ open: 0, kept: 0 });
    for (const { workerId } of residents) expect(await whereIs(workerId, today)).toBe(lived.buildingId);
    expect(await whereIs(newcomer.id, soon)).toBeNull();
    const inDanger = () =>
      transact(fresh.database, by.planner, (t) =>
        listPeopleInDanger(t, { day: today, changeId: change!.id as never }),
      );
    expect(await inDanger()).toMatchObject([{ inside: 3, waiting: 4, until }]);
    const [closed] = await transact(fresh.database, by.planner, (t) =>
      listClosedForDanger(t, { since: today }),
    );
    expect(closed).toMatchObject({ changeId: change!.id, closedOn: today, moved: 0 });

    // A bed opens elsewhere: whoever is placed there is no longer in danger.
    const elsewhere = beds.filter(({ buildingId }) => buildingId !== lived.buildingId).slice(0, 4);
    for (const { id: bedId, ...place } of elsewhere)
      await sql`
        insert into bed_availability (bed_id, room_id, building_id, site_id, during)
        values (${bedId}, ${place.roomId}, ${place.buildingId}, ${place.siteId}, '[2026-01-01,)')
      `.execute(fresh.owner);
    const found = await transact(fresh.database, by.planner, (t) =>
      placeWaiting(t, { changeId: change!.id, today }),
    );
    expect(found).toEqual({ placed: 4, waiting: 0 });
    expect(await inDanger()).toEqual([]);
  });
});

it('a visit whose acts arrive days later is judged by who slept there when it was made', async () => {
  const { lived } = await arrange({ people: 2, elsewhere: true });
  const id = await submitted(lived, { [DOORS]: true });
  await sql`update inspection set started_at = now() - interval '3 days' where id = ${id}`.execute(
    fresh.owner,
  );
  await sql`
    update assignment set state = 'ended', end_reason = 'moved_out', during = daterange(lower(during), ${addDays(today, -2)}::date)
    where building_id = ${lived.buildingId}
  `.execute(fresh.owner);
  const judged = await transact(fresh.database, system, (t) => judgeSubmitted(t, { inspectionId: id }));
  expect(judged?.verdicts.find(({ question }) => question.id === DOORS)?.people).toBe(2);
});

describe('a room measured smaller than on record', () => {
  it('holds fewer people the same evening where nobody would have to move', async () => {
    const { lived } = await arrange({ people: 0, elsewhere: true });
    const id = await submitted(lived, { [areaOf(lived)]: 11 });
    await work(id);
    const room = await fresh.owner
      .selectFrom('room')
      .select('floorAreaM2')
      .where('id', '=', lived.roomId)
      .executeTakeFirst();
    expect(room?.floorAreaM2).toBe(11);
    expect((await openBeds(lived, today)).open).toBe(14);
    expect(await traces(id)).toMatchObject({ changes: 0, findings: 0 });
  });

  it('is proposed as a measurement where people live in it, for a planner to sign, once', async () => {
    const { lived, residents } = await arrange({ people: 4, elsewhere: true });
    const id = await submitted(lived, { [areaOf(lived)]: 11 });
    await work(id);
    await work(id);
    const changes = await changeOf(id);
    expect(changes).toMatchObject([
      { kind: 'measurement', state: 'proposed', proposedBy: by.inspector.accountId },
    ]);
    expect(changes[0]!.preview).toMatchObject({ leaving: 2 });
    for (const { workerId } of residents) expect(await whereIs(workerId, today)).toBe(lived.buildingId);
    expect(await traces(id)).toMatchObject({ findings: 1, closures: 0 });
  });
});

it('a room measured larger than on record lets nobody in before a planner has signed', async () => {
  const { lived } = await arrange({ people: 0, elsewhere: true });
  await work(await submitted(lived, { [areaOf(lived)]: 11 }, { daysAgo: 2 }), addDays(today, -2));
  const later = await submitted(lived, { [areaOf(lived)]: 20 });
  await work(later);
  const { rows } = await sql`select floor_area_m2 as area from room where id = ${lived.roomId}`.execute(
    fresh.owner,
  );
  expect(rows).toEqual([{ area: 11 }]);
  expect((await openBeds(lived, today)).open).toBe(14);
  expect(await changeOf(later)).toMatchObject([{ kind: 'measurement', state: 'proposed' }]);
});

it('what was measured stands as the later inspection measured it, whatever still arrives of the earlier', async () => {
  const { lived } = await arrange({ people: 0, elsewhere: true });
  const earlier = await submitted(lived, { [areaOf(lived)]: 20 }, { daysAgo: 2 });
  await work(earlier, addDays(today, -2));
  await work(await submitted(lived, { [areaOf(lived)]: 11 }));
  await answer(earlier, { [DETECTORS]: true });
  await work(earlier);
  const { rows } = await sql`select floor_area_m2 as area from room where id = ${lived.roomId}`.execute(
    fresh.owner,
  );
  expect(rows).toEqual([{ area: 11 }]);
});

it('a finding that is taken back after publication opens what was closed for it alone', async () => {
  const { lived } = await arrange({ people: 0, elsewhere: true });
  const id = await submitted(lived, { [DOORS]: false });
  await work(id);
  const supervisor = await anAccount(fresh.owner, { role: 'supervisor' });
  const started: string[] = [];
  const correct = async (intent: string, fields: Readonly<Record<string, string>>) => {
    const { report } = await transact(fresh.database, supervisor, (t) =>
      drawUpReport(t, { inspectionId: id, today }),
    );
    const form = new FormData();
    const typed = { intent, agreedTo: markOf(report), outcome: 'failed', summary: 'x', ...fields };
    for (const [name, value] of Object.entries(typed)) form.set(name, value);
    const context = {
      ...{ actor: supervisor, today, background: { start: (task: { id: string }) => started.push(task.id) } },
      transact: (act: Parameters<typeof transact>[2]) => transact(fresh.database, supervisor, act),
    } as unknown as RequestContext;
    expect(await reviewBy(context, { inspectionId: id, form })).toHaveProperty('done');
    return report.findings[0]!.id;
  };
  const findingId = await correct('publish', {});
  await correct('correct', { reason: 'Another door', withdrawn: findingId });
  expect(started).toEqual([id]);
  await work(id);
  expect((await openBeds(lived, today)).open).toBe(16);
});

describe('a re-inspection', () => {
  it('opens the building again once all that it was closed for is put right, and no sooner', async () => {
    const { lived } = await arrange({ people: 2, elsewhere: true });
    const first = await submitted(lived, { [DOORS]: false, [DETECTORS]: false });
    await work(first);
    const other = await submitted(lived, { [DETECTORS]: true }, { reason: 'follow_up' });
    await work(other);
    expect((await openBeds(lived, today)).open).toBe(0);
    const passed = await submitted(lived, { [DOORS]: true }, { reason: 'follow_up' });
    await work(passed);
    expect((await openBeds(lived, today)).open).toBe(16);
    const actions = await fresh.owner
      .selectFrom('correctiveAction')
      .innerJoin('finding', 'finding.id', 'findingId')
      .select(['completedBy', 'reinspectionId', 'questionId'])
      .where('inspectionId', '=', first)
      .orderBy('questionId')
      .execute();
    expect(actions).toMatchObject([
      { questionId: DOORS, reinspectionId: passed, completedBy: by.inspector.accountId },
      { questionId: DETECTORS, reinspectionId: other },
    ]);
    const closure = await fresh.owner
      .selectFrom('closure')
      .innerJoin('capacityChange', 'capacityChange.id', 'closure.changeId')
      .select('reopenedBy')
      .where('inspectionId', '=', first)
      .executeTakeFirst();
    expect(closure?.reopenedBy).toBe(by.inspector.accountId);

    // An act of the first that arrives only now closes nothing that was found put right.
    await answer(first, { [areaOf(lived)]: 20 });
    await work(first);
    expect(await traces(first)).toMatchObject({ findings: 2, closures: 1 });
    expect((await openBeds(lived, today)).open).toBe(16);
  });

  it('that fails again leaves it closed, by the closing that there is', async () => {
    const { lived } = await arrange({ people: 0, elsewhere: true });
    const first = await submitted(lived, { [DOORS]: false });
    await work(first);
    const again = await submitted(lived, { [DOORS]: false }, { reason: 'follow_up' });
    await work(again);
    expect(await traces(again)).toMatchObject({ findings: 1, notices: 2, changes: 0, closures: 0 });
    const repeated = await fresh.owner
      .selectFrom('finding')
      .select('repeatsId')
      .where('inspectionId', '=', again)
      .executeTakeFirst();
    expect(repeated?.repeatsId).not.toBeNull();
    expect((await openBeds(lived, today)).open).toBe(0);
  });
});

it('acts that arrive one by one don’t keep another inspection waiting: what waits is done once', async () => {
  const { lived } = await arrange({ people: 0, elsewhere: true });
  const runner = createBackgroundRunner(fresh.database, fresh.loginUrl);
  let threads = 0;
  const count = () => threads++;
  process.on('worker', count);
  try {
    const done = async () => {
      const id = await submitted(lived, { [DETECTORS]: true });
      runner.start({ kind: 'inspection', id });
      const isDrawn = async () =>
        (
          await fresh.owner
            .selectFrom('inspection')
            .select('consequencesAt')
            .where('id', '=', id)
            .executeTakeFirst()
        )?.consequencesAt ?? null;
      await expect.poll(isDrawn, { timeout: 20_000 }).not.toBeNull();
      return id;
    };
    const first = await done();
    threads = 0;
    for (let act = 0; act < 20; act++) runner.start({ kind: 'inspection', id: first });
    await done();
    expect(threads).toBe(2);
  } finally {
    process.off('worker', count);
    await runner.stop();
  }
});
