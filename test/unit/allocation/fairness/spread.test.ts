import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spreadBound, spreadOf } from '#app/domain/allocation/fairness/spread.ts';

/** All of the last class: `employer × 5 + 4`. */
const ofRecent = (people: readonly number[]) =>
  Int32Array.from({ length: people.length * 5 }, (_, at) => (at % 5 === 4 ? people[Math.floor(at / 5)]! : 0));

describe('the spread', () => {
  it('is nothing where all employers have the same share', () => {
    expect(spreadOf(ofRecent([10, 20, 2]), ofRecent([5, 10, 1]))).toBe(0);
  });

  it('is what employers ask times the squared distance of their share from the common one', () => {
    expect(spreadOf(ofRecent([10, 10]), ofRecent([8, 4]))).toBeCloseTo(2 * 10 * 0.2 ** 2);
  });

  it('has as its bound the least of all ways to give out as many beds', () => {
    const employer = fc.record({
      asked: fc.integer({ min: 1, max: 6 }),
      placeable: fc.nat(6),
      placed: fc.nat(6),
    });
    fc.assert(
      fc.property(fc.array(employer, { minLength: 1, maxLength: 4 }), (employers) => {
        const asked = employers.map((each) => each.asked);
        const placeable = employers.map((each) => Math.min(each.placeable, each.asked));
        const placed = employers.map((each, index) => Math.min(each.placed, placeable[index]!));
        const beds = placed.reduce((sum, people) => sum + people, 0);
        let least = Infinity;
        const give = (given: readonly number[], left: number): void => {
          const employer = given.length;
          if (employer === asked.length) {
            if (left === 0) least = Math.min(least, spreadOf(ofRecent(asked), ofRecent(given)));
            return;
          }
          for (let people = 0; people <= Math.min(left, placeable[employer]!); people++)
            give([...given, people], left - people);
        };
        give([], beds);
        expect(spreadBound(ofRecent(asked), ofRecent(placed), ofRecent(placeable))).toBeCloseTo(least, 9);
      }),
      { numRuns: 500 },
    );
  });
});
