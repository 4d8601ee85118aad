import type { LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { homeOf } from '#app/server/request/request-context.ts';

/** Leads everyone to where their day begins. */
export function loader({ context }: LoaderFunctionArgs) {
  return redirect(context.actor ? homeOf[context.actor.role] : '/sign-in');
}
