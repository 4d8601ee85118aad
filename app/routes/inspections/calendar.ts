import type { LoaderFunctionArgs } from '@remix-run/node';
import { ProblemError } from '#app/domain/problem.ts';

/** An inspector's visits for a calendar program, by the secret in its address. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const calendar = await context.calendarOf(params['token'] ?? '');
  if (calendar === null) throw new ProblemError('not_found');
  return new Response(calendar, { headers: { 'Content-Type': 'text/calendar; charset=utf-8' } });
}
