import { Link, useSearchParams } from '@remix-run/react';
import type { BedPlace } from '#app/domain/capacity/bed-place.ts';
import type { PriorityClass } from '#app/domain/allocation/options.ts';
import type { Blocker, PlacementReason, Refusal } from '#app/domain/allocation/proposal.ts';
import type { Day } from '#app/domain/dates.ts';
import type { OvertakenCode } from '#app/domain/placement/overtaken.ts';
import type { PlacementFilter } from '#app/domain/placement/states.ts';
import { placementFilters } from '#app/domain/placement/states.ts';
import type { SiteName } from '#app/i18n/reasons.ts';
import { reasonsInWords } from '#app/i18n/reasons.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { EmptyState } from '#app/ui/page.tsx';
import { SearchForm } from '#app/ui/search-form.tsx';
import { DataTable } from '#app/ui/table.tsx';
import { Tabs } from '#app/ui/tabs.tsx';
import { WorkerExplanation } from './worker-explanation.tsx';

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
  /** Null in plans of the first releases. */
  readonly position: number | null;
  readonly priorityClass: PriorityClass | null;
  readonly expectedFrom: Day | null;
  readonly sites: readonly { nameAr: string; nameEn: string }[];
}

export function RequestPlacementTable({ requests }: { requests: readonly RequestRow[] }) {
  const { texts, format, language } = useSpeech();
  const { planning, plans } = texts;
  const tellsOutlook = requests.some(({ position }) => position !== null);
  const expected = ({ unplaced, expectedFrom }: RequestRow) => {
    if (unplaced === 0) return '—';
    return expectedFrom === null
      ? plans.outlook.noDate
      : plans.outlook.expectedFrom(format.day(expectedFrom));
  };
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
        { key: 'employer', header: planning.employer, cell: (request) => <bdi>{request.employerName}</bdi> },
        ...(tellsOutlook
          ? [
              {
                key: 'position',
                header: plans.outlook.position,
                numeric: true,
                cell: ({ position }: RequestRow) => (position === null ? '—' : format.number(position)),
              },
              {
                key: 'class',
                header: plans.measures.class,
                cell: ({ priorityClass }: RequestRow) =>
                  priorityClass === null ? '—' : plans.priorityClass[priorityClass],
              },
            ]
          : []),
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
        ...(tellsOutlook ? [{ key: 'expected', header: plans.outlook.expected, cell: expected }] : []),
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
  readonly refusal: Refusal | null;
  readonly leftOut: OvertakenCode | null;
}

export function WorkerPlacementTable({
  workers,
  only,
  sites,
}: {
  workers: readonly WorkerRow[];
  only: PlacementFilter;
  sites: readonly SiteName[];
}) {
  const { texts, language } = useSpeech();
  const { planning } = texts;
  const [search] = useSearchParams();
  const labels = { all: planning.onlyAll, placed: planning.onlyPlaced, unplaced: planning.onlyUnplaced };
  const to = (filter: PlacementFilter) => {
    const next = new URLSearchParams(search);
    next.set('only', filter);
    next.delete('page');
    return `?${next}`;
  };
  return (
    <>
      <Tabs
        label={planning.bed}
        tabs={placementFilters.map((filter) => ({
          to: to(filter),
          label: labels[filter],
          current: filter === only,
        }))}
      />
      <SearchForm label={planning.searchWorkers} keep={['view', 'only']} />
      {workers.length === 0 ? (
        <EmptyState title={planning.workersNone} />
      ) : (
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
            {
              key: 'employer',
              header: planning.employer,
              cell: (worker) => <bdi>{worker.employerName}</bdi>,
            },
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
              wide: true,
              cell: (worker) =>
                worker.leftOut ? (
                  planning.overtaken[worker.leftOut]
                ) : (
                  <WorkerExplanation worker={worker} sites={sites} />
                ),
            },
          ]}
        />
      )}
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
