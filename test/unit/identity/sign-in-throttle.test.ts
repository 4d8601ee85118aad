import fc from 'fast-check';
import { expect, it } from 'vitest';
import { throttles, waitSeconds } from '#app/domain/identity/sign-in-throttle.ts';

it('the first failures cost nothing', () => {
  expect(waitSeconds(throttles.here, 4)).toBe(0);
  expect(waitSeconds(throttles.here, 5)).toBe(2);
});

it('waiting grows with failures and never beyond the longest wait', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.values(throttles)), fc.nat(10_000), (throttle, failures) => {
      const [now, after] = [waitSeconds(throttle, failures), waitSeconds(throttle, failures + 1)];
      expect(after).toBeGreaterThanOrEqual(now);
      expect(after).toBeLessThanOrEqual(throttle.longestWaitSeconds);
    }),
  );
});

it('failures from elsewhere never keep the owner out for more than half a minute', () => {
  expect(waitSeconds(throttles.anywhere, 1_000_000)).toBeLessThanOrEqual(30);
});
