import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultOptions } from '#app/domain/allocation/options.ts';
import type { Part } from '#app/domain/allocation/parts.ts';
import { solvePart } from '#app/domain/allocation/parts.ts';
import { plan, planInParts } from '#app/domain/allocation/plan.ts';
import { anySnapshot } from './snapshot-arbitrary.ts';

describe('a plan in parts', () => {
  it('is the same when its parts are written down, sent and solved in any order', () => {
    const kinds = new Set<Part['kind']>();
    fc.assert(
      fc.property(anySnapshot, (snapshot) => {
        const underWay = planInParts(snapshot, defaultOptions);
        let step = underWay.next([]);
        while (!step.done) {
          for (const { kind } of step.value) kinds.add(kind);
          const sent = step.value.map((part) => serialize(part)).reverse();
          step = underWay.next(sent.map((bytes) => solvePart(deserialize(bytes) as Part)).reverse());
        }
        expect(step.value).toEqual(plan(snapshot, defaultOptions));
      }),
      { numRuns: 100 },
    );
    expect([...kinds].sort()).toEqual(['improve', 'serve']);
  });
});
