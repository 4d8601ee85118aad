import type { LoaderFunctionArgs } from '@remix-run/node';
import { ProblemError } from '#app/domain/problem.ts';

/** The worker that keeps the app on the phone; it may serve the page above its own folder too. */
export function loader({ context }: LoaderFunctionArgs) {
  if (context.offlineWorker === null) throw new ProblemError('not_found');
  return new Response(context.offlineWorker, {
    headers: { 'Content-Type': 'text/javascript; charset=utf-8', 'Service-Worker-Allowed': '/inspector' },
  });
}
