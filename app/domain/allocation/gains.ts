import type { EmployerShare } from './proposal.ts';

/** Which employers to list. */
export const gainFilters = ['all', 'gained', 'lost'] as const;
export type GainFilter = (typeof gainFilters)[number];

/** What a plan does to employers, beside first come, first served. */
export interface Gains {
  /** Employers that get more beds, and how many more together. */
  readonly gained: number;
  readonly more: number;
  readonly lost: number;
  readonly less: number;
  readonly same: number;
}

export const differenceOf = ({ placed, firstComePlaced }: EmployerShare): number => placed - firstComePlaced;

export function gainsOf(shares: readonly EmployerShare[]): Gains {
  const differences = shares.map(differenceOf);
  const [up, down] = [differences.filter((each) => each > 0), differences.filter((each) => each < 0)];
  const total = (each: readonly number[]) => each.reduce((sum, difference) => sum + difference, 0);
  return {
    gained: up.length,
    more: total(up),
    lost: down.length,
    less: 0 - total(down),
    same: differences.length - up.length - down.length,
  };
}
