import { z } from 'zod';
import type { InspectionFilter, InspectionSort } from '#app/data/inspection/inspection-list.ts';
import { inspectionSorts } from '#app/data/inspection/inspection-list.ts';
import { isDay } from '#app/domain/dates.ts';
import { inspectionReasons, inspectionStates } from '#app/domain/inspection/day-pack.ts';
import { readListQuery } from './list-query.ts';

const uuid = z.uuid();

/**
 * What the URL of the list of inspections asks: `?state=`, `?site=` by key, `?reason=`, `?inspector=`, `?from=`, `?to=`,
 * and what every list's does. Anything odd is left out.
 */
export function readInspectionQuery(request: Request): InspectionFilter & {
  readonly sort: InspectionSort;
  readonly descending: boolean;
  readonly page: number;
  readonly limit: number;
  readonly offset: number;
} {
  const { searchParams } = new URL(request.url);
  const { sort, ...list } = readListQuery(request);
  const day = (name: string) => {
    const asked = searchParams.get(name) ?? '';
    return isDay(asked) ? asked : undefined;
  };
  return {
    ...list,
    sort: inspectionSorts.find((each) => each === sort?.key) ?? 'day',
    descending: sort?.descending ?? true,
    state: inspectionStates.find((each) => each === searchParams.get('state')),
    siteKey: searchParams.get('site') ?? undefined,
    reason: inspectionReasons.find((each) => each === searchParams.get('reason')),
    inspectorId: uuid.safeParse(searchParams.get('inspector')).data,
    from: day('from'),
    to: day('to'),
  };
}
