import type { MultiPolygon } from 'geojson';
import type { ScenarioResult } from '#app/domain/allocation/scenario-result.ts';
import { bedsLeft } from '#app/domain/allocation/scenario-result.ts';
import type { Day } from '#app/domain/dates.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import type { MapSite } from '#app/ui/map/site-map.tsx';
import { SiteMap } from '#app/ui/map/site-map.tsx';

export type ScenarioSite = Omit<MapSite, 'name' | 'caption' | 'occupancy'> & {
  readonly id: string;
  readonly nameAr: string;
  readonly nameEn: string;
};

/** The sites as a scenario has them on one of its days, those without beds aside. */
export function useSiteRings(): <Site extends ScenarioSite>(
  result: ScenarioResult,
  day: Day,
  sites: readonly Site[],
) => (Site & MapSite)[] {
  const { texts, format, language } = useSpeech();
  return (result, day, sites) => {
    const index = result.days.indexOf(day);
    return sites.flatMap((site) => {
      const after = result.sites.find(({ siteId }) => siteId === site.id);
      if (!after || after.beds === 0) return [];
      const vacant = bedsLeft([after], index);
      return [
        {
          ...site,
          name: language === 'ar' ? site.nameAr : site.nameEn,
          caption: texts.scenarios.mapCaption(format.number(vacant)),
          occupancy: {
            occupied: after.taken[index] ?? 0,
            reserved: after.given[index] ?? 0,
            vacant,
            closed: after.beds - (after.open[index] ?? 0),
          },
        },
      ];
    });
  };
}

/** The sites of a scenario as rings of their beds on one of its days. */
export function ScenarioSiteMap({
  result,
  day,
  sites,
  ...map
}: {
  result: ScenarioResult;
  /** One of the result’s. */
  day: Day;
  sites: readonly ScenarioSite[];
  label: string;
  outline: MultiPolygon;
  tileUrl: string | undefined;
  className: string;
}) {
  return <SiteMap sites={useSiteRings()(result, day, sites)} {...map} />;
}
