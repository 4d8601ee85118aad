import { sql } from 'kysely';
import type { ClosingPlace } from '#app/domain/capacity/changes/capacity-change.ts';
import type { Day } from '#app/domain/dates.ts';
import { addDays, kuwaitDay } from '#app/domain/dates.ts';
import type { AccountId, CapacityChangeId, InspectionId } from '#app/domain/identity/ids.ts';
import { answerableFor } from '#app/domain/inspection/answerable.ts';
import type { InspectedPlace, Question } from '#app/domain/inspection/checklist.ts';
import { checklistOf } from '#app/domain/inspection/checklist.ts';
import { actBy } from '#app/domain/inspection/escalation.ts';
import type { DrawnFinding } from '#app/domain/inspection/findings.ts';
import { daysToCorrect, findingsOf } from '#app/domain/inspection/findings.ts';
import { indicatorOf } from '#app/domain/inspection/indicators.ts';
import type { InspectionRecord } from '#app/domain/inspection/inspection-record.ts';
import { recordOf } from '#app/domain/inspection/inspection-record.ts';
import type { Verdict } from '#app/domain/inspection/judged-answers.ts';
import { judgeAnswers } from '#app/domain/inspection/judged-answers.ts';
import type { Rule } from '#app/domain/standards/criterion.ts';
import { audit } from '#app/data/audit.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import { closeForDanger } from './danger-closures.ts';
import { packInspections } from './day-pack.ts';
import { raiseIndicator } from './indicators.ts';
import { isJudged } from './inspections.ts';
import { issueNotice } from './notices.ts';
import { lockInspections } from './operations.ts';

/** Inspections whose consequences were not drawn, or not from all that has arrived since, the first submitted first. */
export async function findUnfinishedInspections(transaction: ActorTransaction): Promise<InspectionId[]> {
  const { rows } = await sql<{ id: InspectionId }>`
    select id
    from inspection
    where submitted_at is not null and not ${isJudged}
    order by number
  `.execute(transaction);
  return rows.map(({ id }) => id);
}

/** Says that drawing the consequences ended by a fault of the product; they are drawn again within the hour. */
export async function recordInspectionFailure(
  transaction: ActorTransaction,
  { inspectionId, failure }: { inspectionId: InspectionId; failure: string },
): Promise<void> {
  await transaction
    .updateTable('inspection')
    .set({ consequencesFailure: failure })
    .where('id', '=', inspectionId)
    .execute();
}

/** An inspection that was submitted, with what its acts say. */
export interface JudgedInspection {
  readonly id: InspectionId;
  readonly number: number;
  readonly siteId: string;
  readonly buildingId: string | null;
  readonly isFollowUp: boolean;
  /** What it found is then for a supervisor alone to change. */
  readonly isPublished: boolean;
  /** In whose name its consequences are drawn. */
  readonly inspector: AccountId;
  readonly submittedOn: Day;
  /** By the database's clock: all that arrived before is in the record. */
  readonly readAt: string;
  /** The night before it began, by which people’s beds are judged (`packInspections`). */
  readonly sleptOn: Day;
  readonly inspected: InspectedPlace;
  readonly criteria: readonly Rule[];
  readonly questions: readonly Question[];
  readonly record: InspectionRecord;
  readonly verdicts: readonly Verdict[];
}

/**
 * An inspection as its acts stand, held until the transaction ends, so that its consequences are drawn by one at a time;
 * null while it isn't submitted.
 */
export async function judgeSubmitted(
  transaction: ActorTransaction,
  { inspectionId }: { inspectionId: InspectionId },
): Promise<JudgedInspection | null> {
  // Nothing is on its way then that bears an earlier time.
  await lockInspections(transaction, { inspectionIds: [inspectionId] });
  const inspection = await transaction
    .selectFrom('inspection')
    .selectAll()
    .select(sql<string>`clock_timestamp()::text`.as('readAt'))
    .where('id', '=', inspectionId)
    .forUpdate()
    .executeTakeFirst();
  if (!inspection?.submittedAt) return null;
  // A supervisor who submitted it hasn't seen the place.
  const inspector = (inspection.submissionNote ? null : inspection.submittedBy) ?? inspection.inspectorId;
  if (!inspector) return null;
  const submittedOn = kuwaitDay(inspection.submittedAt);
  const [pack] = await packInspections(transaction, { inspectionIds: [inspectionId], day: submittedOn });
  if (!pack) return null;
  const record = recordOf(pack.operations);
  const questions = checklistOf(pack);
  return {
    id: inspectionId,
    number: inspection.number,
    siteId: inspection.siteId,
    buildingId: inspection.buildingId,
    isFollowUp: inspection.reason === 'follow_up' || inspection.followsId !== null,
    isPublished: inspection.state !== 'submitted' && inspection.consequencesAt !== null,
    inspector: inspector as AccountId,
    submittedOn,
    readAt: inspection.readAt,
    sleptOn: addDays(kuwaitDay(inspection.startedAt ?? inspection.submittedAt), -1),
    inspected: pack.inspected,
    criteria: pack.criteria,
    questions,
    record,
    verdicts: judgeAnswers({ ...pack, questions, record }),
  };
}

