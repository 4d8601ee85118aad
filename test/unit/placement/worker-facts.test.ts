import { describe, expect, it } from 'vitest';
import type { TypedWorker, WorkerField } from '#app/domain/placement/worker-facts.ts';
import { readWorkerFacts, workerFields } from '#app/domain/placement/worker-facts.ts';
import { aCivilId, aTypedWorker } from './typed-worker.ts';

const TODAY = '2026-06-15';
const problemsOf = (change: Partial<TypedWorker>, today = TODAY) => {
  const read = readWorkerFacts(aTypedWorker(change), today);
  return read.ok ? {} : read.problems;
};
const factsOf = (change: Partial<TypedWorker>, today = TODAY) => {
  const read = readWorkerFacts(aTypedWorker(change), today);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.facts;
};

/** The same digits in another script, whose zero is this. */
const digitsFrom = (zero: number, text: string) =>
  text.replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)));

describe('a worker typed without a slip', () => {
  it('is read', () => {
    expect(factsOf({})).toEqual({
      fullName: 'Rajesh Kumar',
      civilId: aCivilId(),
      birthDate: '1988-02-01',
      sex: 'male',
      shift: 'day',
      languages: ['en', 'hi'],
      accessNeeds: [],
    });
  });

  it('needs no birth date: the civil ID tells it', () => {
    expect(factsOf({ birthDate: '' }).birthDate).toBe('1988-02-01');
  });

  it.each([0x0660, 0x06f0])('may be typed in the digits of Arabic or Persian (from %i)', (zero) => {
    const facts = factsOf({
      civilId: digitsFrom(zero, aCivilId()),
      birthDate: digitsFrom(zero, '1988-02-01'),
    });
    expect([facts.civilId, facts.birthDate]).toEqual([aCivilId(), '1988-02-01']);
  });

  it.each([
    '1/2/1988',
    '01/02/1988',
    '01-02-1988',
    '1.2.1988',
    ' 1988-02-01 ',
    '٠١/٠٢/١٩٨٨',
    '01\u200f/02\u200f/1988',
  ])('may write the birth date as %j', (birthDate) => {
    expect(factsOf({ birthDate }).birthDate).toBe('1988-02-01');
  });

  it.each(['2880 2012 2596', '\u200f288020122596\u200e', '288020-12259–6'])(
    'may have the civil ID pasted as %j',
    (civilId) => {
      expect(factsOf({ civilId }).civilId).toBe('288020122596');
    },
  );

  it.each(['=Ali', '+965 1234', '-', '@home', "O'Brien", 'عبد الله', 'பிரியா'])(
    'may have the name %j',
    (fullName) => {
      expect(factsOf({ fullName }).fullName).toBe(fullName);
    },
  );

  it('has its name freed of what pasting brings along', () => {
    expect(factsOf({ fullName: '\u200f  علي\u00a0\t حسن\u202e\0 ' }).fullName).toBe('علي حسن');
  });

  it('may name a language or a need twice', () => {
    const facts = factsOf({ languages: ['hi', 'hi'], accessNeeds: ['lower_bed', 'lower_bed'] });
    expect([facts.languages, facts.accessNeeds]).toEqual([['hi'], ['lower_bed']]);
  });
});

describe('a civil ID typed wrongly', () => {
  it.each([
    ['', 'required'],
    ['   ', 'required'],
    ['28802012259', 'civil_id_length'],
    ['2880201225966', 'civil_id_length'],
    ['28802012259O', 'civil_id_digits'],
    ['2.8802E+11', 'civil_id_digits'],
    ['188020122596', 'civil_id_century'],
    ['488020122596', 'civil_id_century'],
    ['288023022596', 'civil_id_birth_date'],
    ['287022922596', 'civil_id_birth_date'],
    ['288130122596', 'civil_id_birth_date'],
    ['288020122595', 'civil_id_checksum'],
    ['288020122569', 'civil_id_checksum'],
    ['٢٨٨٠٢٠١٢٢٥٩٥', 'civil_id_checksum'],
  ])('%j: %s', (civilId, code) => {
    expect(problemsOf({ civilId })).toEqual({ civilId: code });
  });
});

describe('a birth date', () => {
  it.each(['1988-02-02', '02/01/1988'])('%s that differs from the civil ID’s is asked about', (birthDate) => {
    expect(problemsOf({ birthDate })).toEqual({ birthDate: 'birth_date_differs' });
  });

  it.each(['1988-02-30', '31/11/1988', '1988', 'yesterday', '1/2/88', '32174'])(
    '%s is no day',
    (birthDate) => {
      expect(problemsOf({ birthDate })).toEqual({ birthDate: 'not_a_day' });
    },
  );
});

describe('somebody who would be under 18', () => {
  const isTooYoung = (birthDate: string, today: string) =>
    problemsOf({ civilId: aCivilId(birthDate), birthDate: '' }, today).birthDate === 'too_young';

  it.each([
    ['2008-06-16', '2026-06-15', true],
    ['2008-06-15', '2026-06-15', false],
    ['2008-06-14', '2026-06-15', false],
    // Born on 29 February: 18 on 1 March where the year has no such day.
    ['2008-02-29', '2026-02-28', true],
    ['2008-02-29', '2026-03-01', false],
    // Today is 29 February, and the year 18 years ago had none.
    ['2010-02-28', '2028-02-29', false],
    ['2010-03-01', '2028-02-29', true],
    // A civil ID of somebody not yet born.
    ['2040-01-01', '2026-06-15', true],
  ])('born %s, on %s: %s', (birthDate, today, expected) => {
    expect(isTooYoung(birthDate, today)).toBe(expected);
  });
});

describe('a form with every field wrong', () => {
  it('is told every field at once, and nothing else', () => {
    const wrong = {
      fullName: ' ',
      civilId: '1',
      birthDate: 'x',
      sex: 'x',
      shift: '',
      languages: ['xx'],
      accessNeeds: ['wings'],
    };
    expect(problemsOf(wrong)).toEqual({
      fullName: 'required',
      civilId: 'civil_id_length',
      birthDate: 'not_a_day',
      sex: 'not_a_choice',
      shift: 'required',
      languages: 'not_a_choice',
      accessNeeds: 'not_a_choice',
    } satisfies Record<WorkerField, string>);
    expect(Object.keys(problemsOf(wrong))).toHaveLength(workerFields.length);
  });

  it('is told a name of nothing but marks is missing, and one of 201 letters is too long', () => {
    expect(problemsOf({ fullName: '\u200f\u202e' })).toEqual({ fullName: 'required' });
    expect(problemsOf({ fullName: 'ع'.repeat(200) })).toEqual({});
    expect(problemsOf({ fullName: 'ع'.repeat(201) })).toEqual({ fullName: 'too_long' });
    expect(problemsOf({ languages: [] })).toEqual({ languages: 'required' });
  });
});
