import { inject } from 'vitest';
import { demonstrationPassword } from '#db/seed/accounts.ts';

/** Posts a form as a browser on the product's own pages would. */
export function post(
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  const address = inject('address');
  return fetch(`${address}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: address, ...headers },
    body: new URLSearchParams(fields),
  });
}

/** Signs in without a browser. @returns the Cookie header of the session */
export async function sessionCookie(
  email: string,
  password: string = demonstrationPassword,
): Promise<string> {
  const answer = await post('/sign-in', { email, password });
  const cookie = answer.headers.getSetCookie().find((header) => /session=/.test(header));
  if (!cookie) throw new Error(`${email} could not sign in: ${answer.status}`);
  return cookie.split(';')[0] ?? '';
}
