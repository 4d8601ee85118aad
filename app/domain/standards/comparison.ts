import type { Criterion } from './criterion.ts';

/** What one instrument says of a criterion. */
export interface Rule extends Pick<Criterion, 'operator' | 'threshold' | 'unit' | 'scope' | 'severity'> {
  /** The instrument's key. */
  readonly standardKey: string;
  readonly note: string | null;
}

export interface ComparedCriterion {
  readonly key: string;
  /** By instrument; what an instrument says nothing of is missing. */
  readonly rules: ReadonlyMap<string, readonly Rule[]>;
  /** Instruments whose rule asks most; empty where only one speaks, or where they can't be compared. */
  readonly strictest: readonly string[];
}

/** Criteria that many instruments speak of come first: those are the ones that a ministry chooses between. */
export function compareInstruments(
  rules: readonly (Rule & { readonly key: string })[],
): readonly ComparedCriterion[] {
  const byKey = Map.groupBy(rules, (rule) => rule.key);
  return [...byKey]
    .map(([key, ofKey]) => ({
      key,
      rules: Map.groupBy(ofKey, (rule) => rule.standardKey),
      strictest: strictestOf(ofKey),
    }))
    .sort(
      (one, other) =>
        other.rules.size - one.rules.size || (one.key < other.key ? -1 : one.key > other.key ? 1 : 0),
    );
}

/**
 * The instruments that ask most: the lowest figure where it is a maximum, the highest where it is a minimum. Figures
 * that are counted in different units, or a maximum beside a minimum, can't be compared.
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
