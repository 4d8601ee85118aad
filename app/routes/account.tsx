import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { signedIn } from '#app/server/request/request-context.ts';
import { SubmitButton } from '#app/ui/button.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, Facts, PageHeader } from '#app/ui/page.tsx';

export const meta = titled((texts) => texts.shell.account);

export function loader({ context }: LoaderFunctionArgs) {
  const { displayName, role } = signedIn(context);
  return { displayName, role };
}

/** Signs out on every device. */
export async function action({ context }: ActionFunctionArgs) {
  const cookie = await context.sessions.signOutEverywhere(signedIn(context));
  return redirect('/sign-in', { headers: { 'Set-Cookie': cookie } });
}

export default function Account() {
  const { displayName, role } = useLoaderData<typeof loader>();
  const { texts } = useSpeech();
  const { shell, terms } = texts;
  return (
    <>
      <PageHeader title={shell.account} lead={shell.signedInAs(displayName)} />
      <Card className="flex max-w-xl flex-col gap-5">
        <Facts facts={[{ label: displayName, value: terms.role[role] }]} />
        <Form method="post" action="/sign-out">
          <SubmitButton kind="secondary">{shell.signOut}</SubmitButton>
        </Form>
        <Form method="post" className="flex flex-col items-start gap-2">
          <p className="text-muted">{shell.signOutEverywhereHint}</p>
          <SubmitButton kind="danger">{shell.signOutEverywhere}</SubmitButton>
        </Form>
      </Card>
    </>
  );
}
