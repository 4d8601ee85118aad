import type { LoaderFunctionArgs } from '@remix-run/node';
import { readVacancyForecast } from '#app/data/placement/vacancy-forecast.ts';
import { listSites } from '#app/data/places/places.ts';
import { csvText } from '#app/domain/csv-text.ts';
import { texts } from '#app/i18n/texts.ts';
import { csvAnswer } from '#app/server/csv/csv-answer.ts';

/** The vacancy to come as a file: a line a site and day. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { language, today } = context;
  const { scenarios } = texts[language];
  const words = scenarios.forecast;
  const { sites, forecast } = await context.transact(async (transaction) => ({
    sites: await listSites(transaction),
    ...(await readVacancyForecast(transaction, { today })),
  }));
  const header = [
    scenarios.site,
    words.month,
    words.open,
    words.part.assigned,
    words.part.planned,
    words.part.left,
  ];
  const lines = forecast.sites.flatMap(({ siteId, open, assigned, planned, vacant }) => {
    const site = sites.find(({ id }) => id === siteId);
    const name = language === 'ar' ? site?.nameAr : site?.nameEn;
    return forecast.days.map((day, index) => {
      const given = planned[index] ?? 0;
      const figures = [open[index] ?? 0, assigned[index] ?? 0, given, (vacant[index] ?? 0) - given];
      return [name ?? '', day, ...figures.map(String)];
    });
  });
  return csvAnswer(`vacancy-${today}.csv`, csvText([header, ...lines]));
}
