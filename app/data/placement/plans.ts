import { sql } from 'kysely';
import type { Contradiction } from '#app/domain/allocation/contradictions.ts';
import { ContradictoryInput } from '#app/domain/allocation/contradictions.ts';
import type { PlanOptions } from '#app/domain/allocation/options.ts';
import { optionsFrom } from '#app/domain/allocation/options.ts';
import type { PlanMeasures, RecordedMeasures } from '#app/domain/allocation/recorded-measures.ts';
import { measuresFrom } from '#app/domain/allocation/recorded-measures.ts';
import type { Day } from '#app/domain/dates.ts';
import type { AccountId, PlacementRequestId, PlanId } from '#app/domain/identity/ids.ts';
import type { PlanState } from '#app/domain/placement/states.ts';
import { plannableStates } from '#app/domain/placement/states.ts';
import type { Problem } from '#app/domain/problem.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { audit } from '#app/data/audit.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import { removePlacements } from './placement-columns.ts';

interface PlanSummary {
  readonly id: PlanId;
  readonly number: number;
  readonly state: PlanState;
  readonly startedBy: AccountId;
  readonly startedByName: string;
  readonly startedAt: Date;
  readonly decidedWorkers: number;
  readonly totalWorkers: number;
  readonly options: PlanOptions;
  /** The plan whose placements this one keeps wherever they still hold. */
  readonly basedOn: { readonly id: PlanId; readonly number: number } | null;
  readonly measures: PlanMeasures | null;
  /** What the independent checker found; null where it hasn't judged, as in plans of the first releases. */
  readonly verification: { readonly verifiedAt: Date; readonly brokenRules: number } | null;
  /** Of a plan that can't be made, since records contradict themselves: which. */
  readonly refusal: Problem | null;
  readonly failure: string | null;
  readonly approvedByName: string | null;
  readonly appliedAt: Date | null;
  /** Placements left out when it was applied, since they no longer held. */
  readonly leftOut: number;
  /** Of those whom it was to move. */
  readonly movesLeftOut: number;
}

function summaries(transaction: ActorTransaction) {
  return transaction
    .selectFrom('plan')
    .innerJoin('account as starter', 'starter.id', 'plan.startedBy')
    .leftJoin('account as approver', 'approver.id', 'plan.approvedBy')
    .leftJoin('plan as earlier', 'earlier.id', 'plan.basedOn')
    .select([
      'plan.id',
      'plan.number',
      'plan.state',
      'plan.startedBy',
      'starter.displayName as startedByName',
      'plan.startedAt',
      'plan.decidedWorkers',
      'plan.totalWorkers',
      'plan.options',
      'plan.basedOn',
      'earlier.number as basedOnNumber',
      'plan.measures',
      'plan.verifiedAt',
      sql<number>`coalesce(jsonb_array_length(plan.broken_rules), 0)`.as('brokenRules'),
      'plan.contradictions',
      'plan.failure',
      'approver.displayName as approvedByName',
      'plan.appliedAt',
      sql<number>`(select count(*) from plan_placement where plan_id = plan.id and left_out is not null)`.as(
        'leftOut',
      ),
      sql<number>`(select count(*) from plan_move where plan_id = plan.id and left_out is not null)`.as(
        'movesLeftOut',
      ),
    ]);
}

type SummaryRow = Awaited<ReturnType<ReturnType<typeof summaries>['executeTakeFirstOrThrow']>>;

const toSummary = ({
  basedOn,
  basedOnNumber,
  verifiedAt,
  brokenRules,
  contradictions,
  ...row
}: SummaryRow): PlanSummary => ({
  ...row,
  id: row.id as PlanId,
  startedBy: row.startedBy as AccountId,
  options: optionsFrom(row.options as unknown as Partial<PlanOptions>),
  basedOn: basedOn && basedOnNumber ? { id: basedOn as PlanId, number: basedOnNumber } : null,
  measures: row.measures === null ? null : measuresFrom(row.measures as unknown as RecordedMeasures),
  verification: verifiedAt && { verifiedAt, brokenRules },
  refusal: refusalOf(contradictions as unknown as readonly Contradiction[]),
});

const refusalOf = (contradictions: readonly Contradiction[]) =>
  contradictions.length === 0 ? null : new ContradictoryInput(contradictions).problem;

