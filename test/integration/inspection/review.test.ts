import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { drawUpReport } from '#app/data/inspection/drawn-report.ts';
import { listInspections } from '#app/data/inspection/inspection-list.ts';
import { getInspection } from '#app/data/inspection/inspections.ts';
import { getPublished, listVersions } from '#app/data/inspection/published-reports.ts';
import {
  correctReport,
  markOf,
  publishReport,
  submitAsItStands,
  withdrawFinding,
} from '#app/data/inspection/review.ts';
import { settleConflict } from '#app/data/inspection/settlement.ts';
import { listBuildingHistory } from '#app/data/places/building-history.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import { addDays, kuwaitDay } from '#app/domain/dates.ts';
import type { SignedInActor } from '#app/domain/identity/actor.ts';
import type { FindingId, InspectionId } from '#app/domain/identity/ids.ts';
import { differencesOf, standingFindings } from '#app/domain/inspection/report.ts';
import { workOnInspection } from '#app/server/background/inspection-task.ts';
import { closeBedsToNewcomers } from '#test/integration/capacity/changes-of-capacity.ts';
import { openFreshDatabase } from '#test/integration/fresh-database.ts';
import { aFurnishedSite, aStandard, anAccount } from '#test/integration/people-and-places.ts';
import { anInspection } from './inspections-built.ts';
import { aPhone, send } from './phone.ts';

const fresh = openFreshDatabase('empty');
const today = kuwaitDay(new Date());
const by: Partial<Record<'inspector' | 'second' | 'supervisor' | 'planner', SignedInActor>> = {};

beforeAll(async () => {
  by.inspector = await anAccount(fresh.owner, { role: 'inspector' });
  by.second = await anAccount(fresh.owner, { role: 'inspector' });
  by.supervisor = await anAccount(fresh.owner, { role: 'supervisor' });
  by.planner = await anAccount(fresh.owner, { role: 'planner' });
  await fresh.owner
    .insertInto('standardAdoption')
    .values({
      standardId: await aStandard(fresh.owner, { max_occupants_per_room: 4, floor_area_per_person_m2: 4 }),
      adoptedFrom: '2020-01-01',
      adoptedBy: by.planner.accountId,
      reason: 'x',
    })
    .execute();
});

beforeEach(() => closeBedsToNewcomers(fresh.owner));

const as = <Result>(actor: SignedInActor, work: (transaction: ActorTransaction) => Promise<Result>) =>
  transact(fresh.database, actor, work);

/** An inspection of a building of its own by two, and the building's rooms. */
async function aVisit() {
  const beds = await aFurnishedSite(fresh.owner);
  const { siteId, buildingId } = beds[0]!;
  const rooms = [...new Set(beds.filter((bed) => bed.buildingId === buildingId).map(({ roomId }) => roomId))];
  const inspectionId = (await anInspection(fresh.owner, {
    siteId,
    buildingId,
    inspectorId: by.inspector!.accountId,
    secondInspectorId: by.second!.accountId,
    scheduledOn: today,
  })) as InspectionId;
  return { inspectionId, siteId, buildingId, room: rooms[0]!, rooms };
}

/** Submitted and judged: six people in a room for four. */
async function aSubmittedVisit({ photo = null as string | null } = {}) {
  const visit = await aVisit();
  const phone = aPhone(visit.inspectionId);
  phone.record('started', {});
  phone.answer(`room/${visit.room}/people`, 6);
  if (photo) phone.photograph(photo, `room/${visit.room}/people`);
  phone.submit();
  await send(fresh.database, by.inspector!, phone.operations);
  await workOnInspection(fresh.database, visit.inspectionId, today);
  return { ...visit, phone };
}

const drawn = (inspectionId: InspectionId) =>
  as(by.supervisor!, (t) => drawUpReport(t, { inspectionId, today }));

async function publish(
  inspectionId: InspectionId,
  changes: Partial<Parameters<typeof publishReport>[1]> = {},
) {
  const { report } = await drawn(inspectionId);
  const given = {
    ...{ inspectionId, reviewer: by.supervisor!.accountId, today, outcome: report.proposedOutcome },
    ...{ summary: '', withoutPhotos: false, agreedTo: markOf(report) },
    ...changes,
  };
  await as(by.supervisor!, (t) => publishReport(t, given));
}

