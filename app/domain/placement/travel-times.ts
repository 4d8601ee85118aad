import type { Position } from '#app/domain/allocation/distance.ts';
import { distanceMetres } from '#app/domain/allocation/distance.ts';
import type { SiteId, WorkplaceId } from '#app/domain/identity/ids.ts';
import { latinDigits } from '#app/domain/identity/civil-id.ts';
import { readNeededCount } from '#app/domain/places/measure.ts';
import type { FieldProblemCode } from '#app/domain/problem.ts';
import { cleanName, comparable, findColumns, readName } from '#app/domain/typed-text.ts';
import { remarkOnTravel } from './plausible-travel.ts';

export const MOST_TRAVEL_ROWS = 50_000;

/** Kuwait is crossed in two hours; whoever writes more meant something else. Our choice. */
const MOST_MINUTES = 300;
const LONGEST_SOURCE = 200;

export const travelFields = ['fileNumber', 'workplace', 'site', 'minutes', 'source'] as const;
export type TravelField = (typeof travelFields)[number];

/** Headers that name each column, in both languages; the first is the one that the template writes. */
export const travelHeaders: Readonly<Record<TravelField, readonly string[]>> = {
  fileNumber: ['file number / رقم الملف', 'file number', 'file no', 'file_number', 'رقم الملف', 'الملف'],
  workplace: ['workplace / موقع العمل', 'workplace', 'work place', 'موقع العمل', 'مكان العمل'],
  site: ['site / المدينة العمالية', 'site', 'labour city', 'المدينة العمالية', 'المدينة'],
  minutes: ['minutes / الدقائق', 'minutes', 'travel time', 'travel minutes', 'الدقائق', 'زمن الوصول'],
  source: ['source / المصدر', 'source', 'المصدر'],
};

/** The times of a file may have one source, which is then typed beside it. */
const optionalFields: readonly TravelField[] = ['source'];

/** Which column each field stands in; `missing` names the headers that a table of times can't do without. */
export function readTravelHeaders(headers: readonly string[]): {
  columns: ReadonlyMap<TravelField, number>;
  missing: readonly string[];
} {
  const columns = findColumns(headers, travelHeaders);
  const missing = travelFields.filter((field) => !columns.has(field) && !optionalFields.includes(field));
  return { columns, missing: missing.map((field) => travelHeaders[field][0] ?? field) };
}

export interface TravelRow {
  /** The row's line in the file: the headers stand in line 1. */
  readonly line: number;
  readonly cells: Readonly<Partial<Record<TravelField, string>>>;
}

interface TravelRemark {
  readonly field: TravelField;
  readonly code: FieldProblemCode;
}

/** Minutes from a workplace to a site, and who says so. */
export interface TravelTime {
  readonly workplaceId: WorkplaceId;
  readonly siteId: SiteId;
  readonly minutes: number;
  readonly source: string;
}

export interface RightTravelRow extends TravelRow {
  readonly time: TravelTime;
  /** What was known of the pair; null where nothing was. */
  readonly before: TravelTime | null;
  readonly effect: 'new' | 'changes' | 'same';
  /** The straight line between the two. */
  readonly metres: number;
  /** What a planner should look at though it stops nothing. */
  readonly warnings: readonly TravelRemark[];
}

export interface WrongTravelRow extends TravelRow {
  readonly problems: readonly TravelRemark[];
}

export interface JudgedTravelRows {
  readonly right: readonly RightTravelRow[];
  readonly wrong: readonly WrongTravelRow[];
  /** Rows without minutes: they tell nothing, and leave what is known as it is. */
  readonly empty: number;
}

/** The right rows that tell something new; the others say what is known already. */
export const toldRows = ({ right }: Pick<JudgedTravelRows, 'right'>): readonly RightTravelRow[] =>
  right.filter(({ effect }) => effect !== 'same');

/** What there are times between, and the times that are known. */
export interface KnownTravel {
  readonly workplaces: readonly (Position & {
    readonly id: WorkplaceId;
    readonly fileNumber: string;
    readonly name: string;
  })[];
  readonly sites: readonly (Position & {
    readonly id: SiteId;
    readonly key: string;
    readonly nameAr: string;
    readonly nameEn: string;
  })[];
  readonly times: readonly TravelTime[];
}

