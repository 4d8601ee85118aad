import { Link } from '@remix-run/react';
import type { NamedPlace } from '#app/domain/capacity/changes/closing-place.ts';
import type { Day } from '#app/domain/dates.ts';
import { daysBetween } from '#app/domain/dates.ts';
import type { EscalationStep } from '#app/domain/inspection/escalation.ts';
import type { Severity } from '#app/domain/standards/criterion.ts';
import { usePlaceInWords } from '#app/ui/changes/place-in-words.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Tag } from '#app/ui/page.tsx';
import { SeverityTag } from '#app/ui/state-tags.tsx';
import { DataTable } from '#app/ui/table.tsx';

interface Row {
  readonly id: string;
  readonly criterionKey: string;
  readonly severity: Severity;
  readonly place: NamedPlace;
  readonly inspectionNumber: number;
  readonly dueOn: Day;
  readonly completedAt: string | Date | null;
  readonly isRepairReported: boolean;
  readonly step: EscalationStep | null;
  readonly isRepeated: boolean;
}

/** Findings, each with the place, its day and what was done about it. */
export function FindingTable({ findings: rows, today }: { findings: readonly Row[]; today: Day }) {
  const { texts, format } = useSpeech();
  const { findings } = texts;
  const { criteria } = texts.places;
  const placeWords = usePlaceInWords();
  return (
    <DataTable
      caption={findings.title}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'finding',
          header: findings.finding,
          rowHeader: true,
          cell: (row) => (
            <Link to={`/findings/${row.id}`}>{criteria[row.criterionKey] ?? row.criterionKey}</Link>
          ),
        },
        {
          key: 'severity',
          header: findings.severity,
          cell: (row) => (
            <span className="inline-flex flex-wrap gap-1">
              <SeverityTag severity={row.severity} />
              {row.isRepeated ? <Tag tone="warning">{findings.repeated}</Tag> : null}
            </span>
          ),
        },
        { key: 'place', header: findings.place, wide: true, cell: (row) => placeWords(row.place) },
        {
          key: 'due',
          header: findings.dueOn,
          cell: (row) =>
            row.completedAt ? (
              <>
                {findings.completed}: {format.instant(row.completedAt)}
              </>
            ) : (
              <>
                {format.day(row.dueOn)}
                {row.dueOn < today ? (
                  <span className="block text-sm font-semibold text-danger">
                    {findings.overdueBy(daysBetween(row.dueOn, today))}
                  </span>
                ) : null}
              </>
            ),
        },
        {
          key: 'step',
          header: findings.step,
          cell: (row) => (
            <span className="inline-flex flex-wrap gap-1">
              {row.step ? findings.steps[row.step] : '—'}
              {row.isRepairReported ? <Tag tone="brand">{findings.repairReported}</Tag> : null}
            </span>
          ),
        },
        {
          key: 'inspection',
          header: findings.inspectionNumber,
          numeric: true,
          cell: (row) => format.number(row.inspectionNumber, { useGrouping: false }),
        },
      ]}
    />
  );
}
