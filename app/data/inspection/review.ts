import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Day } from '#app/domain/dates.ts';
import type { AccountId, FindingId, InspectionId } from '#app/domain/identity/ids.ts';
import type { PackedInspection } from '#app/domain/inspection/day-pack.ts';
import type { InspectionOutcome } from '#app/domain/inspection/findings.ts';
import { conflictsOf } from '#app/domain/inspection/conflicts.ts';
import { recordOf } from '#app/domain/inspection/inspection-record.ts';
import type { InspectionReport } from '#app/domain/inspection/report.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { audit } from '#app/data/audit.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import { packInspections } from './day-pack.ts';
import type { DrawnReport } from './drawn-report.ts';
import { drawUpReport } from './drawn-report.ts';
import { closePutRight } from './inspection-closing.ts';
import { isJudged } from './inspections.ts';
import { lockInspections } from './operations.ts';
import { insertReport } from './published-reports.ts';

interface Review {
  readonly inspectionId: InspectionId;
  readonly reviewer: AccountId;
  readonly today: Day;
}

interface Published extends Review {
  readonly outcome: InspectionOutcome;
  readonly summary: string;
  /** Whoever publishes knows that files of photos haven't arrived. */
  readonly withoutPhotos: boolean;
  /** The mark of the report that was looked at: that one is published, and no other. */
  readonly agreedTo: string;
}

/**
 * Stands for a report as it was looked at. What is on record beside the answers is left out: facts that the inspection
 * tells are written there meanwhile.
 */
export function markOf(report: InspectionReport): string {
  const lookedAt = JSON.stringify(report, (key, value: unknown) => (key === 'known' ? undefined : value));
  return createHash('sha256').update(lookedAt).digest('hex');
}

/**
 * Submits an inspection of a day that is over as it stands: nobody else will, where the phone was lost or an account closed.
 * What it lacks is waited for no longer; what arrives all the same is late. Its consequences are to be drawn then.
 * @throws ProblemError inspection_not_in_state, inspection_own_review, inspection_conflicts
 */
export async function submitAsItStands(
  transaction: ActorTransaction,
  { inspectionId, reviewer, today, reason }: Review & { readonly reason: string },
): Promise<void> {
  await lockInspections(transaction, { inspectionIds: [inspectionId] });
  const { state, scheduledOn } = await lockForReview(transaction, { inspectionId, reviewer });
  if (!mayBeSubmittedAsItStands({ state, scheduledOn }, today))
    throw new ProblemError('inspection_not_in_state');
  for (const pack of await packInspections(transaction, { inspectionIds: [inspectionId], day: today }))
    refuseConflicts(pack);
  await transaction
    .updateTable('inspection')
    .set({
      state: 'submitted',
      submittedAt: sql<Date>`clock_timestamp()`,
      submittedBy: reviewer,
      submissionNote: reason,
    })
    .where('id', '=', inspectionId)
    .execute();
  await audit(transaction, {
    action: 'inspection.submitted_as_it_stood',
    subjectKind: 'inspection',
    subjectId: inspectionId,
  });
}

/** Its inspectors have had their day. */
export const mayBeSubmittedAsItStands = (
  { state, scheduledOn }: { readonly state: string; readonly scheduledOn: Day },
  today: Day,
): boolean => state === 'under_way' && scheduledOn < today;

/**
 * Publishes what an inspection found, as its first version.
 * @throws ProblemError inspection_not_in_state, inspection_own_review, inspection_not_judged, inspection_conflicts,
 *   inspection_acts_missing, inspection_photos_missing, or inspection_changed where something arrived since it was looked at,
 *   outcome_needs_reason where it isn't the one by rule and the summary is empty
 */
export async function publishReport(
  transaction: ActorTransaction,
  { inspectionId, reviewer, today, outcome, summary, withoutPhotos, agreedTo }: Published,
): Promise<void> {
  const inspection = await lockForReview(transaction, { inspectionId, reviewer });
  if (inspection.state !== 'submitted') throw new ProblemError('inspection_not_in_state');
  const drawn = await drawUpReport(transaction, { inspectionId, today });
  refuseIncomplete(drawn, { ...inspection, withoutPhotos, agreedTo });
  if (!inspection.isJudged) throw new ProblemError('inspection_not_judged');
  refuseWithoutReason(drawn.report, { outcome, summary });
  await insertReport(transaction, {
    inspectionId,
    report: { ...drawn.report, outcome, summary },
    publishedBy: reviewer,
    correctionReason: '',
  });
  await transaction
    .updateTable('inspection')
    .set({ state: 'reviewed', outcome, reviewedBy: reviewer, reviewedAt: new Date() })
    .where('id', '=', inspectionId)
    .execute();
  await audit(transaction, {
    action: 'inspection.published',
    subjectKind: 'inspection',
    subjectId: inspectionId,
    details: { version: 1 },
  });
  await closePutRight(transaction, { inspections: sql`select ${inspectionId}::uuid` });
}

/**
 * Publishes what is known now as the next version, with findings taken back where told.
 * @throws ProblemError as `publishReport`
 */
