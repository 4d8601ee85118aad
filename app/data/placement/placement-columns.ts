import { sql } from 'kysely';
import { dayRangeText } from '#app/data/day-range.ts';
import { rowChunks } from '#app/data/row-chunks.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import type { Proposal } from '#app/domain/allocation/proposal.ts';
import type { Snapshot } from '#app/domain/allocation/snapshot.ts';
import type { PlanId } from '#app/domain/identity/ids.ts';

/**
 * What a plan gives some of its people, column by column as Postgres reads arrays: plain text, so that any process can be
 * sent it and stores it without looking into it. `reasonsOf` and `refusalOf` count in the lists, from 0.
 */
export interface PlacementColumns {
  readonly workerIds: string;
  readonly requestIds: string;
  readonly bedIds: string;
  readonly siteIds: string;
  readonly during: string;
  readonly reasonsOf: string;
  readonly reasons: string;
  readonly refusalOf: string;
  readonly refusals: string;
}

interface Row {
  readonly workerId: string;
  readonly requestId: string;
  readonly bedId: string | null;
  readonly siteId: string | null;
  readonly during: string;
  readonly reasons: object;
  readonly refusal: object | null;
}

/** Everybody whom a proposal answers, so many at a time that a process that stores them serves pages in between. */
const PEOPLE_AT_ONCE = 10_000;

export function* placementColumns(
  snapshot: Snapshot,
  { placements, unplaced }: Proposal,
): Generator<PlacementColumns> {
  const daysOf = new Map(snapshot.requests.map((request) => [request.id, dayRangeText(request)]));
  const rows = [
    ...placements.map((each): Row => ({ ...each, during: dayRangeText(each), refusal: null })),
    ...unplaced.map(({ blockers, ...each }): Row => ({
      ...each,
      bedId: null,
      siteId: null,
      during: daysOf.get(each.requestId) ?? '',
      reasons: blockers,
    })),
  ];
  for (const some of rowChunks(rows, PEOPLE_AT_ONCE)) yield columnsOf(some);
}

function columnsOf(rows: readonly Row[]): PlacementColumns {
  const reasons = listedOnce(rows.map((row) => row.reasons));
  const refusals = listedOnce(rows.map((row) => row.refusal));
  return {
    workerIds: arrayText(rows.map((row) => row.workerId)),
    requestIds: arrayText(rows.map((row) => row.requestId)),
    bedIds: arrayText(rows.map((row) => row.bedId)),
    siteIds: arrayText(rows.map((row) => row.siteId)),
    during: arrayText(rows.map((row) => `"${row.during}"`)),
    reasonsOf: reasons.numbers,
    reasons: reasons.list,
    refusalOf: refusals.numbers,
    refusals: refusals.list,
  };
}

/** Of identifiers, numbers and quoted ranges alone: of nothing that would have to be escaped. */
const arrayText = (values: readonly (string | number | null)[]) =>
  `{${values.map((value) => value ?? 'null').join(',')}}`;

/** Alike workers share one list of reasons, and one refusal: each is written and sent once. */
function listedOnce(values: readonly (object | null)[]): { list: string; numbers: string } {
  const numberOf = new Map<object, number>();
  const numbers = values.map((value) => {
    if (value && !numberOf.has(value)) numberOf.set(value, numberOf.size);
    return value && (numberOf.get(value) as number);
  });
  return { list: JSON.stringify([...numberOf.keys()]), numbers: arrayText(numbers) };
}

export async function insertPlacements(
  transaction: ActorTransaction,
  { planId, columns }: { planId: PlanId; columns: PlacementColumns },
): Promise<void> {
  await sql`
    insert into plan_placement (plan_id, worker_id, request_id, bed_id, site_id, during, reasons, refusal)
    select ${planId}, worker_id, request_id, bed_id, site_id, during, ${columns.reasons}::jsonb -> reasons_of,
      ${columns.refusals}::jsonb -> refusal_of
    from unnest(
      ${columns.workerIds}::uuid[], ${columns.requestIds}::uuid[], ${columns.bedIds}::uuid[],
      ${columns.siteIds}::uuid[], ${columns.during}::daterange[], ${columns.reasonsOf}::int[],
      ${columns.refusalOf}::int[]
    ) as told (worker_id, request_id, bed_id, site_id, during, reasons_of, refusal_of)
  `.execute(transaction);
}

/** Takes away what a plan that was never proposed, and isn't going to be, or is begun anew, had stored of it already. */
export async function removePlacements(
  transaction: ActorTransaction,
  { planId }: { planId: PlanId },
): Promise<void> {
  // Whoever still stores a part holds it: once the parts are gone, nothing comes after.
  await transaction.deleteFrom('planPart').where('planId', '=', planId).execute();
  // Nor is it proposed between its rows being counted and their being taken away.
  await transaction.selectFrom('plan').select('id').where('id', '=', planId).forUpdate().execute();
  await transaction.deleteFrom('planPlacement').where('planId', '=', planId).execute();
}
