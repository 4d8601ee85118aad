import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { passwordFault } from '#app/domain/identity/password-rules.ts';
import { refuseForm } from '#app/server/request/form.ts';
import { signedIn } from '#app/server/request/request-context.ts';
import { LinkButton, SubmitButton } from '#app/ui/button.tsx';
import { TextField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { FieldProblemSummary, Notice, ProblemNotice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, Facts, PageHeader } from '#app/ui/page.tsx';
import { useRefusal } from '#app/ui/refusal.ts';

export const meta = titled((texts) => texts.shell.account);

export function loader({ context }: LoaderFunctionArgs) {
  const { displayName, role } = signedIn(context);
  return { displayName, role };
}

/** Changes the password (`intent=password`), or signs out on every device. */
export async function action({ context, request }: ActionFunctionArgs) {
  const actor = signedIn(context);
  const form = await request.formData();
  if (form.get('intent') !== 'password') {
    const cookie = await context.sessions.signOutEverywhere(actor);
    return redirect('/sign-in', { headers: { 'Set-Cookie': cookie } });
  }
  const current = String(form.get('currentPassword') ?? '');
  const next = String(form.get('newPassword') ?? '');
  const newPassword = passwordFault(next, current);
  if (!current || newPassword)
    return refuseForm(
      { ...(!current && { currentPassword: 'required' }), ...(newPassword && { newPassword }) },
      form,
    );
  const cookieHeader = request.headers.get('Cookie');
  const isRight = await context.sessions.changePassword(actor, { current, next, cookieHeader });
  return isRight ? { isChanged: true } : refuseForm({ currentPassword: 'password_wrong' }, form);
}

export default function Account() {
  const { displayName, role } = useLoaderData<typeof loader>();
  const { problem, problems } = useRefusal();
  const isChanged = useActionData<{ isChanged?: boolean }>()?.isChanged ?? false;
  const { texts } = useSpeech();
  const { shell, terms, inspections } = texts;
  const labels = { currentPassword: shell.currentPassword, newPassword: shell.newPassword };
  return (
    <>
      <PageHeader title={shell.account} lead={shell.signedInAs(displayName)} />
      <div className="flex max-w-xl flex-col gap-6">
        {isChanged ? <Notice tone="success">{shell.passwordChanged}</Notice> : null}
        <Card className="flex flex-col gap-5">
          <Facts facts={[{ label: displayName, value: terms.role[role] }]} />
          {role === 'inspector' ? (
            // What lies on the phone is looked after first.
            <LinkButton to="/inspector#/settings" reloadDocument>
              {shell.signOut}
            </LinkButton>
          ) : (
            <Form method="post" action="/sign-out">
              <SubmitButton kind="secondary">{shell.signOut}</SubmitButton>
            </Form>
          )}
          {role === 'inspector' ? <Link to="/inspections/own">{inspections.own.link}</Link> : null}
        </Card>
        <Card title={shell.changePassword}>
          <Form key={String(isChanged)} method="post" noValidate className="flex flex-col gap-5">
            <ProblemNotice problem={problem} />
            <FieldProblemSummary problems={problems} labels={labels} />
            <TextField
              id="currentPassword"
              name="currentPassword"
              type="password"
              dir="ltr"
              autoComplete="current-password"
              label={labels.currentPassword}
              problem={problems?.['currentPassword']}
            />
            <TextField
              id="newPassword"
              name="newPassword"
              type="password"
              dir="ltr"
              autoComplete="new-password"
              label={labels.newPassword}
              hint={shell.newPasswordHint}
              problem={problems?.['newPassword']}
            />
            <div>
              <SubmitButton name="intent" value="password">
                {shell.changePassword}
              </SubmitButton>
            </div>
          </Form>
        </Card>
        <Card title={shell.signOutEverywhere}>
          <Form method="post" className="flex flex-col items-start gap-3">
            <p className="text-muted">{shell.signOutEverywhereHint}</p>
            <SubmitButton kind="danger">{shell.signOutEverywhere}</SubmitButton>
          </Form>
        </Card>
      </div>
    </>
  );
}
