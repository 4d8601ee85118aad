import type { Criterion, Scope } from '#app/domain/standards/criterion.ts';
import { isAllowance } from '#app/domain/standards/criterion.ts';
import type { Fact, Yardstick } from '#app/domain/standards/yardstick.ts';
import { yardstickOf } from '#app/domain/standards/yardstick.ts';
import type { Amount } from './amount.ts';
import { amountOf, figureOf, inHundredths } from './amount.ts';
import type { PlaceFacts } from './place-facts.ts';

/** People: `certain` where unknown facts allow nobody, `possible` where they don't limit. Infinity: no limit. */
export interface Allowance {
  readonly certain: number;
  readonly possible: number;
}

export const everybody: Allowance = { certain: Infinity, possible: Infinity };

/** What one criterion allows in one place, and what it was judged by. */
export interface CriterionLimit extends Pick<Criterion, 'standardKey' | 'threshold' | 'unit' | 'operator'> {
  readonly kind: 'criterion';
  readonly criterionKey: string;
  /** Null where it is unknown; for a limit of people, those whom all within would hold. */
  readonly measured: number | boolean | null;
  readonly allows: Allowance;
}

/** What lies within holds no more: a room's beds, a floor's rooms, a building's floors, a site's buildings. */
interface WithinLimit {
  readonly kind: 'within';
  readonly allows: Allowance;
}

export type Limit = CriterionLimit | WithinLimit;

/** A criterion with the way it is judged. */
export interface Judge {
  readonly criterion: Criterion;
  readonly yardstick: Yardstick;
}

export type Judges = Readonly<Record<Scope, readonly Judge[]>>;

export function judgesOf(criteria: readonly Criterion[]): Judges {
  const judges = criteria
    .filter((criterion) => !isAllowance(criterion))
    .map((criterion) => ({ criterion, yardstick: yardstickOf(criterion) }));
  const of = (scope: Scope) => judges.filter(({ criterion }) => criterion.scope === scope);
  return { room: of('room'), floor: of('floor'), building: of('building'), site: of('site') };
}

/** How many people a criterion allows in a place. Where it begins above a number of people, it allows as many. */
export function allowanceOf({ criterion, yardstick }: Judge, place: PlaceFacts): Allowance {
  const allows = allowanceAt(yardstick, criterion, place);
  const from = criterion.appliesAbove;
  return from === null
    ? allows
    : { certain: Math.max(allows.certain, from), possible: Math.max(allows.possible, from) };
}

function allowanceAt(yardstick: Yardstick, criterion: Criterion, place: PlaceFacts): Allowance {
  const threshold = Number(criterion.threshold);
  switch (yardstick.kind) {
    case 'kept':
      return everybody;
    case 'ceiling':
      return both(whole(threshold));
    case 'gate': {
      const { certain, possible } = isMet(criterion, amountOf(place, yardstick.fact));
      return { certain: certain ? Infinity : 0, possible: possible ? Infinity : 0 };
    }
    case 'service':
      return rangeOf(place, yardstick.fact, (count) =>
        people(Math.max(yardstick.atLeast, count) * inHundredths(threshold), 100),
      );
    case 'share':
      return rangeOf(place, yardstick.fact, (amount) =>
        people(inHundredths(Math.max(0, amount) * yardstick.times), inHundredths(threshold)),
      );
  }
}

/** Whether a gate is met, for certain and possibly. */
function isMet({ operator, threshold }: Criterion, amount: Amount): { certain: boolean; possible: boolean } {
  if (operator === 'required') return { certain: amount.low > 0, possible: amount.high > 0 };
  if (operator === 'forbidden') return { certain: amount.high <= 0, possible: amount.low <= 0 };
  const { low, high } = figureOf(amount);
  const figure = Number(threshold);
  return operator === 'min'
    ? { certain: low >= figure, possible: high >= figure }
    : { certain: high <= figure, possible: low <= figure };
}

function rangeOf(place: PlaceFacts, fact: Fact, serves: (amount: number) => number): Allowance {
  const { low, high } = figureOf(amountOf(place, fact));
  return { certain: serves(low), possible: serves(high) };
}

const both = (count: number): Allowance => ({ certain: count, possible: count });
const whole = (count: number) => Math.max(0, Math.floor(count));

/** How often a part goes into a whole; where the part is nothing, or the whole has no end, without limit. */
const people = (amount: number, part: number) =>
  part > 0 && amount < Infinity ? whole(amount / part) : Infinity;

/** The whole limit, with what it was judged by. `within`: what lies within the place would hold. */
export function limitOf(judge: Judge, place: PlaceFacts, within: Allowance): CriterionLimit {
  const { key: criterionKey, standardKey, threshold, unit, operator } = judge.criterion;
  const { yardstick } = judge;
  const measured =
    yardstick.kind === 'ceiling'
      ? within.certain
      : yardstick.kind === 'kept'
        ? true
        : amountOf(place, yardstick.fact).value;
  return {
    kind: 'criterion',
    criterionKey,
    standardKey,
    threshold,
    unit,
    operator,
    measured,
    allows: allowanceOf(judge, place),
  };
}

/** What a place may hold by its criteria and by what lies within, and the first criterion that allows fewest, if one binds. */
export function tightestOf(
  judges: readonly Judge[],
  place: PlaceFacts,
  within: Allowance,
): Allowance & { readonly binding: Judge | null } {
  let { certain, possible } = within;
  let binding: Judge | null = null;
  for (const judge of judges) {
    const allows = allowanceOf(judge, place);
    if (allows.certain < certain) [certain, binding] = [allows.certain, judge];
    possible = Math.min(possible, allows.possible);
  }
  return { certain, possible, binding };
}
