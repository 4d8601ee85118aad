import { expect, it } from 'vitest';
import { objectiveGap, placementGap } from '#app/domain/allocation/gap.ts';
import { priorityClasses } from '#app/domain/allocation/options.ts';

const classes = (...counts: readonly (readonly [asked: number, placed: number, bound: number])[]) =>
  counts.map(([asked, placed, bound], index) => ({
    priorityClass: priorityClasses[index] ?? ('recent' as const),
    asked,
    placed,
    bound,
  }));

it('a spread that can hardly be told from none is no great distance from its bound', () => {
  // All shares a half, but for a little: the squares are 50² of 100 asked.
  const byClass = classes([100, 50, 50], [0, 0, 0]);
  expect(objectiveGap({ objective: 'fairness', value: 0.5, bound: 0.01 }, byClass)).toBeCloseTo(0.49 / 25.01);
  expect(objectiveGap({ objective: 'fairness', value: 0.01, bound: 0.01 }, byClass)).toBe(0);
});

it('every other objective is measured against its own bound, and one without a bound has no gap', () => {
  const byClass = classes([100, 50, 50]);
  expect(objectiveGap({ objective: 'commute', value: 110, bound: 100 }, byClass)).toBeCloseTo(0.1);
  expect(objectiveGap({ objective: 'crews', value: 3, bound: 0 }, byClass)).toBe(3);
  expect(objectiveGap({ objective: 'languages', value: 7, bound: null }, byClass)).toBe(0);
});

it('placement is as far from the best as the first class that falls short', () => {
  expect(placementGap(classes([10, 10, 10], [10, 8, 10], [10, 1, 10]))).toBeCloseTo(0.2);
  expect(placementGap(classes([10, 10, 10], [10, 9, 9]))).toBe(0);
});
