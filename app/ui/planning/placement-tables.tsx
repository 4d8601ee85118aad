import { Link, useSearchParams } from '@remix-run/react';
import type { BedPlace } from '#app/domain/capacity/bed-place.ts';
import type { Blocker, PlacementReason } from '#app/domain/allocation/proposal.ts';
import type { OvertakenCode } from '#app/domain/placement/overtaken.ts';
import type { SiteName } from '#app/i18n/reasons.ts';
import { reasonsInWords } from '#app/i18n/reasons.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { SearchForm } from '#app/ui/search-form.tsx';
import { DataTable } from '#app/ui/table.tsx';
import { Tabs } from '#app/ui/tabs.tsx';

export function SitePlacementTable({
  sites,
  isApplied,
}: {
  sites: readonly { key: string; name: string; vacant: number; placed: number }[];
  isApplied: boolean;
}) {
  const { texts, format } = useSpeech();
  const { planning } = texts;
  return (
    <div className="mt-4">
      <DataTable
        caption={planning.views.sites}
        rows={sites}
        rowKey={(site) => site.key}
        columns={[
          {
            key: 'site',
            header: planning.site,
            rowHeader: true,
            cell: (site) => <Link to={`/sites/${site.key}`}>{site.name}</Link>,
          },
          {
            key: 'placed',
            header: planning.placed,
            numeric: true,
            cell: (site) => format.number(site.placed),
          },
          {
            key: 'before',
            header: planning.vacancyBefore,
            numeric: true,
            cell: (site) => format.number(site.vacant),
          },
          ...(isApplied
            ? []
            : [
                {
                  key: 'after',
                  header: planning.vacancyAfter,
                  numeric: true,
                  cell: (site: { vacant: number; placed: number }) =>
                    format.number(site.vacant - site.placed),
                },
              ]),
        ]}
      />
    </div>
  );
}

interface RequestRow {
  readonly requestId: string;
  readonly requestNumber: number;
  readonly employerName: string;
  readonly placed: number;
  readonly unplaced: number;
  readonly sites: readonly { nameAr: string; nameEn: string }[];
}

export function RequestPlacementTable({ requests }: { requests: readonly RequestRow[] }) {
  const { texts, format, language } = useSpeech();
  const { planning } = texts;
  return (
    <DataTable
      caption={planning.views.requests}
      rows={requests}
      rowKey={(request) => request.requestId}
      columns={[
        {
          key: 'number',
          header: planning.number,
          rowHeader: true,
          cell: (request) => (
            <Link to={`/requests/${request.requestId}`}>{planning.request(request.requestNumber)}</Link>
          ),
        },
        { key: 'employer', header: planning.employer, cell: (request) => request.employerName },
        {
          key: 'placed',
          header: planning.placed,
          numeric: true,
          cell: (request) => format.number(request.placed),
        },
        {
          key: 'unplaced',
          header: planning.unplaced,
          numeric: true,
          cell: (request) => format.number(request.unplaced),
        },
        {
          key: 'sites',
          header: planning.sites,
          cell: (request) =>
            request.sites
              .map((site) => (language === 'ar' ? site.nameAr : site.nameEn))
              .join(texts.terms.comma) || '—',
        },
      ]}
    />
  );
}

interface WorkerRow {
  readonly workerId: string;
  readonly workerName: string;
  readonly requestNumber: number;
  readonly employerName: string;
  readonly bed: (Omit<BedPlace, 'floor'> & { readonly roomId: string }) | null;
  readonly reasons: readonly PlacementReason[];
  readonly blockers: readonly Blocker[];
  readonly leftOut: OvertakenCode | null;
}

export function WorkerPlacementTable<Filter extends 'all' | 'placed' | 'unplaced'>({
  workers,
  only,
  filters,
  sites,
}: {
  workers: readonly WorkerRow[];
  only: Filter;
  filters: readonly Filter[];
  sites: readonly SiteName[];
}) {
  const { texts, language } = useSpeech();
  const { planning } = texts;
  const inWords = useReasonsInWords(sites);
  const [search] = useSearchParams();
  const labels = { all: planning.onlyAll, placed: planning.onlyPlaced, unplaced: planning.onlyUnplaced };
  const to = (filter: Filter) => {
    const next = new URLSearchParams(search);
    next.set('only', filter);
    next.delete('page');
    return `?${next}`;
  };
  return (
    <>
      <Tabs
        label={planning.bed}
        tabs={filters.map((filter) => ({ to: to(filter), label: labels[filter], current: filter === only }))}
      />
      <SearchForm label={planning.searchWorkers} keep={['view', 'only']} />
      <DataTable
        caption={planning.views.workers}
        rows={workers}
        rowKey={(worker) => `${worker.workerId} ${worker.requestNumber}`}
        columns={[
          {
            key: 'worker',
            header: planning.worker,
            rowHeader: true,
            cell: (worker) => <bdi>{worker.workerName}</bdi>,
          },
          { key: 'employer', header: planning.employer, cell: (worker) => worker.employerName },
          {
            key: 'number',
            header: planning.number,
            cell: (worker) => planning.request(worker.requestNumber),
          },
          {
            key: 'bed',
            header: planning.bed,
            cell: ({ bed, leftOut }) =>
              bed && !leftOut ? (
                <Link to={`/rooms/${bed.roomId}`}>
                  {planning.bedAt({ ...bed, site: language === 'ar' ? bed.siteAr : bed.siteEn })}
                </Link>
              ) : (
                planning.unplaced
              ),
          },
          {
            key: 'why',
            header: planning.why,
            cell: (worker) => (
              <ul className="list-disc ps-4">
                {(worker.leftOut ? [planning.overtaken[worker.leftOut]] : inWords(worker)).map((words) => (
                  <li key={words}>{words}</li>
                ))}
              </ul>
            ),
          },
        ]}
      />
    </>
  );
}

/** Reasons and blockers are kept as codes; here they become words. */
export function useReasonsInWords(
  sites: readonly SiteName[],
): (worker: Pick<WorkerRow, 'reasons' | 'blockers'>) => string[] {
  const { texts, language } = useSpeech();
  return (worker) => reasonsInWords(worker, { texts, language, sites });
}
