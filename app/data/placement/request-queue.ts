import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { BedPlace } from '#app/domain/capacity/bed-place.ts';
import type { DayRange } from '#app/domain/dates.ts';
import type { AccountId, PlacementRequestId } from '#app/domain/identity/ids.ts';
import type { PlacementRequestState } from '#app/domain/placement/states.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { audit } from '#app/data/audit.ts';
import { parseDayRange } from '#app/data/day-range.ts';
import { contains } from '#app/data/text-search.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

interface QueuedRequest extends DayRange {
  readonly id: PlacementRequestId;
  readonly number: number;
  readonly state: PlacementRequestState;
  readonly employerName: string;
  readonly fileNumber: string;
  readonly workplaceName: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly priority: number;
  readonly submittedAt: Date;
  readonly decidedAt: Date | null;
  readonly decisionReason: string;
  readonly note: string;
  readonly workers: number;
  readonly housed: number;
}

export const queueSorts = ['waiting', 'priority', 'workers', 'number'] as const;
type QueueSort = (typeof queueSorts)[number];

function requests(transaction: ActorTransaction) {
  return transaction
    .selectFrom('placementRequest as request')
    .innerJoin('employer', 'employer.id', 'request.employerId')
    .innerJoin('workplace', 'workplace.id', 'request.workplaceId')
    .where('request.state', '<>', 'draft')
    .where('request.submittedAt', 'is not', null);
}

const shown = [
  'request.id',
  'request.number',
  'request.state',
  'request.during',
  'request.priority',
  'request.submittedAt',
  'request.decidedAt',
  'request.decisionReason',
  'request.note',
  'employer.name as employerName',
  'employer.fileNumber',
  'workplace.name as workplaceName',
  'workplace.longitude',
  'workplace.latitude',
] as const;

const counts = [
  sql<number>`(select count(*) from placement_request_worker as member where member.request_id = request.id)`.as(
    'workers',
  ),
  sql<number>`(select count(distinct worker_id) from assignment where assignment.request_id = request.id)`.as(
    'housed',
  ),
] as const;

type Row = { during: string | null; submittedAt: Date | null; id: string };
const toRequest = <Rest extends Row>({ during, ...row }: Rest) => ({
  ...row,
  ...parseDayRange(during ?? ''),
  id: row.id as PlacementRequestId,
  submittedAt: row.submittedAt ?? new Date(0),
});

/** Requests in these states, searched by employer, file number or the request's own number. */
export async function listQueue(
  transaction: ActorTransaction,
  {
    states,
    search,
    sort,
    descending,
    limit,
    offset,
  }: {
    states: readonly PlacementRequestState[];
    search: string;
    sort: QueueSort;
    descending: boolean;
    limit: number;
    offset: number;
  },
): Promise<{ rows: QueuedRequest[]; total: number }> {
  let query = requests(transaction).where('request.state', 'in', [...states]);
  if (search) {
    query = query.where(({ or, eb }) =>
      or([
        contains('employer.name', search),
        eb('employer.fileNumber', '=', search),
        eb(sql<string>`request.number::text`, '=', search),
      ]),
    );
  }
  const { total } = await query
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  // The longest wait is the earliest submission: for waiting, the direction turns round.
  const direction = (sort === 'waiting' ? !descending : descending) ? 'desc' : 'asc';
  const by = {
    waiting: sql`request.submitted_at`,
    priority: sql`request.priority`,
    workers: sql`workers`,
    number: sql`request.number`,
  }[sort];
  const rows = await query
    .select(shown)
    .select(counts)
    .orderBy(by, direction)
    .orderBy('request.number')
    .limit(limit)
    .offset(offset)
    .execute();
  return { total, rows: rows.map(toRequest) };
}

/** @throws ProblemError not_found */
export async function getQueuedRequest(
  transaction: ActorTransaction,
  { requestId }: { requestId: PlacementRequestId },
): Promise<QueuedRequest> {
  const row = await requests(transaction)
    .select(shown)
    .select(counts)
    .where('request.id', '=', requestId)
    .executeTakeFirst();
  if (!row) throw new ProblemError('not_found');
  return toRequest(row);
}

