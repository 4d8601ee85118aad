import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAreaM2, readCeilingM, readCount } from '#app/domain/places/measure.ts';

const right = <Value>(value: Value) => ({ ok: true, value });
const wrong = (code: string) => ({ ok: false, code });

describe('a floor area', () => {
  it.each([
    ['18.5', '', 18.5],
    ['18,5', '', 18.5],
    ['١٨٫٥', '', 18.5],
    [' 18.50 m² ', '', 18.5],
    ['18.5m2', '', 18.5],
    ['18.5 SQM', '', 18.5],
    ['18.5 sq. m', '', 18.5],
    ['١٨٫٥ م²', '', 18.5],
    ['18.5 متر مربع', '', 18.5],
    ['18.5', 'm^2', 18.5],
    ['100 ft²', '', 9.29],
    ['100 sq ft', '', 9.29],
    ['100', 'square feet', 9.29],
    ['100 قدم مربع', '', 9.29],
    // Its own unit counts before the column's.
    ['100 ft2', 'm²', 9.29],
    ['500', '', 500],
  ])('%j in a column of %j is %d m²', (text, unit, m2) => {
    expect(readAreaM2(text, unit)).toEqual(right(m2));
  });

  it.each(['', '  ', '\u200f'])('%j is not measured', (text) => {
    expect(readAreaM2(text, 'm2')).toEqual(right(null));
  });

  it.each([
    ['-18', '', 'negative_number'],
    ['−18 m²', '', 'negative_number'],
    ['0', '', 'zero_area'],
    ['0.001', '', 'zero_area'],
    ['500.01', '', 'area_too_large'],
    ['6000 sq ft', '', 'area_too_large'],
    ['18 acres', '', 'unknown_unit'],
    ['18', 'دونم', 'unknown_unit'],
    ['18 m', '', 'unknown_unit'],
    ['eighteen', '', 'not_a_number'],
    ['1.8.5', '', 'not_a_number'],
    ['NaN', '', 'not_a_number'],
    ['0x12', '', 'unknown_unit'],
    ['1,000', '', 'comma_unclear'],
    ['١,٠٠٠', '', 'comma_unclear'],
    ['1,234.5 m²', '', 'comma_unclear'],
  ])('%j in a column of %j is refused: %s', (text, unit, code) => {
    expect(readAreaM2(text, unit)).toEqual(wrong(code));
  });
});

describe('a ceiling height', () => {
  it.each([
    ['2.7', '', 2.7],
    ['270 cm', '', 2.7],
    ['٢٧٠ سم', '', 2.7],
    ['9 ft', '', 2.74],
    ['9', 'قدم', 2.74],
    ['2.7 م', '', 2.7],
    ['1', '', 1],
    ['10', '', 10],
  ])('%j in a column of %j is %d m', (text, unit, m) => {
    expect(readCeilingM(text, unit)).toEqual(right(m));
  });

  it.each([
    ['0', 'ceiling_out_of_range'],
    ['0.99', 'ceiling_out_of_range'],
    ['10.01', 'ceiling_out_of_range'],
    ['270', 'ceiling_out_of_range'],
    ['-2.7', 'negative_number'],
    ['2.7 m²', 'unknown_unit'],
  ])('%j is refused: %s', (text, code) => {
    expect(readCeilingM(text, '')).toEqual(wrong(code));
  });
});

describe('a count', () => {
  const bounds = { least: 1, most: 60, outside: 'floors_out_of_range' } as const;
  it.each([
    ['4', right(4)],
    ['٤', right(4)],
    ['4.0', right(4)],
    ['', right(null)],
    ['-1', wrong('negative_number')],
    ['2.5', wrong('not_a_whole_number')],
    ['0', wrong('floors_out_of_range')],
    ['61', wrong('floors_out_of_range')],
    ['four', wrong('not_a_number')],
  ])('%j', (text, read) => {
    expect(readCount(text, bounds)).toEqual(read);
  });
});

it('whatever is typed is read or refused, and what is read lies within the bounds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, unit) => {
      const area = readAreaM2(text, unit);
      if (area.ok && area.value !== null) {
        expect(area.value).toBeGreaterThan(0);
        expect(area.value).toBeLessThanOrEqual(500);
      }
      readCeilingM(text, unit);
      readCount(text, { least: 0, most: 100, outside: 'too_many' });
    }),
  );
});

it('square feet and square metres of one room agree to the hundredth', () => {
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 50_000 }), (hundredths) => {
      const read = readAreaM2(`${(hundredths / 100 / 0.09290304).toFixed(6)} sq ft`, '');
      expect(read).toEqual(right(hundredths / 100));
    }),
  );
});