/**
 * Writes what an inspection found, what is to be put right by when, and proposes that places be closed where people are in
 * danger. Done again it changes nothing, but for what was answered otherwise since: a finding that no longer follows is
 * withdrawn. Of one that is published nothing is drawn any more.
 * @returns the changes that close places for it
 */
export async function drawFindings(
  transaction: ActorTransaction,
  { inspection, today }: { inspection: JudgedInspection; today: Day },
): Promise<readonly CapacityChangeId[]> {
  if (inspection.isPublished) return [];
  const drawn = findingsOf(inspection.verdicts, inspection.record);
  const written = [];
  for (const finding of drawn) {
    const id = await writeFinding(transaction, { inspection, finding });
    if (!id) continue;
    const action = await writeAction(transaction, { inspection, findingId: id, finding });
    written.push({ id, finding, place: placeOf(inspection, finding), action });
  }
  await withdrawOthers(transaction, { inspection, findingIds: written.map(({ id }) => id) });
  for (const { id: findingId, finding, place } of written) {
    const kind = indicatorOf(finding);
    if (!kind) continue;
    await raiseIndicator(transaction, { kind, findingId, place, basis: 'finding', day: inspection.sleptOn });
  }
  // Whether a whole city is closed is decided by people. What a re-inspection has found put right since closes nothing again.
  const closing = written.filter(
    ({ finding, place, action }) =>
      finding.closes && place.buildingId !== null && action.reinspectionId === null,
  );
  const changes = await closeForDanger(transaction, {
    places: closing.map(({ place }) => place),
    inspection,
    today,
  });
  for (const { id: findingId, finding, action } of written) {
    const correctiveActionId = action.id;
    const { severity } = finding;
    const dueOn = addDays(inspection.submittedOn, daysToCorrect[severity]);
    await issueNotice(transaction, { correctiveActionId, step: 'notice', on: today, actBy: dueOn });
    const at = closing.findIndex(({ id }) => id === findingId);
    const changeId = changes[at];
    if (!changeId) continue;
    await issueNotice(transaction, {
      correctiveActionId,
      step: 'closure',
      on: today,
      actBy: actBy({ severity, dueOn, issued: [], mayClose: true }, { step: 'closure', on: today }),
      changeId,
    });
  }
  return changes;
}

const placeOf = ({ siteId }: JudgedInspection, { place }: DrawnFinding): ClosingPlace => ({
  siteId,
  ...place,
  bedId: null,
});

/** @returns its identifier; null where a supervisor withdrew it */
async function writeFinding(
  transaction: ActorTransaction,
  { inspection, finding }: { inspection: JudgedInspection; finding: DrawnFinding },
): Promise<string | null> {
  const { criterionId, severity, place, questionId, measured, note, photoIds } = finding;
  const hashOf = new Map(
    inspection.record.photos.map(({ operation: { body } }) => [body.photoId, body.hash] as const),
  );
  const rule = inspection.verdicts.find((verdict) => verdict.rule.id === criterionId)?.rule;
  const evidence = photoIds.map((photoId) => ({ photoId, hash: hashOf.get(photoId) ?? '' }));
  const { rows } = await sql<{ id: string }>`
    insert into finding (inspection_id, criterion_id, floor, room_id, question_id, measured, note, severity, answerable, evidence, repeats_id)
    values (
      ${inspection.id}, ${criterionId}, ${place.floor}, ${place.roomId}, ${questionId}, ${JSON.stringify(measured)}::jsonb,
      ${note}, ${severity}, ${rule ? answerableFor(rule) : 'site_manager'}, ${JSON.stringify(evidence)}::jsonb,
      ${await findRepeated(transaction, { inspection, finding })}::uuid
    )
    on conflict on constraint finding_once do update
    set measured = excluded.measured, note = excluded.note, evidence = excluded.evidence,
      withdrawn_at = null, withdrawn_by = null, withdrawal_reason = ''
    -- What a supervisor took back stays so; what a later answer took back may follow again.
    where finding.withdrawn_by is null or finding.withdrawn_by = ${inspection.inspector}
    returning id
  `.execute(transaction);
  return rows[0]?.id ?? null;
}

