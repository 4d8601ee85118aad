import { sql } from 'kysely';
import type { Proposal } from '#app/domain/allocation/proposal.ts';
import { contradictoryRequests } from '#app/domain/allocation/contradictions.ts';
import { travelTimesUsed } from '#app/domain/allocation/recorded-measures.ts';
import type { Snapshot } from '#app/domain/allocation/snapshot.ts';
import type { PlanId, PlanPartId } from '#app/domain/identity/ids.ts';
import { audit } from '#app/data/audit.ts';
import { dayRangeText } from '#app/data/day-range.ts';
import { rowChunks } from '#app/data/row-chunks.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import type { PlacementColumns } from './placement-columns.ts';
import { insertPlacements, placementColumns, removePlacements } from './placement-columns.ts';
import { answerPart } from './plan-parts.ts';

/**
 * Stores what the allocator answered and the independent checker found nothing wrong with; the plan is then proposed. One
 * that isn't running any more, since a planner discarded it, keeps nothing of it.
 */
export async function storeProposal(
  transaction: ActorTransaction,
  {
    planId,
    snapshot,
    digest,
    proposal,
    inParts,
  }: {
    planId: PlanId;
    snapshot: Snapshot;
    digest: string;
    proposal: Proposal;
    /** What the plan gives people was stored in parts before. */
    inParts: boolean;
  },
): Promise<void> {
  const running = await transaction
    .selectFrom('plan')
    .select('id')
    .where('id', '=', planId)
    .where('state', '=', 'running')
    .forUpdate()
    .executeTakeFirst();
  if (!running) return removePlacements(transaction, { planId });
  if (inParts) await checkAllIsStored(transaction, { planId, proposal });
  else
    for (const columns of placementColumns(snapshot, proposal))
      await insertPlacements(transaction, { planId, columns });
  await atOnce(proposal.moves, (part) =>
    sql`
      insert into plan_move (plan_id, assignment_id, worker_id, from_bed_id, bed_id, site_id, during)
      select ${planId}, * from unnest(
        ${part.map((move) => move.assignmentId)}::uuid[], ${part.map((move) => move.workerId)}::uuid[],
        ${part.map((move) => move.fromBedId)}::uuid[], ${part.map((move) => move.bedId)}::uuid[],
        ${part.map((move) => move.siteId)}::uuid[], ${part.map(dayRangeText)}::daterange[]
      )
    `.execute(transaction),
  );
  const setAside = contradictoryRequests(snapshot);
  await atOnce(proposal.requests, (part) =>
    sql`
      update plan_request
      set position = told.position, priority_class = told.priority_class, asked = told.asked, placed = told.placed,
        expected_from = told.expected_from, contradiction = told.contradiction
      from unnest(
        ${part.map((each) => each.requestId)}::uuid[], ${part.map((each) => each.position)}::int[],
        ${part.map((each) => each.priorityClass)}::text[], ${part.map((each) => each.asked)}::int[],
        ${part.map((each) => each.placed)}::int[], ${part.map((each) => each.expectedFrom)}::date[],
        ${part.map((each) => setAside.get(each.requestId) ?? null)}::text[]
      ) as told (request_id, position, priority_class, asked, placed, expected_from, contradiction)
      where plan_request.plan_id = ${planId} and plan_request.request_id = told.request_id
    `.execute(transaction),
  );
  await atOnce(proposal.employers, (part) =>
    sql`
      insert into plan_employer (plan_id, employer_id, asked, placed, first_come_placed)
      select ${planId}, * from unnest(
        ${part.map((share) => share.employerId)}::uuid[], ${part.map((share) => share.asked)}::int[],
        ${part.map((share) => share.placed)}::int[], ${part.map((share) => share.firstComePlaced)}::int[]
      )
    `.execute(transaction),
  );
  const { placed, unplaced } = proposal.measures;
  const now = new Date();
  await transaction
    .updateTable('plan')
    .set({
      state: 'proposed',
      measures: JSON.stringify({ ...proposal.measures, travelTimes: travelTimesUsed(snapshot) }),
      snapshotDigest: digest,
      finishedAt: now,
      verifiedAt: now,
      brokenRules: '[]',
      decidedWorkers: placed + unplaced,
      totalWorkers: placed + unplaced,
    })
    .where('id', '=', planId)
    .execute();
  await audit(transaction, {
    action: 'plan.proposed',
    subjectKind: 'plan',
    subjectId: planId,
    details: { placed, unplaced, moved: proposal.moves.length, snapshot: digest },
  });
}

/** A process that hangs while it holds a part is thrown out, so that another may store it. */
const LONGEST_PAUSE = sql`set local idle_in_transaction_session_timeout = '10s'`;

/**
 * Stores a part of a plan, once, whoever does it first. Of a plan that a planner discarded before nothing is stored; a part
 * that is gone was of a plan that was begun anew.
 * @throws where a planner discards the plan while its rows are written: no lock keeps the planner waiting
 */
export async function storePart(
  transaction: ActorTransaction,
  { partId, columns }: { partId: PlanPartId; columns: PlacementColumns },
): Promise<void> {
  await LONGEST_PAUSE.execute(transaction);
  const open = await transaction
    .selectFrom('planPart')
    .select('planId')
    .where('id', '=', partId)
    .where('answer', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!open) return;
  const planId = open.planId as PlanId;
  const running = await transaction
    .selectFrom('plan')
    .select('id')
    .where('id', '=', planId)
    .where('state', '=', 'running')
    .executeTakeFirst();
  if (running) await insertPlacements(transaction, { planId, columns });
  await answerPart(transaction, { partId, answer: new Uint8Array() });
}

/** @throws Error where a part is missing, which nobody could see afterwards */
async function checkAllIsStored(
  transaction: ActorTransaction,
  { planId, proposal: { placements, unplaced } }: { planId: PlanId; proposal: Proposal },
): Promise<void> {
  const { stored } = await transaction
    .selectFrom('planPlacement')
    .select(({ fn }) => fn.countAll<number>().as('stored'))
    .where('planId', '=', planId)
    .executeTakeFirstOrThrow();
  const told = placements.length + unplaced.length;
  if (stored !== told) throw new Error(`Of ${told} answers of plan ${planId}, ${stored} were stored`);
}

async function atOnce<Row>(
  rows: readonly Row[],
  write: (part: readonly Row[]) => Promise<unknown>,
): Promise<void> {
  for (const part of rowChunks(rows)) await write(part);
}
