import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SiteId, WorkplaceId } from '#app/domain/identity/ids.ts';
import type { KnownTravel, TravelField, TravelRow } from '#app/domain/placement/travel-times.ts';
import { judgeTravelRows, readTravelHeaders, travelHeaders } from '#app/domain/placement/travel-times.ts';

const workplace = (id: string, fileNumber: string, name: string) => ({
  id: id as WorkplaceId,
  fileNumber,
  name,
  longitude: 47.98,
  latitude: 29.37,
});
const known: KnownTravel = {
  workplaces: [
    workplace('w1', 'KW-1001', 'برج الحمراء'),
    workplace('w2', 'KW-1001', 'North yard'),
    workplace('w3', 'KW-1001', 'NORTH YARD'),
    workplace('w4', 'KW-2002', 'North yard'),
  ],
  sites: [
    { id: 's1' as SiteId, key: 'kabd', nameAr: 'كبد', nameEn: 'Kabd', longitude: 47.78, latitude: 29.16 },
    {
      id: 's2' as SiteId,
      key: 'al-subiya',
      nameAr: 'الصبية',
      nameEn: 'Al-Subiya',
      longitude: 48.05,
      latitude: 29.62,
    },
  ],
  times: [
    { workplaceId: 'w1' as WorkplaceId, siteId: 's2' as SiteId, minutes: 40, source: 'Municipality, 2026' },
  ],
};

/** A row without a slip, changed where told. */
const aRow = (change: Partial<Record<TravelField, string>> = {}, line = 2): TravelRow => ({
  line,
  cells: {
    fileNumber: 'KW-1001',
    workplace: 'برج الحمراء',
    site: 'Kabd',
    minutes: '25',
    source: 'Municipality, 2026',
    ...change,
  },
});
const judge = (rows: readonly TravelRow[], source = '') => judgeTravelRows(rows, { known, source });
const timeOf = (change: Partial<Record<TravelField, string>>, source?: string) =>
  judge([aRow(change)], source).right[0]?.time;
const problemsOf = (change: Partial<Record<TravelField, string>>) =>
  judge([aRow(change)]).wrong.flatMap(({ problems }) =>
    problems.map(({ field, code }) => `${field}: ${code}`),
  );

describe('the first row', () => {
  it.each(
    Object.entries(travelHeaders).flatMap(([field, headers]) => headers.map((header) => [header, field])),
  )('%s is read as %s', (header, field) => {
    expect(Object.fromEntries(readTravelHeaders(['x', header]).columns)).toEqual({ [field]: 1 });
  });

  it('may leave the source out, and nothing else', () => {
    expect(readTravelHeaders(['source']).missing).toEqual([
      'file number / رقم الملف',
      'workplace / موقع العمل',
      'site / المدينة العمالية',
      'minutes / الدقائق',
    ]);
  });
});

describe('a right row', () => {
  it('names the site in either language or by its key', () => {
    for (const site of ['Kabd', 'KABD', 'كبد', '\u200fكـبد\u200e', 'kabd'])
      expect([site, timeOf({ site })?.siteId]).toEqual([site, 's1']);
  });

  it('may bear Arabic digits, marks of direction and other spellings', () => {
    expect(
      timeOf({ fileNumber: '\u202aKW-١٠٠١\u202c', workplace: ' برج  الحمراء\u200f', minutes: '\u200f٤٥' }),
    ).toEqual({ workplaceId: 'w1', siteId: 's1', minutes: 45, source: 'Municipality, 2026' });
  });

  it('takes the source that is typed beside the file where it names none', () => {
    expect(timeOf({ source: ' ' }, 'Traffic model')?.source).toBe('Traffic model');
    expect(timeOf({}, 'Traffic model')?.source).toBe('Municipality, 2026');
  });

  it('finds a workplace among alike ones by who writes it exactly, and never one of another employer', () => {
    expect(timeOf({ workplace: 'NORTH YARD' })?.workplaceId).toBe('w3');
    expect(timeOf({ workplace: 'North yard' })?.workplaceId).toBe('w2');
    expect(problemsOf({ workplace: 'north yard' })).toEqual(['workplace: no_such_workplace']);
    expect(timeOf({ fileNumber: 'kw-2002', workplace: 'north yard' })?.workplaceId).toBe('w4');
    expect(problemsOf({ fileNumber: 'KW-2002' })).toEqual(['workplace: no_such_workplace']);
  });

  it('says what it does: tells anew, changes, or says what is known', () => {
    const effectOf = (change: Partial<Record<TravelField, string>>) => judge([aRow(change)]).right[0]?.effect;
    expect(effectOf({})).toBe('new');
    expect(effectOf({ site: 'الصبية', minutes: '41' })).toBe('changes');
    expect(effectOf({ site: 'الصبية', minutes: '40', source: 'Survey' })).toBe('changes');
    expect(effectOf({ site: 'الصبية', minutes: '40' })).toBe('same');
  });

  it('says over what it writes', () => {
    const beforeOf = (site: string) => judge([aRow({ site })]).right[0]?.before;
    expect(beforeOf('الصبية')).toEqual(known.times[0]);
    expect(beforeOf('Kabd')).toBeNull();
  });

  it('is remarked on, and right all the same, where no such way is likely', () => {
    const remarksOf = (minutes: string) =>
      judge([aRow({ minutes })]).right.map(({ warnings }) =>
        warnings.map(({ field, code }) => [field, code]),
      );
    expect(remarksOf('5')).toEqual([[['minutes', 'travel_too_fast']]]);
    expect(remarksOf('25')).toEqual([[]]);
  });
});

