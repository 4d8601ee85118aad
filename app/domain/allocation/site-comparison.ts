import type { Day } from '#app/domain/dates.ts';
import type { SiteId } from '#app/domain/identity/ids.ts';
import type { ScenarioResult } from './scenario-result.ts';
import { bedsLeft } from './scenario-result.ts';

/** By what scenarios are compared site by site: people placed, beds that somebody has and has not on a day, ways to work. */
export const siteMeasures = ['placed', 'taken', 'left', 'way'] as const;
export type SiteMeasure = (typeof siteMeasures)[number];

/** Beds and ways aside, a figure is of no day. @returns null where the result tells nothing of it, as records of another day */
export function siteFigure(
  { sites, days, measures }: ScenarioResult,
  { measure, day, siteId }: { measure: SiteMeasure; day: Day; siteId: SiteId | 'all' },
): number | null {
  const chosen = siteId === 'all' ? sites : sites.filter((site) => site.siteId === siteId);
  if (chosen.length === 0) return null;
  const index = days.indexOf(day);
  switch (measure) {
    case 'placed':
      return chosen.reduce((sum, { workers }) => sum + workers, 0);
    case 'taken':
      return index < 0
        ? null
        : chosen.reduce((sum, { taken, given }) => sum + (taken[index] ?? 0) + (given[index] ?? 0), 0);
    case 'left':
      return index < 0 ? null : bedsLeft(chosen, index);
    case 'way':
      if (siteId !== 'all') return chosen[0]?.meanDistanceMetres ?? null;
      return measures.placed === 0 ? null : measures.meanDistanceMetres;
  }
}
