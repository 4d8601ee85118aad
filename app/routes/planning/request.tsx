import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { listSites } from '#app/data/places/places.ts';
import { decideRequest, getQueuedRequest, listMembers } from '#app/data/placement/request-queue.ts';
import { findLatestOutlook } from '#app/data/placement/request-outlook.ts';
import { findTravelMinutes } from '#app/data/placement/travel-times.ts';
import { distanceMetres } from '#app/domain/allocation/distance.ts';
import { pageCount } from '#app/domain/paging.ts';
import { readForm } from '#app/server/request/form.ts';
import { readListQuery } from '#app/server/request/list-query.ts';
import { recordId } from '#app/server/request/record-id.ts';
import { signedIn } from '#app/server/request/request-context.ts';
import { SubmitButton } from '#app/ui/button.tsx';
import { ConfirmButton } from '#app/ui/confirm-button.tsx';
import { SelectField, TextArea } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { ProblemNotice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, Facts, PageHeader } from '#app/ui/page.tsx';
import { RequestOutlookCard } from '#app/ui/planning/request-outlook.tsx';
import { useRefusal } from '#app/ui/refusal.ts';
import { RequestStateTag } from '#app/ui/state-tags.tsx';
import { DataTable, Pagination } from '#app/ui/table.tsx';
import { useWorkerColumns } from '#app/ui/worker-columns.tsx';

export const meta = titled((texts) => texts.planning.queueTitle);

/** What was refused was often refused because the records changed: they are read anew then too. */
export const shouldRevalidate = () => true;

const decisionForm = z.object({
  intent: z.enum(['accept', 'return', 'refuse']),
  priority: z.coerce.number().int().min(0).max(100).default(0),
  reason: z.string().max(2000, 'too_long').default(''),
});

export async function loader({ context, params, request: asked }: LoaderFunctionArgs) {
  const requestId = recordId<'placement_request'>(params['requestId']);
  const { page, limit, offset } = readListQuery(asked);
  return context.transact(async (transaction) => {
    const request = await getQueuedRequest(transaction, { requestId });
    const sites = await listSites(transaction);
    const minutes = await findTravelMinutes(transaction, { requestId });
    return {
      request,
      outlook: await findLatestOutlook(transaction, { requestId }),
      members: await listMembers(transaction, { requestId, limit, offset }),
      page,
      pages: pageCount(request.workers),
      distances: sites
        .map((site) => ({
          key: site.key,
          nameAr: site.nameAr,
          nameEn: site.nameEn,
          metres: distanceMetres(request, site),
          minutes: minutes.get(site.id) ?? null,
        }))
        .sort((one, other) => one.metres - other.metres),
      mayDecide: signedIn(context).role === 'planner' && request.state === 'submitted',
    };
  });
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const requestId = recordId<'placement_request'>(params['requestId']);
  const read = readForm(decisionForm, await request.formData());
  if (!read.ok) return read.answer;
  const { intent, priority, reason } = read.value;
  const decision =
    intent === 'accept' ? ({ kind: 'accept', priority } as const) : ({ kind: intent, reason } as const);
  await context.transact((transaction) =>
    decideRequest(transaction, { requestId, accountId: signedIn(context).accountId, decision }),
  );
  return redirect(`/requests?done=${intent}`);
}

const PRIORITIES = [0, 10, 20, 50, 100];

export default function RequestPage() {
  const { request, outlook, members, page, pages, distances, mayDecide } = useLoaderData<typeof loader>();
  const { problem, typed } = useRefusal();
  const workerColumns = useWorkerColumns<(typeof members)[number]>();
  const { texts, format, language } = useSpeech();
  const { planning, terms, shell, travel } = texts;
  return (
    <>
      <PageHeader
        title={planning.request(request.number)}
        lead={<RequestStateTag state={request.state} />}
        back={{ to: '/requests', label: planning.queueTitle }}
      />
      <div className="grid gap-6 lg:grid-cols-[2fr_1fr]">
        <div className="flex min-w-0 flex-col gap-6">
          <Card>
            <Facts
              facts={[
                { label: planning.employer, value: `${request.employerName} (${request.fileNumber})` },
                { label: planning.dates, value: format.range(request, shell.openEnded) },
                { label: planning.workplace, value: request.workplaceName },
                { label: planning.workers, value: format.number(request.workers) },
                {
                  label: planning.priority,
                  value: `${planning.priorityName(request.priority)} (${format.number(request.priority)})`,
                },
                ...(request.note ? [{ label: planning.note, value: request.note }] : []),
                ...(request.decidedAt
                  ? [{ label: planning.decided, value: format.instant(request.decidedAt) }]
                  : []),
                ...(request.decisionReason
                  ? [{ label: planning.reason, value: request.decisionReason }]
                  : []),
              ]}
            />
          </Card>
          <DataTable
            caption={planning.workers}
            captionVisible
            rows={members}
            rowKey={(member) => member.workerId}
            columns={[
              {
                key: 'name',
                header: planning.worker,
                rowHeader: true,
                cell: (member) => <bdi>{member.name}</bdi>,
              },
              ...workerColumns,
              { key: 'crew', header: planning.crew, cell: (member) => member.crew ?? '—' },
              {
                key: 'bed',
                header: planning.bed,
                cell: ({ bed }) =>
                  bed
                    ? planning.bedAt({ ...bed, site: language === 'ar' ? bed.siteAr : bed.siteEn })
                    : planning.notYet,
              },
            ]}
          />
          <Pagination page={page} pages={pages} />
        </div>
        <div className="flex flex-col gap-6">
          {mayDecide ? (
            <Card title={planning.decide}>
              <Form method="post" id="decision" className="flex flex-col gap-4">
                <ProblemNotice problem={problem} />
                <SelectField
                  id="priority"
                  name="priority"
                  label={planning.priority}
                  hint={planning.acceptLead}
                  defaultValue={typed?.['priority'] ?? '0'}
                  options={PRIORITIES.map((priority) => ({
                    value: String(priority),
                    label: `${planning.priorityName(priority)} (${format.number(priority)})`,
                  }))}
                />
                <SubmitButton name="intent" value="accept">
                  {planning.accept}
                </SubmitButton>
                <TextArea
                  id="reason"
                  name="reason"
                  label={planning.reason}
                  hint={planning.reasonHint}
                  defaultValue={typed?.['reason']}
                />
                <div className="flex flex-wrap gap-3">
                  <SubmitButton kind="secondary" name="intent" value="return">
                    {planning.sendBack}
                  </SubmitButton>
                  <ConfirmButton
                    form="decision"
                    name="intent"
                    value="refuse"
                    label={planning.refuse}
                    question={planning.refuseQuestion}
                  />
                </div>
              </Form>
            </Card>
          ) : null}
          {outlook ? <RequestOutlookCard outlook={outlook} /> : null}
          <Card title={planning.distances}>
            <ol className="list-decimal ps-6">
              {distances.map((site) => (
                <li key={site.key}>
                  {language === 'ar' ? site.nameAr : site.nameEn}:{' '}
                  <span className="tabular-nums">
                    {terms.kilometres(site.metres)}
                    {site.minutes === null ? '' : `${terms.comma}${travel.minutes(site.minutes)}`}
                  </span>
                </li>
              ))}
            </ol>
          </Card>
        </div>
      </div>
    </>
  );
}