const stateOf = async (inspectionId: InspectionId) =>
  (await as(by.supervisor!, (t) => getInspection(t, { inspectionId }))).state;
const versionOf = (inspectionId: InspectionId, version: number, actor = by.supervisor!) =>
  as(actor, (t) => getPublished(t, { inspectionId, version }));

describe('what was submitted', () => {
  it('is published as it was looked at, and stays so whatever changes afterwards', async () => {
    const { inspectionId, buildingId } = await aSubmittedVisit();
    const { report } = await drawn(inspectionId);
    const found = standingFindings(report);
    expect(found.map(({ criterionKey, roomName }) => [criterionKey, roomName])).toEqual([
      ['max_occupants_per_room', '0-01'],
      ['floor_area_per_person_m2', '0-01'],
    ]);
    expect([report.proposedOutcome, report.lateActs]).toEqual(['failed', 0]);
    await publish(inspectionId);
    expect(await stateOf(inspectionId)).toBe('reviewed');
    await fresh.owner.updateTable('building').set({ name: 'Renamed' }).where('id', '=', buildingId).execute();
    const first = await versionOf(inspectionId, 1);
    expect(first.report).toEqual(report);
    expect(first.report.place.buildingName).toBe('B1');
    expect((await versionOf(inspectionId, 1)).contentHash).toBe(first.contentHash);
    await expect(publish(inspectionId)).rejects.toThrow('inspection_not_in_state');
  });

  it('isn’t published by who carried it out, which the database refuses too', async () => {
    const { inspectionId } = await aSubmittedVisit();
    await fresh.owner
      .updateTable('inspection')
      .set({ secondInspectorId: by.supervisor!.accountId })
      .where('id', '=', inspectionId)
      .execute();
    await expect(publish(inspectionId)).rejects.toThrow('inspection_own_review');
    const past = as(by.supervisor!, (t) =>
      t
        .updateTable('inspection')
        .set({ state: 'reviewed', outcome: 'passed', reviewedBy: by.supervisor!.accountId })
        .where('id', '=', inspectionId)
        .execute(),
    );
    await expect(past).rejects.toThrow('inspection_own_review');
  });

  it('isn’t published unseen, without its photos unless that is said, or with another outcome unless that is explained', async () => {
    const { inspectionId } = await aSubmittedVisit({ photo: 'ab'.repeat(32) });
    await expect(publish(inspectionId)).rejects.toThrow('inspection_photos_missing');
    await expect(publish(inspectionId, { withoutPhotos: true, agreedTo: 'another' })).rejects.toThrow(
      'inspection_changed',
    );
    await expect(publish(inspectionId, { withoutPhotos: true, outcome: 'passed' })).rejects.toThrow(
      'outcome_needs_reason',
    );
    await publish(inspectionId, {
      withoutPhotos: true,
      outcome: 'conditional',
      summary: 'They moved out at once.',
    });
    const { report } = await versionOf(inspectionId, 1);
    expect([report.outcome, report.proposedOutcome, report.photos[0]?.isHere]).toEqual([
      'conditional',
      'failed',
      false,
    ]);
  });

  it('tells what arrived after it was submitted, which changes what is looked at', async () => {
    const { inspectionId, phone } = await aSubmittedVisit();
    const { report } = await drawn(inspectionId);
    phone.record('noted', { note: 'The manager called back' });
    await send(fresh.database, by.inspector!, phone.operations);
    await expect(publish(inspectionId, { agreedTo: markOf(report) })).rejects.toThrow('inspection_changed');
    const later = await drawn(inspectionId);
    expect([later.report.lateActs, later.report.remarks.map(({ note }) => note)]).toEqual([
      1,
      ['The manager called back'],
    ]);
    // What it says may still close a place: nobody publishes before that is known.
    await expect(publish(inspectionId)).rejects.toThrow('inspection_not_judged');
    await workOnInspection(fresh.database, inspectionId, today);
    await publish(inspectionId);
  });

  it('loses a finding that a supervisor takes back with a reason, once', async () => {
    const { inspectionId } = await aSubmittedVisit();
    const [finding] = (await drawn(inspectionId)).report.findings;
    const take = () =>
      as(by.supervisor!, (t) =>
        withdrawFinding(t, {
          ...{ inspectionId, findingId: finding!.id as FindingId },
          ...{ reviewer: by.supervisor!.accountId, reason: 'Two were guests' },
        }),
      );
    await take();
    const { report } = await drawn(inspectionId);
    expect(report.findings.find(({ id }) => id === finding!.id)?.withdrawn?.reason).toBe('Two were guests');
    expect(standingFindings(report)).toHaveLength(1);
    await expect(take()).rejects.toThrow('finding_taken_back');
  });
});

