import { expect, it } from 'vitest';
import { remarkOnTravel } from '#app/domain/placement/plausible-travel.ts';

it.each([
  [20_000, 9, 'travel_too_fast'],
  [20_001, 10, 'travel_too_fast'],
  [20_000, 10, null],
  [20_000, 30, null],
  [20_000, 240, null],
  [20_000, 270, null],
  [20_000, 271, 'travel_too_slow'],
  [19_999, 270, 'travel_too_slow'],
  [800, 15, null],
  [0, 30, null],
  [0, 31, 'travel_too_slow'],
  [2_001, 1, 'travel_too_fast'],
] as const)('%i metres in %i minutes: %s', (metres, minutes, remark) => {
  expect(remarkOnTravel({ metres, minutes })).toBe(remark);
});
