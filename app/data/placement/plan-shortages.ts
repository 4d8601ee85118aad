import { sql } from 'kysely';
import type { WantedBeds } from '#app/domain/allocation/proposal.ts';
import type { PlanId } from '#app/domain/identity/ids.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

interface Shortage {
  readonly wanted: WantedBeds;
  /** Who has no bed, and would have one then; of so many requests. */
  readonly workers: number;
  readonly requests: number;
}

/** What would place those whom the plan leaves without a bed, the largest lack first. */
export async function listShortages(
  transaction: ActorTransaction,
  { planId, limit, offset }: { planId: PlanId; limit: number; offset: number },
): Promise<{ rows: Shortage[]; total: number }> {
  const { rows } = await sql<Shortage & { total: number }>`
    select
      refusal -> 'wanted' as wanted,
      count(*)::int as workers,
      count(distinct request_id)::int as requests,
      (count(*) over ())::int as total
    from plan_placement
    where plan_id = ${planId} and refusal is not null
    group by refusal -> 'wanted'
    order by count(*) desc, refusal -> 'wanted'
    limit ${limit}
    offset ${offset}
  `.execute(transaction);
  return { rows, total: rows[0]?.total ?? 0 };
}
