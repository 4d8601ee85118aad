import { useSearchParams } from '@remix-run/react';
import type { GainFilter, Gains } from '#app/domain/allocation/gains.ts';
import { differenceOf, gainFilters } from '#app/domain/allocation/gains.ts';
import type { EmployerShare } from '#app/domain/allocation/proposal.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { SearchForm } from '#app/ui/search-form.tsx';
import { DataTable } from '#app/ui/table.tsx';
import { Tabs } from '#app/ui/tabs.tsx';

/** Whom the plan gives more or less than first come, first served would have, and how much. */
export function EmployerGains({
  gains,
  shares,
  only,
  sort,
}: {
  gains: Gains;
  /** Those on this page. */
  shares: readonly (EmployerShare & { readonly employerName: string })[];
  only: GainFilter;
  sort: string;
}) {
  const { texts, format } = useSpeech();
  const { plans } = texts;
  const words = plans.gains;
  const [search] = useSearchParams();
  const to = (filter: GainFilter) => {
    const next = new URLSearchParams(search);
    next.set('only', filter);
    next.delete('page');
    return `?${next}`;
  };
  const figure = (key: 'asked' | 'placed' | 'firstComePlaced', header: string) => ({
    key,
    header,
    numeric: true,
    sortable: true,
    cell: (share: EmployerShare) => format.number(share[key]),
  });
  return (
    <section className="flex flex-col gap-3">
      <h2>{words.title}</h2>
      <p>
        {words.totals(
          format.number(gains.more),
          gains.gained,
          format.number(gains.less),
          gains.lost,
          gains.same,
        )}
      </p>
      <Tabs
        label={words.which}
        tabs={gainFilters.map((filter) => ({
          to: to(filter),
          label: words.filters[filter],
          current: filter === only,
        }))}
      />
      <SearchForm label={words.search} keep={['view', 'only', 'sort']} />
      {shares.length === 0 ? (
        <p className="text-muted">{words.none}</p>
      ) : (
        <DataTable
          caption={words.title}
          sort={sort}
          rows={shares}
          rowKey={(share) => share.employerId}
          columns={[
            {
              key: 'employer',
              header: words.employer,
              rowHeader: true,
              cell: (share) => <bdi>{share.employerName}</bdi>,
            },
            figure('asked', plans.measures.asked),
            figure('placed', plans.measures.placed),
            figure('firstComePlaced', words.firstCome),
            {
              key: 'difference',
              header: words.difference,
              numeric: true,
              sortable: true,
              cell: (share) => (
                <span dir="ltr">{format.number(differenceOf(share), { signDisplay: 'exceptZero' })}</span>
              ),
            },
            {
              key: 'share',
              header: plans.measures.share,
              numeric: true,
              sortable: true,
              cell: (share) => format.percent(share.placed / Math.max(1, share.asked)),
            },
          ]}
        />
      )}
    </section>
  );
}
