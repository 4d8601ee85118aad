import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { housingFilters, listWorkers } from '#app/data/placement/workers.ts';
import type { HousingFilter } from '#app/data/placement/workers.ts';
import { maskCivilId } from '#app/domain/identity/civil-id.ts';
import { pageCount } from '#app/domain/paging.ts';
import { readListQuery } from '#app/server/request/list-query.ts';
import { signedInEmployer } from '#app/server/request/request-context.ts';
import type { RequestContext } from '#app/server/request/request-context.ts';
import { workersSought } from '#app/server/request/workers-sought.ts';
import { LinkButton, SubmitButton } from '#app/ui/button.tsx';
import { TextField } from '#app/ui/field.tsx';
import { DoneNotice } from '#app/ui/done-notice.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { ProblemNotice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { EmptyState, PageHeader } from '#app/ui/page.tsx';
import { useRefusal } from '#app/ui/refusal.ts';
import { DataTable, Pagination } from '#app/ui/table.tsx';
import { Tabs } from '#app/ui/tabs.tsx';
import { useWorkerColumns } from '#app/ui/worker-columns.tsx';

export const meta = titled((texts) => texts.employer.workersTitle);

async function findWorkers(
  context: RequestContext,
  query: { search: string; housing: HousingFilter; limit: number; offset: number },
) {
  const employerId = signedInEmployer(context);
  const sought = workersSought(query.search, context.secrets);
  const { rows, total } = await context.transact((transaction) =>
    listWorkers(transaction, { employerId, day: context.today, ...query, ...sought }),
  );
  return {
    total,
    rows: rows.map(({ civilIdEncrypted, ...row }) => ({
      ...row,
      civilId: maskCivilId(context.secrets.openCivilId(civilIdEncrypted)),
    })),
  };
}

export async function loader({ context, request }: LoaderFunctionArgs) {
  const query = readListQuery(request);
  const asked = new URL(request.url).searchParams.get('housing');
  const housing = housingFilters.find((each) => each === asked) ?? 'all';
  return { ...(await findWorkers(context, { ...query, housing })), page: query.page, housing };
}

/** Searching posts what is sought, since it may be a civil ID, which must stand in no URL. */
export async function action({ context, request }: ActionFunctionArgs) {
  const search = String((await request.formData()).get('q') ?? '')
    .trim()
    .slice(0, 100);
  return { ...(await findWorkers(context, { search, housing: 'all', limit: 50, offset: 0 })), search };
}

export default function Workers() {
  const loaded = useLoaderData<typeof loader>();
  const { problem } = useRefusal();
  const answer = useActionData<typeof action>();
  const found = answer && 'rows' in answer ? answer : undefined;
  const [search] = useSearchParams();
  const workerColumns = useWorkerColumns<ReturnType<typeof useLoaderData<typeof loader>>['rows'][number]>();
  const { texts, language } = useSpeech();
  const { employer, terms, shell } = texts;
  const { rows } = found ?? loaded;
  const to = (housing: string) => {
    const next = new URLSearchParams(search);
    next.set('housing', housing);
    next.delete('page');
    next.delete('done');
    return `?${next}`;
  };
  return (
    <>
      <PageHeader
        title={employer.workersTitle}
        lead={terms.workers((found ?? loaded).total)}
        actions={
          <>
            <LinkButton to="/employer/workers/new" kind="primary">
              {employer.addWorker}
            </LinkButton>
            <LinkButton to="/employer/workers/import">{employer.importRoster}</LinkButton>
            <LinkButton to="/employer/workers/export.csv" reloadDocument>
              {employer.exportWorkers}
            </LinkButton>
          </>
        }
      />
      <ProblemNotice problem={problem} />
      {found ? null : <DoneNotice words={employer.workerDone} />}
      <Form method="post" role="search" className="mb-4 flex flex-wrap items-end gap-3">
        <div className="w-full max-w-sm">
          <TextField
            type="search"
            name="q"
            label={employer.searchWorkers}
            defaultValue={found?.search ?? ''}
            autoComplete="off"
          />
        </div>
        <SubmitButton kind="secondary">{shell.search}</SubmitButton>
        {found ? (
          <LinkButton kind="quiet" to="/employer/workers">
            {shell.clearSearch}
          </LinkButton>
        ) : null}
      </Form>
      {found ? null : (
        <Tabs
          label={employer.filterLabel}
          tabs={housingFilters.map((each) => ({
            to: to(each),
            label: employer.filters[each],
            current: each === loaded.housing,
          }))}
        />
      )}
      {rows.length === 0 ? (
        <EmptyState
          title={
            loaded.total === 0 && !found && loaded.housing === 'all'
              ? employer.workersEmpty
              : employer.workersNone
          }
        >
          <LinkButton to="/employer/workers/import">{employer.importRoster}</LinkButton>
        </EmptyState>
      ) : (
        <DataTable
          caption={employer.workersTitle}
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'name',
              header: employer.name,
              rowHeader: true,
              cell: (row) => (
                <Link to={`/employer/workers/${row.id}`}>
                  <bdi>{row.fullName}</bdi>
                </Link>
              ),
            },
            {
              key: 'civilId',
              header: employer.fields.civilId,
              cell: (row) => <bdi className="tabular-nums">{row.civilId}</bdi>,
            },
            ...workerColumns,
            {
              key: 'bed',
              header: employer.bed,
              cell: ({ bed }) =>
                bed
                  ? employer.bedAt({ ...bed, site: language === 'ar' ? bed.siteAr : bed.siteEn })
                  : employer.noBed,
            },
          ]}
        />
      )}
      {found ? null : <Pagination page={loaded.page} pages={pageCount(loaded.total)} />}
    </>
  );
}