export async function countByState(
  transaction: ActorTransaction,
): Promise<ReadonlyMap<PlacementRequestState, number>> {
  const rows = await requests(transaction)
    .select(['request.state', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy('request.state')
    .execute();
  return new Map(rows.map((row) => [row.state, row.count]));
}

type Decision =
  | { readonly kind: 'accept'; readonly priority: number }
  | { readonly kind: 'return' | 'refuse'; readonly reason: string };

const stateAfter = { accept: 'accepted', return: 'returned', refuse: 'refused' } as const;

/**
 * A planner's word on a submitted request.
 * @throws ProblemError request_not_in_state, or reason_needed where it is sent back without one
 */
export async function decideRequest(
  transaction: ActorTransaction,
  {
    requestId,
    accountId,
    decision,
  }: { requestId: PlacementRequestId; accountId: AccountId; decision: Decision },
): Promise<void> {
  const reason = decision.kind === 'accept' ? '' : decision.reason.trim();
  if (decision.kind !== 'accept' && reason === '') throw new ProblemError('reason_needed');
  const decided = await transaction
    .updateTable('placementRequest')
    .set({
      state: stateAfter[decision.kind],
      decidedAt: new Date(),
      decidedBy: accountId,
      decisionReason: reason,
      ...(decision.kind === 'accept' && { priority: decision.priority }),
    })
    .where('id', '=', requestId)
    .where('state', '=', 'submitted')
    .returning('id')
    .executeTakeFirst();
  if (!decided) throw new ProblemError('request_not_in_state');
  await audit(transaction, {
    action: `placement_request.${stateAfter[decision.kind]}`,
    subjectKind: 'placement_request',
    subjectId: requestId,
    details: decision.kind === 'accept' ? { priority: decision.priority } : {},
  });
}

/** Requests, chosen by a query for their identifiers, are placed once everyone in them was given a bed, else in part. */
export async function followAssignments(
  transaction: ActorTransaction,
  { requests }: { requests: RawBuilder<unknown> },
): Promise<void> {
  await sql`
    update placement_request as request
    set state = case
      when exists (
        select from placement_request_worker as member
        where member.request_id = request.id and not exists (
          select from assignment where assignment.request_id = request.id and assignment.worker_id = member.worker_id
        )
      ) then 'partly_placed'::placement_request_state
      else 'placed'::placement_request_state
    end
    where request.state in ('accepted', 'partly_placed', 'placed') and request.id in (${requests})
  `.execute(transaction);
}

interface RequestMember {
  readonly workerId: string;
  readonly name: string;
  readonly sex: 'male' | 'female';
  readonly shift: 'day' | 'night' | 'rotating';
  readonly accessNeeds: readonly string[];
  readonly crew: string | null;
  readonly bed: (BedPlace & DayRange) | null;
}

/**
 * Who is in a request, crew by crew, and each one's bed once placed; for whoever may see the request. `workerId` seeks
 * one of them, `onlyPlaced` those with a bed.
 */
export async function listMembers(
  transaction: ActorTransaction,
  {
    requestId,
    workerId,
    onlyPlaced = false,
    limit,
    offset = 0,
  }: {
    requestId: PlacementRequestId;
    workerId?: string | undefined;
    onlyPlaced?: boolean;
    limit?: number;
    offset?: number;
  },
): Promise<RequestMember[]> {
  let query = transaction
    .selectFrom('placementRequestWorker as member')
    .innerJoin('worker', 'worker.id', 'member.workerId')
    .leftJoinLateral(
      // Who was relocated has had several beds from one request: the last one counts.
      (lateral) =>
        lateral
          .selectFrom('assignment')
          .selectAll()
          .whereRef('assignment.requestId', '=', 'member.requestId')
          .whereRef('assignment.workerId', '=', 'member.workerId')
          .orderBy(sql`lower(during)`, 'desc')
          .limit(1)
          .as('assignment'),
      (join) => join.onTrue(),
    )
    .leftJoin('bed', 'bed.id', 'assignment.bedId')
    .leftJoin('room', 'room.id', 'assignment.roomId')
    .leftJoin('building', 'building.id', 'assignment.buildingId')
    .leftJoin('site', 'site.id', 'assignment.siteId')
    .select([
      'worker.id as workerId',
      'worker.fullName as name',
      'worker.sex',
      'worker.shift',
      'worker.accessNeeds',
      'member.crew',
      'assignment.during',
      'bed.label as bedLabel',
      'room.floor',
      'room.name as roomName',
      'building.name as buildingName',
      'site.nameAr as siteAr',
      'site.nameEn as siteEn',
    ])
    .where('member.requestId', '=', requestId)
    .orderBy('member.crew')
    .orderBy('worker.fullName')
    .orderBy('worker.id')
    .offset(offset);
  if (limit !== undefined) query = query.limit(limit);
  if (workerId !== undefined) query = query.where('worker.id', '=', workerId);
  if (onlyPlaced) query = query.where('assignment.id', 'is not', null);
  const rows = await query.execute();
  return rows.map(({ during, bedLabel, floor, roomName, buildingName, siteAr, siteEn, ...row }) => ({
    ...row,
    bed:
      during === null
        ? null
        : {
            ...parseDayRange(during),
            bedLabel: bedLabel ?? '',
            floor: floor ?? 0,
            roomName: roomName ?? '',
            buildingName: buildingName ?? '',
            siteAr: siteAr ?? '',
            siteEn: siteEn ?? '',
          },
  }));
}
