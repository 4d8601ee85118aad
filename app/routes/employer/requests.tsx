import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, Link, useLoaderData } from '@remix-run/react';
import { createDraft, listOwnRequests } from '#app/data/placement/employer-requests.ts';
import { pageCount } from '#app/domain/paging.ts';
import { readListQuery } from '#app/server/request/list-query.ts';
import { signedIn, signedInEmployer } from '#app/server/request/request-context.ts';
import { SubmitButton } from '#app/ui/button.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { ProblemNotice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { EmptyState, PageHeader } from '#app/ui/page.tsx';
import { useRefusal } from '#app/ui/refusal.ts';
import { RequestStateTag } from '#app/ui/state-tags.tsx';
import { DataTable, Pagination } from '#app/ui/table.tsx';

export const meta = titled((texts) => texts.employer.requestsTitle);

export async function loader({ context, request }: LoaderFunctionArgs) {
  const employerId = signedInEmployer(context);
  const query = readListQuery(request);
  const { rows, total } = await context.transact((transaction) =>
    listOwnRequests(transaction, { employerId, ...query }),
  );
  return { rows, page: query.page, pages: pageCount(total) };
}

/** Begins a new request. */
export async function action({ context }: ActionFunctionArgs) {
  const employerId = signedInEmployer(context);
  const { accountId } = signedIn(context);
  const requestId = await context.transact((transaction) =>
    createDraft(transaction, { employerId, accountId }),
  );
  return redirect(`/employer/requests/${requestId}`);
}

export default function OwnRequests() {
  const { rows, page, pages } = useLoaderData<typeof loader>();
  const { problem } = useRefusal();
  const { texts, format } = useSpeech();
  const { employer, shell } = texts;
  const begin = (
    <Form method="post">
      <SubmitButton>{employer.newRequest}</SubmitButton>
    </Form>
  );
  return (
    <>
      <ProblemNotice problem={problem} />
      <PageHeader title={employer.requestsTitle} actions={rows.length > 0 ? begin : null} />
      {rows.length === 0 ? (
        <EmptyState title={employer.requestsEmpty}>{begin}</EmptyState>
      ) : (
        <DataTable
          caption={employer.requestsTitle}
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'number',
              header: employer.number,
              rowHeader: true,
              cell: (row) => <Link to={`/employer/requests/${row.id}`}>{employer.request(row.number)}</Link>,
            },
            { key: 'state', header: employer.state, cell: (row) => <RequestStateTag state={row.state} /> },
            {
              key: 'workers',
              header: employer.workers,
              numeric: true,
              cell: (row) => format.number(row.workers),
            },
            {
              key: 'housed',
              header: employer.housed,
              numeric: true,
              cell: (row) => format.number(row.housed),
            },
            {
              key: 'dates',
              header: employer.dates,
              cell: (row) => (row.range ? format.range(row.range, shell.openEnded) : '—'),
            },
            {
              key: 'workplace',
              header: employer.workplace,
              cell: (row) => <bdi>{row.workplaceName ?? '—'}</bdi>,
            },
            {
              key: 'submitted',
              header: employer.submitted,
              cell: (row) => (row.submittedAt ? format.instant(row.submittedAt) : '—'),
            },
          ]}
        />
      )}
      <Pagination page={page} pages={pages} />
    </>
  );
}
