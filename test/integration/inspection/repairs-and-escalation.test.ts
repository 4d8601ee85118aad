import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { reopenClosure } from '#app/data/capacity/closures.ts';
import { decideRepair, listFindings, reportRepair } from '#app/data/inspection/corrective-actions.ts';
import { escalate } from '#app/data/inspection/escalation.ts';
import { getFinding } from '#app/data/inspection/finding-detail.ts';
import { listNoticesOn } from '#app/data/inspection/notices.ts';
import { scheduleReinspection } from '#app/data/inspection/reinspections.ts';
import { transact } from '#app/data/transaction.ts';
import type { Day } from '#app/domain/dates.ts';
import { addDays } from '#app/domain/dates.ts';
import type { SignedInActor } from '#app/domain/identity/actor.ts';
import { system } from '#app/domain/identity/actor.ts';
import type { FindingId, InspectionId } from '#app/domain/identity/ids.ts';
import type { BuiltBed } from '#test/integration/people-and-places.ts';
import { openFreshDatabase } from '#test/integration/fresh-database.ts';
import { anAccount } from '#test/integration/people-and-places.ts';
import { race, told } from '#test/integration/racing.ts';
import { workOnChange } from '#app/server/background/change-task.ts';
import { DETECTORS, DOORS, inspectionsOn, today } from './submitted-inspections.ts';

const fresh = openFreshDatabase('empty');
const { by, arrange, submitted, work, answer } = inspectionsOn(fresh);

const findingOf = async (inspectionId: InspectionId, questionId: string) => {
  const { id } = await fresh.owner
    .selectFrom('finding')
    .select('id')
    .where('inspectionId', '=', inspectionId)
    .where('questionId', '=', questionId)
    .executeTakeFirstOrThrow();
  return id as FindingId;
};

const detailOf = (findingId: FindingId) =>
  transact(fresh.database, by.planner, (t) => getFinding(t, { findingId, today }));

/** The steps of a finding with the days after today on which they were taken. */
const stepsOf = async (findingId: FindingId) => {
  const { rows } = await sql<{ step: string; after: number }>`
    select step::text, issued_on - ${today}::date as after
    from notice join corrective_action as action on action.id = corrective_action_id
    where finding_id = ${findingId}
    order by notice.step
  `.execute(fresh.owner);
  return rows.map(({ step, after }) => [step, after]);
};

/** As the process does on that day. */
async function sweep(day: Day): Promise<void> {
  const changes = await transact(fresh.database, system, (t) => escalate(t, { today: day }));
  for (const id of changes) await workOnChange(fresh.database, id, day);
}

const isClosedOn = async ({ buildingId }: BuiltBed, day: Day) => {
  const { rows } = await sql`
    select from closure where building_id = ${buildingId} and during @> ${day}::date
  `.execute(fresh.owner);
  return rows.length;
};

async function aSiteManager(...sites: readonly BuiltBed[]): Promise<SignedInActor> {
  const manager = await anAccount(fresh.owner, { role: 'site_manager' });
  for (const { siteId } of sites)
    await fresh.owner
      .insertInto('siteManagerSite')
      .values({ accountId: manager.accountId, siteId })
      .execute();
  return manager;
}

/** A photo whose bytes are stored already. */
async function aPhoto(manager: SignedInActor): Promise<string> {
  const hash = randomBytes(32);
  await fresh.owner
    .insertInto('storedFile')
    .values({ hash, bytes: 10, mediaType: 'image/jpeg', width: 4, height: 3, storedBy: manager.accountId })
    .execute();
  return hash.toString('hex');
}

async function report(findingId: FindingId, manager: SignedInActor): Promise<void> {
  const photos = [await aPhoto(manager)];
  await transact(fresh.database, manager, (t) =>
    reportRepair(t, { findingId, note: 'Put right', photos, reportedBy: manager.accountId }),
  );
}

