import type { Severity } from '#app/domain/standards/criterion.ts';

export const riskFactors = [
  'days_since_check',
  'never_inspected',
  'findings',
  'repeats',
  'reports',
  'overdue',
  'crowding',
  'unmeasured',
] as const;
export type RiskFactor = (typeof riskFactors)[number];

/** How much each factor weighs. An amount `halfAt` gives half of `most` points, twice that two thirds, and so on. */
export interface RiskWeights {
  readonly version: string;
  readonly factors: Readonly<Record<RiskFactor, { readonly most: number; readonly halfAt: number }>>;
  /** What a finding counts by its severity. */
  readonly severity: Readonly<Record<Severity, number>>;
  /** Findings of checks so many days before the last one count half. */
  readonly findingsHalveInDays: number;
  /** What is left of a finding whose repair was accepted. */
  readonly correctedCounts: number;
  /** A correction so many days overdue counts twice. */
  readonly overdueDoublesInDays: number;
  /** Residents' reports of so many days count. */
  readonly reportDays: number;
  /** People above this share of what a building may hold crowd it. */
  readonly crowdedAbove: number;
}

/** Our proposal, from no source; 100 points in all. Whoever changes it gives it a new version. */
export const riskWeights: RiskWeights = {
  version: '2026-11',
  factors: {
    days_since_check: { most: 25, halfAt: 180 },
    never_inspected: { most: 10, halfAt: 0 },
    findings: { most: 25, halfAt: 12 },
    repeats: { most: 10, halfAt: 6 },
    reports: { most: 10, halfAt: 4 },
    overdue: { most: 10, halfAt: 8 },
    crowding: { most: 5, halfAt: 20 },
    unmeasured: { most: 5, halfAt: 10 },
  },
  severity: { critical: 10, major: 4, minor: 1 },
  findingsHalveInDays: 365,
  correctedCounts: 0.5,
  overdueDoublesInDays: 30,
  reportDays: 180,
  crowdedAbove: 0.9,
};
