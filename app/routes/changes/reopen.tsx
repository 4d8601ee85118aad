import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { getClosure, reopenClosure } from '#app/data/capacity/closures.ts';
import { readReopeningDay } from '#app/domain/capacity/changes/change-days.ts';
import { refuseForm } from '#app/server/request/form.ts';
import { recordId } from '#app/server/request/record-id.ts';
import { signedIn } from '#app/server/request/request-context.ts';
import { SubmitButton } from '#app/ui/button.tsx';
import { usePlaceInWords } from '#app/ui/changes/place-in-words.ts';
import { TextField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { ProblemNotice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, Facts, PageHeader } from '#app/ui/page.tsx';
import { useRefusal } from '#app/ui/refusal.ts';

export const meta = titled((texts) => texts.changes.reopenNow);

export async function loader({ context, params }: LoaderFunctionArgs) {
  const closureId = recordId<'closure'>(params['closureId']);
  const closure = await context.transact((transaction) => getClosure(transaction, { closureId }));
  return { closure, today: context.today };
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const closureId = recordId<'closure'>(params['closureId']);
  const { today } = context;
  const form = await request.formData();
  const typed = form.get('on')?.toString() ?? '';
  const refused = await context.transact(async (transaction) => {
    const read = readReopeningDay(typed, { closure: await getClosure(transaction, { closureId }), today });
    if (!read.ok) return read.problems;
    const reopenedBy = signedIn(context).accountId;
    await reopenClosure(transaction, { closureId, on: read.on, reopenedBy, today });
    return null;
  });
  return refused ? refuseForm(refused, form) : redirect('/changes?view=closures&done=reopened');
}

export default function Reopen() {
  const { closure, today } = useLoaderData<typeof loader>();
  const { problem, problems, typed } = useRefusal();
  const { texts, format } = useSpeech();
  const { changes } = texts;
  const placeWords = usePlaceInWords();
  return (
    <>
      <PageHeader
        title={changes.reopenTitle(placeWords(closure.place))}
        lead={changes.reopenLead}
        back={{ to: '/changes?view=closures', label: changes.closedPlaces }}
      />
      <Card className="max-w-2xl">
        <Facts
          facts={[
            { label: changes.closedFrom, value: format.day(closure.from) },
            {
              label: changes.days.closedUntil,
              value: closure.to === null ? changes.untilReopened : format.day(closure.to),
            },
            { label: changes.why, value: <span dir="auto">{closure.reason}</span> },
          ]}
        />
        <Form method="post" noValidate className="mt-5 flex flex-col gap-5">
          <ProblemNotice problem={problem} />
          <TextField
            id="on"
            name="on"
            type="date"
            min={today}
            label={changes.reopenOn}
            defaultValue={typed?.['on'] ?? today}
            problem={problems?.['on']}
          />
          <div>
            <SubmitButton>{changes.reopenNow}</SubmitButton>
          </div>
        </Form>
      </Card>
    </>
  );
}