const keyOf = ({ workplaceId, siteId }: Pick<TravelTime, 'workplaceId' | 'siteId'>) =>
  `${workplaceId} ${siteId}`;
const fileKey = (fileNumber: string) => comparable(latinDigits(fileNumber));

/**
 * Judges every row by itself: a wrong one never stops the right ones. A pair counts once, where it first stands. `source`
 * is that of the rows that name none.
 */
export function judgeTravelRows(
  rows: readonly TravelRow[],
  { known, source }: { known: KnownTravel; source: string },
): JudgedTravelRows {
  const placesOf = placeFinder(known);
  const times = new Map(known.times.map((time) => [keyOf(time), time]));
  const right: RightTravelRow[] = [];
  const wrong: WrongTravelRow[] = [];
  const seen = new Set<string>();
  let empty = 0;
  for (const row of rows) {
    const { cells } = row;
    if (!cleanName(cells.minutes ?? '')) {
      empty++;
      continue;
    }
    const { from, to, problems } = placesOf(cells);
    const minutes = readNeededCount(cells.minutes ?? '', {
      least: 1,
      most: MOST_MINUTES,
      outside: 'too_many',
    });
    const by = readName(cleanName(cells.source ?? '') || source, LONGEST_SOURCE);
    if (!minutes.ok) problems.push({ field: 'minutes', code: minutes.code });
    if (!by.ok) problems.push({ field: 'source', code: by.code });
    const pair = from && to && keyOf({ workplaceId: from.id, siteId: to.id });
    if (pair && seen.has(pair)) problems.push({ field: 'site', code: 'pair_repeated' });
    if (!pair || !minutes.ok || !by.ok || problems.length > 0) {
      wrong.push({ ...row, problems });
      continue;
    }
    seen.add(pair);
    const time = { workplaceId: from.id, siteId: to.id, minutes: minutes.value, source: by.value };
    const before = times.get(pair) ?? null;
    const metres = distanceMetres(from, to);
    const remark = remarkOnTravel({ metres, minutes: time.minutes });
    const warnings = remark ? [{ field: 'minutes', code: remark } as const] : [];
    right.push({ ...row, time, before, effect: effectOf(time, before), metres, warnings });
  }
  return { right, wrong, empty };
}

function effectOf(time: TravelTime, before: TravelTime | null): RightTravelRow['effect'] {
  if (!before) return 'new';
  return before.minutes === time.minutes && before.source === time.source ? 'same' : 'changes';
}

/** Finds an employer's workplace by its name and a site by its own, in either language; or says which is unknown. */
function placeFinder({ workplaces, sites }: KnownTravel) {
  const ofFile = new Map(
    [...Map.groupBy(workplaces, ({ fileNumber }) => fileKey(fileNumber))].map(
      ([key, own]) => [key, Map.groupBy(own, ({ name }) => comparable(name))] as const,
    ),
  );
  const siteOf = new Map(
    sites.flatMap((each) =>
      [each.key, each.nameAr, each.nameEn].map((name) => [comparable(name), each] as const),
    ),
  );
  return ({ fileNumber = '', workplace = '', site = '' }: TravelRow['cells']) => {
    const problems: TravelRemark[] = [];
    const ofEmployer = ofFile.get(fileKey(fileNumber));
    // Two names that differ in spelling alone are told apart only by who writes them exactly.
    const alike = ofEmployer?.get(comparable(workplace)) ?? [];
    const found =
      alike.length === 1 ? alike[0] : alike.find(({ name }) => cleanName(name) === cleanName(workplace));
    if (!ofEmployer)
      problems.push({ field: 'fileNumber', code: cleanName(fileNumber) ? 'no_such_employer' : 'required' });
    else if (!found)
      problems.push({ field: 'workplace', code: cleanName(workplace) ? 'no_such_workplace' : 'required' });
    const to = siteOf.get(comparable(site));
    if (!to) problems.push({ field: 'site', code: cleanName(site) ? 'no_such_site' : 'required' });
    return { from: found, to, problems };
  };
}
