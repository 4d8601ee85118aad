import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, Link, useLoaderData } from '@remix-run/react';
import { findConflicts, submitRequest } from '#app/data/placement/employer-requests.ts';
import { listMembers } from '#app/data/placement/request-queue.ts';
import { isComplete, requestTasks } from '#app/domain/placement/request-tasks.ts';
import { getDraft } from '#app/server/request/own-draft.ts';
import { recordId } from '#app/server/request/record-id.ts';
import { LinkButton, SubmitButton } from '#app/ui/button.tsx';
import { RequestStep } from '#app/ui/employer/request-step.tsx';
import { useRequestAnswers } from '#app/ui/employer/request-answers.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Notice, ProblemNotice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card } from '#app/ui/page.tsx';
import { useRefusal } from '#app/ui/refusal.ts';

export const meta = titled((texts) => texts.employer.checkTitle);

/** What was refused was often refused because the records changed: they are read anew then too. */
export const shouldRevalidate = () => true;

const SHOWN_MEMBERS = 200;

export async function loader({ context, params }: LoaderFunctionArgs) {
  const requestId = recordId<'placement_request'>(params['requestId']);
  return context.transact(async (transaction) => {
    const request = await getDraft(transaction, { requestId });
    return {
      request,
      isReady: isComplete(request, context.today),
      members: await listMembers(transaction, { requestId, limit: SHOWN_MEMBERS }),
      conflicts: await findConflicts(transaction, { requestId }),
    };
  });
}

export async function action({ context, params }: ActionFunctionArgs) {
  const requestId = recordId<'placement_request'>(params['requestId']);
  await context.transact((transaction) => submitRequest(transaction, { requestId, today: context.today }));
  return redirect(`/employer/requests/${requestId}`);
}

export default function RequestCheck() {
  const { request, isReady, members, conflicts } = useLoaderData<typeof loader>();
  const { problem } = useRefusal();
  const { texts } = useSpeech();
  const { employer } = texts;
  const answers = useRequestAnswers(request);
  const more = request.workers - members.length;
  return (
    <RequestStep request={request} task="check">
      <ProblemNotice problem={problem} />
      {conflicts.length > 0 ? (
        <Notice tone="warning" title={employer.conflictsTitle}>
          <ul className="list-disc ps-5">
            {conflicts.map((conflict) => (
              <li key={`${conflict.workerId} ${conflict.requestNumber ?? ''}`}>
                <bdi>{conflict.workerName}</bdi>:{' '}
                {conflict.requestNumber === null
                  ? employer.conflictHoused
                  : employer.conflictRequest(conflict.requestNumber)}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <Card className="max-w-3xl">
        <dl className="divide-y divide-line">
          {requestTasks.map((task) => (
            <div key={task} className="grid gap-x-4 py-3 sm:grid-cols-[12rem_1fr_auto]">
              <dt className="font-semibold">{employer.taskNames[task]}</dt>
              <dd className="min-w-0 whitespace-pre-line break-words">
                <bdi>{answers[task] || '—'}</bdi>
                {task === 'workers' && members.length > 0 ? (
                  <details className="mt-1">
                    <summary className="cursor-pointer text-brand">{employer.workersTitle}</summary>
                    <ul className="list-disc ps-5">
                      {members.map((member) => (
                        <li key={member.workerId}>
                          <bdi>{member.name}</bdi>
                          {member.crew ? (
                            <>
                              {' '}
                              — {employer.crew}: <bdi>{member.crew}</bdi>
                            </>
                          ) : null}
                        </li>
                      ))}
                      {more > 0 ? <li>+ {texts.terms.workers(more)}</li> : null}
                    </ul>
                  </details>
                ) : null}
              </dd>
              <dd>
                <Link to={`/employer/requests/${request.id}/${task}`}>
                  {employer.change}
                  <span className="sr-only"> {employer.taskNames[task]}</span>
                </Link>
              </dd>
            </div>
          ))}
        </dl>
      </Card>
      <Form method="post" className="flex flex-wrap items-center gap-3">
        <SubmitButton disabled={!isReady || conflicts.length > 0}>{employer.send}</SubmitButton>
        <LinkButton to={`/employer/requests/${request.id}`}>{employer.backToRequest}</LinkButton>
      </Form>
      {isReady ? null : <p className="text-muted">{employer.notYetReady}</p>}
    </RequestStep>
  );
}
