import { sql } from 'kysely';
import type { BedPlace } from '#app/domain/capacity/bed-place.ts';
import type { PriorityClass } from '#app/domain/allocation/options.ts';
import type { Blocker, PlacementReason, Refusal } from '#app/domain/allocation/proposal.ts';
import type { Day, DayRange } from '#app/domain/dates.ts';
import type { PlanId } from '#app/domain/identity/ids.ts';
import type { OvertakenCode } from '#app/domain/placement/overtaken.ts';
import { parseDayRange } from '#app/data/day-range.ts';
import { contains } from '#app/data/text-search.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

interface SitePlacements {
  readonly siteKey: string;
  readonly placed: number;
}

export async function countPlacementsBySite(
  transaction: ActorTransaction,
  { planId }: { planId: PlanId },
): Promise<SitePlacements[]> {
  // plan_placement_site serves this.
  return transaction
    .selectFrom('planPlacement')
    .innerJoin('site', 'site.id', 'planPlacement.siteId')
    .select(['site.key as siteKey', ({ fn }) => fn.countAll<number>().as('placed')])
    .where('planId', '=', planId)
    .where('planPlacement.leftOut', 'is', null)
    .groupBy('site.key')
    .execute();
}

interface RequestPlacements {
  readonly requestId: string;
  readonly requestNumber: number;
  readonly employerName: string;
  readonly placed: number;
  readonly unplaced: number;
  /** 1 is served first; null, as the class is, in plans of the first releases. */
  readonly position: number | null;
  readonly priorityClass: PriorityClass | null;
  /** The first day on which beds are free for all who are left; null where none is known. */
  readonly expectedFrom: Day | null;
  readonly sites: readonly { nameAr: string; nameEn: string }[];
}

export async function listPlacementsByRequest(
  transaction: ActorTransaction,
  { planId, limit, offset }: { planId: PlanId; limit: number; offset: number },
): Promise<{ rows: RequestPlacements[]; total: number }> {
  const { total } = await transaction
    .selectFrom('planRequest')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('planId', '=', planId)
    .executeTakeFirstOrThrow();
  const rows = await transaction
    .selectFrom('planPlacement')
    .innerJoin('placementRequest as request', 'request.id', 'planPlacement.requestId')
    .innerJoin('planRequest as outlook', (join) =>
      join
        .onRef('outlook.planId', '=', 'planPlacement.planId')
        .onRef('outlook.requestId', '=', 'planPlacement.requestId'),
    )
    .innerJoin('employer', 'employer.id', 'request.employerId')
    .leftJoin('site', 'site.id', 'planPlacement.siteId')
    .select([
      'request.id as requestId',
      'request.number as requestNumber',
      'employer.name as employerName',
      'outlook.position',
      'outlook.priorityClass',
      'outlook.expectedFrom',
      sql<number>`count(plan_placement.bed_id) filter (where plan_placement.left_out is null)`.as('placed'),
      sql<number>`count(*) filter (where plan_placement.bed_id is null or plan_placement.left_out is not null)`.as(
        'unplaced',
      ),
      sql<{ nameAr: string; nameEn: string }[]>`
        coalesce(jsonb_agg(distinct jsonb_build_object('nameAr', site.name_ar, 'nameEn', site.name_en)) filter (where site.id is not null), '[]')
      `.as('sites'),
    ])
    .where('planPlacement.planId', '=', planId)
    .groupBy([
      'request.id',
      'employer.name',
      'outlook.position',
      'outlook.priorityClass',
      'outlook.expectedFrom',
    ])
    .orderBy('outlook.position')
    .orderBy('request.number')
    .limit(limit)
    .offset(offset)
    .execute();
  return {
    rows: rows.map((row) => ({ ...row, priorityClass: row.priorityClass as PriorityClass | null })),
    total,
  };
}

interface WorkerPlacement extends DayRange {
  readonly workerId: string;
  readonly workerName: string;
  readonly requestNumber: number;
  readonly employerName: string;
  readonly bed: (Omit<BedPlace, 'floor'> & { readonly roomId: string }) | null;
  /** Reasons of a placed worker; blockers of one who has no bed. */
  readonly reasons: readonly PlacementReason[];
  readonly blockers: readonly Blocker[];
  /** Null for who has a bed, is housed already or was set aside, and in plans of the first releases. */
  readonly refusal: Refusal | null;
  /** Why the placement was left out when the plan was applied. */
  readonly leftOut: OvertakenCode | null;
}

export async function listPlacementsByWorker(
  transaction: ActorTransaction,
  {
    planId,
    search,
    only,
    limit,
    offset,
  }: { planId: PlanId; search: string; only: 'placed' | 'unplaced' | 'all'; limit: number; offset: number },
): Promise<{ rows: WorkerPlacement[]; total: number }> {
  let query = transaction
    .selectFrom('planPlacement as placement')
    .innerJoin('worker', 'worker.id', 'placement.workerId')
    .innerJoin('placementRequest as request', 'request.id', 'placement.requestId')
    .innerJoin('employer', 'employer.id', 'request.employerId')
    .where('placement.planId', '=', planId);
  if (search)
    query = query.where(({ or }) =>
      or([contains('worker.fullName', search), contains('employer.name', search)]),
    );
  if (only !== 'all') query = query.where('placement.bedId', only === 'placed' ? 'is not' : 'is', null);
  const { total } = await query
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await query
    .leftJoin('bed', 'bed.id', 'placement.bedId')
    .leftJoin('room', 'room.id', 'bed.roomId')
    .leftJoin('building', 'building.id', 'bed.buildingId')
    .leftJoin('site', 'site.id', 'bed.siteId')
    .select([
      'worker.id as workerId',
      'worker.fullName as workerName',
      'request.number as requestNumber',
      'employer.name as employerName',
      'placement.during',
      'placement.reasons',
      'placement.refusal',
      'placement.leftOut',
      'placement.bedId',
      'bed.label as bedLabel',
      'room.id as roomId',
      'room.name as roomName',
      'building.name as buildingName',
      'site.nameAr as siteAr',
      'site.nameEn as siteEn',
    ])
    .orderBy(sql`placement.bed_id is not null`)
    .orderBy('worker.fullName')
    .orderBy('worker.id')
    .limit(limit)
    .offset(offset)
    .execute();
  return {
    total,
    rows: rows.map(
      ({ during, reasons, bedId, bedLabel, roomId, roomName, buildingName, siteAr, siteEn, ...row }) => ({
        ...row,
        ...parseDayRange(during),
        bed: bedId
          ? {
              siteAr: siteAr ?? '',
              siteEn: siteEn ?? '',
              buildingName: buildingName ?? '',
              roomName: roomName ?? '',
              roomId: roomId ?? '',
              bedLabel: bedLabel ?? '',
            }
          : null,
        leftOut: row.leftOut as OvertakenCode | null,
        reasons: bedId ? (reasons as unknown as PlacementReason[]) : [],
        blockers: bedId ? [] : (reasons as unknown as Blocker[]),
        refusal: row.refusal as unknown as Refusal | null,
      }),
    ),
  };
}
