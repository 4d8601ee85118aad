import { expect, it } from 'vitest';
import { remarkOnTravel } from '#app/domain/placement/plausible-travel.ts';

it.each([
  [20_000, 9, 'travel_too_fast'],
  [20_001, 10, 'travel_too_fast'],
  [20_000, 10, null],
  [20_000, 30, null],
  [20_000, 240, null],
  [20_000, 241, 'travel_too_slow'],
  [19_999, 240, 'travel_too_slow'],
  [0, 2, 'travel_too_slow'],
  [2_001, 1, 'travel_too_fast'],
] as const)('%i metres in %i minutes: %s', (metres, minutes, remark) => {
  expect(remarkOnTravel({ metres, minutes })).toBe(remark);
});

it('a minute is never too slow: no shorter time can be written', () => {
  expect(remarkOnTravel({ metres: 10, minutes: 1 })).toBeNull();
});
