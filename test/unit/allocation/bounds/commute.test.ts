import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bedPrices, priceList } from '#app/domain/allocation/bounds/bed-prices.ts';
import type { BedPrices } from '#app/domain/allocation/bounds/bed-prices.ts';
import { commuteBound, commuteOf } from '#app/domain/allocation/bounds/commute.ts';
import { placementBounds } from '#app/domain/allocation/bounds/placement.ts';
import { relaxationOf } from '#app/domain/allocation/bounds/relaxation.ts';
import { compile } from '#app/domain/allocation/compile.ts';
import { defaultOptions } from '#app/domain/allocation/options.ts';
import { aRequest, aSnapshot, aWorker, far, near } from '#test/unit/allocation/snapshot-builder.ts';
import { forEveryPlan, tinySnapshot } from './tiny-countries.ts';

describe('the bound of the commute', () => {
  it(
    'is never more than the least way of all plans that place as many of each employer and class',
    { timeout: 60_000 },
    () => {
      fc.assert(
        fc.property(
          tinySnapshot,
          fc.boolean(),
          fc.array(fc.nat(90_000), { minLength: 1 }),
          (snapshot, sharedRooms, made) => {
            const { instance } = compile(snapshot, { ...defaultOptions, sharedRooms });
            const relaxation = relaxationOf(instance, 0);
            const prices = bedPrices(relaxation, placementBounds(relaxation));
            const madeUp: BedPrices = {
              ...prices,
              metres: prices.metres.map((ofSex) => ofSex.map((_, index) => made[index % made.length]!)),
            };
            const { seekers } = instance;
            const least = new Map<string, { metres: number; bedOf: Int32Array }>();
            forEveryPlan(instance, (bedOf) => {
              const metres = commuteOf(relaxation, bedOf);
              const placed = [...bedOf.keys()].filter((seeker) => bedOf[seeker]! >= 0);
              const counts = placed.map(
                (seeker) => `${seekers.employer[seeker]}.${seekers.priorityClass[seeker]}`,
              );
              const key = counts.sort().join(' ');
              if (metres < (least.get(key)?.metres ?? Infinity))
                least.set(key, { metres, bedOf: bedOf.slice() });
            });
            for (const { metres, bedOf } of least.values())
              for (const each of [prices, madeUp])
                expect(commuteBound(relaxation, bedOf, each)).toBeLessThanOrEqual(metres);
          },
        ),
        { numRuns: 120 },
      );
    },
  );

  it('knows that near beds are too few, and prices them at what the next site is further', () => {
    const sites = [
      { ...near, buildings: [{ rooms: [{ beds: 4 }] }] },
      { ...far, buildings: [{ rooms: [{ beds: 8 }] }] },
    ];
    const { instance } = compile(
      aSnapshot({ sites, requests: [aRequest({ workers: Array.from({ length: 6 }, () => aWorker()) })] }),
      defaultOptions,
    );
    const relaxation = relaxationOf(instance, 0);
    const prices = bedPrices(relaxation, placementBounds(relaxation));
    const [toNear, toFar] = [...instance.requests.commute] as [number, number];
    const price = priceList(relaxation, prices);
    expect(price(0, 0)).toBeCloseTo(toFar - toNear);
    expect(price(0, 1)).toBe(0);
    const least = 4 * toNear + 2 * toFar;
    const bound = commuteBound(relaxation, Int32Array.of(0, 1, 2, 3, 4, 5), prices);
    expect(bound).toBeLessThanOrEqual(least);
    expect(bound).toBeGreaterThan(least * 0.999);
  });
});
