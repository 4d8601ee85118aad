import { foreseeEffect } from '#app/data/capacity/change-effect.ts';
import { findScenarioToRun, removeOldScenarios, storeScenarioResult } from '#app/data/placement/scenarios.ts';
import { takeWholeSnapshot } from '#app/data/placement/snapshot.ts';
import type { ActorTransaction, Database } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import { plan } from '#app/domain/allocation/plan.ts';
import type { HousingEffect, ScenarioChange } from '#app/domain/allocation/scenario.ts';
import { optionsOf, withChanges } from '#app/domain/allocation/scenario.ts';
import { scenarioResult } from '#app/domain/allocation/scenario-result.ts';
import { verify } from '#app/domain/allocation/verify.ts';
import type { Snapshot } from '#app/domain/allocation/snapshot.ts';
import type { Day } from '#app/domain/dates.ts';
import { system } from '#app/domain/identity/actor.ts';
import type { ScenarioId } from '#app/domain/identity/ids.ts';
import type { Progress } from './background-runner.ts';

/**
 * Plans what a scenario supposes over the records of this moment, and keeps what it comes to, if the independent checker
 * finds nothing wrong with it. Nothing else is written.
 */
export async function workOutScenario(
  database: Database,
  scenarioId: ScenarioId,
  onProgress: (progress: Progress) => void,
): Promise<void> {
  const task = await transact(database, system, async (transaction) => {
    const found = await findScenarioToRun(transaction, { scenarioId });
    if (!found) return null;
    const { changes, snapshotDay: day } = found;
    const opening = changes
      .filter((change) => change.kind === 'open_building')
      .map((change) => change.buildingId);
    const snapshot = await takeWholeSnapshot(transaction, { day, opening });
    return { changes, snapshot, effects: await foresee(transaction, { changes, snapshot, day }) };
  });
  if (!task) return;
  const { changes, effects } = task;
  const options = optionsOf(changes);
  const snapshot = withChanges(task.snapshot, changes, effects);
  const proposal = plan(snapshot, options, {
    onProgress: (decided, total) => onProgress({ decided, total }),
  });
  const { broken, mismatches } = verify(snapshot, options, proposal);
  if (broken.length + mismatches.length > 0)
    throw new Error(
      `The plan of a scenario breaks ${broken.length} rules and misstates ${mismatches.map(({ figure }) => figure).join(', ') || 'nothing'}`,
    );
  const result = scenarioResult(snapshot, proposal, [...effects.values()]);
  await transact(database, system, async (transaction) => {
    await storeScenarioResult(transaction, { scenarioId, result });
    await removeOldScenarios(transaction);
  });
}

async function foresee(
  transaction: ActorTransaction,
  { changes, snapshot, day }: { changes: readonly ScenarioChange[]; snapshot: Snapshot; day: Day },
): Promise<ReadonlyMap<number, HousingEffect>> {
  const effects = new Map<number, HousingEffect>();
  for (const [index, change] of changes.entries()) {
    const cause = causeOf(change, snapshot);
    if (cause && 'from' in change)
      effects.set(index, await foreseeEffect(transaction, { today: day, from: change.from, cause }));
  }
  return effects;
}

function causeOf(change: ScenarioChange, { buildings }: Snapshot) {
  if (change.kind === 'standard') return { kind: 'adoption', standardId: change.standardId } as const;
  if (change.kind !== 'close_building') return null;
  const building = buildings.find(({ id }) => id === change.buildingId);
  return building && ({ kind: 'closure', siteId: building.siteId, buildingId: building.id } as const);
}
