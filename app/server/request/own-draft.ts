import { redirect } from '@remix-run/node';
import type { OwnRequest } from '#app/data/placement/employer-requests.ts';
import { getOwnRequest } from '#app/data/placement/employer-requests.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import type { PlacementRequestId } from '#app/domain/identity/ids.ts';
import { editableStates } from '#app/domain/placement/states.ts';

/**
 * The request that a step of it is to be shown for.
 * @throws ProblemError not_found; a redirect to the request once it can't be changed any more
 */
export async function getDraft(
  transaction: ActorTransaction,
  { requestId }: { requestId: PlacementRequestId },
): Promise<OwnRequest> {
  const request = await getOwnRequest(transaction, { requestId });
  if (!editableStates.includes(request.state)) throw redirect(`/employer/requests/${requestId}`);
  return request;
}