/** The same criterion not met at the same place at the inspection before, of whatever standard. */
async function findRepeated(
  transaction: ActorTransaction,
  { inspection, finding }: { inspection: JudgedInspection; finding: DrawnFinding },
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select earlier.id
    from finding as earlier
    join criterion on criterion.id = earlier.criterion_id
    where earlier.inspection_id = (
        select before.id
        from inspection as before
        join inspection as this on this.id = ${inspection.id}
        where before.site_id = this.site_id and before.building_id is not distinct from this.building_id
          and before.submitted_at < this.submitted_at
        order by before.submitted_at desc
        limit 1
      )
      and earlier.withdrawn_at is null and criterion.key = ${finding.criterionKey}
      and earlier.floor is not distinct from ${finding.place.floor}::int
      and earlier.room_id is not distinct from ${finding.place.roomId}::uuid
    limit 1
  `.execute(transaction);
  return rows[0]?.id ?? null;
}

/** Takes back what no longer follows. What the site was warned of since is for a supervisor alone to take back. */
async function withdrawOthers(
  transaction: ActorTransaction,
  { inspection, findingIds }: { inspection: JudgedInspection; findingIds: readonly string[] },
): Promise<void> {
  const withdrawn = await transaction
    .updateTable('finding')
    .set({
      withdrawnAt: new Date(),
      withdrawnBy: inspection.inspector,
      withdrawalReason: 'أجيب بغير ذلك لاحقا · Answered otherwise later',
    })
    .where('inspectionId', '=', inspection.id)
    .where('withdrawnAt', 'is', null)
    .where(sql<boolean>`id <> all(${[...findingIds]}::uuid[])`)
    .where(
      sql<boolean>`not exists (
        select from notice
        join corrective_action as action on action.id = notice.corrective_action_id
        where action.finding_id = finding.id and notice.step in ('warning', 'referral')
      )`,
    )
    .returning('id')
    .execute();
  for (const { id } of withdrawn)
    await audit(transaction, { action: 'finding.withdrawn', subjectKind: 'finding', subjectId: id });
}

async function writeAction(
  transaction: ActorTransaction,
  {
    inspection,
    findingId,
    finding,
  }: { inspection: JudgedInspection; findingId: string; finding: DrawnFinding },
): Promise<{ readonly id: string; readonly reinspectionId: string | null }> {
  const dueOn = addDays(inspection.submittedOn, daysToCorrect[finding.severity]);
  await transaction
    .insertInto('correctiveAction')
    .values({ findingId, dueOn })
    .onConflict((conflict) => conflict.constraint('corrective_action_of_finding').doNothing())
    .execute();
  return transaction
    .selectFrom('correctiveAction')
    .select(['id', 'reinspectionId'])
    .where('findingId', '=', findingId)
    .executeTakeFirstOrThrow();
}

/** Says that all that follows from what had arrived at that time, by the database's clock, is done. */
export async function finishConsequences(
  transaction: ActorTransaction,
  { inspectionId, readAt, facts }: { inspectionId: InspectionId; readAt: string; facts: number },
): Promise<void> {
  const before = await transaction
    .selectFrom('inspection')
    .select('consequencesAt')
    .where('id', '=', inspectionId)
    .forUpdate()
    .executeTakeFirst();
  await transaction
    .updateTable('inspection')
    .set({
      consequencesAt: sql<Date>`greatest(consequences_at, ${readAt}::timestamptz)`,
      consequencesFailure: null,
    })
    .where('id', '=', inspectionId)
    .execute();
  // Drawn again, it is logged by what it changed.
  if (before?.consequencesAt) return;
  await audit(transaction, {
    action: 'inspection.consequences_drawn',
    subjectKind: 'inspection',
    subjectId: inspectionId,
    details: { facts },
  });
}
