import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { relate } from '#app/domain/standards/strictness.ts';
import { aRule } from './a-rule.ts';
import { anyRule } from './any-rule.ts';

describe('a rule', () => {
  const area = (threshold: number, more = {}) => aRule({ threshold, ...more });
  const forbidden = (threshold: boolean, more = {}) =>
    aRule({ key: 'bunk_beds', operator: 'forbidden', threshold, unit: null, ...more });

  it('is stricter with the higher minimum, the lower maximum, or where it binds fewer people already', () => {
    expect(relate(area(6), area(4))).toBe('stricter');
    expect(relate(area(4), area(6))).toBe('laxer');
    expect(relate(area(4), area(4, { standardKey: 'two' }))).toBe('as_strict');
    expect(relate(area(4, { operator: 'max' }), area(6, { operator: 'max' }))).toBe('stricter');
    expect(relate(area(4), area(4, { appliesAbove: 200 }))).toBe('stricter');
    expect(relate(area(4, { appliesAbove: 500 }), area(4, { appliesAbove: 200 }))).toBe('laxer');
  });

  it('stands beside another that asks more of fewer', () => {
    expect(relate(area(6, { appliesAbove: 200 }), area(4))).toBe('beside');
    expect(relate(area(4), area(6, { appliesAbove: 200 }))).toBe('beside');
  });

  it('is not compared across scopes and units', () => {
    expect(relate(area(6), area(4, { scope: 'floor' }))).toBe('other_scope');
    expect(relate(area(6), area(4, { unit: 'ft2' }))).toBe('other_unit');
  });

  it('is opposed to what allows or requires what it forbids, and to a bound from the other side', () => {
    expect(relate(forbidden(true), forbidden(false))).toBe('opposed');
    expect(relate(forbidden(true), forbidden(true, { operator: 'required' }))).toBe('opposed');
    expect(relate(forbidden(true), forbidden(true, { standardKey: 'two' }))).toBe('as_strict');
    expect(relate(area(4), area(4, { operator: 'max' }))).toBe('opposed');
  });
});

it('relations hold seen from either side', () => {
  const seenFromThere = {
    stricter: 'laxer',
    laxer: 'stricter',
    as_strict: 'as_strict',
    beside: 'beside',
    other_scope: 'other_scope',
    other_unit: 'other_unit',
    opposed: 'opposed',
  } as const;
  fc.assert(
    fc.property(anyRule, anyRule, (one, other) => {
      expect(relate(other, one)).toBe(seenFromThere[relate(one, other)]);
      expect(relate(one, one)).toBe('as_strict');
    }),
  );
});

it('stricter than the stricter is stricter', () => {
  fc.assert(
    fc.property(anyRule, anyRule, anyRule, (one, other, third) => {
      if (relate(one, other) === 'stricter' && relate(other, third) === 'stricter')
        expect(relate(one, third)).toBe('stricter');
    }),
  );
});
