import type { Chance } from './random.ts';

/**
 * How a building is kept, which nobody sees: 0 is well, 1 is badly. Findings and residents' reports come from it alone, so
 * that a risk figure, which sees only what was found and reported, can be tried on them.
 */
export interface Upkeep {
  neglect: number;
  /** Criteria that this building breaks more often than others do. */
  readonly weakFor: ReadonlySet<string>;
}

/** Whoever runs a site keeps all of its buildings a little better or worse. */
export const makeSiteNeglect = (chance: Chance): number => 0.3 * chance.share();

/** @param siteNeglect that of the whole site */
export function makeUpkeep(chance: Chance, siteNeglect: number, criterionKeys: readonly string[]): Upkeep {
  return {
    // A few are kept much worse than the others, and stay so for long.
    neglect: within(siteNeglect + 0.9 * chance.share() ** 3),
    weakFor: new Set([chance.pick(criterionKeys), chance.pick(criterionKeys)]),
  };
}

/** A month goes by: mostly a little worse, at times better. */
export function ageOneMonth(chance: Chance, upkeep: Upkeep): void {
  upkeep.neglect = within(upkeep.neglect + 0.006 + 0.08 * (chance.share() - 0.5));
}

/** For a while after inspectors were there, a place is kept better. */
export function heedInspection(upkeep: Upkeep): void {
  upkeep.neglect = within(upkeep.neglect * 0.88);
}

const within = (neglect: number) => Math.min(1, Math.max(0.02, neglect));
