import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, useLoaderData, useNavigation } from '@remix-run/react';
import { z } from 'zod';
import { safePath } from '#app/domain/identity/safe-path.ts';
import { readForm } from '#app/server/request/form.ts';
import { homeOf } from '#app/server/request/request-context.ts';
import { SubmitButton } from '#app/ui/button.tsx';
import { TextField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { FieldProblemSummary, ProblemNotice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card } from '#app/ui/page.tsx';
import { useRefusal } from '#app/ui/refusal.ts';

const schema = z.object({
  email: z.string().trim().min(1, 'required').max(254, 'too_long'),
  password: z.string().min(1, 'required').max(1024, 'too_long'),
});

export const meta = titled((texts) => texts.shell.signIn);

export function loader({ context, request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  // A phone that goes without a network for long asks for a new session before the old one ends.
  if (context.actor && !searchParams.has('again')) throw redirect(homeOf[context.actor.role]);
  return { next: safePath(searchParams.get('next')) };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData();
  const read = readForm(schema, form);
  if (!read.ok) return read.answer;
  const cookies = await context.sessions.signIn({
    ...read.value,
    address: context.address,
    cookieHeader: request.headers.get('Cookie'),
  });
  const headers = new Headers(cookies.map((cookie) => ['Set-Cookie', cookie] as [string, string]));
  return redirect(safePath(String(form.get('next') ?? '')), { headers });
}

export default function SignIn() {
  const { next } = useLoaderData<typeof loader>();
  const { texts } = useSpeech();
  const { shell } = texts;
  const { problem, problems, typed } = useRefusal();
  const busy = useNavigation().state === 'submitting';
  return (
    <div className="mx-auto max-w-md py-6">
      <h1 className="mb-1">{shell.signIn}</h1>
      <p className="mb-6 text-muted">{shell.signInLead}</p>
      <Card>
        <Form method="post" className="flex flex-col gap-5" noValidate>
          <ProblemNotice problem={problem} />
          <FieldProblemSummary
            problems={problems}
            labels={{ email: shell.email, password: shell.password }}
          />
          <input type="hidden" name="next" value={next} />
          <TextField
            id="email"
            name="email"
            type="email"
            dir="ltr"
            autoComplete="username"
            label={shell.email}
            defaultValue={typed?.['email']}
            problem={problems?.['email']}
          />
          <TextField
            id="password"
            name="password"
            type="password"
            dir="ltr"
            autoComplete="current-password"
            label={shell.password}
            problem={problems?.['password']}
          />
          <SubmitButton disabled={busy}>{shell.signIn}</SubmitButton>
        </Form>
      </Card>
    </div>
  );
}
