import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RosterRow } from '#app/domain/placement/roster.ts';
import { judgeRoster, readHeaders, rosterHeaders } from '#app/domain/placement/roster.ts';
import type { WorkerField } from '#app/domain/placement/worker-facts.ts';
import { workerFields } from '#app/domain/placement/worker-facts.ts';
import { texts } from '#app/i18n/texts.ts';
import { aCivilId } from './typed-worker.ts';

const TODAY = '2026-06-15';

/** A row without a slip, changed where told. */
function aRow(change: Partial<Record<WorkerField, string>> = {}, line = 2): RosterRow {
  return {
    line,
    cells: {
      fullName: 'Rajesh Kumar',
      civilId: aCivilId(),
      birthDate: '',
      sex: 'male',
      shift: 'day',
      languages: 'hi; en',
      accessNeeds: '',
      ...change,
    },
  };
}

const judge = (...rows: RosterRow[]) => judgeRoster(rows, TODAY);
const factsOf = (change: Partial<Record<WorkerField, string>>) => {
  const { right, wrong } = judge(aRow(change));
  if (!right[0]) throw new Error(JSON.stringify(wrong[0]?.problems));
  return right[0].facts;
};

describe('the first row', () => {
  const columnsOf = (...headers: string[]) => Object.fromEntries(readHeaders(headers).columns);

  it('names the columns in Arabic or English, in any order and case, among others', () => {
    expect(columnsOf('اللغات', 'الجنس', 'Nationality', '  FULL   Name ', 'النوبة', 'Civil ID')).toEqual({
      languages: 0,
      sex: 1,
      fullName: 3,
      shift: 4,
      civilId: 5,
    });
  });

  it.each(
    Object.entries(rosterHeaders).flatMap(([field, headers]) => headers.map((header) => [header, field])),
  )('%s is read as %s', (header, field) => {
    expect(columnsOf('x', header)).toEqual({ [field]: 1 });
  });

  it('may spell Arabic as people do', () => {
    expect(columnsOf('الإسم', 'تاريخ الميـلاد', 'النوبه', '\u200fالرقم المدني')).toEqual({
      fullName: 0,
      birthDate: 1,
      shift: 2,
      civilId: 3,
    });
  });

  it('is told which columns are missing; birth date and needs may be', () => {
    const { missing } = readHeaders(['full name', 'sex']);
    expect(missing).toEqual(['civil ID / الرقم المدني', 'shift / النوبة', 'languages / اللغات']);
    expect(readHeaders(['name', 'civil id', 'gender', 'shift', 'language']).missing).toEqual([]);
    expect(readHeaders([]).missing).toHaveLength(5);
  });

  it('that names a column twice is read by the first', () => {
    expect(columnsOf('name', 'الاسم').fullName).toBe(0);
  });
});

describe('the words for the values', () => {
  it.each([
    ['sex', 'ذكر', 'male'],
    ['sex', 'M', 'male'],
    ['sex', 'أنثى', 'female'],
    ['sex', 'انثى', 'female'],
    ['sex', 'أنثي', 'female'],
    ['sex', ' Female ', 'female'],
    ['shift', 'ليلية', 'night'],
    ['shift', 'ليليه', 'night'],
    ['shift', 'Rotating Shift', 'rotating'],
    ['shift', 'نوبة  نهارية', 'day'],
  ] as const)('%s %j is read as %s', (field, word, value) => {
    expect(factsOf({ [field]: word })[field]).toBe(value);
  });

  it.each(Object.entries(texts))(
    'include every word that our own screens use for them (%s)',
    (_, { terms }) => {
      const shown = {
        sex: terms.sex,
        shift: terms.shift,
        languages: terms.workerLanguage,
        accessNeeds: terms.accessNeed,
      };
      for (const [field, values] of Object.entries(shown))
        for (const [value, word] of Object.entries(values))
          expect([word, factsOf({ [field]: word })[field as keyof typeof shown]].flat()).toEqual([
            word,
            value,
          ]);
    },
  );

  it('name several languages and needs, in both languages, however they are separated', () => {
    expect(factsOf({ languages: 'الهندية، English | ur' }).languages).toEqual(['en', 'hi', 'ur']);
    expect(factsOf({ languages: 'الانجليزية/هندي' }).languages).toEqual(['en', 'hi']);
    expect(factsOf({ languages: 'hindi; hi' }).languages).toEqual(['hi']);
    expect(factsOf({ accessNeeds: 'lower bed، step-free' }).accessNeeds).toEqual(['step_free', 'lower_bed']);
    expect(factsOf({ accessNeeds: ' ; ' }).accessNeeds).toEqual([]);
  });

  it.each([
    ['sex', 'other'],
    ['sex', 'constructor'],
    ['shift', 'بعد الظهر'],
    ['languages', 'hi; klingon'],
    ['languages', '__proto__'],
    ['accessNeeds', 'sea view'],
  ] as const)('%s: %j is none of them, and is told so', (field, word) => {
    expect(judge(aRow({ [field]: word })).wrong[0]?.problems).toEqual([{ field, code: 'not_a_choice' }]);
  });
});

describe('a roster', () => {
  it('counts a civil ID where it first stands, and says so of the row that repeats it', () => {
    const { right, wrong } = judge(
      aRow({}, 2),
      aRow({ fullName: 'Somebody Else' }, 3),
      aRow({ civilId: '٢٨٨٠٢٠١-٢٢٥٩٦' }, 4),
      aRow({ civilId: '288020122596' }, 5),
    );
    expect(right.map((row) => row.line)).toEqual([2, 4]);
    expect(wrong.map(({ line, problems }) => [line, problems])).toEqual([
      [3, [{ field: 'civilId', code: 'civil_id_repeated' }]],
      [5, [{ field: 'civilId', code: 'civil_id_repeated' }]],
    ]);
  });

  it('does not hold a row for a repetition of one that is wrong anyway', () => {
    const { right } = judge(aRow({ sex: '' }, 2), aRow({}, 3));
    expect(right.map((row) => row.line)).toEqual([3]);
  });

  it('keeps a wrong row as it stood, with everything that is wrong with it', () => {
    const row = aRow({ fullName: '', civilId: '288 O', shift: 'dusk' }, 7);
    expect(judge(row)).toEqual({
      right: [],
      wrong: [
        {
          ...row,
          problems: [
            { field: 'fullName', code: 'required' },
            { field: 'civilId', code: 'civil_id_digits' },
            { field: 'shift', code: 'not_a_choice' },
          ],
        },
      ],
    });
  });

  it('whatever stands in some rows, loses none, and reads the right ones as if they stood alone', () => {
    const anyCells = fc.record(
      Object.fromEntries(workerFields.map((field) => [field, fc.string({ unit: 'binary' })])),
      { requiredKeys: [] },
    ) as fc.Arbitrary<RosterRow['cells']>;
    fc.assert(
      fc.property(fc.array(fc.option(anyCells), { maxLength: 12 }), (kinds) => {
        const rows = kinds.map((cells, index) =>
          cells ? { line: index + 2, cells } : aRow({ civilId: aCivilId('1990-05-05', index) }, index + 2),
        );
        const { right, wrong } = judge(...rows);
        expect([...right, ...wrong].map((row) => row.line).sort((a, b) => a - b)).toEqual(
          rows.map((row) => row.line),
        );
        expect(right.map((row) => row.line)).toEqual(
          rows.filter((_, index) => kinds[index] === null).map((row) => row.line),
        );
        expect(wrong.every((row) => row.problems.length > 0)).toBe(true);
      }),
    );
  });
});
