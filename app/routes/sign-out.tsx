import type { ActionFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';

export function loader() {
  return redirect('/');
}

export async function action({ context, request }: ActionFunctionArgs) {
  const cookie = await context.sessions.signOut(request.headers.get('Cookie'));
  return redirect('/sign-in', { headers: { 'Set-Cookie': cookie } });
}
