import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { transact } from '#app/data/transaction.ts';
import type { SignedInActor } from '#app/domain/identity/actor.ts';
import { system } from '#app/domain/identity/actor.ts';
import type { FindingId } from '#app/domain/identity/ids.ts';
import { openFreshDatabase } from '#test/integration/fresh-database.ts';
import { aRoom, aStandard, anAccount, anEmployer } from '#test/integration/people-and-places.ts';
import { anInspection } from './inspections-built.ts';

const fresh = openFreshDatabase('empty');
const by = {} as Record<
  'inspector' | 'colleague' | 'supervisor' | 'other' | 'planner' | 'manager',
  SignedInActor
>;
let standardId: string;

beforeAll(async () => {
  by.inspector = await anAccount(fresh.owner, { role: 'inspector' });
  by.colleague = await anAccount(fresh.owner, { role: 'inspector' });
  by.supervisor = await anAccount(fresh.owner, { role: 'supervisor' });
  by.other = await anAccount(fresh.owner, { role: 'supervisor' });
  by.planner = await anAccount(fresh.owner, { role: 'planner' });
  by.manager = await anAccount(fresh.owner, { role: 'site_manager' });
  standardId = await aStandard(fresh.owner, { max_occupants_per_room: 4 });
});

/** What the actor's statement changed: rows it touched, or 'refused'. */
const attempt = (actor: SignedInActor | typeof system, statement: string): Promise<number | 'refused'> =>
  transact(fresh.database, actor, (t) => sql.raw(statement).execute(t)).then(
    ({ numAffectedRows }) => Number(numAffectedRows ?? 0),
    () => 'refused',
  );

/** An inspection of a building of its own, in this state; the site manager answers for its site. */
async function inspectionIn(state: 'scheduled' | 'under_way' | 'submitted') {
  const [bed] = await aRoom(fresh.owner);
  const { siteId, buildingId, roomId } = bed!;
  const id = await anInspection(fresh.owner, {
    siteId,
    buildingId,
    standardId,
    inspectorId: by.inspector.accountId,
  });
  await fresh.owner
    .insertInto('siteManagerSite')
    .values({ accountId: by.manager.accountId, siteId })
    .execute();
  const steps = { scheduled: [], under_way: ['under_way'], submitted: ['under_way', 'submitted'] }[state];
  for (const step of steps)
    await sql`
      update inspection set state = ${step}::inspection_state, started_at = now(),
        submitted_at = case when ${step} = 'submitted' then now() end
      where id = ${id}
    `.execute(fresh.owner);
  return { id, siteId, buildingId, roomId };
}

/** Something that it found, which is still to be put right. */
async function aFinding({ id, roomId }: { id: string; roomId: string }) {
  const { rows } = await sql<{ findingId: FindingId; actionId: string }>`
    with found as (
      insert into finding (inspection_id, criterion_id, floor, room_id, severity, answerable)
      select ${id}, id, 0, ${roomId}::uuid, 'critical', 'site_manager' from criterion where standard_id = ${standardId}
      returning id
    )
    insert into corrective_action (finding_id, due_on) select id, kuwait_today() from found
    returning id as action_id, finding_id
  `.execute(fresh.owner);
  return rows[0]!;
}

const reportRepair = async (actionId: string) =>
  attempt(
    by.manager,
    `insert into repair_report (corrective_action_id, reported_by, note) values ('${actionId}', '${by.manager.accountId}', 'Mended')`,
  );

