import { z } from 'zod';
import { MOST_ACTS_SENT, MOST_INSPECTIONS_ASKED } from '#app/domain/inspection/day-pack.ts';
import { ProblemError } from '#app/domain/problem.ts';

const DAYS_AHEAD = 3;
const MOST_DAYS_AHEAD = 14;

const id = z.uuid().toLowerCase();
/** Acts are read one by one later on: one that can't be is refused alone. */
const syncRequest = z.object({
  operations: z.array(z.unknown()).max(MOST_ACTS_SENT),
  inspectionIds: z.array(id).max(MOST_INSPECTIONS_ASKED),
  arrivals: z.record(id, z.int().nonnegative()).default({}),
});

/** What a phone sends. @throws ProblemError form_unreadable */
export async function readSyncRequest(request: Request): Promise<z.infer<typeof syncRequest>> {
  const { success, data, error } = syncRequest.safeParse(await request.json());
  if (!success) throw new ProblemError('form_unreadable', {}, error);
  return data;
}

/** How many days after today are asked for. */
export function readDaysAhead(request: Request): number {
  const asked = new URL(request.url).searchParams.get('days');
  return z.coerce
    .number()
    .int()
    .min(0)
    .max(MOST_DAYS_AHEAD)
    .catch(DAYS_AHEAD)
    .parse(asked ?? DAYS_AHEAD);
}
