import { deserialize, serialize } from 'node:v8';
import type { PlacementColumns } from '#app/data/placement/placement-columns.ts';
import { storePart } from '#app/data/placement/plan-storing.ts';
import type { Database } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import { system } from '#app/domain/identity/actor.ts';
import type { PlanPartId } from '#app/domain/identity/ids.ts';

export const writtenColumns = (columns: PlacementColumns): Uint8Array => serialize(columns);

/** Stores a part of a plan's placements that was written down as bytes: what any process of the product does with one. */
export async function storeWritten(
  database: Database,
  { partId, problem }: { partId: PlanPartId; problem: Uint8Array },
): Promise<void> {
  const columns = deserialize(problem) as PlacementColumns;
  const store = () =>
    transact(database, system, (transaction) => storePart(transaction, { partId, columns }));
  // The database refuses the rows of a plan that is discarded while they are written: the second time there are none to write.
  await store().catch(store);
}
