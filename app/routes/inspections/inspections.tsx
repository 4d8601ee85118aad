import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { listInspections, listInspectorNames } from '#app/data/inspection/inspection-list.ts';
import { listSites } from '#app/data/places/places.ts';
import { inspectionReasons, inspectionStates } from '#app/domain/inspection/day-pack.ts';
import { pageCount } from '#app/domain/paging.ts';
import { readInspectionQuery } from '#app/server/request/inspection-query.ts';
import { signedIn } from '#app/server/request/request-context.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import { InspectionTable } from '#app/ui/inspections/inspection-table.tsx';
import { InspectionTabs } from '#app/ui/inspections/inspection-tabs.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { titled } from '#app/ui/page-title.ts';
import { EmptyState, PageHeader } from '#app/ui/page.tsx';
import { SearchForm } from '#app/ui/search-form.tsx';
import { Pagination } from '#app/ui/table.tsx';

export const meta = titled((texts) => texts.shell.inspections);

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { page, ...query } = readInspectionQuery(request);
  return context.transact(async (transaction) => {
    const { rows, total } = await listInspections(transaction, query);
    return {
      rows,
      total,
      sort: `${query.descending ? '-' : ''}${query.sort}`,
      sites: await listSites(transaction),
      inspectors: await listInspectorNames(transaction),
      role: signedIn(context).role,
      page,
      pages: pageCount(total),
    };
  });
}

export default function Inspections() {
  const { rows, total, sort, role, page, pages } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const { reports, shell } = useSpeech().texts;
  const { list } = reports;
  const isFiltered = ['state', 'site', 'reason', 'inspector', 'from', 'to', 'q'].some((name) =>
    search.get(name),
  );
  return (
    <>
      <PageHeader title={shell.inspections} lead={list.leads[role] ?? list.lead} />
      <InspectionTabs current="all" role={role} />
      <Filters />
      {rows.length === 0 ? (
        <EmptyState title={isFiltered ? list.noneMatches : list.none}>
          {isFiltered ? <LinkButton to="/inspections">{list.showAll}</LinkButton> : null}
        </EmptyState>
      ) : (
        <>
          <p className="mb-2 flex flex-wrap gap-x-4 text-muted">
            {list.found(total)}
            {isFiltered ? <Link to="/inspections">{list.showAll}</Link> : null}
          </p>
          <InspectionTable inspections={rows} sort={sort} />
        </>
      )}
      <Pagination page={page} pages={pages} />
    </>
  );
}

function Filters() {
  const { sites, inspectors } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const { texts, language } = useSpeech();
  const { reports, terms } = texts;
  const { list } = reports;
  const select = (name: string, label: string, options: readonly { value: string; label: string }[]) => (
    <SelectField
      key={`${name} ${search.get(name)}`}
      name={name}
      label={label}
      defaultValue={search.get(name) ?? ''}
      options={[{ value: '', label: list.any }, ...options]}
    />
  );
  const day = (name: string, label: string) => (
    <TextField
      key={`${name} ${search.get(name)}`}
      type="date"
      name={name}
      label={label}
      defaultValue={search.get(name) ?? ''}
    />
  );
  return (
    <SearchForm label={list.searchLabel} keep={['sort']}>
      {select(
        'state',
        list.state,
        inspectionStates.map((value) => ({ value, label: terms.inspectionState[value] })),
      )}
      {select(
        'site',
        list.site,
        sites.map(({ key, nameAr, nameEn }) => ({ value: key, label: language === 'ar' ? nameAr : nameEn })),
      )}
      {select(
        'reason',
        list.reason,
        inspectionReasons.map((value) => ({ value, label: terms.inspectionReason[value] })),
      )}
      {select(
        'inspector',
        list.inspector,
        inspectors.map(({ id, displayName }) => ({ value: id, label: displayName })),
      )}
      {day('from', list.from)}
      {day('to', list.to)}
    </SearchForm>
  );
}