export async function listPlans(
  transaction: ActorTransaction,
  { limit, offset }: { limit: number; offset: number },
): Promise<PlanSummary[]> {
  const rows = await summaries(transaction)
    .orderBy('plan.number', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(toSummary);
}

export async function countPlans(transaction: ActorTransaction): Promise<number> {
  const { count } = await transaction
    .selectFrom('plan')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** @throws ProblemError not_found */
export async function getPlan(
  transaction: ActorTransaction,
  { planId }: { planId: PlanId },
): Promise<PlanSummary> {
  const row = await summaries(transaction).where('plan.id', '=', planId).executeTakeFirst();
  if (!row) throw new ProblemError('not_found');
  return toSummary(row);
}

/**
 * Opens a plan over accepted requests; the job takes it up from there. Where it is `basedOn` an earlier one, what that
 * one placed stays as it is wherever it still can.
 * @throws ProblemError plan_running_already or nothing_to_plan; not_found for an earlier plan that never was made
 */
export async function startPlan(
  transaction: ActorTransaction,
  {
    startedBy,
    requestIds,
    options,
    basedOn = null,
    today,
  }: {
    startedBy: AccountId;
    requestIds: readonly PlacementRequestId[] | 'all';
    options: PlanOptions;
    basedOn?: PlanId | null;
    today: Day;
  },
): Promise<PlanId> {
  await sql`select pg_advisory_xact_lock(hashtext('start_plan'))`.execute(transaction);
  const running = await transaction
    .selectFrom('plan')
    .select('id')
    .where('state', '=', 'running')
    .executeTakeFirst();
  if (running) throw new ProblemError('plan_running_already');
  if (basedOn !== null && !(await getPlan(transaction, { planId: basedOn })).measures)
    throw new ProblemError('not_found');
  let chosen = transaction
    .selectFrom('placementRequest')
    .select('id')
    .where('state', 'in', [...plannableStates]);
  if (requestIds !== 'all') chosen = chosen.where('id', '=', sql<string>`any(${[...requestIds]}::uuid[])`);
  const requests = await chosen.execute();
  if (requests.length === 0) throw new ProblemError('nothing_to_plan');
  const plan = await transaction
    .insertInto('plan')
    .values({ startedBy, options: JSON.stringify(options), basedOn, snapshotDay: today })
    .returning('id')
    .executeTakeFirstOrThrow();
  await sql`
    insert into plan_request (plan_id, request_id)
    select ${plan.id}, unnest(${requests.map((request) => request.id)}::uuid[])
  `.execute(transaction);
  await audit(transaction, {
    action: 'plan.started',
    subjectKind: 'plan',
    subjectId: plan.id,
    details: { requests: requests.length },
  });
  return plan.id as PlanId;
}

export async function findRunningPlans(transaction: ActorTransaction): Promise<PlanId[]> {
  const rows = await transaction
    .selectFrom('plan')
    .select('id')
    .where('state', '=', 'running')
    .orderBy('number')
    .execute();
  return rows.map((row) => row.id as PlanId);
}

/** Plans that were given up while something of them was stored or shared already, by a process that was then killed. */
export async function findPlansLeftHalfway(transaction: ActorTransaction): Promise<PlanId[]> {
  const rows = await transaction
    .selectFrom('plan')
    .select('id')
    .where('state', 'in', ['discarded', 'failed'])
    .where('measures', 'is', null)
    .where(({ or, exists, selectFrom }) =>
      or([
        exists(selectFrom('planPart').select('planPart.id').whereRef('planPart.planId', '=', 'plan.id')),
        exists(
          selectFrom('planPlacement')
            .select('planPlacement.planId')
            .whereRef('planPlacement.planId', '=', 'plan.id'),
        ),
      ]),
    )
    .execute();
  return rows.map((row) => row.id as PlanId);
}

/** What a running plan is to do; null when it isn't running any more. */
export async function findPlanToRun(
  transaction: ActorTransaction,
  { planId }: { planId: PlanId },
): Promise<{ options: PlanOptions; day: Day; basedOn: PlanId | null } | null> {
  const row = await transaction
    .selectFrom('plan')
    .select(['options', 'snapshotDay', 'basedOn'])
    .where('id', '=', planId)
    .where('state', '=', 'running')
    .executeTakeFirst();
  return row
    ? {
        options: optionsFrom(row.options as unknown as Partial<PlanOptions>),
        day: row.snapshotDay,
        basedOn: row.basedOn as PlanId | null,
      }
    : null;
}

export async function recordProgress(
  transaction: ActorTransaction,
  { planId, decided, total }: { planId: PlanId; decided: number; total: number },
): Promise<void> {
  await transaction
    .updateTable('plan')
    .set({ decidedWorkers: decided, totalWorkers: total })
    .where('id', '=', planId)
    .where('state', '=', 'running')
    .execute();
}

/** Ends a plan by a fault of ours; `brokenRules` are what the checker found in what was made. */
export async function recordFailure(
  transaction: ActorTransaction,
  { planId, failure, brokenRules }: { planId: PlanId; failure: string; brokenRules?: readonly object[] },
): Promise<void> {
  await removePlacements(transaction, { planId });
  const failed = await transaction
    .updateTable('plan')
    .set({
      state: 'failed',
      failure,
      finishedAt: new Date(),
      ...(brokenRules && { verifiedAt: new Date(), brokenRules: JSON.stringify(brokenRules) }),
    })
    .where('id', '=', planId)
    .where('state', '=', 'running')
    .returning('id')
    .executeTakeFirst();
  if (!failed) return;
  await audit(transaction, { action: 'plan.failed', subjectKind: 'plan', subjectId: planId });
}

/** @throws ProblemError plan_not_in_state */
export async function discardPlan(
  transaction: ActorTransaction,
  { planId, accountId }: { planId: PlanId; accountId: AccountId },
): Promise<void> {
  const discarded = await transaction
    .updateTable('plan')
    .set({ state: 'discarded', discardedBy: accountId, discardedAt: new Date() })
    .where('id', '=', planId)
    .where('state', 'in', ['running', 'proposed'])
    .returning('id')
    .executeTakeFirst();
  if (!discarded) throw new ProblemError('plan_not_in_state');
  await audit(transaction, { action: 'plan.discarded', subjectKind: 'plan', subjectId: planId });
}
