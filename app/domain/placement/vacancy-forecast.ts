import type { Day, DayRange } from '#app/domain/dates.ts';
import { firstDays } from '#app/domain/dates.ts';

/** Beds, or people, of a site for the same days. */
export interface CountedDays extends DayRange {
  readonly siteId: string;
  readonly count: number;
}

export interface SiteForecast {
  readonly siteId: string;
  /** Day by day, as the days of the forecast. */
  readonly open: readonly number[];
  readonly assigned: readonly number[];
  /** Whom the latest plan would place there, not yet assigned. */
  readonly planned: readonly number[];
  /** Open and nobody’s, whatever is planned. */
  readonly vacant: readonly number[];
}

export interface VacancyForecast {
  /** Today, then the first day of each month to come. */
  readonly days: readonly Day[];
  readonly sites: readonly SiteForecast[];
  /** Workers of accepted requests who have no bed yet, on the days for which they ask one: no site is theirs so far. */
  readonly waiting: readonly number[];
}

export const MONTHS_AHEAD = 15;

/** What is vacant month by month, if nothing happens but what is on record. */
export function forecastVacancy({
  today,
  siteIds,
  open,
  assigned,
  planned,
  waiting,
}: {
  today: Day;
  siteIds: readonly string[];
  open: readonly CountedDays[];
  assigned: readonly CountedDays[];
  planned: readonly CountedDays[];
  waiting: readonly Omit<CountedDays, 'siteId'>[];
}): VacancyForecast {
  const days = [today, ...firstDays(today, MONTHS_AHEAD)];
  const of = (counted: readonly CountedDays[], siteId: string) =>
    countedOn(
      days,
      counted.filter((each) => each.siteId === siteId),
    );
  return {
    days,
    sites: siteIds.map((siteId) => {
      const site = {
        open: of(open, siteId),
        assigned: of(assigned, siteId),
        planned: of(planned, siteId),
      };
      const vacant = site.open.map((beds, index) => beds - (site.assigned[index] ?? 0));
      return { siteId, ...site, vacant };
    }),
    waiting: countedOn(days, waiting),
  };
}

/** How many there are on each of the days, which stand in order. */
function countedOn(days: readonly Day[], counted: readonly Omit<CountedDays, 'siteId'>[]): number[] {
  const turns = days.map(() => 0);
  const turn = (day: Day | null, count: number) => {
    const index = day === null ? -1 : days.findIndex((each) => each >= day);
    if (index >= 0) turns[index] = (turns[index] ?? 0) + count;
  };
  for (const { from, to, count } of counted) {
    turn(from, count);
    turn(to, -count);
  }
  let sum = 0;
  return turns.map((change) => (sum += change));
}
