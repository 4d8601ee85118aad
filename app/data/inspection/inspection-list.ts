import { sql } from 'kysely';
import type { Day } from '#app/domain/dates.ts';
import type { InspectionReason, InspectionState } from '#app/domain/inspection/day-pack.ts';
import type { InspectionOutcome } from '#app/domain/inspection/findings.ts';
import { contains } from '#app/data/text-search.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

export interface ListedInspection {
  readonly id: string;
  readonly number: number;
  readonly state: InspectionState;
  readonly reason: InspectionReason;
  readonly scheduledOn: Day;
  readonly outcome: InspectionOutcome | null;
  readonly siteKey: string;
  readonly siteAr: string;
  readonly siteEn: string;
  /** Null for a whole site. */
  readonly buildingName: string | null;
  readonly inspectorName: string | null;
  readonly secondInspectorName: string | null;
  /** Findings that stand, and the critical ones among them. */
  readonly findings: number;
  readonly criticalFindings: number;
}

export const inspectionSorts = ['number', 'day', 'findings'] as const;
export type InspectionSort = (typeof inspectionSorts)[number];

export interface InspectionFilter {
  readonly state?: InspectionState | undefined;
  readonly siteKey?: string | undefined;
  readonly reason?: InspectionReason | undefined;
  readonly inspectorId?: string | undefined;
  /** First and last day of the visits. */
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
  /** Stands in a building's name, or is an inspection's number. */
  readonly search: string;
}

/** Inspections that the filter lets through. */
export async function listInspections(
  transaction: ActorTransaction,
  {
    sort,
    descending,
    limit,
    offset,
    ...filter
  }: InspectionFilter & { sort: InspectionSort; descending: boolean; limit: number; offset: number },
): Promise<{ rows: ListedInspection[]; total: number }> {
  const query = filtered(transaction, filter);
  const { total } = await query
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const by = {
    number: sql`inspection.number`,
    day: sql`inspection.scheduled_on`,
    findings: sql`findings`,
  }[sort];
  const rows = await query
    .leftJoin('account as inspector', 'inspector.id', 'inspection.inspectorId')
    .leftJoin('account as second', 'second.id', 'inspection.secondInspectorId')
    .select([
      'inspection.id',
      'inspection.number',
      'inspection.state',
      'inspection.reason',
      'inspection.scheduledOn',
      'inspection.outcome',
      'site.key as siteKey',
      'site.nameAr as siteAr',
      'site.nameEn as siteEn',
      'building.name as buildingName',
      'inspector.displayName as inspectorName',
      'second.displayName as secondInspectorName',
    ])
    // finding_inspection serves both.
    .select((eb) => {
      const standing = eb
        .selectFrom('finding')
        .whereRef('finding.inspectionId', '=', 'inspection.id')
        .where('finding.withdrawnAt', 'is', null)
        .select(({ fn }) => fn.countAll<number>().as('count'));
      return [
        standing.$asScalar().$notNull().as('findings'),
        standing.where('finding.severity', '=', 'critical').$asScalar().$notNull().as('criticalFindings'),
      ];
    })
    .orderBy(by, descending ? 'desc' : 'asc')
    .orderBy('inspection.number', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  return { rows, total };
}

function filtered(
  transaction: ActorTransaction,
  { state, siteKey, reason, inspectorId, from, to, search }: InspectionFilter,
) {
  let query = transaction
    .selectFrom('inspection')
    .innerJoin('site', 'site.id', 'inspection.siteId')
    .leftJoin('building', 'building.id', 'inspection.buildingId');
  if (state) query = query.where('inspection.state', '=', state);
  if (siteKey) query = query.where('site.key', '=', siteKey);
  if (reason) query = query.where('inspection.reason', '=', reason);
  if (from) query = query.where('inspection.scheduledOn', '>=', from);
  if (to) query = query.where('inspection.scheduledOn', '<=', to);
  if (inspectorId)
    query = query.where(({ or, eb }) =>
      or([
        eb('inspection.inspectorId', '=', inspectorId),
        eb('inspection.secondInspectorId', '=', inspectorId),
      ]),
    );
  if (search)
    query = query.where(({ or, eb }) =>
      or([contains('building.name', search), eb(sql<string>`inspection.number::text`, '=', search)]),
    );
  return query;
}

/** Who inspects, or did, by name. */
export function listInspectorNames(transaction: ActorTransaction) {
  return transaction
    .selectFrom('account')
    .select(['id', 'displayName'])
    .where((eb) =>
      eb.or([
        eb('role', '=', 'inspector'),
        eb.exists(
          eb.selectFrom('inspection').select('inspection.id').whereRef('inspectorId', '=', 'account.id'),
        ),
      ]),
    )
    .orderBy('displayName')
    .execute();
}
