import { sql } from 'kysely';
import type { NamedPlace } from '#app/domain/capacity/changes/closing-place.ts';
import type { Day } from '#app/domain/dates.ts';
import type { AccountId, CorrectiveActionId, FindingId } from '#app/domain/identity/ids.ts';
import type { EscalationStep } from '#app/domain/inspection/escalation.ts';
import type { FindingFilter, FindingView } from '#app/domain/inspection/finding-list.ts';
import type { RepairDecision } from '#app/domain/inspection/repair-decision.ts';
import { ProblemError } from '#app/domain/problem.ts';
import type { Severity } from '#app/domain/standards/criterion.ts';
import { audit } from '#app/data/audit.ts';
import { contains } from '#app/data/text-search.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import { closePutRight, inspectionsOf } from './inspection-closing.ts';

interface ListedFinding {
  readonly id: FindingId;
  readonly criterionKey: string;
  readonly severity: Severity;
  readonly place: NamedPlace;
  readonly foundAt: Date;
  readonly inspectionNumber: number;
  readonly dueOn: Day;
  readonly completedAt: Date | null;
  readonly isRepairReported: boolean;
  /** The last step that was taken. */
  readonly step: EscalationStep | null;
  readonly isRepeated: boolean;
}

const hasReport = sql<boolean>`exists (
  select from repair_report where repair_report.corrective_action_id = action.id and repair_report.accepted is null
)`;

/** The step that was taken last; steps are declared in their order. */
export const lastStep = sql<EscalationStep | null>`(
  select max(notice.step)::text from notice where notice.corrective_action_id = action.id
)`;

const conditionOf = (view: FindingView, today: Day) =>
  ({
    open: sql<boolean>`action.completed_at is null`,
    // corrective_action_open serves this.
    overdue: sql<boolean>`(action.completed_at is null and action.due_on < ${today}::date)`,
    reported: sql<boolean>`(action.completed_at is null and ${hasReport})`,
    done: sql<boolean>`action.completed_at is not null`,
  })[view];

function filtered(transaction: ActorTransaction, { siteKey, severity, search }: Omit<FindingFilter, 'view'>) {
  let query = transaction
    .selectFrom('finding')
    .innerJoin('correctiveAction as action', 'action.findingId', 'finding.id')
    .innerJoin('inspection', 'inspection.id', 'finding.inspectionId')
    .innerJoin('criterion', 'criterion.id', 'finding.criterionId')
    .innerJoin('site', 'site.id', 'inspection.siteId')
    .leftJoin('building', 'building.id', 'inspection.buildingId')
    .leftJoin('room', 'room.id', 'finding.roomId')
    .where('finding.withdrawnAt', 'is', null);
  if (siteKey) query = query.where('site.key', '=', siteKey);
  if (severity) query = query.where('finding.severity', '=', severity);
  if (search)
    query = query.where(({ or, eb }) =>
      or([
        contains('building.name', search),
        contains('room.name', search),
        contains('finding.note', search),
        eb(sql<string>`inspection.number::text`, '=', search),
      ]),
    );
  return query;
}

/** Findings that stand, those whose day comes first in front; of those that are done the last done. */
export async function listFindings(
  transaction: ActorTransaction,
  { view, today, limit, offset, ...filter }: FindingFilter & { today: Day; limit: number; offset: number },
): Promise<{ rows: ListedFinding[]; counts: Readonly<Record<FindingView, number>> }> {
  const query = filtered(transaction, filter);
  const count = (each: FindingView) =>
    sql<number>`(count(*) filter (where ${conditionOf(each, today)}))::int`;
  const counts = await query
    .select([
      count('open').as('open'),
      count('overdue').as('overdue'),
      count('reported').as('reported'),
      count('done').as('done'),
    ])
    .executeTakeFirstOrThrow();
  const rows = await query
    .where(conditionOf(view, today))
    .select([
      'finding.id',
      'criterion.key as criterionKey',
      'finding.severity',
      'finding.foundAt',
      'finding.repeatsId',
      'inspection.number as inspectionNumber',
      'action.dueOn',
      'action.completedAt',
      'inspection.siteId',
      'inspection.buildingId',
      sql<number | null>`coalesce(finding.floor, room.floor)`.as('floor'),
      'finding.roomId',
      'site.key as siteKey',
      'site.nameAr as siteAr',
      'site.nameEn as siteEn',
      'building.name as buildingName',
      'room.name as roomName',
      hasReport.as('isRepairReported'),
      lastStep.as('step'),
    ])
    .orderBy(view === 'done' ? sql`action.completed_at desc` : sql`action.due_on`)
    .orderBy('finding.id')
    .limit(limit)
    .offset(offset)
    .execute();
  return {
    counts,
    rows: rows.map(({ repeatsId, id, severity, criterionKey, foundAt, inspectionNumber, ...row }) => {
      const { dueOn, completedAt, isRepairReported, step, ...place } = row;
      return {
        id: id as FindingId,
        severity: severity as Severity,
        criterionKey,
        foundAt,
        inspectionNumber,
        dueOn,
        completedAt,
        isRepairReported,
        step,
        isRepeated: repeatsId !== null,
        place: { ...place, bedId: null, bedLabel: null },
      };
    }),
  };
}

