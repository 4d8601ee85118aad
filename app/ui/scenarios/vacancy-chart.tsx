import type { Day } from '#app/domain/dates.ts';
import { useSpeech } from '#app/ui/language-context.tsx';

interface MonthOfBeds {
  readonly day: Day;
  readonly assigned: number;
  readonly planned: number;
  /** Neither assigned nor planned. */
  readonly left: number;
}

const WIDTH = 720;
const HEIGHT = 260;
const MARGIN = { start: 56, end: 24, top: 12, bottom: 30 } as const;
const PARTS = [
  { key: 'assigned', fill: 'var(--occupied)' },
  { key: 'planned', fill: 'var(--reserved)' },
  { key: 'left', fill: 'var(--vacant)' },
] as const;
const EVERY = 3;

/** Open beds month by month, as columns of what is assigned, planned and left; the page’s table says the same in figures. */
export function VacancyChart({ site, months }: { site: string; months: readonly MonthOfBeds[] }) {
  const { texts, format, language } = useSpeech();
  const words = texts.scenarios.forecast;
  const least = months.reduce<MonthOfBeds | undefined>(
    (found, month) => (found && found.left <= month.left ? found : month),
    undefined,
  );
  const most = Math.max(1, ...months.map(({ assigned, planned, left }) => assigned + planned + left));
  const step = (WIDTH - MARGIN.start - MARGIN.end) / Math.max(1, months.length);
  const isLeftward = language === 'ar';
  const across = (x: number, width = 0) => (isLeftward ? WIDTH - x - width : x);
  const high = (beds: number) => (Math.max(0, beds) / most) * (HEIGHT - MARGIN.top - MARGIN.bottom);
  const ground = HEIGHT - MARGIN.bottom;
  return (
    <figure className="min-w-0">
      <div
        className="max-w-5xl overflow-x-auto rounded-lg border border-line bg-surface"
        tabIndex={0}
        role="region"
        aria-label={words.chart}
      >
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          role="img"
          aria-label={words.chartAlt(
            site,
            format.number(least?.left ?? 0),
            least ? format.day(least.day) : '',
          )}
          className="w-full min-w-[40rem] text-xs"
        >
          {roundFigures(most).map((beds) => (
            <g key={beds}>
              <line
                x1={across(MARGIN.start)}
                x2={across(WIDTH - MARGIN.end)}
                y1={ground - high(beds)}
                y2={ground - high(beds)}
                stroke="var(--line)"
              />
              <text
                x={across(MARGIN.start - 6)}
                y={ground - high(beds)}
                dy="0.35em"
                textAnchor="end"
                fill="var(--muted)"
              >
                {format.number(beds)}
              </text>
            </g>
          ))}
          {months.map((month, index) => {
            const x = MARGIN.start + index * step + step * 0.15;
            let top = ground;
            return (
              <g key={month.day}>
                <title>
                  {`${format.day(month.day)} · ${PARTS.map(({ key }) => `${words.part[key]}: ${format.number(month[key])}`).join(' · ')}`}
                </title>
                {PARTS.map(({ key, fill }) => {
                  const height = high(month[key]);
                  top -= height;
                  return (
                    <rect
                      key={key}
                      x={across(x, step * 0.7)}
                      y={top}
                      width={step * 0.7}
                      height={height}
                      fill={fill}
                      stroke="var(--surface)"
                      strokeWidth="0.5"
                    />
                  );
                })}
                {index % EVERY === 0 ? (
                  <text
                    x={across(x, step * 0.7) + step * 0.35}
                    y={HEIGHT - 10}
                    textAnchor="middle"
                    fill="var(--muted)"
                  >
                    {format.day(month.day)}
                  </text>
                ) : null}
              </g>
            );
          })}
        </svg>
      </div>
      <figcaption className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-sm">
        {PARTS.map(({ key, fill }) => (
          <span key={key} className="flex items-center gap-2">
            <svg width="14" height="14" aria-hidden="true">
              <rect width="14" height="14" fill={fill} />
            </svg>
            {words.part[key]}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

/** Round figures from zero up, of equal steps: at most seven. */
function roundFigures(most: number): number[] {
  const power = 10 ** Math.floor(Math.log10(most));
  const step = Math.max(1, power * ([0.2, 0.5, 1].find((times) => most / (times * power) <= 6) ?? 2));
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step);
}
