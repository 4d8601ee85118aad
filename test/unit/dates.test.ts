import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DayRange } from '#app/domain/dates.ts';
import { addDays, covers, daysBetween, isDay, overlaps } from '#app/domain/dates.ts';

const aDay = fc.integer({ min: 0, max: 60_000 }).map((count) => addDays('1950-01-01', count));
const aRange = fc
  .tuple(aDay, fc.option(fc.integer({ min: 1, max: 900 })))
  .map(([from, length]): DayRange => ({ from, to: length === null ? null : addDays(from, length) }));

const everyDayOf = ({ from, to }: DayRange, until: string) => {
  const days: string[] = [];
  for (let day = from; day < (to ?? until); day = addDays(day, 1)) days.push(day);
  return days;
};

describe('a day', () => {
  it.each(['2026-06-15', '2028-02-29', '2000-02-29', '1900-01-01', '2999-12-31'])('%s is one', (text) => {
    expect(isDay(text)).toBe(true);
  });

  it.each([
    '2026-02-30',
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-04-00',
    '26-04-01',
    '2026-4-1',
    '2026-04-01T00:00',
    ' 2026-04-01',
    '٢٠٢٦-٠٤-٠١',
    '0000-01-01',
    '1899-12-31',
    '3000-01-01',
    '9999-12-31',
    '',
  ])('%j is none', (text) => {
    expect(isDay(text)).toBe(false);
  });

  it('stays one when days are added, and the days between lead back', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: -9_000, max: 9_000 }), (day, count) => {
        const other = addDays(day, count);
        expect(isDay(other)).toBe(true);
        expect(daysBetween(day, other)).toBe(count);
      }),
    );
  });

  it('the last that a form takes has a day after it, for an end that is not included', () => {
    expect(addDays('2999-12-31', 1)).toBe('3000-01-01');
  });

  it('is followed by the next one at the ends of months, years and February', () => {
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  });
});

describe('two ranges of days', () => {
  it('overlap when they share a day: the day on which one ends is not its own', () => {
    expect(overlaps({ from: '2026-01-01', to: '2026-02-01' }, { from: '2026-02-01', to: null })).toBe(false);
    expect(overlaps({ from: '2026-01-01', to: '2026-02-02' }, { from: '2026-02-01', to: null })).toBe(true);
    fc.assert(
      fc.property(aRange, aRange, (one, other) => {
        const horizon = addDays(one.from > other.from ? one.from : other.from, 1);
        const days = new Set(everyDayOf(one, horizon));
        const shared = everyDayOf(other, horizon).some((day) => days.has(day));
        expect(overlaps(one, other)).toBe(shared);
        expect(overlaps(other, one)).toBe(shared);
      }),
      { numRuns: 30 },
    );
  });

  it('cover one another when no day is left over', () => {
    expect(covers({ from: '2026-01-01', to: null }, { from: '2026-01-01', to: '2026-02-01' })).toBe(true);
    expect(covers({ from: '2026-01-01', to: '2026-02-01' }, { from: '2026-01-15', to: null })).toBe(false);
    expect(covers({ from: '2026-01-02', to: '2026-02-01' }, { from: '2026-01-01', to: '2026-02-01' })).toBe(
      false,
    );
    expect(covers({ from: '2026-01-01', to: '2026-02-01' }, { from: '2026-01-01', to: '2026-02-01' })).toBe(
      true,
    );
  });
});
