import { sql } from 'kysely';
import type { Proposal } from '#app/domain/allocation/proposal.ts';
import { contradictoryRequests } from '#app/domain/allocation/contradictions.ts';
import { travelTimesUsed } from '#app/domain/allocation/recorded-measures.ts';
import type { Snapshot } from '#app/domain/allocation/snapshot.ts';
import type { PlanId } from '#app/domain/identity/ids.ts';
import { audit } from '#app/data/audit.ts';
import { dayRangeText } from '#app/data/day-range.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

const ROWS_AT_ONCE = 20_000;

/**
 * Stores what the allocator answered and the independent checker found nothing wrong with; the plan is then proposed. One
 * that isn't running any more, since a planner discarded it, is left alone.
 */
export async function storeProposal(
  transaction: ActorTransaction,
  {
    planId,
    snapshot,
    digest,
    proposal,
  }: { planId: PlanId; snapshot: Snapshot; digest: string; proposal: Proposal },
): Promise<void> {
  const running = await transaction
    .selectFrom('plan')
    .select('id')
    .where('id', '=', planId)
    .where('state', '=', 'running')
    .forUpdate()
    .executeTakeFirst();
  if (!running) return;
  await storePlacements(transaction, planId, { snapshot, proposal });
  await inParts(proposal.moves, (part) =>
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
  await inParts(proposal.requests, (part) =>
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
  await inParts(proposal.employers, (part) =>
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

async function storePlacements(
  transaction: ActorTransaction,
  planId: PlanId,
  { snapshot, proposal }: { snapshot: Snapshot; proposal: Proposal },
): Promise<void> {
  const told = jsonOnce();
  await inParts(proposal.placements, (part) =>
    sql`
      insert into plan_placement (plan_id, worker_id, request_id, bed_id, site_id, during, reasons)
      select ${planId}, * from unnest(
        ${part.map((each) => each.workerId)}::uuid[], ${part.map((each) => each.requestId)}::uuid[],
        ${part.map((each) => each.bedId)}::uuid[], ${part.map((each) => each.siteId)}::uuid[],
        ${part.map(dayRangeText)}::daterange[], ${part.map((each) => told(each.reasons))}::jsonb[]
      )
    `.execute(transaction),
  );
  const daysOf = new Map(snapshot.requests.map((request) => [request.id, dayRangeText(request)]));
  await inParts(proposal.unplaced, (part) =>
    sql`
      insert into plan_placement (plan_id, worker_id, request_id, during, reasons, refusal)
      select ${planId}, * from unnest(
        ${part.map((each) => each.workerId)}::uuid[], ${part.map((each) => each.requestId)}::uuid[],
        ${part.map((each) => daysOf.get(each.requestId))}::daterange[], ${part.map((each) => told(each.blockers))}::jsonb[],
        ${part.map((each) => each.refusal && told(each.refusal))}::jsonb[]
      )
    `.execute(transaction),
  );
}

/** Alike workers share one list of reasons, and one refusal: each is written as JSON once. */
function jsonOnce(): (value: object) => string {
  const written = new Map<object, string>();
  return (value) => {
    const known = written.get(value) ?? JSON.stringify(value);
    written.set(value, known);
    return known;
  };
}

async function inParts<Row>(
  rows: readonly Row[],
  write: (part: readonly Row[]) => Promise<unknown>,
): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await write(rows.slice(from, from + ROWS_AT_ONCE));
}
