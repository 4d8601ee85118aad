import { describe, expect, it } from 'vitest';
import { createFormat } from '#app/i18n/format.ts';
import { chooseLanguage } from '#app/i18n/language.ts';

const ar = createFormat('ar');
const en = createFormat('en');

/** Marks of direction are no part of what is read. */
const read = (text: string) => text.replace(/\p{Bidi_Control}/gu, '');

describe('numbers', () => {
  it('have Latin digits in both languages, as on civil IDs and doors', () => {
    expect(ar.number(12_345.6)).toBe('12,345.6');
    expect(en.number(12_345.6)).toBe('12,345.6');
    expect(read(ar.percent(0.704))).toBe('70%');
    expect(en.percent(0.704)).toBe('70%');
  });
});

describe('days', () => {
  it('are written as each language writes them, by the calendar of the civil ID', () => {
    expect(en.day('2026-06-05')).toBe('5 Jun 2026');
    expect(read(ar.day('2026-06-05'))).toBe('5 يونيو 2026');
  });

  it('stay the same day wherever the product runs', () => {
    expect(en.day('2026-01-01')).toBe('1 Jan 2026');
    expect(en.day('2026-12-31')).toBe('31 Dec 2026');
  });

  it('of a stay are told with its last night, though the range ends a day later', () => {
    expect(en.range({ from: '2026-06-05', to: '2026-07-01' }, 'open')).toBe('5 Jun 2026 – 30 Jun 2026');
    expect(en.range({ from: '2026-06-05', to: null }, 'no end')).toBe('5 Jun 2026 – no end');
    expect(read(ar.range({ from: '2028-02-28', to: '2028-03-01' }, 'مفتوح'))).toBe(
      '28 فبراير 2028 – 29 فبراير 2028',
    );
  });
});

describe('an instant', () => {
  it('is told in Kuwait’s time: late in the evening elsewhere, it is the next day there', () => {
    expect(en.instant('2026-06-05T22:30:00Z')).toMatch(/^6 Jun 2026, 0?1:30$/);
    expect(read(ar.instant(new Date('2026-06-05T09:05:00Z')))).toMatch(/^5 يونيو 2026.*12:05/);
  });
});

describe('the language', () => {
  it('is the one asked for, else the one kept, else Arabic', () => {
    expect(chooseLanguage('en', 'ar')).toBe('en');
    expect(chooseLanguage(null, 'en')).toBe('en');
    expect(chooseLanguage('fr', 'en')).toBe('en');
    expect(chooseLanguage('__proto__', 'de')).toBe('ar');
    expect(chooseLanguage(null, null)).toBe('ar');
  });
});