describe('an inspection', () => {
  it('is recorded by its inspector, who changes nothing of what was scheduled and decides nothing', async () => {
    const { id } = await inspectionIn('scheduled');
    const change = (actor: SignedInActor, what: string) =>
      attempt(actor, `update inspection set ${what} where id = '${id}'`);
    const starts = `state = 'under_way', started_at = now()`;
    for (const what of [
      `${starts}, scheduled_on = '2020-02-02'`,
      `${starts}, second_inspector_id = '${by.colleague.accountId}'`,
      `${starts}, outcome = 'passed'`,
      `${starts}, consequences_at = now()`,
      `${starts}, standard_id = uuidv7()`,
    ])
      expect(await change(by.inspector, what), what).toBe('refused');
    expect(await change(by.colleague, starts)).toBe(0);
    expect(await change(by.inspector, starts)).toBe(1);
    const submits = `state = 'submitted', submitted_at = now()`;
    expect(await change(by.inspector, `${submits}, submitted_by = '${by.colleague.accountId}'`)).toBe(
      'refused',
    );
    expect(await change(by.inspector, `${submits}, submitted_by = '${by.inspector.accountId}'`)).toBe(1);
    expect(await change(by.inspector, `state = 'under_way'`)).toBe(0);
  });

  it('is submitted as it stands by a supervisor in their own name, with a reason', async () => {
    const { id } = await inspectionIn('under_way');
    const submit = (actor: SignedInActor, submittedBy: SignedInActor, more = `submission_note = 'Lost'`) =>
      attempt(
        actor,
        `update inspection set state = 'submitted', submitted_at = now(),
           submitted_by = '${submittedBy.accountId}', ${more} where id = '${id}'`,
      );
    const isOf = (day: string) =>
      sql`update inspection set scheduled_on = ${sql.raw(day)} where id = ${id}`.execute(fresh.owner);
    await isOf('kuwait_today() - 1');
    expect(await submit(by.planner, by.planner)).toBe(0);
    expect(await submit(by.inspector, by.inspector)).toBe('refused');
    expect(await submit(by.supervisor, by.other)).toBe('refused');
    expect(await submit(by.supervisor, by.inspector)).toBe('refused');
    expect(await submit(by.supervisor, by.supervisor, `submission_note = ''`)).toBe('refused');
    expect(
      await submit(by.supervisor, by.supervisor, `submission_note = 'Lost', scheduled_on = '2020-02-02'`),
    ).toBe('refused');
    await isOf('kuwait_today()');
    expect(await submit(by.supervisor, by.supervisor)).toBe('refused');
    await isOf('kuwait_today() - 1');
    expect(await submit(by.supervisor, by.supervisor)).toBe(1);
  });

  it('is scheduled in one’s own name, and moved until it has begun', async () => {
    const { id, siteId, buildingId } = await inspectionIn('scheduled');
    const schedule = (scheduledBy: SignedInActor, more = '', value = '') =>
      attempt(
        by.planner,
        `insert into inspection (site_id, building_id, standard_id, reason, scheduled_on, inspector_id, scheduled_by ${more})
         values ('${siteId}', '${buildingId}', '${standardId}', 'routine', '2027-01-01', '${by.inspector.accountId}', '${scheduledBy.accountId}' ${value})`,
      );
    expect(await schedule(by.other)).toBe('refused');
    expect(await schedule(by.planner, ', outcome', `, 'passed'`)).toBe('refused');
    expect(await schedule(by.planner)).toBe(1);
    const move = (what: string) => attempt(by.planner, `update inspection set ${what} where id = '${id}'`);
    expect(await move(`scheduled_on = '2027-01-02', inspector_id = '${by.colleague.accountId}'`)).toBe(1);
    expect(await move(`building_id = null`)).toBe('refused');
    expect(await move(`number = 7`)).toBe('refused');
    const begun = await inspectionIn('under_way');
    const moved = `update inspection set scheduled_on = '2027-01-02' where id = '${begun.id}'`;
    expect(await attempt(by.planner, moved)).toBe(0);
    expect(await attempt(by.planner, `delete from inspection where id = '${begun.id}'`)).toBe(0);
  });

  it('is reviewed by a supervisor in their own name, who rewrites nothing of it', async () => {
    const { id } = await inspectionIn('submitted');
    const change = (what: string) =>
      attempt(by.supervisor, `update inspection set ${what} where id = '${id}'`);
    const reviews = `state = 'reviewed', outcome = 'passed', reviewed_at = now()`;
    for (const what of [
      `${reviews}, reviewed_by = '${by.other.accountId}'`,
      `${reviews}, reviewed_by = '${by.supervisor.accountId}', submitted_at = '2020-01-01'`,
      `${reviews}, reviewed_by = '${by.supervisor.accountId}', inspector_id = '${by.colleague.accountId}'`,
    ])
      expect(await change(what), what).toBe('refused');
    expect(await change(`${reviews}, reviewed_by = '${by.supervisor.accountId}'`)).toBe(1);
    for (const role of ['auditor', 'site_manager', 'planner', 'inspector'] as const) {
      const actor = await anAccount(fresh.owner, { role });
      const changed = await attempt(actor, `update inspection set outcome = 'failed' where id = '${id}'`);
      expect([0, 'refused'], role).toContain(changed);
    }
  });

  it('that two supervisors publish at once has one first version', async () => {
    for (let round = 0; round < 6; round++) {
      const { id } = await inspectionIn('submitted');
      const publish = (supervisor: SignedInActor) =>
        attempt(
          supervisor,
          `insert into inspection_report (inspection_id, version, outcome, content, published_by)
           values ('${id}', 1, 'passed', '{}', '${supervisor.accountId}')`,
        );
      const results = await Promise.all([by.supervisor, by.other, by.supervisor, by.other].map(publish));
      expect(results.toSorted()).toEqual([1, 'refused', 'refused', 'refused']);
    }
  });

  it('is published by nobody before it is submitted, nor in another’s name', async () => {
    const publish = (id: string, publishedBy: SignedInActor) =>
      attempt(
        by.supervisor,
        `insert into inspection_report (inspection_id, version, outcome, content, published_by)
         values ('${id}', 1, 'passed', '{}', '${publishedBy.accountId}')`,
      );
    expect(await publish((await inspectionIn('under_way')).id, by.supervisor)).toBe('refused');
    expect(await publish((await inspectionIn('submitted')).id, by.other)).toBe('refused');
  });
});