export async function correctReport(
  transaction: ActorTransaction,
  {
    inspectionId,
    reviewer,
    today,
    outcome,
    summary,
    withoutPhotos,
    agreedTo,
    reason,
    withdrawn,
  }: Published & { readonly reason: string; readonly withdrawn: readonly FindingId[] },
): Promise<void> {
  const { state, submissionNote } = await lockForReview(transaction, { inspectionId, reviewer });
  if (state !== 'reviewed' && state !== 'closed') throw new ProblemError('inspection_not_in_state');
  const seen = await drawUpReport(transaction, { inspectionId, today });
  refuseIncomplete(seen, { submissionNote, withoutPhotos, agreedTo });
  for (const findingId of withdrawn)
    await takeBack(transaction, { inspectionId, findingId, withdrawnBy: reviewer, reason });
  const { report } = withdrawn.length > 0 ? await drawUpReport(transaction, { inspectionId, today }) : seen;
  refuseWithoutReason(report, { outcome, summary });
  const version = await insertReport(transaction, {
    inspectionId,
    report: { ...report, outcome, summary },
    publishedBy: reviewer,
    correctionReason: reason,
  });
  await transaction
    .updateTable('inspection')
    .set({ outcome, reviewedBy: reviewer, reviewedAt: new Date() })
    .where('id', '=', inspectionId)
    .execute();
  await audit(transaction, {
    action: 'inspection.corrected',
    subjectKind: 'inspection',
    subjectId: inspectionId,
    details: { version },
  });
  await closePutRight(transaction, { inspections: sql`select ${inspectionId}::uuid` });
}

/**
 * Takes a finding back before the report is published; afterwards a correction does.
 * @throws ProblemError inspection_not_in_state, inspection_own_review, finding_taken_back
 */
export async function withdrawFinding(
  transaction: ActorTransaction,
  {
    inspectionId,
    findingId,
    reviewer,
    reason,
  }: Omit<Review, 'today'> & { readonly findingId: FindingId; readonly reason: string },
): Promise<void> {
  const { state } = await lockForReview(transaction, { inspectionId, reviewer });
  if (state !== 'submitted') throw new ProblemError('inspection_not_in_state');
  await takeBack(transaction, { inspectionId, findingId, withdrawnBy: reviewer, reason });
}

async function takeBack(
  transaction: ActorTransaction,
  {
    inspectionId,
    findingId,
    withdrawnBy,
    reason,
  }: { inspectionId: InspectionId; findingId: FindingId; withdrawnBy: AccountId; reason: string },
): Promise<void> {
  const taken = await transaction
    .updateTable('finding')
    .set({ withdrawnAt: new Date(), withdrawnBy, withdrawalReason: reason })
    .where('id', '=', findingId)
    .where('inspectionId', '=', inspectionId)
    .where('withdrawnAt', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!taken) throw new ProblemError('finding_taken_back');
  await audit(transaction, { action: 'finding.withdrawn', subjectKind: 'finding', subjectId: findingId });
}

/** The inspection, held until this transaction ends. @throws ProblemError not_found, inspection_own_review */
async function lockForReview(
  transaction: ActorTransaction,
  { inspectionId, reviewer }: { inspectionId: InspectionId; reviewer: AccountId },
) {
  const inspection = await transaction
    .selectFrom('inspection')
    .select(['state', 'scheduledOn', 'inspectorId', 'secondInspectorId', 'submissionNote'])
    .select(isJudged.as('isJudged'))
    .where('id', '=', inspectionId)
    .forUpdate()
    .executeTakeFirst();
  // Nobody else may hold it.
  if (!inspection) throw new ProblemError('inspection_not_in_state');
  if (inspection.inspectorId === reviewer || inspection.secondInspectorId === reviewer)
    throw new ProblemError('inspection_own_review');
  return inspection;
}

function refuseIncomplete(
  { report, pack }: DrawnReport,
  {
    submissionNote,
    withoutPhotos,
    agreedTo,
  }: Pick<Published, 'withoutPhotos' | 'agreedTo'> & { readonly submissionNote: string },
): void {
  refuseConflicts(pack);
  if (!submissionNote && recordOf(pack.operations).missing.size > 0)
    throw new ProblemError('inspection_acts_missing');
  const awaited = photosAwaited(report);
  if (awaited > 0 && !withoutPhotos) throw new ProblemError('inspection_photos_missing', { count: awaited });
  if (markOf(report) !== agreedTo) throw new ProblemError('inspection_changed');
}

function refuseConflicts(pack: PackedInspection): void {
  const count = conflictsOf(pack, new Map()).length;
  if (count > 0) throw new ProblemError('inspection_conflicts', { count });
}

function refuseWithoutReason(
  { proposedOutcome }: InspectionReport,
  { outcome, summary }: Pick<Published, 'outcome' | 'summary'>,
): void {
  if (outcome !== proposedOutcome && summary === '') throw new ProblemError('outcome_needs_reason');
}

/** Photos that are to be shown and whose files haven't arrived. */
export function photosAwaited({ photos }: Pick<InspectionReport, 'photos'>): number {
  return photos.filter(({ isHere, isSetAside }) => !isHere && !isSetAside).length;
}
