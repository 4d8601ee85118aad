import { sql } from 'kysely';
import type { Day } from '#app/domain/dates.ts';
import type { InspectionId } from '#app/domain/identity/ids.ts';
import type { PackedInspection, RecordedOperation } from '#app/domain/inspection/day-pack.ts';
import type { OperationKind } from '#app/domain/inspection/operation.ts';
import type { InspectionReport, ReportedChange, ReportedFinding } from '#app/domain/inspection/report.ts';
import { reportOf } from '#app/domain/inspection/report.ts';
import { ProblemError } from '#app/domain/problem.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import { packInspections } from './day-pack.ts';

export interface DrawnReport {
  readonly report: InspectionReport;
  readonly pack: PackedInspection;
  /** Acts that arrived after it was submitted, as they arrived. */
  readonly late: readonly RecordedOperation[];
  /** Names of who recorded something or submitted it, by identifier. */
  readonly names: ReadonlyMap<string, string>;
}

/** The report of an inspection as it stands now, for whoever may read its acts. @throws ProblemError not_found */
export async function drawUpReport(
  transaction: ActorTransaction,
  { inspectionId, today }: { inspectionId: InspectionId; today: Day },
): Promise<DrawnReport> {
  const [pack] = await packInspections(transaction, { inspectionIds: [inspectionId], day: today });
  if (!pack) throw new ProblemError('not_found');
  const inspection = await transaction
    .selectFrom('inspection')
    .innerJoin('site', 'site.id', 'inspection.siteId')
    .innerJoin('standard', 'standard.id', 'inspection.standardId')
    .select([
      'inspection.startedAt',
      'inspection.submittedAt',
      'inspection.outcome',
      'site.longitude',
      'site.latitude',
      'standard.version',
    ])
    .where('inspection.id', '=', inspectionId)
    .executeTakeFirstOrThrow();
  const late = await listLate(transaction, { inspectionId });
  const names = await listNames(transaction, { inspectionId });
  const report = reportOf(pack, {
    standardVersion: inspection.version,
    startedAt: inspection.startedAt?.toISOString() ?? null,
    submittedAt: inspection.submittedAt?.toISOString() ?? null,
    outcome: inspection.outcome,
    summary: '',
    findings: await listFindings(transaction, { inspectionId }),
    changes: await listCaused(transaction, { inspectionId }),
    names,
    sitePoint: inspection,
    arrived: await listArrived(transaction, { inspectionId }),
    late,
  });
  return { report, pack, names, late: pack.operations.filter(({ id }) => late.has(id)) };
}

async function listLate(
  transaction: ActorTransaction,
  { inspectionId }: { inspectionId: InspectionId },
): Promise<ReadonlySet<string>> {
  const rows = await transaction
    .selectFrom('inspectionOperation as act')
    .innerJoin('inspection', 'inspection.id', 'act.inspectionId')
    .select('act.id')
    .where('act.inspectionId', '=', inspectionId)
    .whereRef('act.receivedAt', '>', 'inspection.submittedAt')
    .execute();
  return new Set(rows.map(({ id }) => id));
}

async function listNames(
  transaction: ActorTransaction,
  { inspectionId }: { inspectionId: InspectionId },
): Promise<ReadonlyMap<string, string>> {
  const rows = await transaction
    .selectFrom('account')
    .select(['id', 'displayName'])
    .where((is) =>
      is.or([
        is('id', 'in', (eb) =>
          eb.selectFrom('inspectionOperation').select('accountId').where('inspectionId', '=', inspectionId),
        ),
        is('id', 'in', (eb) =>
          eb.selectFrom('inspection').select('submittedBy').where('id', '=', inspectionId),
        ),
      ]),
    )
    .execute();
  return new Map(rows.map(({ id, displayName }) => [id, displayName]));
}

async function listArrived(
  transaction: ActorTransaction,
  { inspectionId }: { inspectionId: InspectionId },
): Promise<ReadonlySet<string>> {
  const rows = await transaction
    .selectFrom('inspectionPhoto')
    .innerJoin('storedFile', 'storedFile.hash', 'inspectionPhoto.fileHash')
    .select('storedFile.hash')
    .where('inspectionId', '=', inspectionId)
    .execute();
  return new Set(rows.map(({ hash }) => hash.toString('hex')));
}

