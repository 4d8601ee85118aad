import type { Rule } from '#app/domain/standards/criterion.ts';
import { yardstickOf } from '#app/domain/standards/yardstick.ts';

/** Who has to put a finding right. */
export const answerables = ['site_manager', 'operator', 'employer'] as const;
export type Answerable = (typeof answerables)[number];

const ofEmployer: ReadonlySet<string> = new Set([
  'no_wage_deduction_for_housing',
  'outdoor_work_midday',
  'prior_approval_of_housing',
]);

/**
 * What an employer does or leaves is the employer's; what would have to be built, added or taken away is the operator's, to
 * whom the place belongs; how it is kept and lived in is its site manager's. Our reading: the instruments don't say it.
 */
export function answerableFor(rule: Pick<Rule, 'key' | 'threshold'>): Answerable {
  if (ofEmployer.has(rule.key)) return 'employer';
  const yardstick = yardstickOf(rule);
  const isBuilt =
    yardstick.kind === 'service' ||
    yardstick.kind === 'share' ||
    (yardstick.kind === 'gate' && yardstick.fact.kind !== 'measured');
  return isBuilt ? 'operator' : 'site_manager';
}
