import type { MultiPolygon } from 'geojson';
import type { PlanOptions } from '#app/domain/allocation/options.ts';
import type { ScenarioResult } from '#app/domain/allocation/scenario-result.ts';
import { bedsLeft } from '#app/domain/allocation/scenario-result.ts';
import type { Day } from '#app/domain/dates.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Card } from '#app/ui/page.tsx';
import { FairnessPicture } from '#app/ui/planning/fairness-picture.tsx';
import { PlanMeasures } from '#app/ui/planning/plan-measures.tsx';
import { RingLegend } from '#app/ui/places/legend.tsx';
import { DataTable } from '#app/ui/table.tsx';
import { BedsDayChooser } from './beds-day-chooser.tsx';
import { FigureComparison } from './comparison-tables.tsx';
import type { ScenarioSite } from './scenario-site-map.tsx';
import { ScenarioSiteMap } from './scenario-site-map.tsx';

/** What a scenario comes to: figures, sites, urgencies, employers, and what is missing. */
export function ScenarioOutcome({
  scenario,
  options,
  day,
  sites,
  outline,
  tileUrl,
}: {
  scenario: { readonly id: string; readonly name: string; readonly result: ScenarioResult };
  options: PlanOptions;
  day: Day;
  sites: readonly ScenarioSite[];
  outline: MultiPolygon;
  tileUrl: string | undefined;
}) {
  const { texts, format, language } = useSpeech();
  const words = texts.scenarios;
  const { result } = scenario;
  const index = result.days.indexOf(day);
  const nameOf = (siteId: string) => {
    const site = sites.find(({ id }) => id === siteId);
    return (language === 'ar' ? site?.nameAr : site?.nameEn) ?? '';
  };
  const built = result.sites.filter(({ beds }) => beds > 0);
  return (
    <div className="flex flex-col gap-8">
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <FigureComparison scenarios={[scenario]} />
        <PlanMeasures measures={result.measures} options={options} />
      </div>
      <section className="flex flex-col gap-4">
        <h2>{words.bySite}</h2>
        <BedsDayChooser days={result.days} day={day} />
        <div className="grid items-start gap-6 lg:grid-cols-2">
          <div>
            <ScenarioSiteMap
              result={result}
              day={day}
              sites={sites}
              label={words.mapOf(scenario.name)}
              outline={outline}
              tileUrl={tileUrl}
              className="mb-3 h-96"
            />
            <RingLegend />
          </div>
          <DataTable
            caption={words.bySite}
            rows={built}
            rowKey={(row) => row.siteId}
            columns={[
              { key: 'site', header: words.site, rowHeader: true, cell: (row) => nameOf(row.siteId) },
              {
                key: 'workers',
                header: words.workers,
                numeric: true,
                cell: (row) => format.number(row.workers),
              },
              {
                key: 'left',
                header: words.differences.measure.left(format.day(day)),
                numeric: true,
                cell: (row) => format.number(bedsLeft([row], index)),
              },
            ]}
          />
        </div>
      </section>
      <section>
        <h2 className="mb-2">{words.fairness}</h2>
        <FairnessPicture title={scenario.name} figures={result.fairness} />
      </section>
      {result.measures.unplaced === 0 ? (
        <Card title={words.shortages}>
          <p>{words.noShortage}</p>
        </Card>
      ) : result.shortages.length > 0 ? (
        <section>
          <DataTable
            caption={words.shortages}
            captionVisible
            rows={result.shortages}
            rowKey={(row) => JSON.stringify(row)}
            columns={[
              {
                key: 'wanted',
                header: words.wanted,
                rowHeader: true,
                cell: ({ beds, siteId, stepFree, lowerBed, sex, shift }) =>
                  words.wantedBeds(beds, {
                    sex,
                    shift,
                    site: nameOf(siteId),
                    isStepFree: stepFree,
                    isLower: lowerBed,
                  }),
              },
              {
                key: 'days',
                header: words.days,
                cell: (row) => format.range(row, texts.shell.openEnded),
              },
            ]}
          />
          <p className="mt-2 text-sm text-muted">
            {words.shortagesLead}{' '}
            {result.shortagesInAll > result.shortages.length
              ? words.shortagesMore(result.shortagesInAll - result.shortages.length)
              : null}
          </p>
        </section>
      ) : null}
    </div>
  );
}
