import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { changeDraft } from '#app/data/placement/employer-requests.ts';
import { readNights, toNights } from '#app/domain/placement/request-dates.ts';
import { refuseForm } from '#app/server/request/form.ts';
import { getDraft } from '#app/server/request/own-draft.ts';
import { recordId } from '#app/server/request/record-id.ts';
import { SubmitButton } from '#app/ui/button.tsx';
import { RequestStep } from '#app/ui/employer/request-step.tsx';
import { TextField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { FieldProblemSummary, ProblemNotice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card } from '#app/ui/page.tsx';
import { useRefusal } from '#app/ui/refusal.ts';

export const meta = titled((texts) => texts.employer.taskNames.dates);

export async function loader({ context, params }: LoaderFunctionArgs) {
  const requestId = recordId<'placement_request'>(params['requestId']);
  const request = await context.transact((transaction) => getDraft(transaction, { requestId }));
  return { request, today: context.today };
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const requestId = recordId<'placement_request'>(params['requestId']);
  const form = await request.formData();
  const typed = {
    firstNight: String(form.get('firstNight') ?? ''),
    lastNight: String(form.get('lastNight') ?? ''),
  };
  const read = readNights(typed, context.today);
  if (!read.ok) return refuseForm(read.problems, form);
  await context.transact((transaction) => changeDraft(transaction, { requestId, range: read.range }));
  return redirect(`/employer/requests/${requestId}`);
}

export default function RequestDates() {
  const { request, today } = useLoaderData<typeof loader>();
  const { problem, problems, typed } = useRefusal();
  const { texts } = useSpeech();
  const { employer } = texts;
  const nights = { ...toNights(request.range), ...typed };
  return (
    <RequestStep request={request} task="dates">
      <ProblemNotice problem={problem} />
      <Card className="max-w-2xl">
        <Form method="post" noValidate className="flex flex-col gap-5">
          <FieldProblemSummary problems={problems} labels={employer.nights} />
          <TextField
            id="firstNight"
            name="firstNight"
            type="date"
            min={today}
            label={employer.nights.firstNight}
            defaultValue={nights.firstNight}
            problem={problems?.['firstNight']}
          />
          <TextField
            id="lastNight"
            name="lastNight"
            type="date"
            min={today}
            optional
            label={employer.nights.lastNight}
            hint={employer.lastNightHint}
            defaultValue={nights.lastNight}
            problem={problems?.['lastNight']}
          />
          <div>
            <SubmitButton>{employer.saveAndGoOn}</SubmitButton>
          </div>
        </Form>
      </Card>
    </RequestStep>
  );
}
