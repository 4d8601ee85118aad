import type { LoaderFunctionArgs } from '@remix-run/node';
import { packInspections } from '#app/data/inspection/day-pack.ts';
import { listVisits } from '#app/data/inspection/inspections.ts';
import { addDays } from '#app/domain/dates.ts';
import type { DayPack } from '#app/domain/inspection/day-pack.ts';
import { readDaysAhead } from '#app/server/request/sync-request.ts';
import { signedIn } from '#app/server/request/request-context.ts';

/** What an inspector takes along: the visits of today and of the days to come, what is under way and what is overdue. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const { accountId, displayName } = signedIn(context);
  const { today } = context;
  const until = addDays(today, readDaysAhead(request));
  const inspections = await context.transact(async (transaction) => {
    const inspectionIds = await listVisits(transaction, { inspectorId: accountId, today, until });
    return packInspections(transaction, { inspectionIds, day: today });
  });
  const pack: DayPack = {
    preparedAt: new Date().toISOString(),
    today,
    inspector: { accountId, displayName },
    inspections,
  };
  return Response.json(pack);
}
