import { prepareChange, takeEffect } from '#app/data/capacity/change-effect.ts';
import { findSigner } from '#app/data/capacity/change-work.ts';
import { signDangerClosing } from '#app/data/inspection/danger-closures.ts';
import type { Database } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import { kuwaitDay } from '#app/domain/dates.ts';
import { system } from '#app/domain/identity/actor.ts';
import type { CapacityChangeId } from '#app/domain/identity/ids.ts';
import type { ProblemCode } from '#app/domain/problem.ts';
import { isProblemError } from '#app/domain/problem.ts';

/** Somebody else wrote meanwhile what the change was worked out from: it is worked out anew. */
const OVERTAKEN: readonly ProblemCode[] = [
  'bed_taken',
  'bed_closed',
  'room_other_sex',
  'room_other_shift',
  'worker_already_housed',
  'worker_facts_changed',
  'capacity_changed',
  'adoption_day_taken',
  'busy',
];
const ATTEMPTS = 8;

/**
 * Prepares a change that was proposed; puts one that was signed into effect, in the name of who signed it. A closing for
 * danger is signed here and now, in the name of the inspector who found it.
 */
export async function workOnChange(
  database: Database,
  changeId: CapacityChangeId,
  today = kuwaitDay(new Date()),
): Promise<void> {
  await transact(database, system, (transaction) => prepareChange(transaction, { changeId, today }));
  for (let attempt = 1; ; attempt++) {
    await transact(database, system, (transaction) => signDangerClosing(transaction, { changeId, today }));
    const signer = await transact(database, system, (transaction) => findSigner(transaction, { changeId }));
    if (!signer) return;
    try {
      await transact(database, signer, (transaction) => takeEffect(transaction, { changeId, today }));
      // One that was refused is a planner's to decide, but for a closing for danger, which is signed once more.
      if (signer !== system || attempt === ATTEMPTS) return;
    } catch (error) {
      if (!isProblemError(error) || !OVERTAKEN.includes(error.problem.code) || attempt === ATTEMPTS)
        throw error;
    }
  }
}
