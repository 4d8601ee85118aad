import type { MultiPolygon } from 'geojson';
import type { PlanOptions } from '#app/domain/allocation/options.ts';
import type { PlanMeasures as Measures } from '#app/domain/allocation/recorded-measures.ts';
import type { PlanView as Shown } from '#app/server/request/plan-view.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { SiteMap } from '#app/ui/map/site-map.tsx';
import { Card } from '#app/ui/page.tsx';
import { RingLegend } from '#app/ui/places/legend.tsx';
import { Pagination } from '#app/ui/table.tsx';
import { EmployerGains } from './employer-gains.tsx';
import { FairnessPicture } from './fairness-picture.tsx';
import { MoveTable } from './move-table.tsx';
import { RequestPlacementTable, SitePlacementTable, WorkerPlacementTable } from './placement-tables.tsx';
import { PlanMeasures } from './plan-measures.tsx';
import { RecordedOptions } from './recorded-options.tsx';
import { ShortageTable } from './shortage-table.tsx';

/** One side of a plan. */
export function PlanView({
  shown,
  plan,
  outline,
  tileUrl,
}: {
  shown: Shown;
  plan: {
    readonly id: string;
    readonly measures: Measures;
    readonly options: PlanOptions;
    readonly isApplied: boolean;
  };
  outline: MultiPolygon;
  tileUrl: string | undefined;
}) {
  const { fairness } = useSpeech().texts.plans;
  const { measures, options, isApplied } = plan;
  const pages = 'pages' in shown ? <Pagination page={shown.page} pages={shown.pages} /> : null;
  switch (shown.view) {
    case 'map':
      return (
        <>
          <PlanMap shown={shown} isApplied={isApplied} outline={outline} tileUrl={tileUrl} />
          <div className="mt-3">
            <RingLegend />
          </div>
          <PlacementsBySite shown={shown} isApplied={isApplied} />
        </>
      );
    case 'sites':
      return <PlacementsBySite shown={shown} isApplied={isApplied} />;
    case 'proof':
      return (
        <div className="grid items-start gap-6 xl:grid-cols-[2fr_1fr]">
          <PlanMeasures measures={measures} options={options} />
          <RecordedOptions options={options} />
        </div>
      );
    case 'fairness':
      return (
        <div className="flex flex-col gap-6">
          <Card title={fairness.title}>
            <p className="mb-4 max-w-prose text-muted">{fairness.lead}</p>
            <div className="grid gap-6 lg:grid-cols-2">
              <FairnessPicture title={fairness.thisPlan} figures={shown.plan} />
              <FairnessPicture title={fairness.firstCome} figures={shown.firstCome} />
            </div>
          </Card>
          <EmployerGains gains={shown.gains} shares={shown.shares} only={shown.only} sort={shown.sort} />
          {pages}
        </div>
      );
    case 'shortage':
      return (
        <>
          <ShortageTable shortages={shown.shortages} unplaced={measures.unplaced} sites={shown.sites} />
          {pages}
        </>
      );
    case 'requests':
      return (
        <>
          <RequestPlacementTable requests={shown.requests} />
          {pages}
        </>
      );
    case 'workers':
      return (
        <>
          <WorkerPlacementTable workers={shown.workers} only={shown.only} sites={shown.sites} />
          {pages}
        </>
      );
    case 'moves':
      return (
        <>
          <MoveTable moves={shown.moves} isApplied={isApplied} file={`/plans/${plan.id}/moves.csv`} />
          {pages}
        </>
      );
  }
}

type BySite = Extract<Shown, { readonly view: 'map' | 'sites' }>;

function usePlacedAt({ placedAt }: BySite): (siteKey: string) => number {
  const placed = new Map(placedAt.map((each) => [each.siteKey, each.placed]));
  return (siteKey) => placed.get(siteKey) ?? 0;
}

function PlanMap({
  shown,
  isApplied,
  outline,
  tileUrl,
}: {
  shown: BySite;
  isApplied: boolean;
  outline: MultiPolygon;
  tileUrl: string | undefined;
}) {
  const { texts, format, language } = useSpeech();
  const { planning } = texts;
  const placedAt = usePlacedAt(shown);
  return (
    <SiteMap
      outline={outline}
      tileUrl={tileUrl}
      label={planning.views.map}
      className="h-[26rem] sm:h-[34rem]"
      sites={shown.sites.map((site) => {
        const count = placedAt(site.key);
        return {
          ...site,
          name: language === 'ar' ? site.nameAr : site.nameEn,
          caption: `${planning.placed}: ${format.number(count)}`,
          occupancy: {
            ...site,
            reserved: isApplied ? site.reserved : site.reserved + count,
            vacant: isApplied ? site.vacant : site.vacant - count,
          },
        };
      })}
    />
  );
}

function PlacementsBySite({ shown, isApplied }: { shown: BySite; isApplied: boolean }) {
  const { language } = useSpeech();
  const placedAt = usePlacedAt(shown);
  return (
    <SitePlacementTable
      sites={shown.sites.map((site) => ({
        key: site.key,
        name: language === 'ar' ? site.nameAr : site.nameEn,
        vacant: site.vacant,
        placed: placedAt(site.key),
      }))}
      isApplied={isApplied}
    />
  );
}
