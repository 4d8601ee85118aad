import type { Rule } from '#app/domain/standards/criterion.ts';

/** A rule of instrument `one`, changed where told. */
export const aRule = (rule: Partial<Rule>): Rule => ({
  id: `${rule.standardKey ?? 'one'} ${rule.key ?? ''} ${rule.operator ?? ''} ${rule.threshold ?? ''} ${rule.scope ?? ''} ${rule.appliesAbove ?? ''}`,
  key: 'floor_area_per_person_m2',
  standardKey: 'one',
  operator: 'min',
  threshold: 4,
  unit: 'm2',
  scope: 'room',
  severity: 'critical',
  appliesAbove: null,
  clause: null,
  note: null,
  confidence: null,
  ...rule,
});
