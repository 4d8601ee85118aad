import type { ActionFunctionArgs } from '@remix-run/node';
import { exchangeOperations } from '#app/data/inspection/exchange.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { signedIn } from '#app/server/request/request-context.ts';
import { readSyncRequest } from '#app/server/request/sync-request.ts';

export function loader(): never {
  throw new ProblemError('not_found');
}

/** Takes what a phone recorded and gives what it lacks. */
export async function action({ context, request }: ActionFunctionArgs) {
  const { accountId } = signedIn(context);
  const { operations: sent, ...asked } = await readSyncRequest(request);
  const { answer, toDraw } = await context.transact((transaction) =>
    exchangeOperations(transaction, { sent, ...asked, accountId, now: new Date() }),
  );
  for (const id of toDraw) context.background.start({ kind: 'inspection', id });
  return Response.json(answer);
}
