import type { Rule } from './criterion.ts';
import { relate } from './strictness.ts';

interface ComparedCriterion {
  readonly key: string;
  /** By instrument; what an instrument says nothing of is missing. */
  readonly rules: ReadonlyMap<string, readonly Rule[]>;
  /** Instruments whose rule asks most; empty where only one speaks, or where they can't be compared. */
  readonly strictest: readonly string[];
  /** One instrument forbids what another allows or requires, or one sets a maximum where another sets a minimum. */
  readonly isContradictory: boolean;
}

/** Criteria that many instruments speak of come first: those are the ones that a ministry chooses between. */
export function compareInstruments(rules: readonly Rule[]): readonly ComparedCriterion[] {
  const byKey = Map.groupBy(rules, (rule) => rule.key);
  return [...byKey]
    .map(([key, ofKey]) => ({
      key,
      rules: Map.groupBy(ofKey, (rule) => rule.standardKey),
      strictest: strictestOf(ofKey),
      isContradictory: ofKey.some((rule) => ofKey.some((other) => relate(rule, other) === 'opposed')),
    }))
    .sort(
      (one, other) =>
        other.rules.size - one.rules.size || (one.key < other.key ? -1 : one.key > other.key ? 1 : 0),
    );
}

/**
 * The instruments that ask most: the lowest figure where it is a maximum, the highest where it is a minimum, whatever the
 * scope. Figures that are counted in different units, or a maximum beside a minimum, can't be compared.
 */
function strictestOf(rules: readonly Rule[]): readonly string[] {
  const [first] = rules;
  const instruments = new Set(rules.map((rule) => rule.standardKey));
  if (!first || instruments.size < 2) return [];
  if (rules.some((rule) => rule.operator !== first.operator || rule.unit !== first.unit)) return [];
  const figures = rules.flatMap(({ threshold }) => (typeof threshold === 'number' ? [threshold] : []));
  if (figures.length < rules.length) return [];
  const strictest = first.operator === 'max' ? Math.min(...figures) : Math.max(...figures);
  if (figures.every((figure) => figure === strictest)) return [];
  return [...new Set(rules.filter((rule) => rule.threshold === strictest).map((rule) => rule.standardKey))];
}
