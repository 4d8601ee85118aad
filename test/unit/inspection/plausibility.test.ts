import { describe, expect, it } from 'vitest';
import { plausibilityOf } from '#app/domain/inspection/plausibility.ts';

const area = {
  kind: 'number',
  key: 'floor_area_m2',
  unit: 'm2',
  fact: { kind: 'record', key: 'floor_area_m2' },
} as const;
const toilets = {
  kind: 'number',
  key: 'toilet',
  unit: null,
  fact: { kind: 'facility', key: 'toilet' },
} as const;
const people = { kind: 'people', key: 'people', unit: 'persons', fact: null } as const;
const kindOf = (...args: Parameters<typeof plausibilityOf>) => plausibilityOf(...args).kind;

describe('a figure on the phone', () => {
  it('is refused where it can’t be, in the unit of the question', () => {
    expect(plausibilityOf(area, 1548, null)).toEqual({
      kind: 'impossible',
      lowest: 1,
      highest: 500,
      isWhole: false,
    });
    expect(kindOf(area, 0, null)).toBe('impossible');
    expect(kindOf(area, 1, null)).toBe('plausible');
    expect(kindOf(area, 500, null)).toBe('plausible');
  });

  it('is whole where things or people are counted', () => {
    expect(kindOf(toilets, 2.5, null)).toBe('impossible');
    expect(kindOf(people, -1, 4)).toBe('impossible');
    expect(kindOf(people, 0, 4)).toBe('unlikely');
  });

  it('is asked again where it lies far from what is on record, not where it differs a little', () => {
    expect(plausibilityOf(area, 24, 16)).toEqual({ kind: 'unlikely', expected: 16 });
    expect(kindOf(area, 20, 16)).toBe('plausible');
    expect(kindOf(area, 12, 16)).toBe('plausible');
    expect(kindOf(area, 11.9, 16)).toBe('unlikely');
    // Two more or less are no slip, however few there should be.
    expect(kindOf(toilets, 3, 1)).toBe('plausible');
    expect(kindOf(toilets, 4, 1)).toBe('unlikely');
  });

  it('has bounds of its unit where the question has none of its own', () => {
    const light = { kind: 'number', key: 'lighting_lux_living', unit: 'lux', fact: null } as const;
    expect(kindOf(light, 100_001, null)).toBe('impossible');
    expect(kindOf(light, 320, null)).toBe('plausible');
  });
});
