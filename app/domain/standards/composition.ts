import type { Rule } from './criterion.ts';
import type { Relation } from './strictness.ts';
import { relate } from './strictness.ts';

/** A standard in the making: one as its base, rules of others laid over it, and why. */
export interface Composition {
  readonly base: readonly Rule[];
  /** Rules of the base, by id, that no longer stand. */
  readonly leftOut: ReadonlySet<string>;
  /** Rules taken from other instruments. */
  readonly overlays: readonly Rule[];
  /** What the planner says why, by the criterion's key. */
  readonly reasons: ReadonlyMap<string, string>;
}

/** Why the standing rules of a criterion stand; null while something is undecided. */
export type Why = 'only_rule' | 'stricter' | 'chosen' | null;

export interface ComposedCriterion {
  readonly key: string;
  /** None: the criterion was left out. */
  readonly standing: readonly Rule[];
  /** Rules of the base, or taken, that gave way. */
  readonly losing: readonly Rule[];
  readonly why: Why;
  readonly reason: string | null;
}

/**
 * What a planner still has to decide: opposed rules that were both taken, rules that can't be compared and may both hold,
 * a taken rule that changes nothing beside a stricter one of the base, a rule of the base that nothing as strict replaces.
 */
type UndecidedCode =
  'rules_contradict' | 'rules_not_comparable' | 'rule_without_effect' | 'base_rule_dropped';

export interface Undecided {
  readonly key: string;
  readonly code: UndecidedCode;
  readonly rules: readonly Rule[];
}

export interface Composed {
  /** Those of the base in their order, then the others by key. */
  readonly criteria: readonly ComposedCriterion[];
  /** In the same order; the standard can't be saved before this is empty. */
  readonly undecided: readonly Undecided[];
}

/**
 * Composes a standard: by criterion the stricter rule stands. Nothing is guessed where rules contradict each other or can't
 * be compared, and nothing becomes laxer than the base, unless the planner decided so and said why. What the base itself
 * says side by side stands side by side.
 */
export function compose({ base, leftOut, overlays, reasons }: Composition): Composed {
  const inBase = Map.groupBy(base, (rule) => rule.key);
  const others = overlays.filter(({ id }) => !base.some((rule) => rule.id === id));
  const taken = Map.groupBy(inOneOrder(others), (rule) => rule.key);
  const added = [...taken.keys()].filter((key) => !inBase.has(key)).sort();
  const settled = [...inBase.keys(), ...added].map((key) =>
    settle(key, inBase.get(key) ?? [], leftOut, taken.get(key) ?? [], reasons.get(key)?.trim() || null),
  );
  return {
    criteria: settled.map(({ criterion }) => criterion),
    undecided: settled.flatMap(({ undecided }) => undecided),
  };
}

/** The rules that stand, in the order of their criteria. */
export function standingRules({ criteria }: Pick<Composed, 'criteria'>): readonly Rule[] {
  return criteria.flatMap(({ standing }) => standing);
}

/** What was decided of a criterion, as it is kept with the standard; the rules that stand are the standard's own. */
export interface Decision {
  readonly key: string;
  readonly why: Exclude<Why, null>;
  readonly reason: string | null;
  readonly losing: readonly Rule[];
}

/** The decisions behind a composed standard: criteria where a rule gave way, or a reason was given. */
export function decisionsOf({ criteria }: Pick<Composed, 'criteria'>): readonly Decision[] {
  return criteria.flatMap(({ key, why, reason, losing }) =>
    why && (losing.length > 0 || reason) ? [{ key, why, reason, losing }] : [],
  );
}

/** A composition out of what is ticked among the rules of the base and those offered from other instruments. */
export function compositionOf({
  base,
  offered,
  ticked,
  reasons,
}: {
  base: readonly Rule[];
  offered: readonly Rule[];
  /** Ids of rules. */
  ticked: ReadonlySet<string>;
  reasons: ReadonlyMap<string, string>;
}): Composition {
  return {
    base,
    leftOut: new Set(base.map(({ id }) => id).filter((id) => !ticked.has(id))),
    overlays: offered.filter(({ id }) => ticked.has(id)),
    reasons,
  };
}

/** Published rules that a base doesn't already have from the same instrument. */
export function rulesToOffer(base: readonly Rule[], published: readonly Rule[]): readonly Rule[] {
  return published.filter(
    (rule) =>
      !base.some(
        (own) =>
          own.id === rule.id ||
          (own.key === rule.key && own.standardKey === rule.standardKey && relate(own, rule) === 'as_strict'),
      ),
  );
}

/** One order for any order in which rules were taken, each once. */
function inOneOrder(rules: readonly Rule[]): readonly Rule[] {
  const name = ({ standardKey, id }: Rule) => `${standardKey} ${id}`;
  return [...new Map(rules.map((rule) => [rule.id, rule])).values()].sort((one, other) =>
    name(one) < name(other) ? -1 : 1,
  );
}

function settle(
  key: string,
  base: readonly Rule[],
  leftOut: ReadonlySet<string>,
  taken: readonly Rule[],
  reason: string | null,
): { criterion: ComposedCriterion; undecided: readonly Undecided[] } {
  const kept = base.filter(({ id }) => !leftOut.has(id));
  const overlays = taken.filter(
    (rule, index) =>
      !kept.some((other) => relate(other, rule) === 'as_strict') &&
      !taken.some((other, otherIndex) => {
        const relation = relate(other, rule);
        return relation === 'stricter' || (relation === 'as_strict' && otherIndex < index);
      }),
  );
  const standing = [
    ...kept.filter((rule) => !overlays.some((other) => relate(other, rule) === 'stricter')),
    ...overlays,
  ];
  const losing = [...base, ...taken].filter((rule) => !standing.includes(rule));

  // What the base says side by side is no question, and neither is what one instrument says at two scopes.
  const pairs = pairsOf(standing).filter(([one, other]) => !(kept.includes(one) && kept.includes(other)));
  const related = (relations: readonly Relation[], among = pairs) =>
    among.filter(([one, other]) => relations.includes(relate(one, other))).flat();
  const contradicting = related(['opposed']);
  const idle = related(['stricter', 'laxer']);
  const notComparable = related(
    ['other_scope', 'other_unit'],
    pairs.filter(([one, other]) => one.standardKey !== other.standardKey),
  );
  const dropped = base.filter(
    (rule) =>
      leftOut.has(rule.id) &&
      !standing.some((other) => ['stricter', 'as_strict'].includes(relate(other, rule))),
  );
  const undecided = (
    [
      ['rules_contradict', contradicting],
      ['rule_without_effect', idle],
      ['rules_not_comparable', reason ? [] : notComparable],
      ['base_rule_dropped', reason ? [] : dropped],
    ] as const
  ).flatMap(([code, rules]) => (rules.length > 0 ? [{ key, code, rules: [...new Set(rules)] }] : []));

  const isChosen = notComparable.length > 0 || dropped.length > 0;
  const why =
    undecided.length > 0 ? null : isChosen ? 'chosen' : losing.length > 0 ? 'stricter' : 'only_rule';
  return { criterion: { key, standing, losing, why, reason }, undecided };
}

function pairsOf(rules: readonly Rule[]): readonly (readonly [Rule, Rule])[] {
  return rules.flatMap((one, index) => rules.slice(index + 1).map((other) => [one, other] as const));
}
