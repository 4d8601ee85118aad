import { useId } from 'react';
import type { FairnessFigures } from '#app/domain/allocation/fairness-figures.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { DataTable } from '#app/ui/table.tsx';

const WIDTH = 400;
const HEIGHT = 270;
const MARGIN = { start: 52, end: 24, top: 14, bottom: 44 } as const;
const SHARES = [0, 0.25, 0.5, 0.75, 1];

/**
 * Each employer a dot: across, the beds it asks (each step ten times the last); up, the share that was placed. Alike
 * employers are one dot. The table beneath says the same in figures.
 */
export function FairnessPicture({ title, figures }: { title: string; figures: FairnessFigures }) {
  const { texts, format, language } = useSpeech();
  const words = texts.plans.fairness;
  const titleId = useId();
  const { dots, bands, commonShare } = figures;
  if (dots.length === 0) return <p className="text-muted">{words.nobody}</p>;
  const most = Math.max(10, ...dots.map(({ mostAsked }) => mostAsked));
  const decades = Array.from({ length: Math.ceil(Math.log10(most)) + 1 }, (_, power) => 10 ** power);
  const last = decades.at(-1) ?? 10;
  // Reading begins on the other side in Arabic, and so does the picture.
  const across = (x: number) => (language === 'ar' ? WIDTH - x : x);
  const x = (asked: number) =>
    across(
      MARGIN.start +
        (Math.log10(Math.max(1, asked)) / Math.log10(last)) * (WIDTH - MARGIN.start - MARGIN.end),
    );
  const y = (share: number) => MARGIN.top + (1 - share) * (HEIGHT - MARGIN.top - MARGIN.bottom);
  const percent = (share: number) => format.number(share, { style: 'percent', maximumFractionDigits: 1 });
  const between = (least: number, greatest: number) =>
    least === greatest ? format.number(least) : `${format.number(least)}–${format.number(greatest)}`;
  const employers = bands.reduce((total, band) => total + band.employers, 0);
  return (
    <figure className="@container min-w-0">
      <figcaption id={titleId} className="mb-2 font-semibold">
        <bdi>{title}</bdi>
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={words.picture(title, employers, percent(commonShare))}
        className="w-full max-w-xl rounded-md border border-line bg-surface text-base @md:text-[0.7rem]"
      >
        {SHARES.map((share) => (
          <g key={share}>
            <line
              x1={across(MARGIN.start)}
              x2={across(WIDTH - MARGIN.end)}
              y1={y(share)}
              y2={y(share)}
              stroke="var(--line)"
            />
            <text x={across(MARGIN.start - 6)} y={y(share)} dy="0.35em" textAnchor="end" fill="var(--muted)">
              {percent(share)}
            </text>
          </g>
        ))}
        {decades.map((asked) => (
          <text
            key={asked}
            x={x(asked)}
            y={HEIGHT - MARGIN.bottom + 18}
            textAnchor="middle"
            fill="var(--muted)"
          >
            {format.number(asked)}
          </text>
        ))}
        <text x={WIDTH / 2} y={HEIGHT - 8} textAnchor="middle" fill="var(--ink)">
          {words.asked}
        </text>
        <line
          x1={across(MARGIN.start)}
          x2={across(WIDTH - MARGIN.end)}
          y1={y(commonShare)}
          y2={y(commonShare)}
          stroke="var(--reserved)"
          strokeWidth="2"
          strokeDasharray="6 4"
        />
        {dots.map((dot) => (
          <circle
            key={`${dot.leastAsked} ${dot.share}`}
            cx={x(Math.sqrt(dot.leastAsked * dot.mostAsked))}
            cy={y(dot.share)}
            r={3 + 1.6 * Math.log(dot.employers)}
            fill="var(--brand)"
            fillOpacity="0.5"
            stroke="var(--brand)"
          >
            <title>
              {words.dot(dot.employers, between(dot.leastAsked, dot.mostAsked), percent(dot.share))}
            </title>
          </circle>
        ))}
      </svg>
      <p className="mt-1 flex items-center gap-2 text-sm">
        <svg width="28" height="4" aria-hidden="true">
          <line x1="0" x2="28" y1="2" y2="2" stroke="var(--reserved)" strokeWidth="2" strokeDasharray="6 4" />
        </svg>
        {words.commonShare(percent(commonShare))}
      </p>
      <details className="mt-2">
        <summary className="min-h-11 cursor-pointer py-2">{words.table(title)}</summary>
        <DataTable
          caption={words.table(title)}
          rows={bands}
          rowKey={(band) => String(band.from)}
          columns={[
            {
              key: 'size',
              header: words.size,
              rowHeader: true,
              cell: ({ from, to }) =>
                to === null ? words.sizeFrom(format.number(from)) : between(from, to - 1),
            },
            {
              key: 'employers',
              header: words.employers,
              numeric: true,
              cell: (band) => format.number(band.employers),
            },
            {
              key: 'share',
              header: words.share,
              numeric: true,
              cell: (band) => percent(band.placed / band.asked),
            },
            { key: 'lowest', header: words.lowest, numeric: true, cell: (band) => percent(band.lowest) },
            { key: 'highest', header: words.highest, numeric: true, cell: (band) => percent(band.highest) },
          ]}
        />
      </details>
    </figure>
  );
}
