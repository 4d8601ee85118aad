import { Link } from '@remix-run/react';
import type { WantedBeds } from '#app/domain/allocation/proposal.ts';
import type { SiteName } from '#app/i18n/reasons.ts';
import { wantedInWords } from '#app/i18n/reasons.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { EmptyState } from '#app/ui/page.tsx';
import { DataTable } from '#app/ui/table.tsx';

/** What a planner can do about those without a bed: which beds, where and when, would place how many. */
export function ShortageTable({
  shortages,
  unplaced,
  sites,
}: {
  shortages: readonly { readonly wanted: WantedBeds; readonly workers: number; readonly requests: number }[];
  unplaced: number;
  sites: readonly (SiteName & { readonly key: string })[];
}) {
  const { texts, format, language } = useSpeech();
  const { planning, plans } = texts;
  const words = plans.shortage;
  if (shortages.length === 0) return <EmptyState title={unplaced === 0 ? words.allPlaced : words.none} />;
  return (
    <>
      <p className="mb-3 max-w-prose text-muted">{words.lead}</p>
      <DataTable
        caption={words.title}
        rows={shortages}
        rowKey={({ wanted }) => JSON.stringify(wanted)}
        columns={[
          {
            key: 'wanted',
            header: words.wanted,
            rowHeader: true,
            cell: ({ wanted }) => wantedInWords(wanted, { texts, language, sites, format }),
          },
          {
            key: 'workers',
            header: words.workers,
            numeric: true,
            cell: (each) => format.number(each.workers),
          },
          {
            key: 'requests',
            header: words.requests,
            numeric: true,
            cell: (each) => format.number(each.requests),
          },
          {
            key: 'site',
            header: planning.site,
            cell: ({ wanted }) => {
              const site = sites.find(({ id }) => id === wanted.siteId);
              return site ? (
                <Link to={`/sites/${site.key}`}>{language === 'ar' ? site.nameAr : site.nameEn}</Link>
              ) : null;
            },
          },
        ]}
      />
    </>
  );
}
