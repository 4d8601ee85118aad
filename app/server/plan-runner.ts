import type { Database } from '#app/data/transaction.ts';
import type { PlanId } from '#app/domain/identity/ids.ts';

/** Runs plans in the background of this process, one at a time, each in a worker thread. */
export interface PlanRunner {
  /** Takes up a plan in state `running`; its progress and result are written to the database. */
  readonly start: (planId: PlanId) => void;
  /** Ends the work at hand; a plan so ended is taken up again at the next start. */
  readonly stop: () => Promise<void>;
}

export function createPlanRunner(_database: Database): PlanRunner {
  return { start: () => undefined, stop: async () => undefined };
}
