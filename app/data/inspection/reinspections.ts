import { sql } from 'kysely';
import type { Day } from '#app/domain/dates.ts';
import type { AccountId, ClosureId } from '#app/domain/identity/ids.ts';
import { audit } from '#app/data/audit.ts';
import { reopenClosure } from '#app/data/capacity/closures.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import type { JudgedInspection } from './consequences.ts';

/**
 * What a re-inspection found put right: the corrective actions of these findings are completed, and a place opens again
 * once everything that it was closed for has been found put right. What wasn't looked at stays open.
 */
export async function reopenPassed(
  transaction: ActorTransaction,
  { inspection, today }: { inspection: JudgedInspection; today: Day },
): Promise<void> {
  if (inspection.isFollowUp) await confirmRepairs(transaction, inspection);
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
export async function openWhatIsRight(
  transaction: ActorTransaction,
  { siteId, inspector, today }: { siteId: string; inspector: AccountId; today: Day },
): Promise<void> {
  const { rows } = await sql<{ id: ClosureId }>`
    select closure.id
    from closure
    join capacity_change as change on change.id = closure.change_id
    where closure.site_id = ${siteId} and change.inspection_id is not null and upper_inf(closure.during)
      and not exists (
        select from notice
        join corrective_action as action on action.id = notice.corrective_action_id
        join finding on finding.id = action.finding_id
        where notice.change_id = change.id and action.reinspection_id is null and finding.withdrawn_at is null
      )
    order by closure.id
  `.execute(transaction);
  for (const { id: closureId } of rows)
    await reopenClosure(transaction, { closureId, on: today, reopenedBy: inspector, today });
}
