import type { LoaderFunctionArgs } from '@remix-run/node';
import { listTravelPairs } from '#app/data/placement/travel-times.ts';
import { distanceMetres } from '#app/domain/allocation/distance.ts';
import { csvText } from '#app/domain/csv-text.ts';
import { travelFields, travelHeaders } from '#app/domain/placement/travel-times.ts';
import { texts } from '#app/i18n/texts.ts';
import { csvAnswer } from '#app/server/csv/csv-answer.ts';
import { readTravelQuery } from '#app/server/request/travel-query.ts';

const MOST_PAIRS = 1_000_000;

/** What a search and filter of travel times show, in the columns that the import reads, and what it passes over. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const { language } = context;
  const { travel } = texts[language];
  const pairs = await context.transact((transaction) =>
    listTravelPairs(transaction, { ...readTravelQuery(request), limit: MOST_PAIRS, offset: 0 }),
  );
  const { distance, changedAt, changedBy } = travel.columns;
  const headers = [
    ...travelFields.map((field) => travelHeaders[field][0] ?? field),
    travel.employer,
    distance,
    changedAt,
    changedBy,
  ];
  const lines = pairs.map((pair) => [
    pair.fileNumber,
    pair.workplaceName,
    language === 'ar' ? pair.siteAr : pair.siteEn,
    String(pair.given?.minutes ?? ''),
    pair.given?.source ?? '',
    pair.employerName,
    (distanceMetres(pair.workplace, pair.site) / 1000).toFixed(1),
    pair.given?.changedAt.toISOString() ?? '',
    pair.given ? (pair.given.changedByName ?? travel.itself) : '',
  ]);
  return csvAnswer('travel-times.csv', csvText([headers, ...lines]));
}
