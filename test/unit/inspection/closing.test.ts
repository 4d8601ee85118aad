import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClosingPlace } from '#app/domain/capacity/changes/capacity-change.ts';
import { isWithinPlace, widestOf } from '#app/domain/inspection/closing.ts';

const site: ClosingPlace = { siteId: 'S', buildingId: null, floor: null, roomId: null, bedId: null };

const places = fc.oneof(
  fc.constant(site),
  fc.constantFrom('A', 'B').map((buildingId) => ({ ...site, buildingId })),
  fc
    .record({ buildingId: fc.constantFrom('A', 'B'), floor: fc.constantFrom(0, 1) })
    .map((at) => ({ ...site, ...at })),
  fc
    .record({
      buildingId: fc.constantFrom('A', 'B'),
      floor: fc.constantFrom(0, 1),
      room: fc.constantFrom('1', '2'),
    })
    .map(({ room, ...at }) => ({ ...site, ...at, roomId: `${at.buildingId}${at.floor}${room}` })),
);

describe('the places to close', () => {
  it('hold every place that was asked for, and none lies in another', () => {
    fc.assert(
      fc.property(fc.array(places, { maxLength: 12 }), (asked) => {
        const widest = widestOf(asked);
        for (const place of asked) expect(widest.some((outer) => isWithinPlace(place, outer))).toBe(true);
        for (const [at, place] of widest.entries())
          expect(widest.some((other, otherAt) => at !== otherAt && isWithinPlace(place, other))).toBe(false);
      }),
    );
  });
});
