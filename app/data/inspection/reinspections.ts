import { sql } from 'kysely';
import type { Day } from '#app/domain/dates.ts';
import type { AccountId, ClosureId, FindingId, InspectionId } from '#app/domain/identity/ids.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { audit } from '#app/data/audit.ts';
import { reopenClosure } from '#app/data/capacity/closures.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import { closePutRight, inspectionsOf } from './inspection-closing.ts';
import type { JudgedInspection } from './consequences.ts';
import { findScheduled } from './finding-detail.ts';
import { takeTurnToPlan } from './schedule.ts';

/**
 * What a re-inspection found put right: the corrective actions of these findings are completed, and a place opens again
 * once everything that it was closed for has been found put right. What wasn't looked at stays open.
 */
export async function reopenPassed(
  transaction: ActorTransaction,
  { inspection, today }: { inspection: JudgedInspection; today: Day },
): Promise<void> {
  if (inspection.isFollowUp && !inspection.isPublished) await confirmRepairs(transaction, inspection);
  await openWhatIsRight(transaction, { ...inspection, today });
}

async function confirmRepairs(
  transaction: ActorTransaction,
  { id, siteId, buildingId, inspector, verdicts }: JudgedInspection,
): Promise<void> {
  const met = verdicts.filter(({ isMet, value }) => isMet === true && value !== null);
  const { rows } = await sql<{ id: string }>`
    update corrective_action
    set completed_at = coalesce(completed_at, now()), completed_by = coalesce(completed_by, ${inspector}), reinspection_id = ${id}
    from finding, inspection as earlier, criterion, inspection as this
    where finding.id = corrective_action.finding_id and finding.withdrawn_at is null
      and earlier.id = finding.inspection_id and criterion.id = finding.criterion_id
      and this.id = ${id} and earlier.id <> this.id and earlier.submitted_at < this.submitted_at
      and earlier.site_id = ${siteId} and earlier.building_id is not distinct from ${buildingId}::uuid
      and corrective_action.reinspection_id is null
      and (criterion.key, coalesce(finding.floor, -1000), coalesce(finding.room_id::text, '')) in (
        select * from unnest(
          ${met.map(({ rule }) => rule.key)}::text[], ${met.map(({ question }) => question.place.floor ?? -1000)}::int[],
          ${met.map(({ question }) => question.place.roomId ?? '')}::text[]
        )
      )
    returning corrective_action.id
  `.execute(transaction);
  await closePutRight(transaction, { inspections: inspectionsOf(rows.map((action) => action.id)) });
  for (const action of rows)
    await audit(transaction, {
      action: 'repair.accepted',
      subjectKind: 'corrective_action',
      subjectId: action.id,
    });
}

/**
 * Opens places that inspections closed and in which nothing is left of what they were closed for: found put right by a
 * re-inspection, or taken back.
 */
async function openWhatIsRight(
  transaction: ActorTransaction,
  { siteId, inspector, today }: { siteId: string; inspector: AccountId; today: Day },
): Promise<void> {
  const { rows } = await sql<{ id: ClosureId }>`
    select closure.id
    from closure
    join capacity_change as change on change.id = closure.change_id
    where closure.site_id = ${siteId} and change.inspection_id is not null and upper_inf(closure.during)
      and not is_closed_for_findings(change.id)
    order by closure.id
  `.execute(transaction);
  for (const { id: closureId } of rows)
    await reopenClosure(transaction, { closureId, on: today, reopenedBy: inspector, today });
}

/**
 * Has the place of a finding looked at again: by this inspector, or by whoever is given it later; of the whole building, since
 * a place opens again only once all that it was closed for is put right.
 * @throws ProblemError not_found, or reinspection_scheduled where one is to come
 */
export async function scheduleReinspection(
  transaction: ActorTransaction,
  {
    findingId,
    on,
    inspectorId,
    scheduledBy,
  }: { findingId: FindingId; on: Day; inspectorId: AccountId | null; scheduledBy: AccountId },
): Promise<InspectionId> {
  const found = await transaction
    .selectFrom('finding')
    .innerJoin('inspection', 'inspection.id', 'finding.inspectionId')
    .select(['inspection.id', 'inspection.siteId', 'inspection.buildingId', 'inspection.standardId'])
    .where('finding.id', '=', findingId)
    .executeTakeFirst();
  if (!found) throw new ProblemError('not_found');
  const { id: followsId, siteId, buildingId, standardId } = found;
  await takeTurnToPlan(transaction);
  if (await findScheduled(transaction, { siteId, buildingId }))
    throw new ProblemError('reinspection_scheduled');
  const { id } = await transaction
    .insertInto('inspection')
    .values({
      siteId,
      buildingId,
      // By the standard that it failed.
      standardId,
      reason: 'follow_up',
      scheduledOn: on,
      inspectorId,
      scheduledBy,
      followsId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await audit(transaction, { action: 'inspection.scheduled', subjectKind: 'inspection', subjectId: id });
  return id as InspectionId;
}

/** Inspectors who may look at the place of a finding: without a conflict of interest there, by name. */
export async function listInspectorsFor(
  transaction: ActorTransaction,
  { findingId }: { findingId: FindingId },
): Promise<{ id: AccountId; displayName: string }[]> {
  const { rows } = await sql<{ id: AccountId; displayName: string }>`
    select account.id, account.display_name
    from account, finding
    join inspection on inspection.id = finding.inspection_id
    where finding.id = ${findingId} and account.role = 'inspector' and account.disabled_at is null
      and may_inspect(account.id, inspection.site_id, inspection.building_id)
    order by account.display_name
  `.execute(transaction);
  return rows;
}
