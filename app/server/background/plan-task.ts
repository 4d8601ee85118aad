import { randomUUID } from 'node:crypto';
import { placementColumns, removePlacements } from '#app/data/placement/placement-columns.ts';
import { placementsOf } from '#app/data/placement/plan-outcomes.ts';
import { findPlanToRun, recordFailure } from '#app/data/placement/plans.ts';
import { recordRefusal } from '#app/data/placement/plan-refusal.ts';
import { storeProposal } from '#app/data/placement/plan-storing.ts';
import { digestOf, takeSnapshot } from '#app/data/placement/snapshot.ts';
import type { ActorTransaction, Database } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import { ContradictoryInput } from '#app/domain/allocation/contradictions.ts';
import type { Part, PartAnswer } from '#app/domain/allocation/parts.ts';
import { solvePart } from '#app/domain/allocation/parts.ts';
import { planInParts } from '#app/domain/allocation/plan.ts';
import type { Proposal } from '#app/domain/allocation/proposal.ts';
import type { Snapshot } from '#app/domain/allocation/snapshot.ts';
import { verify } from '#app/domain/allocation/verify.ts';
import { system } from '#app/domain/identity/actor.ts';
import type { PlanId } from '#app/domain/identity/ids.ts';
import { logFault } from '#app/server/log.ts';
import type { Progress } from './background-runner.ts';
import { readAnswer, solvePart as solveWritten, writtenPart } from './part-solver.ts';
import { storeWritten, writtenColumns } from './part-storer.ts';
import { BegunAnew, finishParts, offerParts, solveInParts } from './plan-split.ts';

/** The first of many faults is enough to find the others. */
const KEPT_AT_MOST = 100;

/**
 * Runs a plan over the records of this moment and proposes what the allocator answers, if the independent checker finds
 * nothing wrong with it. Records that contradict themselves end it, by name; another fault is ours, logged and told by its
 * number. The parts of a plan over `shareFrom` people or more are offered to other processes.
 */
export async function runPlan(
  database: Database,
  planId: PlanId,
  onProgress: (progress: Progress) => void,
  { shareFrom = WORTH_SENDING }: { shareFrom?: number } = {},
): Promise<void> {
  const asSystem = <Result>(work: (transaction: ActorTransaction) => Promise<Result>) =>
    transact(database, system, work);
  await asSystem((transaction) => removePlacements(transaction, { planId }));
  const task = await asSystem(async (transaction) => {
    const found = await findPlanToRun(transaction, { planId });
    if (!found) return null;
    const previous = found.basedOn ? await placementsOf(transaction, { planId: found.basedOn }) : [];
    return { ...found, previous, snapshot: await takeSnapshot(transaction, { planId, day: found.day }) };
  });
  if (!task) return;
  const { snapshot, options } = task;
  try {
    const underWay = planInParts(snapshot, options, {
      previous: task.previous,
      onProgress: (decided, total) => onProgress({ decided, total }),
    });
    const seekers = snapshot.requests.reduce((sum, { workers }) => sum + workers.length, 0);
    let step = underWay.next([]);
    while (!step.done) {
      const parts = step.value;
      step = underWay.next(
        seekers < shareFrom ? parts.map(solvePart) : await answersFromAnybody(database, planId, parts),
      );
    }
    const proposal = step.value;
    // Others may store while it is checked here: nobody sees any of it until the plan is proposed.
    const storing = seekers < shareFrom ? null : await offerStoring(database, planId, { snapshot, proposal });
    const { broken, mismatches } = verify(snapshot, options, proposal);
    if (broken.length + mismatches.length > 0) {
      const failure = randomUUID();
      logFault(failure, new Error('A plan breaks rules, or misstates what it reaches'), {
        plan: planId,
        broken: String(broken.length),
        misstated: mismatches.map(({ figure }) => figure).join(', '),
      });
      const brokenRules = broken.slice(0, KEPT_AT_MOST);
      return await asSystem((transaction) => recordFailure(transaction, { planId, failure, brokenRules }));
    }
    const digest = digestOf(snapshot);
    await storing?.finish();
    await asSystem((transaction) =>
      storeProposal(transaction, { planId, snapshot, digest, proposal, inParts: storing !== null }),
    );
  } catch (error) {
    if (error instanceof BegunAnew) return;
    if (!(error instanceof ContradictoryInput)) throw error;
    const { contradictions } = error;
    await asSystem((transaction) => recordRefusal(transaction, { planId, contradictions }));
  }
}

/** Fewer people are placed sooner than anybody could be told of them. */
const WORTH_SENDING = 20_000;

async function answersFromAnybody(
  database: Database,
  planId: PlanId,
  parts: readonly Part[],
): Promise<PartAnswer[]> {
  const problems = parts.map(writtenPart);
  return (await solveInParts(database, { planId, problems, solvePart: solveWritten })).map(readAnswer);
}

/** Offers what the plan gives people, to be stored by anybody; `finish` stores what is left. */
async function offerStoring(
  database: Database,
  planId: PlanId,
  { snapshot, proposal }: { snapshot: Snapshot; proposal: Proposal },
): Promise<{ readonly finish: () => Promise<unknown> }> {
  const problems = Array.from(placementColumns(snapshot, proposal), writtenColumns);
  const partIds = await offerParts(database, { planId, kind: 'store', problems });
  return {
    finish: () =>
      finishParts(database, {
        planId,
        partIds,
        work: ({ id: partId, part }) =>
          storeWritten(database, { partId, problem: problems[part] as Uint8Array }),
      }),
  };
}