/** The corrective action of a finding that stands. @throws ProblemError not_found */
async function findAction(transaction: ActorTransaction, findingId: FindingId) {
  const action = await transaction
    .selectFrom('correctiveAction as action')
    .innerJoin('finding', 'finding.id', 'action.findingId')
    .select(['action.id', 'action.completedAt', 'action.dueOn'])
    .where('finding.id', '=', findingId)
    .where('finding.withdrawnAt', 'is', null)
    .executeTakeFirst();
  if (!action) throw new ProblemError('not_found');
  return action;
}

/** The corrective action that a repair is reported for. @throws ProblemError not_found, repair_not_in_state once it is done */
export async function getOpenAction(
  transaction: ActorTransaction,
  { findingId }: { findingId: FindingId },
): Promise<CorrectiveActionId> {
  const { id, completedAt } = await findAction(transaction, findingId);
  if (completedAt !== null) throw new ProblemError('repair_not_in_state');
  return id as CorrectiveActionId;
}

/**
 * A site manager says that a finding was put right, and shows it.
 * @param photos hashes of photos that are stored @throws ProblemError not_found, repair_not_in_state where it is done, or
 *   another report is undecided
 */
export async function reportRepair(
  transaction: ActorTransaction,
  {
    findingId,
    note,
    photos,
    reportedBy,
  }: { findingId: FindingId; note: string; photos: readonly string[]; reportedBy: AccountId },
): Promise<void> {
  const correctiveActionId = await getOpenAction(transaction, { findingId });
  const { id } = await transaction
    .insertInto('repairReport')
    .values({ correctiveActionId, reportedBy, note })
    .returning('id')
    .executeTakeFirstOrThrow();
  await transaction
    .insertInto('repairPhoto')
    .values(
      photos.map((hash, position) => ({
        repairReportId: id,
        fileHash: Buffer.from(hash, 'hex'),
        position,
      })),
    )
    .execute();
  await audit(transaction, {
    action: 'repair.reported',
    subjectKind: 'corrective_action',
    subjectId: correctiveActionId,
  });
}

/**
 * An inspector's or a supervisor's word about a repair that was reported: accepted, the finding is put right; rejected, it
 * is to be put right by the day it had, or by another.
 * @throws ProblemError not_found, repair_not_in_state where none is undecided, or repair_conflict_of_interest
 */
export async function decideRepair(
  transaction: ActorTransaction,
  {
    findingId,
    decision,
    decidedBy,
  }: { findingId: FindingId; decision: RepairDecision; decidedBy: AccountId },
): Promise<void> {
  const action = await findAction(transaction, findingId);
  if (action.completedAt !== null) throw new ProblemError('repair_not_in_state');
  if (!(await mayDecideRepair(transaction, { findingId, accountId: decidedBy })))
    throw new ProblemError('repair_conflict_of_interest');
  const isAccepted = decision.kind === 'accept';
  const decided = await transaction
    .updateTable('repairReport')
    .set({
      accepted: isAccepted,
      decidedBy,
      decidedAt: new Date(),
      decisionReason: isAccepted ? '' : decision.reason,
    })
    .where('correctiveActionId', '=', action.id)
    .where('accepted', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!decided) throw new ProblemError('repair_not_in_state');
  await transaction
    .updateTable('correctiveAction')
    .set(
      isAccepted
        ? { completedAt: new Date(), completedBy: decidedBy }
        : { dueOn: decision.dueOn ?? action.dueOn },
    )
    .where('id', '=', action.id)
    .where('completedAt', 'is', null)
    .execute();
  if (isAccepted) await closePutRight(transaction, { inspections: inspectionsOf([action.id]) });
  await audit(transaction, {
    action: isAccepted ? 'repair.accepted' : 'repair.rejected',
    subjectKind: 'corrective_action',
    subjectId: action.id,
    ...(!isAccepted && { details: { from: decision.dueOn ?? action.dueOn } }),
  });
}

/** False for an inspector with a conflict of interest at the place. */
export async function mayDecideRepair(
  transaction: ActorTransaction,
  { findingId, accountId }: { findingId: FindingId; accountId: AccountId },
): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select actor_is('supervisor') or actor_is('inspector') and may_inspect(${accountId}, inspection.site_id, inspection.building_id) as may
    from finding
    join inspection on inspection.id = finding.inspection_id
    where finding.id = ${findingId}
  `.execute(transaction);
  return rows[0]?.may ?? false;
}
