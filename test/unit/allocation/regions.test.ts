import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultOptions } from '#app/domain/allocation/options.ts';
import { beginPlan, plan } from '#app/domain/allocation/plan.ts';
import type { Region } from '#app/domain/allocation/regions.ts';
import { solveRegion } from '#app/domain/allocation/regions.ts';
import { anySnapshot } from './snapshot-arbitrary.ts';

describe('a plan in regions', () => {
  it('is the same when its regions are written down, sent and solved in any order', () => {
    fc.assert(
      fc.property(anySnapshot, (snapshot) => {
        const underWay = beginPlan(snapshot, defaultOptions);
        const sent = underWay.regions.map((region) => serialize(region)).reverse();
        const answers = sent.map((bytes) => solveRegion(deserialize(bytes) as Region)).reverse();
        expect(underWay.finish(answers)).toEqual(plan(snapshot, defaultOptions));
      }),
      { numRuns: 100 },
    );
  });
});
