import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { listFindings } from '#app/data/inspection/corrective-actions.ts';
import { listSites } from '#app/data/places/places.ts';
import { findingViews } from '#app/domain/inspection/finding-list.ts';
import { pageCount } from '#app/domain/paging.ts';
import { severities } from '#app/domain/standards/criterion.ts';
import { readListQuery } from '#app/server/request/list-query.ts';
import { signedIn } from '#app/server/request/request-context.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { SelectField } from '#app/ui/field.tsx';
import { FindingTable } from '#app/ui/findings/finding-table.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { titled } from '#app/ui/page-title.ts';
import { EmptyState, PageHeader } from '#app/ui/page.tsx';
import { SearchForm } from '#app/ui/search-form.tsx';
import { Pagination } from '#app/ui/table.tsx';
import { Tabs } from '#app/ui/tabs.tsx';

export const meta = titled((texts) => texts.findings.title);

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { search, page, limit, offset } = readListQuery(request);
  const asked = new URL(request.url).searchParams;
  const view = findingViews.find((each) => each === asked.get('view')) ?? 'open';
  const severity = severities.find((each) => each === asked.get('severity'));
  const { today } = context;
  return context.transact(async (transaction) => {
    const sites = await listSites(transaction);
    const siteKey = sites.find(({ key }) => key === asked.get('site'))?.key;
    const filter = { view, siteKey, severity, search };
    const { rows, counts } = await listFindings(transaction, { ...filter, today, limit, offset });
    return {
      rows,
      counts,
      view,
      sites: sites.map(({ key, nameAr, nameEn }) => ({ key, nameAr, nameEn })),
      isFiltered: Boolean(siteKey ?? severity ?? search),
      role: signedIn(context).role,
      today,
      page,
      pages: pageCount(counts[view]),
    };
  });
}

export default function Findings() {
  const { rows, counts, view, sites, isFiltered, role, today, page, pages } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const { texts, format, language } = useSpeech();
  const { findings, places } = texts;
  const select = (name: string, label: string, options: readonly { value: string; label: string }[]) => (
    <SelectField
      key={`${name} ${search.get(name)}`}
      name={name}
      label={label}
      defaultValue={search.get(name) ?? ''}
      options={[{ value: '', label: findings.any }, ...options]}
    />
  );
  const viewLink = (each: string) => {
    const kept = new URLSearchParams(search);
    kept.set('view', each);
    kept.delete('page');
    return `?${kept}`;
  };
  return (
    <>
      <PageHeader
        title={findings.title}
        lead={role === 'site_manager' ? findings.ownLead : findings.lead}
        actions={<LinkButton to="/notices">{findings.printNotices}</LinkButton>}
      />
      <Tabs
        label={findings.title}
        tabs={findingViews.map((each) => ({
          to: viewLink(each),
          label: `${findings.views[each]} (${format.number(counts[each])})`,
          current: each === view,
        }))}
      />
      <SearchForm label={findings.searchLabel} keep={['view']}>
        {select(
          'site',
          findings.site,
          sites.map(({ key, nameAr, nameEn }) => ({
            value: key,
            label: language === 'ar' ? nameAr : nameEn,
          })),
        )}
        {select(
          'severity',
          findings.severity,
          severities.map((value) => ({ value, label: places.severities[value] ?? value })),
        )}
      </SearchForm>
      {rows.length === 0 ? (
        <EmptyState title={isFiltered ? findings.noneMatches : findings.none}>
          {isFiltered ? <LinkButton to={`/findings?view=${view}`}>{findings.showAll}</LinkButton> : null}
        </EmptyState>
      ) : (
        <FindingTable findings={rows} today={today} />
      )}
      <Pagination page={page} pages={pages} />
    </>
  );
}
