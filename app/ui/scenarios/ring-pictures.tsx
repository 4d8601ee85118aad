import type { MultiPolygon } from 'geojson';
import type { ScenarioResult } from '#app/domain/allocation/scenario-result.ts';
import type { Day } from '#app/domain/dates.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { OccupancyRing } from '#app/ui/map/occupancy-ring.tsx';
import type { NumberedSite } from '#app/ui/map/site-picture.tsx';
import { SiteNumbers, SitePicture } from '#app/ui/map/site-picture.tsx';
import { RingLegend } from '#app/ui/places/legend.tsx';
import { columnsOf } from './columns.ts';
import type { ScenarioSite } from './scenario-site-map.tsx';
import { useSiteRings } from './scenario-site-map.tsx';

const RING = 46;

/** The beds of each scenario’s sites on a day, side by side. */
export function RingPictures({
  scenarios,
  sites,
  day,
  outline,
}: {
  scenarios: readonly { readonly id: string; readonly name: string; readonly result: ScenarioResult }[];
  sites: readonly (ScenarioSite & NumberedSite)[];
  day: Day;
  outline: MultiPolygon;
}) {
  const { scenarios: words } = useSpeech().texts;
  const ringsOf = useSiteRings();
  return (
    <section className="print:break-inside-avoid">
      <h2 className="mb-2">{words.map}</h2>
      <p className="mb-3 max-w-prose text-sm text-muted">{words.mapHint}</p>
      <div className={`grid gap-4 ${columnsOf(scenarios.length)}`}>
        {scenarios.map(({ id, name, result }) => {
          const rings = ringsOf(result, day, sites);
          return (
            <div key={id}>
              <h3 className="mb-2">
                <bdi>{name}</bdi>
              </h3>
              {result.days.includes(day) ? (
                <SitePicture
                  outline={outline}
                  sites={rings}
                  label={`${words.mapOf(name)}. ${rings.map((ring) => `${ring.name}: ${ring.caption}`).join('; ')}`}
                  mark={({ occupancy }) => (
                    <g transform={`translate(${-RING / 2} ${-RING / 2})`}>
                      <OccupancyRing occupancy={occupancy} size={RING} />
                    </g>
                  )}
                />
              ) : (
                <p>{words.otherDay}</p>
              )}
            </div>
          );
        })}
      </div>
      <SiteNumbers sites={sites} />
      <div className="mt-2">
        <RingLegend />
      </div>
    </section>
  );
}
