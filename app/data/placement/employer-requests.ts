import { sql } from 'kysely';
import type { Day, DayRange } from '#app/domain/dates.ts';
import type {
  AccountId,
  EmployerId,
  PlacementRequestId,
  WorkerId,
  WorkplaceId,
} from '#app/domain/identity/ids.ts';
import { isComplete } from '#app/domain/placement/request-tasks.ts';
import type { PlacementRequestState } from '#app/domain/placement/states.ts';
import { editableStates, withdrawableStates } from '#app/domain/placement/states.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { audit } from '#app/data/audit.ts';
import { dayRange, parseDayRange } from '#app/data/day-range.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

export interface OwnRequest {
  readonly id: PlacementRequestId;
  readonly number: number;
  readonly state: PlacementRequestState;
  readonly range: DayRange | null;
  readonly workplaceId: WorkplaceId | null;
  readonly workplaceName: string | null;
  readonly note: string;
  readonly decisionReason: string;
  readonly createdAt: Date;
  readonly submittedAt: Date | null;
  readonly decidedAt: Date | null;
  readonly workers: number;
  readonly housed: number;
}

function requests(transaction: ActorTransaction) {
  return transaction
    .selectFrom('placementRequest as request')
    .leftJoin('workplace', 'workplace.id', 'request.workplaceId')
    .select([
      'request.id',
      'request.number',
      'request.state',
      'request.during',
      'request.workplaceId',
      'workplace.name as workplaceName',
      'request.note',
      'request.decisionReason',
      'request.createdAt',
      'request.submittedAt',
      'request.decidedAt',
      sql<number>`(select count(*) from placement_request_worker as member where member.request_id = request.id)`.as(
        'workers',
      ),
      sql<number>`(select count(distinct worker_id) from assignment where assignment.request_id = request.id)`.as(
        'housed',
      ),
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof requests>['executeTakeFirstOrThrow']>>;
const toRequest = ({ during, ...row }: Row): OwnRequest => ({
  ...row,
  id: row.id as PlacementRequestId,
  workplaceId: row.workplaceId as WorkplaceId | null,
  range: during ? parseDayRange(during) : null,
});

export async function listOwnRequests(
  transaction: ActorTransaction,
  { employerId, limit, offset }: { employerId: EmployerId; limit: number; offset: number },
): Promise<{ rows: OwnRequest[]; total: number }> {
  const rows = await requests(transaction)
    .where('request.employerId', '=', employerId)
    .orderBy('request.number', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  const { total } = await transaction
    .selectFrom('placementRequest')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('employerId', '=', employerId)
    .executeTakeFirstOrThrow();
  return { rows: rows.map(toRequest), total };
}

/** @throws ProblemError not_found */
export async function getOwnRequest(
  transaction: ActorTransaction,
  { requestId }: { requestId: PlacementRequestId },
): Promise<OwnRequest> {
  const row = await requests(transaction).where('request.id', '=', requestId).executeTakeFirst();
  if (!row) throw new ProblemError('not_found');
  return toRequest(row);
}

export async function createDraft(
  transaction: ActorTransaction,
  { employerId, accountId }: { employerId: EmployerId; accountId: AccountId },
): Promise<PlacementRequestId> {
  const { id } = await transaction
    .insertInto('placementRequest')
    .values({ employerId, createdBy: accountId })
    .returning('id')
    .executeTakeFirstOrThrow();
  await audit(transaction, {
    action: 'placement_request.created',
    subjectKind: 'placement_request',
    subjectId: id,
  });
  return id as PlacementRequestId;
}

/** Changes a draft or a returned request. @throws ProblemError not_found, also for a workplace of somebody else; request_not_in_state */
export async function changeDraft(
  transaction: ActorTransaction,
  {
    requestId,
    range,
    workplaceId,
    note,
  }: { requestId: PlacementRequestId; range?: DayRange; workplaceId?: WorkplaceId; note?: string },
): Promise<void> {
  await holdDraft(transaction, requestId);
  await transaction
    .updateTable('placementRequest')
    .set({
      ...(range && { during: dayRange(range) }),
      ...(workplaceId && { workplaceId }),
      ...(note !== undefined && { note }),
    })
    .where('id', '=', requestId)
    .execute();
  await auditChange(transaction, requestId);
}

function auditChange(transaction: ActorTransaction, requestId: PlacementRequestId): Promise<void> {
  return audit(transaction, {
    action: 'placement_request.changed',
    subjectKind: 'placement_request',
    subjectId: requestId,
  });
}

function holdDraft(transaction: ActorTransaction, requestId: PlacementRequestId): Promise<void> {
  return holdIn(editableStates, transaction, requestId);
}

/** Holds the request for this transaction. @throws ProblemError not_found, or request_not_in_state */
async function holdIn(
  states: readonly PlacementRequestState[],
  transaction: ActorTransaction,
  requestId: PlacementRequestId,
): Promise<void> {
  const request = await transaction
    .selectFrom('placementRequest')
    .select('state')
    .where('id', '=', requestId)
    .forUpdate()
    .executeTakeFirst();
  if (!request) throw new ProblemError('not_found');
  if (!states.includes(request.state)) throw new ProblemError('request_not_in_state');
}

/** Of the workers shown, exactly the chosen ones are in the request afterwards; others stay as they are. */
export async function chooseWorkers(
  transaction: ActorTransaction,
  {
    requestId,
    employerId,
    shown,
    chosen,
  }: {
    requestId: PlacementRequestId;
    employerId: EmployerId;
    shown: readonly WorkerId[];
    chosen: readonly WorkerId[];
  },
): Promise<void> {
  await holdDraft(transaction, requestId);
  const wanted = new Set(chosen);
  const left = shown.filter((id) => !wanted.has(id));
  if (left.length > 0)
    await transaction
      .deleteFrom('placementRequestWorker')
      .where('requestId', '=', requestId)
      .where('workerId', '=', sql<string>`any(${left}::uuid[])`)
      .execute();
  if (chosen.length > 0) {
    await sql`
      insert into placement_request_worker (request_id, worker_id, employer_id)
      select ${requestId}, worker.id, ${employerId} from worker
      where worker.id = any(${[...chosen]}::uuid[]) and worker.employer_id = ${employerId}
      on conflict (request_id, worker_id) do nothing
    `.execute(transaction);
  }
  await auditChange(transaction, requestId);
}

/** Adds every worker of the employer who on the request's days has no bed and stands in no open request. */
export async function chooseAllUnhoused(
  transaction: ActorTransaction,
  { requestId, employerId, today }: { requestId: PlacementRequestId; employerId: EmployerId; today: Day },
): Promise<void> {
  await holdDraft(transaction, requestId);
  await sql`
    insert into placement_request_worker (request_id, worker_id, employer_id)
    select request.id, worker.id, worker.employer_id
    from placement_request as request
    cross join lateral (select coalesce(request.during, daterange(${today}::date, null)) as during) as asked
    join worker on worker.employer_id = request.employer_id
    where request.id = ${requestId}
      and request.employer_id = ${employerId}
      and not exists (
        select from assignment where assignment.worker_id = worker.id and assignment.during && asked.during
      )
      and not exists (
        select from placement_request_worker as other
        where other.worker_id = worker.id and other.is_open and other.during && asked.during
      )
    on conflict (request_id, worker_id) do nothing
  `.execute(transaction);
  await auditChange(transaction, requestId);
}

/** Takes every worker out of a draft. */
export async function dropAllWorkers(
  transaction: ActorTransaction,
  { requestId }: { requestId: PlacementRequestId },
): Promise<void> {
  await holdDraft(transaction, requestId);
  await transaction.deleteFrom('placementRequestWorker').where('requestId', '=', requestId).execute();
  await auditChange(transaction, requestId);
}

/** Who of these workers is in the request. */
export async function findChosen(
  transaction: ActorTransaction,
  { requestId, workerIds }: { requestId: PlacementRequestId; workerIds: readonly WorkerId[] },
): Promise<ReadonlySet<string>> {
  if (workerIds.length === 0) return new Set();
  const rows = await transaction
    .selectFrom('placementRequestWorker')
    .select('workerId')
    .where('requestId', '=', requestId)
    .where('workerId', 'in', [...workerIds])
    .execute();
  return new Set(rows.map(({ workerId }) => workerId));
}

/**
 * Names each worker's crew; an empty name takes a worker out of its crew.
 * @throws ProblemError crew_of_both_sexes with `crew`
 */
export async function nameCrews(
  transaction: ActorTransaction,
  {
    requestId,
    crews,
  }: { requestId: PlacementRequestId; crews: readonly { workerId: string; crew: string }[] },
): Promise<void> {
  await holdDraft(transaction, requestId);
  await sql`
    update placement_request_worker as member set crew = nullif(trim(named.crew), '')
    from unnest(${crews.map((each) => each.workerId)}::uuid[], ${crews.map((each) => each.crew)}::text[]) as named (worker_id, crew)
    where member.request_id = ${requestId} and member.worker_id = named.worker_id
  `.execute(transaction);
  await refuseMixedCrews(transaction, { requestId });
  await auditChange(transaction, requestId);
}

/**
 * Puts every worker of the request who has no crew yet into this one.
 * @throws ProblemError crew_of_both_sexes with `crew`
 */
export async function nameCrewOfTheRest(
  transaction: ActorTransaction,
  { requestId, crew }: { requestId: PlacementRequestId; crew: string },
): Promise<void> {
  await holdDraft(transaction, requestId);
  await sql`
    update placement_request_worker set crew = nullif(trim(${crew}), '')
    where request_id = ${requestId} and crew is null
  `.execute(transaction);
  await refuseMixedCrews(transaction, { requestId });
  await auditChange(transaction, requestId);
}

/** No building takes men and women, so no plan could house such a crew. @throws ProblemError crew_of_both_sexes */
async function refuseMixedCrews(
  transaction: ActorTransaction,
  { requestId }: { requestId: PlacementRequestId },
): Promise<void> {
  const mixed = await transaction
    .selectFrom('placementRequestWorker as member')
    .innerJoin('worker', 'worker.id', 'member.workerId')
    .select('member.crew')
    .where('member.requestId', '=', requestId)
    .where('member.crew', 'is not', null)
    .groupBy('member.crew')
    .having(sql`count(distinct worker.sex)`, '>', 1)
    .orderBy('member.crew')
    .executeTakeFirst();
  if (mixed) throw new ProblemError('crew_of_both_sexes', { crew: mixed.crew ?? '' });
}

interface Conflict {
  readonly workerId: string;
  readonly workerName: string;
  /** The other open request, or null where the worker has a bed already. */
  readonly requestNumber: number | null;
}

/** Workers of the request who on its days have a bed already or stand in another open request. */
export async function findConflicts(
  transaction: ActorTransaction,
  { requestId }: { requestId: PlacementRequestId },
): Promise<Conflict[]> {
  const { rows } = await sql<Conflict>`
    select worker.id as worker_id, worker.full_name as worker_name, null::bigint as request_number
    from placement_request_worker as member
    join worker on worker.id = member.worker_id
    where member.request_id = ${requestId}
      and exists (select from assignment where assignment.worker_id = member.worker_id and assignment.during && member.during)
    union all
    select worker.id, worker.full_name, min(request.number)
    from placement_request_worker as member
    join worker on worker.id = member.worker_id
    join placement_request_worker as other
      on other.worker_id = member.worker_id and other.request_id <> member.request_id and other.is_open and other.during && member.during
    join placement_request as request on request.id = other.request_id
    where member.request_id = ${requestId}
    group by worker.id
    order by 2
  `.execute(transaction);
  return rows;
}

/**
 * Sends a complete request to the ministry.
 * @throws ProblemError request_incomplete, crew_of_both_sexes, worker_already_housed; out of the transaction, worker_in_open_request
 */
export async function submitRequest(
  transaction: ActorTransaction,
  { requestId, today }: { requestId: PlacementRequestId; today: Day },
): Promise<void> {
  await holdDraft(transaction, requestId);
  const request = await getOwnRequest(transaction, { requestId });
  if (!isComplete(request, today)) throw new ProblemError('request_incomplete');
  await refuseMixedCrews(transaction, { requestId });
  const conflicts = await findConflicts(transaction, { requestId });
  if (conflicts.some((conflict) => conflict.requestNumber === null))
    throw new ProblemError('worker_already_housed');
  await transaction
    .updateTable('placementRequest')
    .set({ state: 'submitted', submittedAt: new Date(), decisionReason: '' })
    .where('id', '=', requestId)
    .execute();
  await audit(transaction, {
    action: 'placement_request.submitted',
    subjectKind: 'placement_request',
    subjectId: requestId,
    details: { workers: request.workers },
  });
}

/** @throws ProblemError not_found, or request_not_in_state once it is too late */
export async function withdrawRequest(
  transaction: ActorTransaction,
  { requestId }: { requestId: PlacementRequestId },
): Promise<void> {
  await holdIn([...editableStates, ...withdrawableStates], transaction, requestId);
  await transaction
    .updateTable('placementRequest')
    .set({ state: 'withdrawn' })
    .where('id', '=', requestId)
    .execute();
  await audit(transaction, {
    action: 'placement_request.withdrawn',
    subjectKind: 'placement_request',
    subjectId: requestId,
  });
}

interface EmployerOverview {
  readonly workers: number;
  readonly housed: number;
  readonly byState: Readonly<Partial<Record<PlacementRequestState, number>>>;
}

export async function getOverview(
  transaction: ActorTransaction,
  { employerId, day }: { employerId: EmployerId; day: Day },
): Promise<EmployerOverview> {
  const { rows } = await sql<{ workers: number; housed: number }>`
    select
      (select count(*)::int from worker where employer_id = ${employerId}) as workers,
      (select count(*)::int from assignment where employer_id = ${employerId} and during @> ${day}::date) as housed
  `.execute(transaction);
  const states = await transaction
    .selectFrom('placementRequest')
    .select(['state', ({ fn }) => fn.countAll<number>().as('count')])
    .where('employerId', '=', employerId)
    .groupBy('state')
    .execute();
  return {
    workers: rows[0]?.workers ?? 0,
    housed: rows[0]?.housed ?? 0,
    byState: Object.fromEntries(states.map(({ state, count }) => [state, count])),
  };
}
