import { sql } from 'kysely';
import type { NamedPlace } from '#app/domain/capacity/changes/closing-place.ts';
import type { Day } from '#app/domain/dates.ts';
import type { ClosureId, FindingId, InspectionId, NoticeId } from '#app/domain/identity/ids.ts';
import type { Answerable } from '#app/domain/inspection/answerable.ts';
import type { EscalationStep } from '#app/domain/inspection/escalation.ts';
import type { DrawnFinding } from '#app/domain/inspection/findings.ts';
import { ProblemError } from '#app/domain/problem.ts';
import type { Rule, Severity } from '#app/domain/standards/criterion.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

export interface FindingDetail {
  readonly id: FindingId;
  readonly rule: Pick<
    Rule,
    | 'key'
    | 'operator'
    | 'threshold'
    | 'unit'
    | 'appliesAbove'
    | 'clause'
    | 'note'
    | 'confidence'
    | 'standardKey'
  >;
  readonly severity: Severity;
  readonly answerable: Answerable;
  readonly measured: DrawnFinding['measured'] | null;
  readonly note: string;
  readonly photos: readonly { readonly hash: string; readonly isStored: boolean }[];
  readonly foundAt: Date;
  readonly place: NamedPlace;
  readonly inspection: { readonly id: InspectionId; readonly number: number };
  /** The finding of the inspection before that this one repeats. */
  readonly repeatsId: FindingId | null;
  readonly withdrawal: { readonly at: Date; readonly reason: string } | null;
  readonly dueOn: Day;
  readonly completed: { readonly at: Date; readonly byName: string } | null;
  /** The re-inspection that found it put right. */
  readonly reinspectionNumber: number | null;
  readonly repairs: readonly Repair[];
  readonly notices: readonly ListedNotice[];
  /** Of the place, for this finding; it may be open again by now. */
  readonly closure: { readonly id: ClosureId; readonly isClosed: boolean } | null;
  /** A re-inspection of the place that is to come. */
  readonly scheduled: { readonly id: InspectionId; readonly number: number; readonly on: Day } | null;
}

interface Repair {
  readonly id: string;
  readonly reportedAt: Date;
  readonly reportedByName: string;
  readonly note: string;
  readonly photos: readonly string[];
  readonly accepted: boolean | null;
  readonly decidedAt: Date | null;
  readonly decidedByName: string | null;
  readonly decisionReason: string;
}

export interface ListedNotice {
  readonly id: NoticeId;
  readonly number: number;
  readonly step: EscalationStep;
  readonly issuedOn: Day;
  readonly actBy: Day;
}

/** A finding, with all that became of it. @throws ProblemError not_found */
export async function getFinding(
  transaction: ActorTransaction,
  { findingId, today }: { findingId: FindingId; today: Day },
): Promise<FindingDetail> {
  const row = await transaction
    .selectFrom('finding')
    .innerJoin('correctiveAction as action', 'action.findingId', 'finding.id')
    .innerJoin('criterion', 'criterion.id', 'finding.criterionId')
    .innerJoin('inspection', 'inspection.id', 'finding.inspectionId')
    .innerJoin('site', 'site.id', 'inspection.siteId')
    .leftJoin('building', 'building.id', 'inspection.buildingId')
    .leftJoin('room', 'room.id', 'finding.roomId')
    .leftJoin('account as completer', 'completer.id', 'action.completedBy')
    .leftJoin('inspection as reinspection', 'reinspection.id', 'action.reinspectionId')
    .where('finding.id', '=', findingId)
    .select([
      'finding.severity',
      'finding.answerable',
      'finding.measured',
      'finding.note',
      'finding.evidence',
      'finding.foundAt',
      'finding.repeatsId',
      'finding.withdrawnAt',
      'finding.withdrawalReason',
      'finding.roomId',
      sql<number | null>`coalesce(finding.floor, room.floor)`.as('floor'),
      'criterion.key',
      'criterion.operator',
      'criterion.threshold',
      'criterion.unit',
      'criterion.appliesAbove',
      'criterion.clause',
      'criterion.note as ruleNote',
      'criterion.confidence',
      'criterion.sourceStandard as standardKey',
      'inspection.id as inspectionId',
      'inspection.number as inspectionNumber',
      'inspection.siteId',
      'inspection.buildingId',
      'site.key as siteKey',
      'site.nameAr as siteAr',
      'site.nameEn as siteEn',
      'building.name as buildingName',
      'room.name as roomName',
      'action.id as actionId',
      'action.dueOn',
      'action.completedAt',
      'completer.displayName as completedByName',
      'reinspection.number as reinspectionNumber',
    ])
    .executeTakeFirst();
  if (!row) throw new ProblemError('not_found');
  const { siteId, buildingId, floor, roomId, siteKey, siteAr, siteEn, buildingName, roomName } = row;
  const notices = await listNotices(transaction, { correctiveActionId: row.actionId });
  return {
    id: findingId,
    rule: {
      key: row.key,
      operator: row.operator as Rule['operator'],
      threshold: row.threshold as Rule['threshold'],
      unit: row.unit,
      appliesAbove: row.appliesAbove,
      clause: row.clause,
      note: row.ruleNote,
      confidence: row.confidence as Rule['confidence'],
      standardKey: row.standardKey ?? '',
    },
    severity: row.severity as Severity,
    answerable: row.answerable as Answerable,
    measured: row.measured as unknown as FindingDetail['measured'],
    note: row.note,
    photos: await listPhotos(transaction, row.evidence as unknown as readonly { hash: string }[]),
    foundAt: row.foundAt,
    place: {
      ...{ siteId, buildingId, floor, roomId, bedId: null },
      ...{ siteKey, siteAr, siteEn, buildingName, roomName, bedLabel: null },
    },
    inspection: { id: row.inspectionId as InspectionId, number: row.inspectionNumber },
    repeatsId: row.repeatsId as FindingId | null,
    withdrawal: row.withdrawnAt && { at: row.withdrawnAt, reason: row.withdrawalReason },
    dueOn: row.dueOn,
    completed: row.completedAt && { at: row.completedAt, byName: row.completedByName ?? '' },
    reinspectionNumber: row.reinspectionNumber,
    repairs: await listRepairs(transaction, { correctiveActionId: row.actionId }),
    notices,
    closure: await findClosure(transaction, { correctiveActionId: row.actionId, today }),
    scheduled: await findScheduled(transaction, { siteId, buildingId }),
  };
}

