import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import {
  findCalendarFeed,
  makeCalendarFeed,
  removeCalendarFeed,
} from '#app/data/inspection/calendar-feed.ts';
import { declareConflict, listConflicts } from '#app/data/inspection/inspectors.ts';
import { listSites } from '#app/data/places/places.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { newToken } from '#app/server/identity/secrets.ts';
import { conflictForm, readConflictPlace } from '#app/server/request/conflict-form.ts';
import { readForm, refuseForm } from '#app/server/request/form.ts';
import { signedIn } from '#app/server/request/request-context.ts';
import { Button, SubmitButton } from '#app/ui/button.tsx';
import { ConfirmButton } from '#app/ui/confirm-button.tsx';
import { DoneNotice } from '#app/ui/done-notice.tsx';
import { TextField } from '#app/ui/field.tsx';
import { InterestConflictFields } from '#app/ui/inspections/interest-conflict-fields.tsx';
import { InterestConflicts } from '#app/ui/inspections/interest-conflicts.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Notice, ProblemNotice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, PageHeader } from '#app/ui/page.tsx';
import { useRefusal } from '#app/ui/refusal.ts';

export const meta = titled((texts) => texts.inspections.own.pageTitle);

export async function loader({ context }: LoaderFunctionArgs) {
  const { accountId } = signedIn(context);
  return context.transact(async (transaction) => ({
    conflicts: await listConflicts(transaction),
    sites: await listSites(transaction),
    feedMadeAt: await findCalendarFeed(transaction, { accountId }),
  }));
}

/** Declares a conflict of interest (`intent=conflict`), makes a calendar's address (`make`) or withdraws it (`withdraw`). */
export async function action({ context, request }: ActionFunctionArgs) {
  const { accountId } = signedIn(context);
  const { today, origin } = context;
  const form = await request.formData();
  const intent = form.get('intent');
  if (intent === 'make') {
    const { token, tokenHash } = newToken();
    await context.transact((transaction) => makeCalendarFeed(transaction, { accountId, tokenHash }));
    return { address: `${origin}/calendar/${token}.ics` };
  }
  if (intent === 'withdraw') {
    await context.transact((transaction) => removeCalendarFeed(transaction, { accountId }));
    return redirect('/inspections/own?done=withdrawn');
  }
  if (intent !== 'conflict') throw new ProblemError('form_unreadable');
  const read = readForm(conflictForm, form);
  if (!read.ok) return read.answer;
  const { siteId, reason } = read.value;
  const refused = await context.transact(async (transaction) => {
    const place = await readConflictPlace(transaction, read.value);
    if (!place.ok) return place.problems;
    const { buildingId } = place;
    await declareConflict(transaction, { accountId, siteId, buildingId, reason, today });
    return null;
  });
  return refused ? refuseForm(refused, form) : redirect('/inspections/own?done=declared');
}

export default function Own() {
  const { conflicts, sites } = useLoaderData<typeof loader>();
  const refusal = useRefusal();
  const { inspections } = useSpeech().texts;
  const { own, inspectors } = inspections;
  return (
    <>
      <PageHeader title={own.pageTitle} lead={own.pageLead} back={{ to: '/account', label: own.back }} />
      <DoneNotice words={{ declared: inspectors.declared, withdrawn: own.withdrawn }} />
      <ProblemNotice problem={refusal.problem} />
      <div className="grid gap-6 lg:grid-cols-2">
        <div className="flex flex-col gap-6">
          <Card title={own.conflictsTitle}>
            <p className="mb-3 text-muted">{own.conflictsLead}</p>
            <InterestConflicts conflicts={conflicts} />
          </Card>
          <Card title={inspectors.declare}>
            <Form key={conflicts.length} method="post" noValidate className="flex flex-col gap-4">
              <InterestConflictFields sites={sites} refusal={refusal} />
              <div>
                <SubmitButton name="intent" value="conflict">
                  {inspectors.declare}
                </SubmitButton>
              </div>
            </Form>
          </Card>
        </div>
        <Calendar />
      </div>
    </>
  );
}

function Calendar() {
  const { feedMadeAt } = useLoaderData<typeof loader>();
  const address = useActionData<{ address?: string }>()?.address;
  const [isCopied, setIsCopied] = useState(false);
  const { texts, format } = useSpeech();
  const { own } = texts.inspections;
  return (
    <Card title={own.calendarTitle}>
      <p className="mb-3 text-muted">{own.calendarLead}</p>
      {address && feedMadeAt ? (
        <Notice tone="success" title={own.madeTitle}>
          <div className="mt-2 flex flex-col gap-3">
            <TextField
              label={own.address}
              value={address}
              readOnly
              dir="ltr"
              onFocus={({ target }) => target.select()}
            />
            <div>
              <Button
                onPress={() => void navigator.clipboard.writeText(address).then(() => setIsCopied(true))}
              >
                {isCopied ? own.copied : own.copy}
              </Button>
            </div>
            <p className="text-sm">{own.howTo}</p>
          </div>
        </Notice>
      ) : (
        <p className="font-semibold">
          {feedMadeAt ? own.calendarSince(format.instant(feedMadeAt)) : own.calendarNone}
        </p>
      )}
      <Form method="post" id="feed" className="mt-4 flex flex-wrap gap-3">
        {feedMadeAt ? (
          <>
            <ConfirmButton
              form="feed"
              name="intent"
              value="make"
              kind="secondary"
              label={own.makeAnew}
              question={own.makeAnewQuestion}
            />
            <ConfirmButton
              form="feed"
              name="intent"
              value="withdraw"
              label={own.withdraw}
              question={own.withdrawQuestion}
            />
          </>
        ) : (
          <SubmitButton name="intent" value="make">
            {own.make}
          </SubmitButton>
        )}
      </Form>
    </Card>
  );
}
