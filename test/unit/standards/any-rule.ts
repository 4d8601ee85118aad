import fc from 'fast-check';
import type { Rule } from '#app/domain/standards/criterion.ts';
import { aRule } from './a-rule.ts';

/** Rules of few instruments about few criteria, so that they often meet. */
export const anyRule: fc.Arbitrary<Rule> = fc
  .record({
    standardKey: fc.constantFrom('one', 'two', 'three', 'four'),
    key: fc.constantFrom('area', 'toilets', 'bunks'),
    operator: fc.constantFrom('min', 'max', 'required', 'forbidden'),
    figure: fc.integer({ min: 1, max: 4 }),
    says: fc.boolean(),
    unit: fc.constantFrom('m2', 'm2', 'ft2'),
    scope: fc.constantFrom('room', 'room', 'floor'),
    appliesAbove: fc.constantFrom(null, null, 100, 200),
  } as const)
  .map(({ figure, says, operator, unit, ...rule }) => {
    const isFigure = operator === 'min' || operator === 'max';
    const threshold = isFigure ? figure : operator === 'required' || says;
    return aRule({ ...rule, operator, threshold, unit: isFigure ? unit : null });
  });
