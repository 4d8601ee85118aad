import type { Criterion } from './criterion.ts';
import { isAllowance } from './criterion.ts';

type Compared = Pick<Criterion, 'operator' | 'threshold' | 'unit' | 'scope' | 'appliesAbove'>;

/**
 * How one rule stands to another about the same criterion. `beside`: stricter in its figure and laxer in whom it binds, or
 * the other way round, so that both say something. Rules of another scope or unit can't be compared, and may both hold;
 * of `opposed` ones (forbidden and allowed or required, a maximum and a minimum) only one can.
 */
export type Relation =
  'as_strict' | 'stricter' | 'laxer' | 'beside' | 'other_scope' | 'other_unit' | 'opposed';

/** Where `rule` stands to `other`: `stricter` says that whatever meets `rule` meets `other` too. */
export function relate(rule: Compared, other: Compared): Relation {
  if (rule.operator !== other.operator || isAllowance(rule) !== isAllowance(other)) return 'opposed';
  if (rule.unit !== other.unit || typeof rule.threshold !== typeof other.threshold) return 'other_unit';
  if (rule.scope !== other.scope) return 'other_scope';
  const figure = Number(rule.threshold) - Number(other.threshold);
  const byFigure = Math.sign(rule.operator === 'max' ? -figure : figure);
  const byPeople = Math.sign((other.appliesAbove ?? 0) - (rule.appliesAbove ?? 0));
  if (byFigure * byPeople < 0) return 'beside';
  const both = byFigure + byPeople;
  return both > 0 ? 'stricter' : both < 0 ? 'laxer' : 'as_strict';
}
