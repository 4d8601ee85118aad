import { Link } from '@remix-run/react';
import type { WaterfallStep } from '#app/domain/capacity/waterfall.ts';
import type { Day } from '#app/domain/dates.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { DataTable } from '#app/ui/table.tsx';
import { boundRoomsPath, standingRoomsPath } from './bound-rooms-path.ts';
import { useLostInWords } from './lost-in-words.ts';

const WIDTH = 320;
const HEIGHT = 14;

const colours: Readonly<Record<WaterfallStep['kind'], string>> = {
  design: 'var(--control-line)',
  criterion: 'var(--danger)',
  compliant: 'var(--brand)',
  closed: 'var(--shut)',
  kept: 'var(--reserved)',
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
  const inWords = useLostInWords();
  const name = ({ kind, criterionKey, isUnknown, beds }: WaterfallStep) => {
    if (kind === 'criterion') {
      const lost = { criterionKey: criterionKey ?? '', isUnknown };
      return <Link to={boundRoomsPath(siteKey, lost, { day })}>{inWords(lost)}</Link>;
    }
    const words = places.waterfall[kind];
    return beds > 0 ? <Link to={standingRoomsPath(siteKey, kind, { day })}>{words}</Link> : words;
  };
  // What was not measured may yet turn out to be good: its bar is an outline.
  const paint = ({ kind, isUnknown }: WaterfallStep) =>
    isUnknown
      ? { fill: 'none', stroke: colours[kind], strokeWidth: 1.5, strokeDasharray: '4 3' }
      : { fill: colours[kind] };
  const figureOf = ({ kind, beds }: WaterfallStep) => {
    if (kind === 'kept') return format.number(beds, { signDisplay: 'exceptZero' });
    return format.number(kind === 'criterion' || kind === 'closed' ? 0 - beds : beds);
  };
  return (
    <DataTable
      caption={places.waterfallTitle}
      captionVisible
      rows={steps}
      rowKey={(step) => `${step.kind} ${step.criterionKey ?? ''} ${step.isUnknown}`}
      columns={[
        { key: 'step', header: places.waterfallStep, rowHeader: true, cell: name },
        {
          key: 'beds',
          header: places.beds,
          numeric: true,
          cell: figureOf,
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
                {...paint(step)}
              />
            </svg>
          ),
        },
      ]}
    />
  );
}
