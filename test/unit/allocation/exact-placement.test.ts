import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultOptions } from '#app/domain/allocation/options.ts';
import type { Snapshot } from '#app/domain/allocation/snapshot.ts';
import { comparePlacement, tryEverything } from './exact-placement.ts';
import { tinySnapshot } from './snapshot-arbitrary.ts';
import { aRequest, aSnapshot, aWorker, far, near } from './snapshot-builder.ts';

const countryOf = (beds: readonly number[], requests: Snapshot['requests']) =>
  aSnapshot({
    sites: [near, far].map((place, index) => ({
      ...place,
      buildings: [{ rooms: [{ beds: beds[index] ?? 0 }] }],
    })),
    requests,
  });
const people = (count: number, facts: Parameters<typeof aWorker>[0] = {}) =>
  Array.from({ length: count }, () => aWorker(facts));

describe('trying everything', () => {
  it('places the most urgent, even where two others have to go for one', () => {
    const long = aRequest({ workers: people(1), priority: 100, from: '2026-02-01', to: '2026-06-01' });
    const [first, second] = ['2026-02-01', '2026-04-01'].map((from, index) =>
      aRequest({
        workers: people(1),
        from,
        to: ['2026-04-01', '2026-06-01'][index] ?? null,
        submittedAt: '',
      }),
    );
    expect(tryEverything(countryOf([1], [long, first!, second!]), defaultOptions).optimum).toEqual([
      1, 0, 0, 0, 0,
    ]);
    expect(tryEverything(countryOf([1], [first!, second!]), defaultOptions).optimum).toEqual([0, 0, 0, 0, 2]);
  });

  it('keeps shifts apart, and employers where rooms are not shared', () => {
    const submittedAt = '';
    const shifts = [aRequest({ workers: [...people(1), ...people(1, { shift: 'night' })], submittedAt })];
    expect(tryEverything(countryOf([2], shifts), defaultOptions).optimum).toEqual([0, 0, 0, 0, 1]);
    const employers = ['e0', 'e1'].map((id) =>
      aRequest({ workers: people(1), employerId: id as never, submittedAt }),
    );
    expect(tryEverything(countryOf([2], employers), defaultOptions).optimum).toEqual([0, 0, 0, 0, 2]);
    const apart = { ...defaultOptions, sharedRooms: false };
    expect(tryEverything(countryOf([2], employers), apart).optimum).toEqual([0, 0, 0, 0, 1]);
  });

  it('shares beds between employers as they ask, and takes the nearer site', () => {
    const requests = ['e0', 'e1'].map((id) =>
      aRequest({ workers: people(2), employerId: id as never, submittedAt: '' }),
    );
    const all = tryEverything(countryOf([1, 1], requests), defaultOptions);
    expect(all.leastSpread([0, 0, 0, 0, 2])).toBeCloseTo(0, 12);
    expect(all.leastSpread([0, 0, 0, 0, 1])).toBeCloseTo(0.25, 12);
    const one = requests[0]!.workers[0]!;
    expect(all.leastCommute(({ worker }) => worker === one)).toBe(1475);
  });

  it('finds some countries that have a bed for everybody, and some that have not', () => {
    const [tried, full] = [400, { count: 0 }];
    fc.assert(
      fc.property(tinySnapshot, (snapshot) => {
        const { optimum } = tryEverything(snapshot, defaultOptions);
        const sought = snapshot.requests.flatMap(({ workers }) => workers).length;
        const placed = optimum.reduce((sum, count) => sum + count, 0);
        expect(comparePlacement(optimum, [0, 0, 0, 0, 0])).toBeGreaterThanOrEqual(0);
        if (placed === sought) full.count++;
      }),
      { numRuns: tried },
    );
    expect(full.count).toBeGreaterThan(tried / 20);
    expect(full.count).toBeLessThan((tried * 19) / 20);
  });
});
