import { z } from 'zod';
import { findBuildingNamed } from '#app/data/inspection/inspectors.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import type { FieldProblems } from '#app/domain/problem.ts';

/** Where an inspector may not go, and why. */
export const conflictForm = z.object({
  siteId: z.uuid({ error: 'required' }),
  building: z.string().trim().max(100, { error: 'too_long' }).default(''),
  reason: z
    .string({ error: 'reason_needed' })
    .trim()
    .min(1, { error: 'reason_needed' })
    .max(1000, { error: 'too_long' }),
});

type ReadPlace =
  | { readonly ok: true; readonly buildingId: string | null }
  | { readonly ok: false; readonly problems: FieldProblems };

/** The building that was typed by its name, or the whole site. */
export async function readConflictPlace(
  transaction: ActorTransaction,
  { siteId, building }: { siteId: string; building: string },
): Promise<ReadPlace> {
  if (building === '') return { ok: true, buildingId: null };
  const buildingId = await findBuildingNamed(transaction, { siteId, name: building });
  return buildingId ? { ok: true, buildingId } : { ok: false, problems: { building: 'no_such_building' } };
}
