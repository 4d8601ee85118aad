import type { Day, DayRange } from '#app/domain/dates.ts';
import type { Language } from './language.ts';
import { localeOf } from './plural.ts';

export interface Format {
  readonly number: (value: number, options?: Intl.NumberFormatOptions) => string;
  readonly percent: (share: number) => string;
  readonly day: (day: Day) => string;
  /** The day with its name, without the year. */
  readonly weekday: (day: Day) => string;
  /** The instant, in Kuwait's time. */
  readonly instant: (instant: string | Date) => string;
  /** First and last day, both included, as people say it; `openEnded` where there is no last. */
  readonly range: (range: DayRange, openEnded: string) => string;
}

/** Numbers and dates as the language writes them. */
export function createFormat(language: Language): Format {
  const locale = localeOf[language];
  const asDay = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  const days = new Intl.DateTimeFormat(locale, { ...asDay, timeZone: 'UTC' });
  const instants = new Intl.DateTimeFormat(locale, {
    ...asDay,
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Asia/Kuwait',
  });
  const weekdays = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const day = (value: Day) => days.format(new Date(`${value}T00:00:00Z`));
  return {
    number: (value, options) => new Intl.NumberFormat(locale, options).format(value),
    percent: (share) => percents.format(share),
    day,
    weekday: (value) => weekdays.format(new Date(`${value}T00:00:00Z`)),
    instant: (instant) => instants.format(new Date(instant)),
    range: ({ from, to }, openEnded) => {
      const last =
        to === null ? openEnded : days.format(new Date(Date.parse(`${to}T00:00:00Z`) - 86_400_000));
      return `${day(from)} – ${last}`;
    },
  };
}
