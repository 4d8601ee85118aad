import { Link } from '@remix-run/react';
import type { Day } from '#app/domain/dates.ts';
import type { InspectionReason, InspectionState } from '#app/domain/inspection/day-pack.ts';
import type { InspectionOutcome } from '#app/domain/inspection/findings.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { InspectionStateTag, OutcomeTag } from '#app/ui/state-tags.tsx';
import { DataTable } from '#app/ui/table.tsx';
import { useReportWords } from './report-words.ts';

interface ListedInspection {
  readonly id: string;
  readonly number: number;
  readonly state: InspectionState;
  readonly reason: InspectionReason;
  readonly scheduledOn: Day;
  readonly outcome: InspectionOutcome | null;
  readonly siteAr: string;
  readonly siteEn: string;
  readonly buildingName: string | null;
  readonly inspectorName: string | null;
  readonly secondInspectorName: string | null;
  readonly findings: number;
  readonly criticalFindings: number;
}

/** Inspections in a list that can be sorted by number, day and findings. */
export function InspectionTable({
  inspections,
  sort,
}: {
  inspections: readonly ListedInspection[];
  sort: string;
}) {
  const { texts, format } = useSpeech();
  const { reports, terms, shell } = texts;
  const { list } = reports;
  const { inspectedPlace } = useReportWords();
  return (
    <DataTable
      caption={shell.inspections}
      rows={inspections}
      rowKey={({ id }) => id}
      sort={sort}
      columns={[
        {
          key: 'number',
          header: list.number,
          sortable: true,
          rowHeader: true,
          cell: ({ id, number }) => <Link to={`/inspections/${id}`}>{reports.inspection(number)}</Link>,
        },
        { key: 'place', header: list.place, cell: inspectedPlace },
        {
          key: 'day',
          header: list.day,
          sortable: true,
          cell: ({ scheduledOn }) => (
            <time dateTime={scheduledOn} className="whitespace-nowrap">
              {format.day(scheduledOn)}
            </time>
          ),
        },
        { key: 'reason', header: list.reason, cell: ({ reason }) => terms.inspectionReason[reason] },
        {
          key: 'inspectors',
          header: list.inspectors,
          cell: ({ inspectorName, secondInspectorName }) =>
            inspectorName === null ? (
              list.nobody
            ) : (
              <>
                <bdi>{inspectorName}</bdi>
                {secondInspectorName ? (
                  <>
                    {terms.comma}
                    <bdi>{secondInspectorName}</bdi>
                  </>
                ) : null}
              </>
            ),
        },
        { key: 'state', header: list.state, cell: ({ state }) => <InspectionStateTag state={state} /> },
        {
          key: 'outcome',
          header: list.outcome,
          cell: ({ outcome }) => (outcome ? <OutcomeTag outcome={outcome} /> : '—'),
        },
        {
          key: 'findings',
          header: list.findings,
          sortable: true,
          numeric: true,
          cell: ({ state, findings, criticalFindings }) => (
            <>
              {state === 'scheduled' || state === 'under_way' ? '—' : format.number(findings)}
              {criticalFindings > 0 ? (
                <span className="block text-sm font-semibold text-danger">
                  {list.critical(format.number(criticalFindings))}
                </span>
              ) : null}
            </>
          ),
        },
      ]}
    />
  );
}
