import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, Link, useLoaderData } from '@remix-run/react';
import { getOwnRequest, withdrawRequest } from '#app/data/placement/employer-requests.ts';
import { findOwnOutlook } from '#app/data/placement/request-outlook.ts';
import { listMembers } from '#app/data/placement/request-queue.ts';
import { listSites } from '#app/data/places/places.ts';
import { pageCount } from '#app/domain/paging.ts';
import { taskStates } from '#app/domain/placement/request-tasks.ts';
import { editableStates, withdrawableStates } from '#app/domain/placement/states.ts';
import { wantedInWords } from '#app/i18n/reasons.ts';
import { readListQuery } from '#app/server/request/list-query.ts';
import { recordId } from '#app/server/request/record-id.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { ConfirmButton } from '#app/ui/confirm-button.tsx';
import { RequestOutlookCard } from '#app/ui/planning/request-outlook.tsx';
import { RequestTaskList } from '#app/ui/employer/request-task-list.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Notice, ProblemNotice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, Facts, PageHeader } from '#app/ui/page.tsx';
import { useRefusal } from '#app/ui/refusal.ts';
import { RequestStateTag } from '#app/ui/state-tags.tsx';
import { DataTable, Pagination } from '#app/ui/table.tsx';

export const meta = titled((texts) => texts.employer.requestsTitle);

export async function loader({ context, params, request: asked }: LoaderFunctionArgs) {
  const requestId = recordId<'placement_request'>(params['requestId']);
  const { page, limit, offset } = readListQuery(asked);
  return context.transact(async (transaction) => {
    const request = await getOwnRequest(transaction, { requestId });
    const mayEdit = editableStates.includes(request.state);
    return {
      request,
      mayEdit,
      mayWithdraw: mayEdit || withdrawableStates.includes(request.state),
      tasks: taskStates(request, context.today),
      outlook: mayEdit ? null : await findOwnOutlook(transaction, { requestId }),
      siteNames: await listSites(transaction),
      members: mayEdit ? [] : await listMembers(transaction, { requestId, limit, offset }),
      page,
      pages: pageCount(request.workers),
    };
  });
}

/** Withdraws the request. */
export async function action({ context, params }: ActionFunctionArgs) {
  const requestId = recordId<'placement_request'>(params['requestId']);
  await context.transact((transaction) => withdrawRequest(transaction, { requestId }));
  return redirect('/employer/requests');
}

export default function OwnRequestPage() {
  const { request, mayEdit, mayWithdraw, tasks, outlook, siteNames, members, page, pages } =
    useLoaderData<typeof loader>();
  const { problem } = useRefusal();
  const { texts, format, language } = useSpeech();
  const { employer, terms, shell } = texts;
  return (
    <>
      <PageHeader
        title={employer.request(request.number)}
        lead={<RequestStateTag state={request.state} />}
        back={{ to: '/employer/requests', label: employer.backToRequests }}
        actions={
          request.housed > 0 ? (
            <LinkButton to={`/employer/requests/${request.id}/letter`} kind="primary">
              {employer.letter}
            </LinkButton>
          ) : null
        }
      />
      <div className="flex flex-col gap-6">
        <ProblemNotice problem={problem} />
        {request.decisionReason && (request.state === 'returned' || request.state === 'refused') ? (
          <Notice
            tone="warning"
            title={request.state === 'returned' ? employer.returnedBecause : employer.refusedBecause}
          >
            <p dir="auto">{request.decisionReason}</p>
          </Notice>
        ) : null}
        {mayEdit ? (
          <Card title={employer.tasks} className="max-w-2xl">
            <p className="mb-3 text-muted">{employer.requestLead}</p>
            <RequestTaskList request={request} tasks={tasks} />
          </Card>
        ) : (
          <Card>
            <Notice tone={request.state === 'placed' ? 'success' : 'info'}>
              {employer.whatHappens[request.state]}
            </Notice>
            <div className="mt-4">
              <Facts
                facts={[
                  {
                    label: employer.dates,
                    value: request.range ? format.range(request.range, shell.openEnded) : '—',
                  },
                  { label: employer.workplace, value: <bdi>{request.workplaceName ?? '—'}</bdi> },
                  { label: employer.workers, value: format.number(request.workers) },
                  { label: employer.housed, value: format.number(request.housed) },
                  ...(request.submittedAt
                    ? [{ label: employer.submitted, value: format.instant(request.submittedAt) }]
                    : []),
                  ...(request.decidedAt
                    ? [{ label: employer.decided, value: format.instant(request.decidedAt) }]
                    : []),
                  ...(request.note
                    ? [{ label: employer.note, value: <span dir="auto">{request.note}</span> }]
                    : []),
                ]}
              />
            </div>
          </Card>
        )}
        {outlook ? (
          <RequestOutlookCard outlook={outlook}>
            {outlook.refusals.length > 0 ? (
              <ul className="mt-3 list-disc ps-5">
                {outlook.refusals.map(({ refusal, workers }) => (
                  <li key={JSON.stringify(refusal)}>
                    {terms.workers(workers)}:{' '}
                    {texts.plans.explain.wouldPlace(
                      wantedInWords(refusal.wanted, { texts, language, format, sites: siteNames }),
                    )}
                  </li>
                ))}
              </ul>
            ) : null}
          </RequestOutlookCard>
        ) : null}
        {members.length > 0 ? (
          <div>
            <DataTable
              caption={employer.placedTitle}
              captionVisible
              rows={members}
              rowKey={(member) => member.workerId}
              columns={[
                {
                  key: 'name',
                  header: employer.name,
                  rowHeader: true,
                  cell: (member) => (
                    <Link to={`/employer/workers/${member.workerId}`}>
                      <bdi>{member.name}</bdi>
                    </Link>
                  ),
                },
                {
                  key: 'shift',
                  header: employer.fields.shift,
                  cell: (member) => terms.shift[member.shift],
                },
                { key: 'crew', header: employer.crew, cell: (member) => <bdi>{member.crew ?? '—'}</bdi> },
                {
                  key: 'bed',
                  header: employer.bed,
                  cell: ({ bed }) =>
                    bed
                      ? employer.bedAt({ ...bed, site: language === 'ar' ? bed.siteAr : bed.siteEn })
                      : employer.noBed,
                },
                {
                  key: 'dates',
                  header: employer.dates,
                  cell: ({ bed }) => (bed ? format.range(bed, shell.openEnded) : '—'),
                },
                {
                  key: 'letter',
                  header: employer.letter,
                  cell: ({ bed, workerId, name }) =>
                    bed ? (
                      <Link to={`/employer/requests/${request.id}/letter?worker=${workerId}`}>
                        {employer.letterFor(name)}
                      </Link>
                    ) : (
                      '—'
                    ),
                },
              ]}
            />
            <Pagination page={page} pages={pages} />
          </div>
        ) : null}
        {mayWithdraw ? (
          <Form method="post" id="withdraw">
            <ConfirmButton
              form="withdraw"
              name="intent"
              value="withdraw"
              label={employer.withdraw}
              question={employer.withdrawQuestion}
            />
          </Form>
        ) : null}
      </div>
    </>
  );
}
