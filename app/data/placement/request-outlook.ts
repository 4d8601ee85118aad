import { sql } from 'kysely';
import type { RequestContradictionCode } from '#app/domain/allocation/contradictions.ts';
import type { PriorityClass } from '#app/domain/allocation/options.ts';
import type { Refusal } from '#app/domain/allocation/proposal.ts';
import type { Day } from '#app/domain/dates.ts';
import type { PlacementRequestId, PlanId } from '#app/domain/identity/ids.ts';
import type { PlanState } from '#app/domain/placement/states.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

interface Outlook {
  /** 1 is served first, of `requests`. */
  readonly position: number;
  readonly requests: number;
  readonly priorityClass: PriorityClass;
  readonly asked: number;
  readonly placed: number;
  /** The first day on which beds are free for all who are left; null where none is known. */
  readonly expectedFrom: Day | null;
  /** Why the request was set aside; null where it was planned. */
  readonly contradiction: RequestContradictionCode | null;
}

interface LatestOutlook extends Outlook {
  readonly planId: PlanId;
  readonly planNumber: number;
  readonly planState: PlanState;
}

/** What the latest applied plan said of an employer's request; `refusals` tells of its workers without a bed, alike ones together. */
interface OwnOutlook extends Outlook {
  readonly refusals: readonly { readonly refusal: Refusal; readonly workers: number }[];
}

/** Null for another employer's request, and where no plan that told of it was applied. */
export async function findOwnOutlook(
  transaction: ActorTransaction,
  { requestId }: { requestId: PlacementRequestId },
): Promise<OwnOutlook | null> {
  const { rows } = await sql<OwnOutlook>`select * from own_request_outlook(${requestId})`.execute(
    transaction,
  );
  return rows[0] ?? null;
}

/** Where the request stands in the latest plan that is proposed or holds; null where none told. */
export async function findLatestOutlook(
  transaction: ActorTransaction,
  { requestId }: { requestId: PlacementRequestId },
): Promise<LatestOutlook | null> {
  const { rows } = await sql<LatestOutlook>`
    select
      plan.id as plan_id,
      plan.number as plan_number,
      plan.state as plan_state,
      outlook.position,
      (select count(*)::int from plan_request as each where each.plan_id = plan.id) as requests,
      outlook.priority_class,
      outlook.asked,
      outlook.placed,
      outlook.expected_from::text as expected_from,
      outlook.contradiction
    from plan_request as outlook
    join plan on plan.id = outlook.plan_id
    where outlook.request_id = ${requestId}
      and outlook.position is not null
      and plan.state in ('proposed', 'approved', 'applied')
    order by plan.number desc
    limit 1
  `.execute(transaction);
  return rows[0] ?? null;
}
