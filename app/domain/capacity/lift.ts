import type { Fact } from '#app/domain/standards/yardstick.ts';
import type { Amount } from './amount.ts';
import { amountOf, figureOf, inHundredths } from './amount.ts';
import type { Judge } from './limit.ts';
import { allowanceOf } from './limit.ts';
import type { PlaceFacts } from './place-facts.ts';

/** What has to change of one fact. `by`: facilities, m², m, litres a day …, as the fact is counted. */
export type LiftStep =
  | { readonly kind: 'more' | 'less'; readonly fact: Fact; readonly by: number }
  | { readonly kind: 'provide' | 'remove'; readonly fact: Fact }
  /** It is unknown: it lifts if it turns out to be at least and at most so much. */
  | {
      readonly kind: 'measure';
      readonly fact: Fact;
      readonly least: number | null;
      readonly most: number | null;
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
 * together. Null where something binds that no facility, area or measurement lifts: what lies within, or a ceiling.
 */
export function liftOf(
  judges: readonly Judge[],
  place: PlaceFacts,
  { people, upTo }: { readonly people: number; readonly upTo: number },
): Lift | null {
  const needs = new Map<string, Need>();
  for (const judge of judges) {
    if (allowanceOf(judge, place).certain >= upTo) continue;
    const need = needOf(judge, upTo);
    if (!need) return null;
    const identity = `${need.fact.kind} ${need.fact.key}`;
    const known = needs.get(identity);
    const together = known ? bothOf(known, need) : need;
    if (together.least > together.most) return null;
    needs.set(identity, together);
  }
  return {
    people: upTo - people,
    steps: [...needs.values()].map((need) => stepOf(need, amountOf(place, need.fact))),
  };
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
    };
  if (typeof value === 'boolean') return { kind: least > 0 ? 'provide' : 'remove', fact };
  const [kind, by] =
    value < least
      ? (['more', difference(least, value)] as const)
      : (['less', difference(value, most)] as const);
  return { kind, fact, by };
}

/** In whole hundredths. */
const difference = (more: number, less: number) => (inHundredths(more) - inHundredths(less)) / 100;
