import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { indicatorOf } from '#app/domain/inspection/indicators.ts';

const { indicators } = JSON.parse(readFileSync('db/reference/indicators.json', 'utf8')) as {
  indicators: { key: string }[];
};
const known = new Set(indicators.map(({ key }) => key));

describe('the indicator that a finding points to', () => {
  it.each([
    ['roof_and_exit_doors_open_from_inside', true, 'restriction_of_movement'],
    ['no_wage_deduction_for_housing', false, 'withholding_of_wages'],
    ['lockable_cupboard', false, 'retention_of_identity_documents'],
    ['sleeping_in_basement_or_ground_store', true, 'abusive_working_and_living_conditions'],
    ['window_to_floor_area_ratio', false, null],
  ])('%s, closing %s: %s, one of the ILO’s', (criterionKey, closes, kind) => {
    expect(indicatorOf({ criterionKey, closes })).toBe(kind);
    if (kind) expect(known.has(kind)).toBe(true);
  });
});
