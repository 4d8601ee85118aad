import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { ActorTransaction } from '#app/data/transaction.ts';

/** The inspections, as a query for their identifiers, whose findings these corrective actions put right. */
export const inspectionsOf = (correctiveActionIds: readonly string[]) => sql`
  select inspection_id from finding
  join corrective_action as done on done.finding_id = finding.id
  where done.id = any(${correctiveActionIds}::uuid[])
`;

/** Closes published inspections, chosen by a query for their identifiers, of which nothing is left to be put right. */
export async function closePutRight(
  transaction: ActorTransaction,
  { inspections }: { inspections: RawBuilder<unknown> },
): Promise<void> {
  await sql`
    update inspection set state = 'closed'
    where state = 'reviewed' and id in (${inspections})
      and not exists (
        select from finding
        join corrective_action as open on open.finding_id = finding.id
        where finding.inspection_id = inspection.id and finding.withdrawn_at is null and open.completed_at is null
      )
  `.execute(transaction);
}
