import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { startPlan } from '#app/data/plans.ts';
import { listQueue } from '#app/data/request-queue.ts';
import type { PlacementRequestId } from '#app/domain/identity/ids.ts';
import { plannableStates } from '#app/domain/placement/states.ts';
import { readForm } from '#app/server/form.ts';
import { signedIn } from '#app/server/request-context.ts';
import { LinkButton, SubmitButton } from '#app/ui/button.tsx';
import { CheckboxField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { ProblemNotice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, EmptyState, PageHeader } from '#app/ui/page.tsx';
import { useRefusal } from '#app/ui/refusal.ts';

export const meta = titled((texts) => texts.planning.newPlan);

/** A national queue at its longest; all of it is chosen unless some are unticked. */
const MOST_REQUESTS = 5000;

const planForm = z.object({
  requests: z.array(z.uuid('not_a_choice')),
  sharedRooms: z.literal('yes').optional(),
});

export async function loader({ context }: LoaderFunctionArgs) {
  return context.transact(async (transaction) => {
    const query = {
      states: plannableStates,
      search: '',
      sort: 'priority',
      descending: true,
      limit: MOST_REQUESTS,
      offset: 0,
    } as const;
    const { rows } = await listQueue(transaction, query);
    return rows.filter((row) => row.workers > row.housed);
  });
}

export async function action({ context, request }: ActionFunctionArgs) {
  const read = readForm(planForm, await request.formData());
  if (!read.ok) return read.answer;
  const { requests, sharedRooms } = read.value;
  const planId = await context.transact((transaction) =>
    startPlan(transaction, {
      startedBy: signedIn(context).accountId,
      requestIds: requests as PlacementRequestId[],
      options: { sharedRooms: sharedRooms === 'yes' },
      today: context.today,
    }),
  );
  context.plans.start(planId);
  return redirect(`/plans/${planId}`);
}

export default function NewPlan() {
  const requests = useLoaderData<typeof loader>();
  const { problem } = useRefusal();
  const { texts, format } = useSpeech();
  const { planning, terms, shell } = texts;
  return (
    <>
      <PageHeader
        title={planning.newPlan}
        lead={planning.newPlanLead}
        back={{ to: '/plans', label: planning.plansTitle }}
      />
      {requests.length === 0 ? (
        <EmptyState title={planning.nothingAccepted}>
          <LinkButton to="/requests">{planning.toQueue}</LinkButton>
        </EmptyState>
      ) : (
        <Form method="post" className="flex max-w-3xl flex-col gap-5">
          <ProblemNotice problem={problem} />
          <Card>
            <fieldset>
              <legend className="mb-2 font-semibold">{planning.queueTitle}</legend>
              {requests.map((request) => (
                <CheckboxField
                  key={request.id}
                  name="requests"
                  value={request.id}
                  defaultChecked
                  label={`${planning.request(request.number)} · ${request.employerName}`}
                  hint={`${terms.workers(request.workers - request.housed)} · ${format.range(request, shell.openEnded)} · ${planning.priorityName(request.priority)}`}
                />
              ))}
            </fieldset>
          </Card>
          <Card>
            <CheckboxField
              name="sharedRooms"
              value="yes"
              defaultChecked
              label={planning.sharedRooms}
              hint={planning.sharedRoomsHint}
            />
          </Card>
          <div>
            <SubmitButton>{planning.start}</SubmitButton>
          </div>
        </Form>
      )}
    </>
  );
}