describe('a published report', () => {
  it('is corrected by a further version that says why; both can be read, and nothing left to put right closes it', async () => {
    const { inspectionId } = await aSubmittedVisit();
    await publish(inspectionId);
    const { report } = await drawn(inspectionId);
    const correct = (reason: string) =>
      as(by.supervisor!, (t) =>
        correctReport(t, {
          ...{
            inspectionId,
            reviewer: by.supervisor!.accountId,
            today,
            outcome: 'passed',
            summary: 'All well',
          },
          ...{ withoutPhotos: false, agreedTo: markOf(report), reason },
          withdrawn: report.findings.map(({ id }) => id as FindingId),
        }),
      );
    await expect(correct('')).rejects.toThrow('correction_says_why');
    await correct('Counted in the wrong room');
    const versions = await as(by.supervisor!, (t) => listVersions(t, { inspectionId }));
    expect(
      versions.map(({ version, outcome, correctionReason }) => [version, outcome, correctionReason]),
    ).toEqual([
      [1, 'failed', ''],
      [2, 'passed', 'Counted in the wrong room'],
    ]);
    const [first, second] = [await versionOf(inspectionId, 1), await versionOf(inspectionId, 2)];
    expect(differencesOf(first.report, second.report)).toMatchObject({
      outcome: { before: 'failed', after: 'passed' },
      summary: { before: '', after: 'All well' },
      withdrawn: [{ criterionKey: 'max_occupants_per_room' }, { criterionKey: 'floor_area_per_person_m2' }],
      added: [],
      answers: 0,
    });
    expect(await stateOf(inspectionId)).toBe('closed');
  });

  it('isn’t closed while something is to be put right, whoever asks the database', async () => {
    const { inspectionId } = await aSubmittedVisit();
    await publish(inspectionId);
    const close = as(by.supervisor!, (t) =>
      t.updateTable('inspection').set({ state: 'closed' }).where('id', '=', inspectionId).execute(),
    );
    await expect(close).rejects.toThrow('not put right');
  });

  it('is read by the manager of that site and by no other, who see nothing of what phones sent', async () => {
    const { inspectionId, siteId, buildingId } = await aSubmittedVisit();
    const own = await anAccount(fresh.owner, { role: 'site_manager' });
    const other = await anAccount(fresh.owner, { role: 'site_manager' });
    await fresh.owner.insertInto('siteManagerSite').values({ accountId: own.accountId, siteId }).execute();
    await publish(inspectionId);
    expect((await versionOf(inspectionId, 1, own)).version).toBe(1);
    await expect(versionOf(inspectionId, 1, other)).rejects.toThrow('not_found');
    const list = { search: '', sort: 'day', descending: true, limit: 10, offset: 0 } as const;
    expect(
      (await as(own, (t) => listInspections(t, list))).rows.map(({ id, findings }) => [id, findings]),
    ).toEqual([[inspectionId, 2]]);
    expect((await as(other, (t) => listInspections(t, list))).total).toBe(0);
    const acts = (t: ActorTransaction) => t.selectFrom('inspectionOperation').select('id').execute();
    expect(await as(own, acts)).toEqual([]);
    const history = await as(own, (t) => listBuildingHistory(t, { buildingId, today, limit: 50, offset: 0 }));
    expect(history.rows.map(({ kind }) => kind)).toEqual([
      ...['report', 'notice', 'notice', 'finding', 'finding', 'inspection', 'standard'],
    ]);
    expect(history.total).toBe(7);
    const only = await as(own, (t) =>
      listBuildingHistory(t, { buildingId, today, kind: 'finding', limit: 1, offset: 1 }),
    );
    expect([only.rows.length, only.total]).toEqual([1, 2]);
  });
});

