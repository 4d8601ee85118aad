import { Link } from '@remix-run/react';
import type { CapacityChangeState, ChangePreview } from '#app/domain/capacity/changes/capacity-change.ts';
import type { RelocationCounts } from '#app/domain/capacity/changes/relocation-decision.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Card, Facts } from '#app/ui/page.tsx';
import { DataTable } from '#app/ui/table.tsx';

interface SiteName {
  readonly id: string;
  readonly key: string;
  readonly nameAr: string;
  readonly nameEn: string;
}

/** How many people leave, and what nobody has measured. */
export function PreviewCards({
  preview,
  counts,
  state,
}: {
  preview: ChangePreview;
  /** As they stand now: decisions and beds found since count. */
  counts: RelocationCounts;
  state: CapacityChangeState;
}) {
  const { texts, format } = useSpeech();
  const { changes, places, terms } = texts;
  const { firstLeavesOn, lastLeavesOn, missing } = preview;
  return (
    <>
      <Card title={changes.preview}>
        {counts.leaving === 0 ? (
          <p>{changes.nobodyLeaves}</p>
        ) : (
          <Facts
            facts={[
              { label: changes.figures.leaving, value: terms.workers(counts.leaving) },
              { label: changes.figures.placed, value: format.number(counts.leaving - counts.nowhere) },
              { label: changes.figures.nowhere, value: format.number(counts.nowhere) },
              ...(state === 'proposed' && counts.nowhere > 0
                ? [{ label: changes.figures.undecided, value: format.number(counts.undecided) }]
                : []),
              ...(state === 'in_effect'
                ? [{ label: changes.figures.waiting, value: format.number(counts.waiting) }]
                : []),
              ...(firstLeavesOn && lastLeavesOn
                ? [
                    {
                      label: changes.figures.dates,
                      value: [...new Set([firstLeavesOn, lastLeavesOn])].map(format.day).join(' – '),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </Card>
      {missing.length > 0 ? (
        <Card title={changes.missing}>
          <p className="mb-2 text-muted">{changes.missingLead}</p>
          <ul className="list-disc ps-5">
            {missing.map((each) => (
              <li key={each.criterionKey}>
                {places.criteria[each.criterionKey] ?? each.criterionKey}:{' '}
                {changes.missingPlaces(each.places)}
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </>
  );
}

/** What each site may hold before and after; an interval where measurements are missing. */
export function SiteCapacityTable({
  preview,
  sites,
}: {
  preview: ChangePreview;
  sites: readonly SiteName[];
}) {
  const { texts, format, language } = useSpeech();
  const { changes } = texts;
  const siteOf = new Map(sites.map((site) => [site.id, site]));
  if (preview.sites.length === 0) return null;
  const isInterval = preview.sites.some((site) => site.possibleAfter > site.capacityAfter);
  return (
    <div className="mb-6">
      <DataTable
        caption={changes.bySite}
        captionVisible
        rows={preview.sites}
        rowKey={(row) => row.siteId}
        columns={[
          {
            key: 'site',
            header: changes.site,
            rowHeader: true,
            cell: ({ siteId }) => {
              const site = siteOf.get(siteId);
              return site ? (
                <Link to={`/sites/${site.key}`}>{language === 'ar' ? site.nameAr : site.nameEn}</Link>
              ) : null;
            },
          },
          {
            key: 'before',
            header: changes.before,
            numeric: true,
            cell: (row) => format.number(row.capacityBefore),
          },
          {
            key: 'after',
            header: changes.after,
            numeric: true,
            cell: (row) =>
              row.possibleAfter > row.capacityAfter
                ? changes.interval(format.number(row.capacityAfter), format.number(row.possibleAfter))
                : format.number(row.capacityAfter),
          },
          {
            key: 'shrink',
            header: changes.shrink,
            numeric: true,
            cell: (row) => format.number(row.roomsThatShrink),
          },
          {
            key: 'grow',
            header: changes.grow,
            numeric: true,
            cell: (row) => format.number(row.roomsThatGrow),
          },
        ]}
      />
      {isInterval ? <p className="mt-2 text-sm text-muted">{changes.intervalHint}</p> : null}
    </div>
  );
}
