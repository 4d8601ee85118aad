import { describe, expect, it } from 'vitest';
import { plural } from '#app/i18n/plural.ts';
import { texts } from '#app/i18n/texts.ts';

const beds = {
  zero: 'سرير',
  one: 'سرير واحد',
  two: 'سريران',
  few: 'أسرّة',
  many: 'سريرًا',
  other: 'سرير',
};

describe('a count in Arabic', () => {
  it.each([
    [0, '0 سرير'],
    [1, 'سرير واحد'],
    [2, 'سريران'],
    [3, '3 أسرّة'],
    [10, '10 أسرّة'],
    [11, '11 سريرًا'],
    [99, '99 سريرًا'],
    [100, '100 سرير'],
    [101, '101 سرير'],
    [103, '103 أسرّة'],
    [111, '111 سريرًا'],
    [1_000, '1,000 سرير'],
  ])('%i is said as %s', (count, said) => {
    expect(plural('ar', count, beds)).toBe(said);
  });

  it('that has no form of its own for one or two keeps its numeral', () => {
    expect(plural('ar', 1, { other: 'صف' })).toBe('1 صف');
    expect(plural('ar', 2, { other: 'صف' })).toBe('2 صف');
  });
});

describe('a count in English', () => {
  it.each([
    [0, '0 beds'],
    [1, '1 bed'],
    [2, '2 beds'],
    [12_000, '12,000 beds'],
  ])('%i is said as %s', (count, said) => {
    expect(plural('en', count, { one: 'bed', other: 'beds' })).toBe(said);
  });
});

describe('what an import answers', () => {
  it('reads well for none, one, two, few and many', () => {
    expect([0, 1, 2, 3, 11, 100].map(texts.ar.employer.importRight)).toEqual([
      'استيراد 0 عامل',
      'استيراد عامل واحد',
      'استيراد عاملين',
      'استيراد 3 عمال',
      'استيراد 11 عاملًا',
      'استيراد 100 عامل',
    ]);
    expect([0, 1, 2].map(texts.en.employer.importRight)).toEqual([
      'Import 0 workers',
      'Import 1 worker',
      'Import 2 workers',
    ]);
  });
});