describe('what two answered differently', () => {
  it('is settled by a supervisor who has seen both, and the inspection is submitted by it; nothing is lost', async () => {
    const { inspectionId, room } = await aVisit();
    const question = `room/${room}/people`;
    const [one, other] = [aPhone(inspectionId), aPhone(inspectionId)];
    const answers = [one.answer(question, 6), other.answer(question, 4)];
    await send(fresh.database, by.inspector!, one.operations);
    await send(fresh.database, by.second!, other.operations);
    one.submit({ [other.phoneId]: 1 });
    await send(fresh.database, by.inspector!, one.operations);
    expect(await stateOf(inspectionId)).toBe('under_way');
    await expect(publish(inspectionId)).rejects.toThrow('inspection_not_in_state');

    const settle = (choice: string, typed = '', replaces = answers.map(({ id }) => id)) =>
      as(by.supervisor!, (t) =>
        settleConflict(t, {
          ...{
            inspectionId,
            reviewer: by.supervisor!.accountId,
            today,
            operationId: randomUUID(),
            at: new Date(),
          },
          settlement: {
            questionId: question,
            choice,
            other: typed,
            note: 'Counted again by telephone',
            replaces,
          },
        }),
      );
    await expect(settle('6', '', [answers[0]!.id])).rejects.toThrow('inspection_conflict_settled');
    expect(await settle('other', 'five')).toEqual({ ok: false, problems: { other: 'not_a_number' } });
    expect(await settle('other', '5')).toEqual({ ok: true, submitted: [inspectionId] });
    await expect(settle('6')).rejects.toThrow('inspection_conflict_settled');

    expect(await stateOf(inspectionId)).toBe('submitted');
    await workOnInspection(fresh.database, inspectionId, today);
    const { report, pack } = await drawn(inspectionId);
    const settled = report.places
      .flatMap((place) => place.answers)
      .find(({ questionId }) => questionId === question);
    expect(settled).toMatchObject({ value: 5, isConflict: false, note: 'Counted again by telephone' });
    expect(pack.operations.filter(({ kind }) => kind === 'answered')).toHaveLength(3);
    await publish(inspectionId);
  });
});

describe('what its inspectors can’t submit any more', () => {
  it('a supervisor who isn’t one of them submits as it stands once its day is over and no two answers differ', async () => {
    const { inspectionId, room } = await aVisit();
    const question = `room/${room}/people`;
    const [lost, kept] = [aPhone(inspectionId), aPhone(inspectionId)];
    const six = lost.answer(question, 6);
    lost.answer('site/clinic', 1);
    lost.submit();
    // The second act stays on the phone that was lost.
    await send(fresh.database, by.inspector!, [six, lost.operations[2]]);
    const four = kept.answer(question, 4);
    await send(fresh.database, by.second!, [four]);

    const submit = (actor = by.supervisor!) =>
      as(actor, (t) =>
        submitAsItStands(t, { inspectionId, today, reviewer: actor.accountId, reason: 'Its phone was lost' }),
      );
    const change = (changes: object) =>
      fresh.owner.updateTable('inspection').set(changes).where('id', '=', inspectionId).execute();
    await expect(submit()).rejects.toThrow('inspection_not_in_state');
    await change({ scheduledOn: addDays(today, -1) });
    await expect(submit()).rejects.toThrow('inspection_conflicts');
    kept.answer(question, 6, [six.id, four.id]);
    await send(fresh.database, by.second!, kept.operations);

    await expect(submit(by.planner)).rejects.toThrow('inspection_not_in_state');
    await change({ secondInspectorId: by.supervisor!.accountId });
    await expect(submit()).rejects.toThrow('inspection_own_review');
    await change({ secondInspectorId: by.second!.accountId });
    await submit();
    await expect(submit()).rejects.toThrow('inspection_not_in_state');
    expect(await as(by.supervisor!, (t) => getInspection(t, { inspectionId }))).toMatchObject({
      ...{ state: 'submitted', submittedBy: by.supervisor!.accountId, submissionNote: 'Its phone was lost' },
    });

    await workOnInspection(fresh.database, inspectionId, today);
    kept.record('noted', { note: 'Found the phone’s case' });
    await send(fresh.database, by.second!, kept.operations);
    await workOnInspection(fresh.database, inspectionId, today);
    const { report, names } = await drawn(inspectionId);
    expect(standingFindings(report).map(({ criterionKey }) => criterionKey)).toContain(
      'max_occupants_per_room',
    );
    expect([report.lateActs, names.has(by.supervisor!.accountId)]).toEqual([1, true]);
    // What is missing is waited for no longer.
    await publish(inspectionId);
  });
});
