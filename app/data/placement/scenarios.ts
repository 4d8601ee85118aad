import { sql } from 'kysely';
import type { ScenarioChange } from '#app/domain/allocation/scenario.ts';
import type { ScenarioResult } from '#app/domain/allocation/scenario-result.ts';
import type { Day } from '#app/domain/dates.ts';
import type { AccountId, ScenarioId } from '#app/domain/identity/ids.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { audit } from '#app/data/audit.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

export type ScenarioState = 'running' | 'ready' | 'failed';

export interface Scenario {
  readonly id: ScenarioId;
  readonly number: number;
  readonly name: string;
  readonly note: string;
  readonly createdBy: AccountId;
  readonly createdByName: string;
  readonly createdAt: Date;
  readonly changes: readonly ScenarioChange[];
  readonly state: ScenarioState;
  readonly snapshotDay: Day;
  readonly decidedWorkers: number;
  readonly totalWorkers: number;
  readonly result: ScenarioResult | null;
  readonly failure: string | null;
  readonly shared: boolean;
  readonly kept: boolean;
}

/** Days for which a scenario that nobody keeps is there. */
export const DAYS_UNKEPT = 7;

function scenarios(transaction: ActorTransaction) {
  return transaction
    .selectFrom('scenario')
    .innerJoin('account', 'account.id', 'scenario.createdBy')
    .select([
      'scenario.id',
      'scenario.number',
      'scenario.name',
      'scenario.note',
      'scenario.createdBy',
      'account.displayName as createdByName',
      'scenario.createdAt',
      'scenario.changes',
      'scenario.state',
      'scenario.snapshotDay',
      'scenario.decidedWorkers',
      'scenario.totalWorkers',
      'scenario.result',
      'scenario.failure',
      'scenario.shared',
      'scenario.kept',
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof scenarios>['executeTakeFirstOrThrow']>>;

const toScenario = (row: Row): Scenario => ({
  ...row,
  id: row.id as ScenarioId,
  createdBy: row.createdBy as AccountId,
  changes: row.changes as unknown as readonly ScenarioChange[],
  result: row.result as unknown as ScenarioResult | null,
});

export type ScenarioInList = Omit<Scenario, 'result' | 'changes'> & {
  readonly changeCount: number;
  readonly placed: number | null;
  readonly unplaced: number | null;
};

/** The actor's own and those that others share, the latest first. */
export async function listScenarios(
  transaction: ActorTransaction,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ rows: ScenarioInList[]; total: number }> {
  const { total } = await transaction
    .selectFrom('scenario')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await scenarios(transaction)
    .clearSelect()
    .select([
      'scenario.id',
      'scenario.number',
      'scenario.name',
      'scenario.note',
      'scenario.createdBy',
      'account.displayName as createdByName',
      'scenario.createdAt',
      'scenario.state',
      'scenario.snapshotDay',
      'scenario.decidedWorkers',
      'scenario.totalWorkers',
      'scenario.failure',
      'scenario.shared',
      'scenario.kept',
      sql<number>`jsonb_array_length(changes)`.as('changeCount'),
      sql<number | null>`(result -> 'measures' ->> 'placed')::int`.as('placed'),
      sql<number | null>`(result -> 'measures' ->> 'unplaced')::int`.as('unplaced'),
    ])
    .orderBy('scenario.number', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  return {
    rows: rows.map((row) => ({ ...row, id: row.id as ScenarioId, createdBy: row.createdBy as AccountId })),
    total,
  };
}

/** In the order in which they were asked for. @throws ProblemError not_found where one of them isn't to be seen */
export async function getScenarios(
  transaction: ActorTransaction,
  { scenarioIds }: { scenarioIds: readonly ScenarioId[] },
): Promise<Scenario[]> {
  const rows = await scenarios(transaction)
    .where('scenario.id', '=', sql<string>`any(${[...scenarioIds]}::uuid[])`)
    .execute();
  return scenarioIds.map((id) => {
    const row = rows.find((each) => each.id === id);
    if (!row) throw new ProblemError('not_found');
    return toScenario(row);
  });
}

/** @throws ProblemError not_found */
export async function getScenario(
  transaction: ActorTransaction,
  { scenarioId }: { scenarioId: ScenarioId },
): Promise<Scenario> {
  const row = await scenarios(transaction).where('scenario.id', '=', scenarioId).executeTakeFirst();
  if (!row) throw new ProblemError('not_found');
  return toScenario(row);
}

/** A scenario of the day that supposes nothing, the actor’s own or one that is shared; null where there is none. */
export async function findBaseScenario(
  transaction: ActorTransaction,
  { today }: { today: Day },
): Promise<ScenarioId | null> {
  const row = await transaction
    .selectFrom('scenario')
    .select('id')
    .where('snapshotDay', '=', today)
    .where('state', '<>', 'failed')
    .where(sql<boolean>`changes = '[]'`)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? (row.id as ScenarioId) : null;
}

/** So many of a planner's scenarios are worked out or wait for it at most: others' would stand behind them. Our choice. */
export const MOST_RUNNING = 10;

/**
 * Begins a scenario over the records of today; the task takes it up from there.
 * @throws ProblemError scenarios_running_already
 */
export async function startScenario(
  transaction: ActorTransaction,
  {
    createdBy,
    name,
    note,
    changes,
    today,
  }: {
    createdBy: AccountId;
    name: string;
    note: string;
    changes: readonly ScenarioChange[];
    today: Day;
  },
): Promise<ScenarioId> {
  await sql`select pg_advisory_xact_lock(hashtext('start_scenario ' || ${createdBy}))`.execute(transaction);
  const { running } = await transaction
    .selectFrom('scenario')
    .select(({ fn }) => fn.countAll<number>().as('running'))
    .where('createdBy', '=', createdBy)
    .where('state', '=', 'running')
    .executeTakeFirstOrThrow();
  if (running >= MOST_RUNNING) throw new ProblemError('scenarios_running_already', { most: MOST_RUNNING });
  const scenario = await transaction
    .insertInto('scenario')
    .values({ createdBy, name, note, changes: JSON.stringify(changes), snapshotDay: today })
    .returning('id')
    .executeTakeFirstOrThrow();
  await audit(transaction, {
    action: 'scenario.started',
    subjectKind: 'scenario',
    subjectId: scenario.id,
    details: { changes: changes.length },
  });
  return scenario.id as ScenarioId;
}

export async function findRunningScenarios(transaction: ActorTransaction): Promise<ScenarioId[]> {
  const rows = await transaction
    .selectFrom('scenario')
    .select('id')
    .where('state', '=', 'running')
    .orderBy('number')
    .execute();
  return rows.map((row) => row.id as ScenarioId);
}

/** What a running scenario is to work out; null when it isn't running any more. */
export async function findScenarioToRun(
  transaction: ActorTransaction,
  { scenarioId }: { scenarioId: ScenarioId },
): Promise<Pick<Scenario, 'changes' | 'snapshotDay'> | null> {
  const row = await transaction
    .selectFrom('scenario')
    .select(['changes', 'snapshotDay'])
    .where('id', '=', scenarioId)
    .where('state', '=', 'running')
    .executeTakeFirst();
  return row
    ? { snapshotDay: row.snapshotDay, changes: row.changes as unknown as readonly ScenarioChange[] }
    : null;
}

export async function recordScenarioProgress(
  transaction: ActorTransaction,
  { scenarioId, decided, total }: { scenarioId: ScenarioId; decided: number; total: number },
): Promise<void> {
  await transaction
    .updateTable('scenario')
    .set({ decidedWorkers: decided, totalWorkers: total })
    .where('id', '=', scenarioId)
    .where('state', '=', 'running')
    .execute();
}

export async function storeScenarioResult(
  transaction: ActorTransaction,
  { scenarioId, result }: { scenarioId: ScenarioId; result: ScenarioResult },
): Promise<void> {
  const { placed, unplaced } = result.measures;
  const stored = await transaction
    .updateTable('scenario')
    .set({
      state: 'ready',
      result: JSON.stringify(result),
      finishedAt: new Date(),
      decidedWorkers: placed + unplaced,
      totalWorkers: placed + unplaced,
    })
    .where('id', '=', scenarioId)
    .where('state', '=', 'running')
    .returning('id')
    .executeTakeFirst();
  if (!stored) return;
  await audit(transaction, {
    action: 'scenario.ready',
    subjectKind: 'scenario',
    subjectId: scenarioId,
    details: { placed, unplaced },
  });
}

export async function recordScenarioFailure(
  transaction: ActorTransaction,
  { scenarioId, failure }: { scenarioId: ScenarioId; failure: string },
): Promise<void> {
  const failed = await transaction
    .updateTable('scenario')
    .set({ state: 'failed', failure, finishedAt: new Date() })
    .where('id', '=', scenarioId)
    .where('state', '=', 'running')
    .returning('id')
    .executeTakeFirst();
  if (!failed) return;
  await audit(transaction, { action: 'scenario.failed', subjectKind: 'scenario', subjectId: scenarioId });
}

/** @throws ProblemError forbidden where it is another planner's */
export async function describeScenario(
  transaction: ActorTransaction,
  { scenarioId, name, note }: { scenarioId: ScenarioId; name: string; note: string },
): Promise<void> {
  await changeOwn(transaction, scenarioId, { name, note });
  await audit(transaction, { action: 'scenario.renamed', subjectKind: 'scenario', subjectId: scenarioId });
}

/** @throws ProblemError forbidden where it is another planner's */
export async function shareScenario(
  transaction: ActorTransaction,
  { scenarioId, shared }: { scenarioId: ScenarioId; shared: boolean },
): Promise<void> {
  await changeOwn(transaction, scenarioId, { shared });
  await audit(transaction, {
    action: shared ? 'scenario.shared' : 'scenario.unshared',
    subjectKind: 'scenario',
    subjectId: scenarioId,
  });
}

/** @throws ProblemError forbidden where it is another planner's */
export async function keepScenario(
  transaction: ActorTransaction,
  { scenarioId, kept }: { scenarioId: ScenarioId; kept: boolean },
): Promise<void> {
  await changeOwn(transaction, scenarioId, { kept });
  await audit(transaction, {
    action: kept ? 'scenario.kept' : 'scenario.unkept',
    subjectKind: 'scenario',
    subjectId: scenarioId,
  });
}

/** @throws ProblemError forbidden where it is another planner's */
export async function removeScenario(
  transaction: ActorTransaction,
  { scenarioId }: { scenarioId: ScenarioId },
): Promise<void> {
  const removed = await transaction
    .deleteFrom('scenario')
    .where('id', '=', scenarioId)
    .returning('id')
    .executeTakeFirst();
  if (!removed) throw new ProblemError('forbidden');
  await audit(transaction, { action: 'scenario.removed', subjectKind: 'scenario', subjectId: scenarioId });
}

/** Removes those that nobody kept once their days are over. */
export async function removeOldScenarios(transaction: ActorTransaction): Promise<void> {
  const removed = await transaction
    .deleteFrom('scenario')
    .where('kept', '=', false)
    .where('createdAt', '<', sql<Date>`now() - make_interval(days => ${DAYS_UNKEPT})`)
    .returning('id')
    .execute();
  for (const { id } of removed)
    await audit(transaction, { action: 'scenario.removed', subjectKind: 'scenario', subjectId: id });
}

/** Row-level security lets the owner alone through. */
async function changeOwn(
  transaction: ActorTransaction,
  scenarioId: ScenarioId,
  values: Partial<Pick<Scenario, 'name' | 'note' | 'shared' | 'kept'>>,
): Promise<void> {
  const changed = await transaction
    .updateTable('scenario')
    .set(values)
    .where('id', '=', scenarioId)
    .returning('id')
    .executeTakeFirst();
  if (!changed) throw new ProblemError('forbidden');
}
