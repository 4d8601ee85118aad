import { sql } from 'kysely';
import type { Day } from '#app/domain/dates.ts';
import type { AccountId, CapacityChangeId, InspectionId } from '#app/domain/identity/ids.ts';
import type { OpenAction } from '#app/domain/inspection/escalation.ts';
import { stepToTake } from '#app/domain/inspection/escalation.ts';
import { indicatorOf } from '#app/domain/inspection/indicators.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import { closeForDanger } from './danger-closures.ts';
import { raiseIndicator } from './indicators.ts';
import { issueNotice } from './notices.ts';

interface OverdueAction extends Omit<OpenAction, 'mayClose'> {
  readonly id: string;
  readonly findingId: string;
  readonly criterionKey: string;
  readonly floor: number | null;
  readonly roomId: string | null;
  readonly siteId: string;
  readonly buildingId: string | null;
  readonly inspectionId: InspectionId;
  readonly inspectionNumber: number;
  readonly inspector: AccountId;
  /** The night before the inspection. */
  readonly sleptOn: Day;
}

/**
 * Takes the steps that are due today for what was to be put right and was not, as the product itself. Several at once take
 * turns, and a step is issued once, so that doing it again changes nothing.
 * @returns the changes that close places, which are to be put into effect
 */
export async function escalate(
  transaction: ActorTransaction,
  { today }: { today: Day },
): Promise<readonly CapacityChangeId[]> {
  await sql`select pg_advisory_xact_lock(hashtext('escalation'))`.execute(transaction);
  const closings: CapacityChangeId[] = [];
  for (const action of await listOverdue(transaction, { today })) {
    const place = { ...action, bedId: null };
    const step = stepToTake({ ...action, mayClose: action.buildingId !== null }, today);
    if (!step) continue;
    const [changeId = null] =
      step.step === 'closure'
        ? await closeForDanger(transaction, {
            places: [place],
            inspection: {
              id: action.inspectionId,
              number: action.inspectionNumber,
              inspector: action.inspector,
            },
            today,
          })
        : [];
    if (changeId) closings.push(changeId);
    const kind = indicatorOf({ criterionKey: action.criterionKey, closes: true });
    if (step.step === 'referral' && kind)
      await raiseIndicator(transaction, {
        kind,
        findingId: action.findingId,
        place,
        basis: 'referral',
        day: action.sleptOn,
      });
    await issueNotice(transaction, {
      correctiveActionId: action.id,
      step: step.step,
      on: today,
      actBy: step.actBy,
      changeId,
    });
  }
  return closings;
}

/** As `judgeSubmitted` says. */
const inWhoseName = sql`coalesce(
  case when inspection.submission_note = '' then inspection.submitted_by end, inspection.inspector_id
)`;

/** What is overdue, held so that nobody decides about its repair meanwhile; the widest places first, which hold the others. */
async function listOverdue(
  transaction: ActorTransaction,
  { today }: { today: Day },
): Promise<OverdueAction[]> {
  // corrective_action_open serves this.
  const { rows } = await sql<OverdueAction>`
    select action.id, action.due_on, finding.id as finding_id, finding.severity, criterion.key as criterion_key,
      coalesce(finding.floor, room.floor) as floor, finding.room_id, inspection.site_id, inspection.building_id,
      inspection.id as inspection_id, inspection.number as inspection_number,
      ${inWhoseName} as inspector,
      ((coalesce(inspection.started_at, inspection.submitted_at) at time zone 'Asia/Kuwait')::date - 1)::text as slept_on,
      (
        select coalesce(json_agg(json_build_object('step', step, 'on', issued_on)), '[]')
        from notice
        where notice.corrective_action_id = action.id
      ) as issued,
      exists (
        select from repair_report where corrective_action_id = action.id and accepted is null
      ) as is_repair_reported
    from corrective_action as action
    join finding on finding.id = action.finding_id
    join criterion on criterion.id = finding.criterion_id
    join inspection on inspection.id = finding.inspection_id
    left join room on room.id = finding.room_id
    where action.completed_at is null and action.due_on < ${today}::date and finding.withdrawn_at is null
      and ${inWhoseName} is not null
    order by num_nonnulls(finding.floor, finding.room_id), action.id
    for update of action
  `.execute(transaction);
  return rows;
}
