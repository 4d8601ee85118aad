import type { ActionFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { z } from 'zod';
import { ProblemError } from '#app/domain/problem.ts';
import { signedIn } from '#app/server/request/request-context.ts';

const asked = z.object({ phoneId: z.uuid() });

export function loader() {
  return redirect('/inspector');
}

/**
 * The key under which the phone keeps what it holds, and until when it may: the end of this session. The design stands in
 * app/domain/inspection/DECISIONS.md.
 */
export async function action({ context, request }: ActionFunctionArgs) {
  const read = asked.safeParse(Object.fromEntries(await request.formData()));
  if (!read.success) throw new ProblemError('form_unreadable');
  const { accountId, displayName } = signedIn(context);
  const until = await context.sessions.endOf(request.headers.get('Cookie'));
  if (!until) throw new ProblemError('sign_in_needed');
  const key = context.secrets.phoneKey(accountId, read.data.phoneId).toString('base64');
  return Response.json({ accountId, displayName, key, until: until.toISOString() });
}