describe('a finding that nobody puts right', () => {
  it('is warned of, closes its building, and goes to the prosecution, day by day, each once', async () => {
    const { lived, residents } = await arrange({ people: 2, elsewhere: true });
    const id = await submitted(lived, { [DETECTORS]: false }, { daysAgo: 29 });
    await work(id, addDays(today, -29));
    const findingId = await findingOf(id, DETECTORS);
    for (const after of [14, 15, 16, 28]) await sweep(addDays(today, after - 29));
    expect(await stepsOf(findingId)).toEqual([
      ['notice', -29],
      ['warning', -14],
    ]);
    expect(await isClosedOn(lived, today)).toBe(0);
    // Several processes, or one that was started again.
    expect(await race(Array.from({ length: 5 }, () => () => sweep(today)))).toEqual(Array(5).fill('done'));
    expect(await isClosedOn(lived, today)).toBe(1);
    const { rows } = await sql<{ inside: number }>`
      select count(*)::int as inside from assignment
      where worker_id = any(${residents.map(({ workerId }) => workerId)}::uuid[]) and building_id = ${lived.buildingId}
        and during @> ${today}::date
    `.execute(fresh.owner);
    expect(rows[0]?.inside).toBe(0);
    await sweep(addDays(today, 30));
    await sweep(addDays(today, 31));
    expect(await stepsOf(findingId)).toEqual([
      ['notice', -29],
      ['warning', -14],
      ['closure', 0],
      ['referral', 30],
    ]);
    const indicators = await sql<{ basis: string; kind: string }>`
      select evidence ->> 'basis' as basis, kind from indicator where evidence ->> 'findingId' = ${findingId}
    `.execute(fresh.owner);
    expect(indicators.rows).toEqual([{ basis: 'referral', kind: 'abusive_working_and_living_conditions' }]);
    const issued = await transact(fresh.database, by.planner, (t) =>
      listNoticesOn(t, { day: today, today, limit: 50, offset: 0 }),
    );
    expect(issued.rows.filter((notice) => notice.finding.id === findingId)).toMatchObject([
      { step: 'closure', instrument: { key: 'kw-fire-lessons-2024' } },
    ]);

    // After all that, another answer from a phone opens nothing.
    await answer(id, { [DETECTORS]: true });
    await work(id, addDays(today, 31));
    expect(await isClosedOn(lived, addDays(today, 31))).toBe(1);
    expect(await detailOf(findingId)).toMatchObject({ withdrawal: null });
  });
});