describe('what was found', () => {
  it('is written by the product, and taken back by a supervisor in their own name with nothing else changed', async () => {
    const { findingId } = await aFinding(await inspectionIn('submitted'));
    const change = (actor: SignedInActor, what: string) =>
      attempt(actor, `update finding set ${what} where id = '${findingId}'`);
    expect(await change(by.supervisor, `severity = 'minor'`)).toBe('refused');
    expect(await change(by.supervisor, `withdrawn_at = now(), withdrawn_by = '${by.other.accountId}'`)).toBe(
      'refused',
    );
    expect(await change(by.inspector, `note = ''`)).toBe(0);
    const takesBack = `withdrawn_at = now(), withdrawn_by = '${by.supervisor.accountId}', withdrawal_reason = 'Mistaken'`;
    expect(await change(by.supervisor, takesBack)).toBe(1);
    for (const actor of [by.supervisor, system])
      expect(await attempt(actor, `delete from finding where id = '${findingId}'`)).toBe('refused');
  });

  it('is put right by an accepted repair, and by no bare word', async () => {
    const { actionId } = await aFinding(await inspectionIn('submitted'));
    const complete = (actor: SignedInActor, more = '') =>
      attempt(
        actor,
        `update corrective_action set completed_at = now(), completed_by = '${actor.accountId}' ${more} where id = '${actionId}'`,
      );
    expect(await complete(by.inspector)).toBe('refused');
    const putOff = `update corrective_action set due_on = '2099-01-01' where id = '${actionId}'`;
    for (const actor of [by.inspector, by.supervisor]) expect(await attempt(actor, putOff)).toBe('refused');
    expect(await complete(by.manager)).toBe(0);
    expect(await reportRepair(actionId)).toBe(1);
    expect(await complete(by.supervisor)).toBe('refused');
    const decide = (actor: SignedInActor) =>
      attempt(
        actor,
        `update repair_report set accepted = true, decided_by = '${actor.accountId}', decided_at = now()
         where corrective_action_id = '${actionId}' and accepted is null`,
      );
    const deciders = [by.inspector, by.colleague, by.supervisor, by.other];
    const decisions = await Promise.all([...deciders, ...deciders].map(decide));
    expect(decisions.toSorted()).toEqual([0, 0, 0, 0, 0, 0, 0, 1]);
    const completions = await Promise.all(deciders.map((actor) => complete(actor)));
    expect(completions.toSorted()).toEqual([1, 'refused', 'refused', 'refused']);
    const { rows } = await sql`
      select from corrective_action as action join repair_report on corrective_action_id = action.id
      where action.id = ${actionId} and completed_by = decided_by and accepted
    `.execute(fresh.owner);
    expect(rows).toHaveLength(1);
    const reopen = `update corrective_action set completed_at = null, completed_by = null where id = '${actionId}'`;
    expect(await attempt(by.supervisor, reopen)).toBe('refused');
    expect(await reportRepair(actionId)).toBe('refused');
  });

  it('is seen by the site manager of that site once it is submitted, and by no other; employers see nothing', async () => {
    const submitted = await inspectionIn('submitted');
    const underWay = await inspectionIn('under_way');
    const elsewhere = await anAccount(fresh.owner, { role: 'site_manager' });
    const employerId = await anEmployer(fresh.owner);
    const employer = await anAccount(fresh.owner, { role: 'employer', employerId });
    const { findingId, actionId } = await aFinding(submitted);
    await aFinding(underWay);
    const seen = (actor: SignedInActor) =>
      transact(fresh.database, actor, async (t) => ({
        inspections: (
          await t
            .selectFrom('inspection')
            .select('id')
            .where('id', 'in', [submitted.id, underWay.id])
            .execute()
        ).map(({ id }) => id),
        findings: (
          await t
            .selectFrom('finding')
            .select('id')
            .where('inspectionId', 'in', [submitted.id, underWay.id])
            .execute()
        ).map(({ id }) => id),
        actions: (await t.selectFrom('correctiveAction').select('id').where('id', '=', actionId).execute())
          .length,
        mayInspect: (
          await sql<{
            may: boolean | null;
          }>`select may_inspect(${by.inspector.accountId}, ${submitted.siteId}, null) as may`.execute(t)
        ).rows[0]!.may,
      }));
    expect(await seen(by.manager)).toEqual({
      inspections: [submitted.id],
      findings: [findingId],
      actions: 1,
      mayInspect: null,
    });
    const nothing = { inspections: [], findings: [], actions: 0, mayInspect: null };
    expect(await seen(elsewhere)).toEqual(nothing);
    expect(await seen(employer)).toEqual(nothing);
  });

  it('has its notices from the product alone; they, acts, files and reports never change', async () => {
    const { actionId } = await aFinding(await inspectionIn('submitted'));
    const notice = `insert into notice (corrective_action_id, step, issued_on, act_by) values ('${actionId}', 'notice', kuwait_today(), kuwait_today())`;
    for (const actor of [by.inspector, by.supervisor, by.manager, by.planner])
      expect(await attempt(actor, notice)).toBe('refused');
    expect(await attempt(system, notice)).toBe(1);
    const file = (storedBy: SignedInActor) =>
      `insert into stored_file (hash, bytes, media_type, width, height, stored_by) values (sha256(uuidv7()::text::bytea), 1, 'image/png', 1, 1, '${storedBy.accountId}')`;
    expect(await attempt(by.manager, file(by.inspector))).toBe('refused');
    expect(await attempt(by.manager, file(by.manager))).toBe(1);
    for (const table of [
      'inspection_operation',
      'notice',
      'stored_file',
      'inspection_photo',
      'inspection_report',
      'repair_photo',
    ])
      for (const actor of [by.supervisor, by.manager, system])
        for (const change of [`delete from ${table}`, `truncate ${table}`])
          expect(await attempt(actor, change), change).toBe('refused');
  });
});
