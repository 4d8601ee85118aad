import { useSearchParams } from '@remix-run/react';
import type { MultiPolygon } from 'geojson';
import type { SiteMeasure } from '#app/domain/allocation/site-comparison.ts';
import { siteFigure, siteMeasures } from '#app/domain/allocation/site-comparison.ts';
import type { Day } from '#app/domain/dates.ts';
import type { SiteId } from '#app/domain/identity/ids.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import type { NumberedSite } from '#app/ui/map/site-picture.tsx';
import { NumberSign, SiteNumbers, SitePicture } from '#app/ui/map/site-picture.tsx';
import { Tabs } from '#app/ui/tabs.tsx';
import { columnsOf } from './columns.ts';
import type { ComparedScenario } from './comparison-tables.tsx';
import { ComparisonTable } from './comparison-tables.tsx';
import type { Difference } from './difference.ts';
import { useDifference } from './difference.ts';
import type { ScenarioSite } from './scenario-site-map.tsx';

/**
 * What each scenario changes against the first, site by site: by one measure at a time as pictures, and as a table that says
 * the same and more. The measure stands in the URL as `?by=`.
 */
export function SiteComparison({
  scenarios,
  sites,
  measure,
  day,
  outline,
}: {
  scenarios: readonly ComparedScenario[];
  sites: readonly (ScenarioSite & NumberedSite)[];
  measure: SiteMeasure;
  day: Day;
  outline: MultiPolygon;
}) {
  const { texts, format } = useSpeech();
  const words = texts.scenarios.differences;
  const [search] = useSearchParams();
  const differs = useDifference();
  const show = measure === 'way' ? texts.terms.kilometres : (value: number) => format.number(value);
  const of = (siteId: string) => (result: Parameters<typeof siteFigure>[0]) =>
    siteFigure(result, { measure, day, siteId: siteId as SiteId | 'all' });
  const [first, ...others] = scenarios;
  const changes = others.flatMap(({ id, name, result }) => {
    if (!first?.result || !result) return [];
    const base = first.result;
    const marks = sites.map((site) => {
      const [before, after] = [of(site.id)(base), of(site.id)(result)];
      const by = before === null || after === null ? null : after - before;
      return { ...site, by, difference: by === null ? null : differs(by, show) };
    });
    return [{ id, name, marks }];
  });
  const greatest = Math.max(...changes.flatMap(({ marks }) => marks.map(({ by }) => Math.abs(by ?? 0))));
  const title = words.measure[measure](format.day(day));
  const signs = measure === 'way' ? words.ways : words.counts;
  return (
    <section aria-label={words.title}>
      <h2 className="mb-2">{words.title}</h2>
      <Tabs
        label={words.by}
        tabs={siteMeasures.map((each) => {
          const next = new URLSearchParams(search);
          next.set('by', each);
          return { to: `?${next}`, label: words.tab[each], current: each === measure };
        })}
      />
      {first && changes.length > 0 ? (
        <div className="mb-6 print:break-inside-avoid">
          <p className="mb-3 max-w-prose text-sm text-muted">{words.hint(first.name, title)}</p>
          <div className={`grid gap-4 ${columnsOf(changes.length)}`}>
            {changes.map(({ id, name, marks }) => (
              <div key={id}>
                <h3 className="mb-2">
                  <bdi>{name}</bdi>
                </h3>
                <SitePicture
                  outline={outline}
                  sites={marks}
                  label={words.picture(
                    name,
                    first.name,
                    title,
                    marks.map((mark) => `${mark.name}: ${mark.difference?.text ?? words.unknown}`),
                  )}
                  mark={({ by, difference }) => (
                    <DifferenceMark
                      difference={difference}
                      size={9 + 11 * Math.sqrt(Math.abs(by ?? 0) / Math.max(1, greatest))}
                      unknown={words.unknown}
                    />
                  )}
                />
              </div>
            ))}
          </div>
          <SiteNumbers sites={sites} />
          <ul aria-label={words.legend} className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-sm">
            {([1, -1, 0] as const).map((sign) => (
              <li key={sign} className="flex items-center gap-2">
                <svg viewBox="-10 -10 20 20" width="18" height="18" aria-hidden="true">
                  <Sign sign={sign} size={9} />
                </svg>
                {{ '1': signs.more, '-1': signs.fewer, '0': words.same }[`${sign}`]}
              </li>
            ))}
            {changes.some(({ marks }) => marks.some(({ difference }) => difference === null)) ? (
              <li>
                {words.unknown} {words.unknownIs}
              </li>
            ) : null}
          </ul>
        </div>
      ) : null}
      <ComparisonTable
        caption={title}
        header={texts.scenarios.site}
        scenarios={scenarios}
        rows={[
          ...sites.map((site) => ({
            key: site.key,
            name: (
              <span className="flex items-center gap-2">
                <NumberSign number={site.number} />
                {site.name}
              </span>
            ),
            of: of(site.id),
            show,
          })),
          { key: 'all', name: texts.scenarios.allSites, of: of('all'), show },
        ]}
      />
    </section>
  );
}

/** A sign of the difference and, beneath it, the difference itself. */
function DifferenceMark({
  difference,
  size,
  unknown,
}: {
  difference: Difference | null;
  size: number;
  unknown: string;
}) {
  return (
    <>
      {difference ? <Sign sign={difference.sign} size={size} /> : null}
      <text
        y={size + 12}
        textAnchor="middle"
        fontWeight="600"
        fill="var(--ink)"
        stroke="var(--surface)"
        strokeWidth="3"
        paintOrder="stroke"
      >
        {difference?.text ?? unknown}
      </text>
    </>
  );
}

/** Told apart by shape, and by colours that the colour-blind tell apart. */
function Sign({ sign, size }: { sign: Difference['sign']; size: number }) {
  if (sign === 0) return <circle r="5" fill="var(--surface)" stroke="var(--control-line)" strokeWidth="2" />;
  return (
    <path
      d={`M0 ${-size}L${size} ${size * 0.8}H${-size}Z`}
      transform={sign < 0 ? 'scale(1 -1)' : undefined}
      fill={sign > 0 ? 'var(--occupied)' : 'var(--reserved)'}
      stroke="var(--ink)"
      strokeLinejoin="round"
    />
  );
}
