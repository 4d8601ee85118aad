import { Link } from '@remix-run/react';
import type { WaterfallStep } from '#app/domain/capacity/waterfall.ts';
import type { Day } from '#app/domain/dates.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { DataTable } from '#app/ui/table.tsx';

const WIDTH = 320;
const HEIGHT = 14;

const colours: Readonly<Record<WaterfallStep['kind'], string>> = {
  design: 'var(--control-line)',
  criterion: 'var(--danger)',
  compliant: 'var(--brand)',
  closed: 'var(--shut)',
  available: 'var(--brand)',
  occupied: 'var(--occupied)',
  reserved: 'var(--reserved)',
  vacant: 'var(--vacant)',
};

/** From the beds that were built to those that are free: each bar hangs from the one before, its figure beside it. */
export function CapacityWaterfall({
  siteKey,
  day,
  steps,
}: {
  siteKey: string;
  day: Day;
  steps: readonly WaterfallStep[];
}) {
  const { texts, format } = useSpeech();
  const { places } = texts;
  const design = Math.max(1, steps[0]?.to ?? 1);
  const at = (beds: number) => (beds / design) * WIDTH;
  const name = ({ kind, criterionKey }: WaterfallStep) =>
    criterionKey === null ? (
      places.waterfall[kind]
    ) : (
      <Link to={`/sites/${siteKey}/rooms?criterion=${criterionKey}&day=${day}`}>
        {places.criteria[criterionKey] ?? criterionKey}
      </Link>
    );
  const isLoss = ({ kind }: WaterfallStep) => kind === 'criterion' || kind === 'closed';
  return (
    <DataTable
      caption={places.waterfallTitle}
      captionVisible
      rows={steps}
      rowKey={(step) => `${step.kind} ${step.criterionKey ?? ''}`}
      columns={[
        { key: 'step', header: places.waterfallStep, rowHeader: true, cell: name },
        {
          key: 'beds',
          header: places.beds,
          numeric: true,
          cell: (step) => `${isLoss(step) && step.beds > 0 ? '−' : ''}${format.number(step.beds)}`,
        },
        {
          key: 'bar',
          header: places.waterfallBar,
          cell: (step) => (
            <svg
              viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
              className="w-full max-w-80 rtl:-scale-x-100"
              aria-hidden="true"
            >
              <rect
                x={at(step.from)}
                width={Math.max(step.beds > 0 ? 1 : 0, at(step.to - step.from))}
                height={HEIGHT}
                rx="2"
                fill={colours[step.kind]}
              />
            </svg>
          ),
        },
      ]}
    />
  );
}
