import { describe, expect, it } from 'vitest';
import { changedCriteria, namedCriteria } from '#app/domain/standards/changed-criteria.ts';
import { aCriterion } from '#test/unit/capacity/place-builder.ts';

const area = aCriterion({ key: 'floor_area_per_person_m2', operator: 'min', threshold: 4 });
const toilets = aCriterion({ key: 'persons_per_toilet', threshold: 8, scope: 'floor' });
const roomToilets = aCriterion({ key: 'persons_per_toilet', threshold: 6 });
const adopted = [area, toilets, roomToilets];
const nothing = { leftOut: new Set<string>(), thresholds: new Map<string, number>(), added: [] };

describe('another standard', () => {
  it('names each criterion by its key, and the second of a key by its number', () => {
    expect(namedCriteria(adopted).map(({ name }) => name)).toEqual([
      'floor_area_per_person_m2',
      'persons_per_toilet',
      'persons_per_toilet-2',
    ]);
  });

  it('is the adopted one itself where nothing differs', () => {
    expect(changedCriteria(adopted, nothing)).toBe(adopted);
    expect(
      changedCriteria(adopted, { ...nothing, thresholds: new Map([['floor_area_per_person_m2', 4]]) }),
    ).toBe(adopted);
  });

  it('has the other thresholds, without what was left out, with the rules that were added', () => {
    const bunks = aCriterion({ key: 'bunk_beds', operator: 'forbidden' });
    expect(
      changedCriteria(adopted, {
        leftOut: new Set(['persons_per_toilet']),
        thresholds: new Map([['floor_area_per_person_m2', 4.2]]),
        added: [bunks],
      }),
    ).toEqual([{ ...area, threshold: 4.2 }, roomToilets, bunks]);
  });
});
