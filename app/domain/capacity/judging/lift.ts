import type { Fact, Yardstick } from '#app/domain/standards/yardstick.ts';
import type { Amount } from './amount.ts';
import { amountOf, figureOf, inHundredths } from './amount.ts';
import type { Judge } from './limit.ts';
import { allowanceOf } from './limit.ts';
import type { PlaceFacts } from './place-facts.ts';

/** What has to change of one fact. `by`: facilities, m², m, litres a day …, as the fact is counted. */
export type LiftStep =
  | { readonly kind: 'more' | 'less'; readonly fact: Fact; readonly by: number }
  | { readonly kind: 'provide' | 'remove'; readonly fact: Fact }
  /** It is unknown: it lifts if it turns out to be at least and at most so much. `isSo`: it is asked whether, not how much. */
  | {
      readonly kind: 'measure';
      readonly fact: Fact;
      readonly least: number | null;
      readonly most: number | null;
      readonly isSo: boolean;
    };

/** The fewest changes by which a place holds as many more people as the next limit allows. */
export interface Lift {
  readonly people: number;
  readonly steps: readonly LiftStep[];
}

/** What a fact must be for its criteria to allow enough people: `isSo` where they ask whether, not how much. */
interface Need {
  readonly fact: Fact;
  readonly least: number;
  readonly most: number;
  readonly isSo: boolean;
}

/**
 * What would lift a place from the people whom it certainly holds to those whom the next limit allows: all that binds,
 * together. Criteria that ask for one fact are one limit, since lifting one lifts the others too. Null where something
 * binds that no facility, area or measurement lifts: what lies within, or a ceiling.
 */
export function liftOf(
  judges: readonly Judge[],
  place: PlaceFacts,
  { people, within }: { readonly people: number; readonly within: number },
): Lift | null {
  const byFact = [...Map.groupBy(judges, ({ yardstick }) => factKeyOf(yardstick)).values()].map((ofFact) => ({
    judges: ofFact,
    allows: Math.min(...ofFact.map((judge) => allowanceOf(judge, place).certain)),
  }));
  const upTo = Math.min(within, ...byFact.map(({ allows }) => allows).filter((allows) => allows > people));
  if (upTo <= people) return null;
  const steps: LiftStep[] = [];
  for (const { judges: ofFact, allows } of byFact) {
    if (allows >= upTo) continue;
    const asking = ofFact.filter(({ criterion }) => (criterion.appliesAbove ?? 0) < upTo);
    const need = togetherOf(asking.map((judge) => needOf(judge, upTo)));
    if (!need) return null;
    steps.push(stepOf(need, amountOf(place, need.fact)));
  }
  return { people: upTo - people, steps };
}

/** One word for all criteria that ask for the same fact; those that ask for none have a word for their kind. */
const factKeyOf = (yardstick: Yardstick) =>
  'fact' in yardstick ? `${yardstick.fact.kind} ${yardstick.fact.key}` : yardstick.kind;

/** What satisfies all needs of one fact; null where one can't be satisfied, or they contradict each other. */
function togetherOf(needs: readonly (Need | null)[]): Need | null {
  const together = needs.reduce<Need | null>(
    (one, other) => one && other && bothOf(one, other),
    needs[0] ?? null,
  );
  return together && together.least <= together.most ? together : null;
}

function bothOf(one: Need, other: Need): Need {
  return {
    fact: one.fact,
    least: Math.max(one.least, other.least),
    most: Math.min(one.most, other.most),
    isSo: one.isSo && other.isSo,
  };
}

/** What lets a criterion allow so many people; null where nothing does. */
function needOf({ criterion: { operator, threshold }, yardstick }: Judge, people: number): Need | null {
  if (yardstick.kind === 'ceiling' || yardstick.kind === 'kept') return null;
  const { fact } = yardstick;
  const figure = Number(threshold);
  const atLeast = (least: number): Need => ({ fact, least, most: Infinity, isSo: false });
  if (yardstick.kind === 'gate') {
    if (operator === 'required') return { ...atLeast(1), isSo: true };
    if (operator === 'forbidden') return { fact, least: -Infinity, most: 0, isSo: true };
    return operator === 'min'
      ? atLeast(wholeIfCounted(fact, figure))
      : { ...atLeast(-Infinity), most: figure };
  }
  const part = inHundredths(figure);
  if (yardstick.kind === 'service') return part > 0 ? atLeast(Math.ceil((people * 100) / part)) : null;
  return atLeast(wholeIfCounted(fact, Math.ceil((people * part) / yardstick.times) / 100));
}

const wholeIfCounted = (fact: Fact, least: number) => (fact.kind === 'facility' ? Math.ceil(least) : least);

function stepOf({ fact, least, most, isSo }: Need, amount: Amount): LiftStep {
  const { value } = isSo ? amount : figureOf(amount);
  if (value === null)
    return {
      kind: 'measure',
      fact,
      least: least > -Infinity ? least : null,
      most: most < Infinity ? most : null,
      isSo,
    };
  if (typeof value === 'boolean') return { kind: least > 0 ? 'provide' : 'remove', fact };
  const [kind, by] =
    value < least
      ? (['more', difference(least, value)] as const)
      : (['less', difference(value, most)] as const);
  return { kind, fact, by };
}

/** Without what fractions in base two leave over. */
const difference = (more: number, less: number) => Number((more - less).toPrecision(12));
