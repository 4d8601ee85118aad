import type { TravelFilter } from '#app/data/placement/travel-times.ts';
import type { TravelField } from '#app/domain/placement/travel-times.ts';
import { isolate } from '#app/i18n/isolate.ts';
import { plural } from '#app/i18n/plural.ts';

const minutes = (count: number) => plural('en', count, { one: 'minute', other: 'minutes' });

/** How long the ways between workplaces and sites take, as the ministry knows it. */
export const travel = {
  title: 'Travel times',
  lead: 'Where minutes from a workplace to a site are given, plans weigh ways to work by them; elsewhere by the straight line. Both are compared at 40 km/h, an estimate.',
  known: 'What is known',
  ofAll: 'Of all workplaces',
  ofAwaiting: 'Of requests that the next plan may take',
  knownOf: (given: string, pairs: string, straight: string) =>
    `minutes for ${given} of ${pairs} pairs of workplace and site; the straight line for ${straight}`,
  filterLabel: 'Which pairs',
  filter: {
    all: 'All',
    awaiting: 'For the next plan',
    given: 'With minutes',
    straight: 'By the straight line',
  } satisfies Record<TravelFilter, string>,
  search: 'Employer, file number or workplace',
  none: 'No such pair.',
  pairs: 'Workplaces and sites',
  fields: {
    fileNumber: 'File number',
    workplace: 'Workplace',
    site: 'Site',
    minutes: 'Travel time',
    source: 'Source',
  } satisfies Record<TravelField, string>,
  employer: 'Employer',
  distance: 'Straight line',
  minutes,
  changed: 'Last written',
  changedBy: (when: string, who: string) => `${when}, ${who}`,
  itself: 'the product itself',
  tick: (workplace: string, site: string) => `Remove the time from ${workplace} to ${site}`,
  remove: 'Remove the ticked times',
  removeQuestion: 'Remove the ticked times? The straight line then counts for these pairs.',
  removeAll: 'Remove all given times',
  removeAllQuestion: (count: number) =>
    `Remove ${plural('en', count, { one: 'given time', other: 'given times' })}? The straight line then counts everywhere.`,
  removeHint:
    'Plans that are made already stay as they are. Download what is given first: imported again, it is back.',
  done: {
    removed: 'The times were removed: the straight line counts for these pairs.',
    nothing: 'Nothing was ticked, so nothing was removed.',
  } as Readonly<Record<string, string>>,
  template: 'Download all pairs to fill in',
  export: 'Download what is given',
  exportShown: 'Download what this search and filter show',
  import: 'Import travel times',
  importLead:
    'A CSV file with a row for each workplace and site. You see what is right and wrong before anything is saved.',
  importHint:
    'CSV, at most 5 MB and 50,000 rows; save an Excel sheet as CSV first. The first row names the columns, as in the file of all pairs.',
  emptyHint: 'Rows without minutes are passed over: what is known of them stays.',
  source: 'Source of rows that name none',
  sourceHint: 'Who measured or modelled the times, and when.',
  emptyRows: (count: number) =>
    plural('en', count, { one: 'row has no minutes', other: 'rows have no minutes' }),
  sameRows: (count: number) =>
    plural('en', count, { one: 'row says what is known already', other: 'rows say what is known already' }),
  insteadOf: (minutes: string, source: string) => `instead of ${minutes} (${isolate(source)})`,
  columns: { distance: 'straight line (km)', changedAt: 'last written', changedBy: 'by' },
  used: 'Ways to work',
  usedIs: (given: string, pairs: string) =>
    `by travel times, as kilometres at 40 km/h, for ${given} of ${pairs} pairs of request and site; else by the straight line`,
  notUsed: 'by the straight line: no travel times were given',
  inOptions: 'Travel times: what is given, and where the straight line counts',
};

export type TravelTexts = typeof travel;
