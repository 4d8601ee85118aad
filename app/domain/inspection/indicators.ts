import type { DrawnFinding } from './findings.ts';

/**
 * The ILO's indicators of forced labour (db/reference/indicators.json) that what an inspector finds in housing can point
 * to. Our reading of the ILO's words: one indicator may suffice or several may be needed, and none is a verdict.
 */
export type IndicatorKind =
  | 'restriction_of_movement'
  | 'withholding_of_wages'
  | 'retention_of_identity_documents'
  | 'abusive_working_and_living_conditions';

const ofCriterion: ReadonlyMap<string, IndicatorKind> = new Map<string, IndicatorKind>([
  // Who can't open the door from the inside is locked in.
  ['roof_and_exit_doors_open_from_inside', 'restriction_of_movement'],
  ['no_wage_deduction_for_housing', 'withholding_of_wages'],
  // Who has nowhere to lock papers away can't keep them.
  ['lockable_cupboard', 'retention_of_identity_documents'],
]);

/** The indicator that a finding points to: by its criterion, else by a danger to life that it closes the place for. */
export function indicatorOf({ criterionKey, closes }: Pick<DrawnFinding, 'criterionKey' | 'closes'>) {
  return ofCriterion.get(criterionKey) ?? (closes ? 'abusive_working_and_living_conditions' : null);
}
