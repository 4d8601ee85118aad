import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, useLoaderData, useLocation } from '@remix-run/react';
import { z } from 'zod';
import {
  countTravelPairs,
  listTravelPairs,
  removeTravelTimes,
  travelFilters,
} from '#app/data/placement/travel-times.ts';
import { distanceMetres } from '#app/domain/allocation/distance.ts';
import type { SiteId, WorkplaceId } from '#app/domain/identity/ids.ts';
import { pageCount } from '#app/domain/paging.ts';
import { readForm } from '#app/server/request/form.ts';
import { readListQuery } from '#app/server/request/list-query.ts';
import { signedIn } from '#app/server/request/request-context.ts';
import { readTravelQuery } from '#app/server/request/travel-query.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { ConfirmButton } from '#app/ui/confirm-button.tsx';
import { DoneNotice } from '#app/ui/done-notice.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, EmptyState, Facts, PageHeader } from '#app/ui/page.tsx';
import { SearchForm } from '#app/ui/search-form.tsx';
import type { Column } from '#app/ui/table.tsx';
import { DataTable, Pagination } from '#app/ui/table.tsx';
import { Tabs } from '#app/ui/tabs.tsx';

export const meta = titled((texts) => texts.travel.title);

const removeForm = z.object({
  intent: z.enum(['remove', 'remove_all']),
  /** Workplace and site, a blank between them. */
  pair: z.array(
    z
      .string()
      .transform((pair) => pair.split(' '))
      .pipe(z.tuple([z.uuid(), z.uuid()]))
      .transform(([workplaceId, siteId]) => ({
        workplaceId: workplaceId as WorkplaceId,
        siteId: siteId as SiteId,
      })),
  ),
});

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { page, limit, offset } = readListQuery(request);
  const asked = readTravelQuery(request);
  return context.transact(async (transaction) => ({
    ...asked,
    known: await countTravelPairs(transaction, { search: '', only: 'all' }),
    awaiting: await countTravelPairs(transaction, { search: '', only: 'awaiting' }),
    rows: (await listTravelPairs(transaction, { ...asked, limit, offset })).map(
      ({ workplace, site, ...pair }) => ({ ...pair, metres: distanceMetres(workplace, site) }),
    ),
    page,
    pages: pageCount((await countTravelPairs(transaction, asked)).pairs),
    mayChange: signedIn(context).role === 'planner',
  }));
}

/** Takes given times away. */
export async function action({ context, request }: ActionFunctionArgs) {
  const read = readForm(removeForm, await request.formData());
  if (!read.ok) return read.answer;
  const { intent, pair } = read.value;
  const removed = await context.transact((transaction) =>
    removeTravelTimes(transaction, { pairs: intent === 'remove_all' ? 'all' : pair }),
  );
  return redirect(`/travel-times?only=given&done=${removed > 0 ? 'removed' : 'nothing'}`);
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number];

export default function TravelTimes() {
  const { known, awaiting, rows, only, page, pages, mayChange } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  const { texts, format, language } = useSpeech();
  const { travel, planning, terms } = texts;
  const counted = ({ pairs, given }: typeof known) =>
    travel.knownOf(format.number(given), format.number(pairs), format.number(pairs - given));
  const siteOf = (row: Row) => (language === 'ar' ? row.siteAr : row.siteEn);
  const canRemove = mayChange && rows.some(({ given }) => given);
  const ticks: Column<Row>[] = canRemove
    ? [
        {
          key: 'tick',
          header: <span className="sr-only">{travel.remove}</span>,
          cell: (row) =>
            row.given ? (
              <label className="flex min-h-8 items-center">
                <input
                  type="checkbox"
                  form="remove"
                  name="pair"
                  value={`${row.workplaceId} ${row.siteId}`}
                  aria-label={travel.tick(row.workplaceName, siteOf(row))}
                  className="size-6"
                />
              </label>
            ) : null,
        },
      ]
    : [];
  return (
    <>
      <PageHeader
        title={travel.title}
        lead={travel.lead}
        back={{ to: '/plans', label: planning.plansTitle }}
        actions={
          <>
            {mayChange ? (
              <LinkButton to="/travel-times/import" kind="primary">
                {travel.import}
              </LinkButton>
            ) : null}
            <LinkButton to="/travel-times.csv?only=given" reloadDocument>
              {travel.export}
            </LinkButton>
          </>
        }
      />
      <DoneNotice words={travel.done} />
      <Card title={travel.known} className="mb-6">
        <Facts
          facts={[
            { label: travel.ofAll, value: counted(known) },
            { label: travel.ofAwaiting, value: counted(awaiting) },
          ]}
        />
      </Card>
      <Tabs
        label={travel.filterLabel}
        tabs={travelFilters.map((each) => ({
          to: `?only=${each}`,
          current: each === only,
          label: travel.filter[each],
        }))}
      />
      <SearchForm label={travel.search} keep={['only']} />
      {rows.length === 0 ? (
        <EmptyState title={travel.none} />
      ) : (
        <DataTable
          caption={travel.pairs}
          rows={rows}
          rowKey={(row) => `${row.workplaceId} ${row.siteId}`}
          columns={[
            ...ticks,
            {
              key: 'workplace',
              header: travel.fields.workplace,
              rowHeader: true,
              cell: (row) => <bdi>{row.workplaceName}</bdi>,
            },
            {
              key: 'employer',
              header: travel.employer,
              cell: (row) => (
                <>
                  <bdi>{row.employerName}</bdi> (<bdi>{row.fileNumber}</bdi>)
                </>
              ),
            },
            { key: 'site', header: travel.fields.site, cell: siteOf },
            {
              key: 'minutes',
              header: travel.fields.minutes,
              numeric: true,
              cell: ({ given }) => (given ? travel.minutes(given.minutes) : '—'),
            },
            {
              key: 'distance',
              header: travel.distance,
              numeric: true,
              cell: ({ metres }) => terms.kilometres(metres),
            },
            {
              key: 'source',
              header: travel.fields.source,
              cell: ({ given }) => <bdi>{given?.source ?? '—'}</bdi>,
            },
            {
              key: 'changed',
              header: travel.changed,
              cell: ({ given }) =>
                given
                  ? travel.changedBy(format.instant(given.changedAt), given.changedByName ?? travel.itself)
                  : '—',
            },
          ]}
        />
      )}
      <Pagination page={page} pages={pages} />
      {canRemove ? (
        <Form method="post" id="remove" className="mt-6 flex flex-wrap gap-3">
          <ConfirmButton
            form="remove"
            name="intent"
            value="remove"
            label={travel.remove}
            question={travel.removeQuestion}
          >
            <p>{travel.removeHint}</p>
          </ConfirmButton>
          <ConfirmButton
            form="remove"
            name="intent"
            value="remove_all"
            label={travel.removeAll}
            question={travel.removeAllQuestion(known.given)}
          >
            <p>{travel.removeHint}</p>
          </ConfirmButton>
        </Form>
      ) : null}
      <p className="mt-4 print:hidden">
        <a href={`/travel-times.csv${search}`} className="text-brand underline underline-offset-4">
          {travel.exportShown}
        </a>
      </p>
    </>
  );
}
