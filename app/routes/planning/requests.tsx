import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { countByState, listQueue, queueSorts } from '#app/data/placement/request-queue.ts';
import { daysBetween, kuwaitDay } from '#app/domain/dates.ts';
import { placementRequestStates } from '#app/domain/placement/states.ts';
import { pageCount } from '#app/domain/paging.ts';
import { readListQuery } from '#app/server/request/list-query.ts';
import { DoneNotice } from '#app/ui/done-notice.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { titled } from '#app/ui/page-title.ts';
import { EmptyState, PageHeader } from '#app/ui/page.tsx';
import { SearchForm } from '#app/ui/search-form.tsx';
import { RequestStateTag } from '#app/ui/state-tags.tsx';
import { DataTable, Pagination } from '#app/ui/table.tsx';
import { Tabs } from '#app/ui/tabs.tsx';

export const meta = titled((texts) => texts.planning.queueTitle);

const shownStates = placementRequestStates.filter((state) => state !== 'draft');

export async function loader({ context, request }: LoaderFunctionArgs) {
  const query = readListQuery(request);
  const asked = new URL(request.url).searchParams.get('state');
  const state = shownStates.find((each) => each === asked) ?? (asked === 'all' ? 'all' : 'submitted');
  const sort = queueSorts.find((key) => key === query.sort?.key) ?? 'waiting';
  const descending = query.sort?.descending ?? true;
  return context.transact(async (transaction) => {
    const { rows, total } = await listQueue(transaction, {
      ...query,
      states: state === 'all' ? shownStates : [state],
      sort,
      descending,
    });
    const counts = Object.fromEntries(await countByState(transaction));
    return {
      rows: rows.map((row) => ({
        ...row,
        waitingDays: daysBetween(kuwaitDay(row.submittedAt), context.today),
      })),
      counts,
      state,
      sort: `${descending ? '-' : ''}${sort}`,
      page: query.page,
      pages: pageCount(total),
    };
  });
}

export default function Requests() {
  const { rows, counts, state, sort, page, pages } = useLoaderData<typeof loader>();
  const { texts, format } = useSpeech();
  const { planning, terms, shell } = texts;
  return (
    <>
      <PageHeader title={planning.queueTitle} lead={planning.queueLead} />
      <DoneNotice words={planning.decisionDone} />
      <Tabs
        label={planning.state}
        tabs={[...shownStates, 'all' as const].map((each) => ({
          to: `?state=${each}`,
          current: each === state,
          label:
            each === 'all'
              ? planning.allOpen
              : `${terms.requestState[each]} (${format.number(counts[each] ?? 0)})`,
        }))}
      />
      <SearchForm label={planning.searchLabel} keep={['state', 'sort']} />
      {rows.length === 0 ? (
        <EmptyState title={planning.queueEmpty} />
      ) : (
        <DataTable
          caption={planning.queueTitle}
          rows={rows}
          rowKey={(row) => row.id}
          sort={sort}
          columns={[
            {
              key: 'number',
              header: planning.number,
              sortable: true,
              rowHeader: true,
              cell: (row) => <Link to={`/requests/${row.id}`}>{planning.request(row.number)}</Link>,
            },
            { key: 'employer', header: planning.employer, cell: (row) => row.employerName },
            { key: 'state', header: planning.state, cell: (row) => <RequestStateTag state={row.state} /> },
            {
              key: 'workers',
              header: planning.workers,
              sortable: true,
              numeric: true,
              cell: (row) => format.number(row.workers),
            },
            {
              key: 'housed',
              header: planning.housed,
              numeric: true,
              cell: (row) => format.number(row.housed),
            },
            { key: 'dates', header: planning.dates, cell: (row) => format.range(row, shell.openEnded) },
            {
              key: 'waiting',
              header: planning.waiting,
              sortable: true,
              numeric: true,
              cell: (row) => terms.days(row.waitingDays),
            },
            {
              key: 'priority',
              header: planning.priority,
              sortable: true,
              cell: (row) => `${planning.priorityName(row.priority)} (${format.number(row.priority)})`,
            },
          ]}
        />
      )}
      <Pagination page={page} pages={pages} />
    </>
  );
}
