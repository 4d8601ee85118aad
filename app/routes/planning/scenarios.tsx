import type { LoaderFunctionArgs } from '@remix-run/node';
import { Form, Link, useLoaderData } from '@remix-run/react';
import { DAYS_UNKEPT, listScenarios } from '#app/data/placement/scenarios.ts';
import { scenarioKinds } from '#app/domain/allocation/scenario-fields.ts';
import { pageCount } from '#app/domain/paging.ts';
import { scenarioName } from '#app/i18n/scenario-name.ts';
import { readListQuery } from '#app/server/request/list-query.ts';
import { signedIn } from '#app/server/request/request-context.ts';
import { LinkButton, SubmitButton } from '#app/ui/button.tsx';
import { DoneNotice } from '#app/ui/done-notice.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { titled } from '#app/ui/page-title.ts';
import { EmptyState, PageHeader } from '#app/ui/page.tsx';
import { useRefresh } from '#app/ui/refresh.ts';
import { ScenarioTags } from '#app/ui/scenarios/scenario-tags.tsx';
import { DataTable, Pagination } from '#app/ui/table.tsx';

export const meta = titled((texts) => texts.scenarios.title);

export async function loader({ context, request }: LoaderFunctionArgs) {
  const query = readListQuery(request);
  const { role } = signedIn(context);
  const { rows, total } = await context.transact((transaction) => listScenarios(transaction, query));
  return {
    scenarios: rows.map((row) => ({ ...row, name: scenarioName(row, context.language) })),
    page: query.page,
    pages: pageCount(total),
    mayStart: role === 'planner',
    daysUnkept: DAYS_UNKEPT,
  };
}

export default function Scenarios() {
  const { scenarios, page, pages, mayStart, daysUnkept } = useLoaderData<typeof loader>();
  const { texts, format } = useSpeech();
  const words = texts.scenarios;
  useRefresh(scenarios.some(({ state }) => state === 'running'));
  return (
    <>
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={
          mayStart ? (
            <LinkButton to="/scenarios/new" kind="primary">
              {words.newScenario}
            </LinkButton>
          ) : null
        }
      />
      <DoneNotice words={words.done} />
      {scenarios.length === 0 ? (
        <EmptyState title={words.empty}>
          {mayStart
            ? scenarioKinds.map((kind) => (
                <LinkButton key={kind} to={`/scenarios/new?change=${kind}`}>
                  {words.template[kind]}
                </LinkButton>
              ))
            : null}
        </EmptyState>
      ) : (
        <Form action="/scenarios/compare" className="flex flex-col gap-4" aria-label={words.compare}>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <SubmitButton kind="secondary">{words.compareTicked}</SubmitButton>
            <p className="text-sm text-muted">
              {words.compareHint} {words.keptFor(daysUnkept)}
            </p>
          </div>
          <DataTable
            caption={words.title}
            rows={scenarios}
            rowKey={(row) => row.id}
            columns={[
              {
                key: 'compare',
                header: words.compare,
                cell: (row) => (
                  <input
                    type="checkbox"
                    name="ids"
                    value={row.id}
                    aria-label={words.choose(row.name)}
                    className="size-6"
                  />
                ),
              },
              {
                key: 'name',
                header: words.name,
                rowHeader: true,
                cell: (row) => (
                  <>
                    <Link to={`/scenarios/${row.id}`}>
                      <bdi>{row.name}</bdi>
                    </Link>
                    <span className="block text-sm font-normal text-muted">
                      {words.scenario(row.number)} · {words.changeCount(row.changeCount)}
                    </span>
                  </>
                ),
              },
              { key: 'state', header: words.status, cell: (row) => <ScenarioTags scenario={row} /> },
              {
                key: 'placed',
                header: words.placed,
                numeric: true,
                cell: (row) => (row.placed === null ? '—' : format.number(row.placed)),
              },
              {
                key: 'unplaced',
                header: words.unplaced,
                numeric: true,
                cell: (row) => (row.unplaced === null ? '—' : format.number(row.unplaced)),
              },
              { key: 'day', header: words.day, cell: (row) => format.day(row.snapshotDay) },
              { key: 'by', header: words.by, cell: (row) => <bdi>{row.createdByName}</bdi> },
            ]}
          />
        </Form>
      )}
      <Pagination page={page} pages={pages} />
    </>
  );
}