/** Which of the photos have arrived, so that none is shown that isn't there. */
async function listPhotos(
  transaction: ActorTransaction,
  evidence: readonly { readonly hash: string }[],
): Promise<FindingDetail['photos']> {
  const hashes = evidence.map(({ hash }) => hash).filter(Boolean);
  const { rows } = await sql<{ hash: string }>`
    select encode(hash, 'hex') as hash from stored_file
    where hash in (select decode(each, 'hex') from unnest(${hashes}::text[]) as each)
  `.execute(transaction);
  const stored = new Set(rows.map(({ hash }) => hash));
  return hashes.map((hash) => ({ hash, isStored: stored.has(hash) }));
}

async function listRepairs(
  transaction: ActorTransaction,
  { correctiveActionId }: { correctiveActionId: string },
): Promise<Repair[]> {
  const { rows } = await sql<Repair>`
    select report.id, report.reported_at, reporter.display_name as reported_by_name, report.note, report.accepted,
      report.decided_at, decider.display_name as decided_by_name, report.decision_reason,
      (
        select coalesce(json_agg(encode(file_hash, 'hex') order by position), '[]')
        from repair_photo
        where repair_report_id = report.id
      ) as photos
    from repair_report as report
    left join account as reporter on reporter.id = report.reported_by
    left join account as decider on decider.id = report.decided_by
    where report.corrective_action_id = ${correctiveActionId}
    order by report.reported_at desc
  `.execute(transaction);
  return rows.map((row) => ({ ...row, reportedByName: row.reportedByName ?? '' }));
}

async function listNotices(
  transaction: ActorTransaction,
  { correctiveActionId }: { correctiveActionId: string },
): Promise<ListedNotice[]> {
  const rows = await transaction
    .selectFrom('notice')
    .select(['id', 'number', 'step', 'issuedOn', 'actBy'])
    .where('correctiveActionId', '=', correctiveActionId)
    .orderBy('step')
    .execute();
  return rows as ListedNotice[];
}

async function findClosure(
  transaction: ActorTransaction,
  { correctiveActionId, today }: { correctiveActionId: string; today: Day },
): Promise<FindingDetail['closure']> {
  const { rows } = await sql<{ id: ClosureId; isClosed: boolean }>`
    select closure.id, not isempty(closure.during) and (upper_inf(closure.during) or upper(closure.during) > ${today}::date) as is_closed
    from notice
    join closure on closure.change_id = notice.change_id
    where notice.corrective_action_id = ${correctiveActionId}
    order by notice.number desc
    limit 1
  `.execute(transaction);
  return rows[0] ?? null;
}

/** A re-inspection of the place that is to come, the next one; null where none is. */
export async function findScheduled(
  transaction: ActorTransaction,
  { siteId, buildingId }: { siteId: string; buildingId: string | null },
): Promise<FindingDetail['scheduled']> {
  const { rows } = await sql<NonNullable<FindingDetail['scheduled']>>`
    select id, number, scheduled_on::text as on
    from inspection
    where site_id = ${siteId} and building_id is not distinct from ${buildingId}::uuid
      and reason = 'follow_up' and state in ('scheduled', 'under_way')
    order by scheduled_on
    limit 1
  `.execute(transaction);
  return rows[0] ?? null;
}
