import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { countPlans, listPlans } from '#app/data/placement/plans.ts';
import { pageCount } from '#app/domain/paging.ts';
import { readListQuery } from '#app/server/request/list-query.ts';
import { signedIn } from '#app/server/request/request-context.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { DoneNotice } from '#app/ui/done-notice.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { titled } from '#app/ui/page-title.ts';
import { EmptyState, PageHeader } from '#app/ui/page.tsx';
import { useRefresh } from '#app/ui/refresh.ts';
import { PlanStateTag } from '#app/ui/state-tags.tsx';
import { DataTable, Pagination } from '#app/ui/table.tsx';

export const meta = titled((texts) => texts.planning.plansTitle);

export async function loader({ context, request }: LoaderFunctionArgs) {
  const query = readListQuery(request);
  return context.transact(async (transaction) => ({
    plans: await listPlans(transaction, query),
    page: query.page,
    pages: pageCount(await countPlans(transaction)),
    mayStart: signedIn(context).role === 'planner',
  }));
}

export default function Plans() {
  const { plans, page, pages, mayStart } = useLoaderData<typeof loader>();
  const { texts, format } = useSpeech();
  const { planning, travel } = texts;
  useRefresh(plans.some(({ state }) => state === 'running'));
  const actions = (
    <>
      {mayStart ? (
        <LinkButton to="/plans/new" kind="primary">
          {planning.newPlan}
        </LinkButton>
      ) : null}
      <LinkButton to="/travel-times">{travel.title}</LinkButton>
    </>
  );
  return (
    <>
      <PageHeader title={planning.plansTitle} lead={planning.plansLead} actions={actions} />
      <DoneNotice words={planning.done} />
      {plans.length === 0 ? (
        <EmptyState title={planning.plansEmpty} />
      ) : (
        <DataTable
          caption={planning.plansTitle}
          rows={plans}
          rowKey={(plan) => plan.id}
          columns={[
            {
              key: 'number',
              header: planning.number,
              rowHeader: true,
              cell: (plan) => <Link to={`/plans/${plan.id}`}>{planning.plan(plan.number)}</Link>,
            },
            { key: 'state', header: planning.state, cell: (plan) => <PlanStateTag state={plan.state} /> },
            {
              key: 'placed',
              header: planning.placed,
              numeric: true,
              cell: (plan) => (plan.measures ? format.number(plan.measures.placed) : '—'),
            },
            {
              key: 'unplaced',
              header: planning.unplaced,
              numeric: true,
              cell: (plan) => (plan.measures ? format.number(plan.measures.unplaced) : '—'),
            },
            { key: 'startedBy', header: planning.startedBy, cell: (plan) => <bdi>{plan.startedByName}</bdi> },
            { key: 'startedAt', header: planning.startedAt, cell: (plan) => format.instant(plan.startedAt) },
            {
              key: 'approvedBy',
              header: planning.approvedBy,
              cell: (plan) => <bdi>{plan.approvedByName ?? '—'}</bdi>,
            },
          ]}
        />
      )}
      <Pagination page={page} pages={pages} />
    </>
  );
}
