import type { ClassPlacement, ObjectiveValue } from './proposal.ts';

/** A class's bound holds where all classes before it reached theirs: the gap of the first that doesn't; 0 where all do. */
export function placementGap(byClass: readonly ClassPlacement[]): number {
  const short = byClass.find(({ placed, bound }) => placed !== bound);
  return short ? relative(short.placed, short.bound) : 0;
}

/** README, *Proof*: how far an objective's value is from its bound, 0.005 is half a per cent; 0 where no bound is proven. */
export function objectiveGap(
  { objective, value, bound }: ObjectiveValue,
  byClass: readonly ClassPlacement[],
): number {
  if (bound === null) return 0;
  return relative(value, bound, objective === 'fairness' ? equalShares(byClass) : 0);
}

/** The squares of README's objective 2 where all shares of a class are equal: the spread is what there is beyond them. */
const equalShares = (byClass: readonly ClassPlacement[]): number =>
  byClass.reduce((sum, { asked, placed }) => sum + (asked === 0 ? 0 : placed ** 2 / asked), 0);

const relative = (value: number, bound: number, beyond = 0) =>
  Math.abs(value - bound) / Math.max(1, Math.abs(bound + beyond));