describe('a repair', () => {
  it('holds the steps while nobody has decided, is rejected with a reason, and accepted when it is done', async () => {
    const { lived } = await arrange({ people: 1, elsewhere: true });
    const id = await submitted(lived, { [DETECTORS]: false });
    await work(id);
    const findingId = await findingOf(id, DETECTORS);
    const manager = await aSiteManager(lived);
    await report(findingId, manager);
    expect(await told(report(findingId, manager))).toBe('repair_not_in_state');
    await sweep(addDays(today, 20));
    expect(await stepsOf(findingId)).toEqual([['notice', 0]]);

    const supervisor = await anAccount(fresh.owner, { role: 'supervisor' });
    const dueOn = addDays(today, 25);
    await transact(fresh.database, supervisor, (t) =>
      decideRepair(t, {
        findingId,
        decision: { kind: 'reject', reason: 'Half of them', dueOn },
        decidedBy: supervisor.accountId,
      }),
    );
    expect(await detailOf(findingId)).toMatchObject({ completed: null, dueOn });

    await report(findingId, manager);
    await transact(fresh.database, by.inspector, (t) =>
      decideRepair(t, { findingId, decision: { kind: 'accept' }, decidedBy: by.inspector.accountId }),
    );
    const { completed, repairs } = await detailOf(findingId);
    expect(completed?.byName).toBe(by.inspector.displayName);
    expect(repairs.map(({ accepted, photos }) => [accepted, photos.length])).toEqual([
      [true, 1],
      [false, 1],
    ]);
    await sweep(addDays(today, 100));
    expect(await stepsOf(findingId)).toEqual([['notice', 0]]);
  });

  it('isn’t judged by an inspector with a conflict of interest there', async () => {
    const { lived } = await arrange({ people: 0, elsewhere: true });
    const id = await submitted(lived, { [DETECTORS]: false });
    await work(id);
    const findingId = await findingOf(id, DETECTORS);
    await report(findingId, await aSiteManager(lived));
    const partial = await anAccount(fresh.owner, { role: 'inspector' });
    await fresh.owner
      .insertInto('inspectorConflict')
      .values({ accountId: partial.accountId, siteId: lived.siteId, reason: 'A brother works there' })
      .execute();
    const accept = transact(fresh.database, partial, (t) =>
      decideRepair(t, { findingId, decision: { kind: 'accept' }, decidedBy: partial.accountId }),
    );
    expect(await told(accept)).toBe('repair_conflict_of_interest');
    // Past the product's own check the database refuses too: nothing is changed.
    const { numUpdatedRows } = await transact(fresh.database, partial, (t) =>
      t
        .updateTable('correctiveAction')
        .set({ dueOn: '2099-01-01' })
        .where('findingId', '=', findingId)
        .executeTakeFirst(),
    );
    expect(numUpdatedRows).toBe(0n);
  });

  it('accepted by its photos doesn’t open a place that was closed for danger: a re-inspection does', async () => {
    const { lived } = await arrange({ people: 0, elsewhere: true });
    const id = await submitted(lived, { [DOORS]: false });
    await work(id);
    const findingId = await findingOf(id, DOORS);
    await report(findingId, await aSiteManager(lived));
    await transact(fresh.database, by.inspector, (t) =>
      decideRepair(t, { findingId, decision: { kind: 'accept' }, decidedBy: by.inspector.accountId }),
    );
    expect(await isClosedOn(lived, today)).toBe(1);
    const { closure } = await detailOf(findingId);
    const reopened = transact(fresh.database, by.planner, (t) =>
      reopenClosure(t, { closureId: closure!.id, on: today, reopenedBy: by.planner.accountId, today }),
    );
    expect(await told(reopened)).toBe('closure_needs_reinspection');
    const schedule = () =>
      transact(fresh.database, by.planner, (t) =>
        scheduleReinspection(t, {
          findingId,
          on: today,
          inspectorId: by.inspector.accountId,
          scheduledBy: by.planner.accountId,
        }),
      );
    const outcomes = await Promise.allSettled([schedule(), schedule(), schedule()]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(await told(schedule())).toBe('reinspection_scheduled');
    expect(await detailOf(findingId)).toMatchObject({
      scheduled: { on: today },
      closure: { isClosed: true },
    });
    await work(await submitted(lived, { [DOORS]: true }, { reason: 'follow_up' }));
    expect(await isClosedOn(lived, today)).toBe(0);
  });
});

describe('what a site manager sees', () => {
  it('is what was found at their own sites, and nothing of others', async () => {
    const [here, there] = [
      await arrange({ people: 0, elsewhere: true }),
      await arrange({ people: 0, elsewhere: true }),
    ];
    const ids = [
      await submitted(here.lived, { [DETECTORS]: false }),
      await submitted(there.lived, { [DETECTORS]: false }),
    ];
    for (const id of ids) await work(id);
    const manager = await aSiteManager(here.lived);
    const { rows, counts } = await transact(fresh.database, manager, (t) =>
      listFindings(t, { view: 'open', search: '', today, limit: 50, offset: 0 }),
    );
    expect(rows.map(({ place }) => place.siteId)).toEqual([here.lived.siteId]);
    expect(counts.open).toBe(1);
    const other = await findingOf(ids[1]!, DETECTORS);
    expect(
      await told(transact(fresh.database, manager, (t) => getFinding(t, { findingId: other, today }))),
    ).toBe('not_found');
    expect(await told(report(other, manager))).toBe('not_found');
    const { total } = await transact(fresh.database, manager, (t) =>
      listNoticesOn(t, { day: today, today, limit: 50, offset: 0 }),
    );
    expect(total).toBe(1);
  });
});
