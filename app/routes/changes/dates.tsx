import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { getChange, rescheduleChange } from '#app/data/capacity/capacity-changes.ts';
import { readChangeDays } from '#app/domain/capacity/changes/change-days.ts';
import { typedChangeDays } from '#app/server/request/change-form.ts';
import { refuseForm } from '#app/server/request/form.ts';
import { signedIn } from '#app/server/request/request-context.ts';
import { recordId } from '#app/server/request/record-id.ts';
import { SubmitButton } from '#app/ui/button.tsx';
import { ChangeDayFields } from '#app/ui/changes/change-day-fields.tsx';
import { useChangeInWords } from '#app/ui/changes/place-in-words.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { FieldProblemSummary, ProblemNotice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, PageHeader } from '#app/ui/page.tsx';
import { useRefusal } from '#app/ui/refusal.ts';

export const meta = titled((texts) => texts.changes.changeDays);

export async function loader({ context, params }: LoaderFunctionArgs) {
  const changeId = recordId<'capacity_change'>(params['changeId']);
  const change = await context.transact((transaction) => getChange(transaction, { changeId }));
  if (change.state !== 'proposed' && change.state !== 'failed') throw redirect(`/changes/${changeId}`);
  return { change, today: context.today };
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const changeId = recordId<'capacity_change'>(params['changeId']);
  const form = await request.formData();
  const { kind } = await context.transact((transaction) => getChange(transaction, { changeId }));
  const typed = typedChangeDays(form);
  const read = readChangeDays(
    kind === 'measurement' ? { ...typed, effectiveFrom: context.today } : typed,
    context.today,
  );
  if (!read.ok) return refuseForm(read.problems, form);
  await context.transact((transaction) =>
    rescheduleChange(transaction, { changeId, datedBy: signedIn(context).accountId, ...read.days }),
  );
  context.background.start({ kind: 'change', id: changeId });
  return redirect(`/changes/${changeId}`);
}

export default function ChangeDates() {
  const { change, today } = useLoaderData<typeof loader>();
  const { problem, problems, typed } = useRefusal();
  const { changes } = useSpeech().texts;
  const inWords = useChangeInWords();
  return (
    <>
      <PageHeader
        title={changes.changeDays}
        lead={inWords(change)}
        back={{ to: `/changes/${change.id}`, label: changes.change(change.number) }}
      />
      <Card className="max-w-2xl">
        <Form method="post" noValidate className="flex flex-col gap-5">
          <ProblemNotice problem={problem} />
          <FieldProblemSummary problems={problems} labels={changes.days} />
          <ChangeDayFields
            today={today}
            days={{ ...change, ...typed }}
            problems={problems}
            kind={change.kind}
          />
          <div>
            <SubmitButton>{changes.saveDays}</SubmitButton>
          </div>
        </Form>
      </Card>
    </>
  );
}