/** What was found, as it is told: those taken back too. */
export async function listFindings(
  transaction: ActorTransaction,
  { inspectionId }: { inspectionId: InspectionId },
): Promise<readonly ReportedFinding[]> {
  // finding_inspection serves this.
  const rows = await transaction
    .selectFrom('finding')
    .innerJoin('criterion', 'criterion.id', 'finding.criterionId')
    .leftJoin('standard as instrument', (join) =>
      join
        .onRef('instrument.key', '=', 'criterion.sourceStandard')
        // The ministry's own standards, of several versions, are nobody's source.
        .on('instrument.url', 'is not', null),
    )
    .leftJoin('room', 'room.id', 'finding.roomId')
    .leftJoin('correctiveAction as action', 'action.findingId', 'finding.id')
    .leftJoin('account as withdrawer', 'withdrawer.id', 'finding.withdrawnBy')
    .select([
      'finding.id',
      'criterion.key as criterionKey',
      'finding.severity',
      'criterion.scope',
      sql<number | null>`coalesce(finding.floor, room.floor)`.as('floor'),
      'room.name as roomName',
      'criterion.operator',
      'criterion.threshold',
      'criterion.unit',
      'criterion.appliesAbove',
      'criterion.clause',
      'criterion.confidence',
      'instrument.name as instrumentName',
      'instrument.url as instrumentUrl',
      'instrument.confidence as instrumentConfidence',
      'finding.measured',
      'finding.note',
      'finding.evidence',
      'finding.answerable',
      'finding.repeatsId',
      'action.dueOn',
      sql<Day | null>`(action.completed_at at time zone 'Asia/Kuwait')::date`.as('completedOn'),
      'finding.withdrawnAt',
      'finding.withdrawalReason',
      'withdrawer.displayName as withdrawnByName',
    ])
    .where('finding.inspectionId', '=', inspectionId)
    .orderBy('criterion.position')
    .orderBy(sql`coalesce(finding.floor, room.floor)`)
    .orderBy('room.name')
    .orderBy('finding.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    criterionKey: row.criterionKey,
    severity: row.severity as ReportedFinding['severity'],
    scope: row.scope as ReportedFinding['scope'],
    floor: row.floor,
    roomName: row.roomName,
    rule: {
      operator: row.operator,
      threshold: row.threshold,
      unit: row.unit,
      appliesAbove: row.appliesAbove,
    } as ReportedFinding['rule'],
    clause: row.clause,
    confidence: row.confidence ?? row.instrumentConfidence,
    instrument: row.instrumentName === null ? null : { name: row.instrumentName, url: row.instrumentUrl },
    measured: row.measured as unknown as ReportedFinding['measured'],
    note: row.note,
    hashes: (row.evidence as unknown as readonly { readonly hash: string }[]).map(({ hash }) => hash),
    answerable: row.answerable as ReportedFinding['answerable'],
    isRepeated: row.repeatsId !== null,
    action: row.dueOn === null ? null : { dueOn: row.dueOn, completedOn: row.completedOn },
    withdrawn: row.withdrawnAt && {
      reason: row.withdrawalReason,
      by: row.withdrawnByName ?? '',
      at: row.withdrawnAt.toISOString(),
    },
  }));
}

/** Closings and measurements that the inspection caused. */
async function listCaused(
  transaction: ActorTransaction,
  { inspectionId }: { inspectionId: InspectionId },
): Promise<readonly ReportedChange[]> {
  // capacity_change_inspection serves this.
  return transaction
    .selectFrom('capacityChange as change')
    .leftJoin('room', 'room.id', 'change.roomId')
    .leftJoin('bed', 'bed.id', 'change.bedId')
    .select([
      'change.id',
      'change.number',
      'change.kind',
      'change.state',
      'change.effectiveFrom',
      'change.buildingId',
      'change.floor',
      'change.roomId',
      'change.bedId',
      'room.name as roomName',
      'bed.label as bedLabel',
    ])
    .where('change.inspectionId', '=', inspectionId)
    .orderBy('change.number')
    .execute();
}

/** What phones sent, in the order in which it arrived. */
export async function listActs(
  transaction: ActorTransaction,
  { inspectionId, limit, offset }: { inspectionId: InspectionId; limit: number; offset: number },
) {
  const { total } = await transaction
    .selectFrom('inspectionOperation')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('inspectionId', '=', inspectionId)
    .executeTakeFirstOrThrow();
  // inspection_operation_arrival serves this.
  const rows = await transaction
    .selectFrom('inspectionOperation as act')
    .innerJoin('inspection', 'inspection.id', 'act.inspectionId')
    .select([
      'act.id',
      'act.kind',
      'act.accountId',
      'act.phoneId',
      'act.sequence',
      'act.recordedAt',
      'act.receivedAt',
      'act.body',
      sql<boolean>`coalesce(act.received_at > inspection.submitted_at, false)`.as('isLate'),
    ])
    .where('act.inspectionId', '=', inspectionId)
    .orderBy('act.arrival')
    .limit(limit)
    .offset(offset)
    .execute();
  return {
    total,
    rows: rows.map((row) => ({ ...row, kind: row.kind as OperationKind, body: row.body as object })),
  };
}