describe('a wrong row', () => {
  it.each([
    [{ minutes: '-5' }, 'minutes: negative_number'],
    [{ minutes: '\u2212٥' }, 'minutes: negative_number'],
    [{ minutes: '0' }, 'minutes: at_least_one'],
    [{ minutes: '301' }, 'minutes: too_many'],
    [{ minutes: '1e9' }, 'minutes: not_a_number'],
    [{ minutes: '12.5' }, 'minutes: not_a_whole_number'],
    [{ minutes: 'half an hour' }, 'minutes: not_a_number'],
    [{ fileNumber: '' }, 'fileNumber: required'],
    [{ fileNumber: 'KW-9' }, 'fileNumber: no_such_employer'],
    [{ workplace: '\u200f' }, 'workplace: required'],
    [{ workplace: 'South yard' }, 'workplace: no_such_workplace'],
    [{ site: '' }, 'site: required'],
    [{ site: 'Dubai' }, 'site: no_such_site'],
    [{ source: '' }, 'source: required'],
    [{ source: 'x'.repeat(201) }, 'source: too_long'],
  ] as const)('%o is told: %s', (change, told) => {
    expect(problemsOf(change)).toEqual([told]);
  });

  it('names everything that is wrong with it', () => {
    expect(problemsOf({ fileNumber: 'KW-9', site: 'Dubai', minutes: 'x' })).toEqual([
      'fileNumber: no_such_employer',
      'site: no_such_site',
      'minutes: not_a_number',
    ]);
  });

  it('repeats a pair: it counts where it first stands, whatever the site is called', () => {
    const { right, wrong } = judge([aRow({}, 2), aRow({ site: 'كبد', minutes: '30' }, 3)]);
    expect(right.map(({ line, time }) => [line, time.minutes])).toEqual([[2, 25]]);
    expect(wrong).toMatchObject([{ line: 3, problems: [{ field: 'site', code: 'pair_repeated' }] }]);
  });

  it('repeats no pair that stands in wrong rows only', () => {
    const { right } = judge([aRow({ minutes: 'x' }, 2), aRow({}, 3)]);
    expect(right.map(({ line }) => line)).toEqual([3]);
  });
});

it('rows without minutes are passed over, and every row is right, wrong or passed over', () => {
  const cell = fc.constantFrom(
    '',
    ' ',
    '\u200f',
    'KW-1001',
    'North yard',
    'برج الحمراء',
    'Kabd',
    'كبد',
    '10',
    '-1',
  );
  const cells = fc.record({ fileNumber: cell, workplace: cell, site: cell, minutes: cell, source: cell });
  fc.assert(
    fc.property(fc.array(cells, { maxLength: 12 }), (all) => {
      const { right, wrong, empty } = judge(all.map((each, index) => ({ line: index + 2, cells: each })));
      expect(right.length + wrong.length + empty).toBe(all.length);
      expect(empty).toBe(all.filter(({ minutes }) => !minutes.replace('\u200f', '').trim()).length);
      for (const { problems } of wrong) expect(problems.length).toBeGreaterThan(0);
      const pairs = right.map(({ time }) => `${time.workplaceId} ${time.siteId}`);
      expect(new Set(pairs).size).toBe(pairs.length);
    }),
  );
});
