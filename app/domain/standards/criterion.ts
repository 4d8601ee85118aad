export const scopes = ['room', 'floor', 'building', 'site'] as const;
export type Scope = (typeof scopes)[number];

export const severities = ['minor', 'major', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** One rule of a standard, as data. */
export interface Criterion {
  readonly key: string;
  readonly operator: 'max' | 'min' | 'required' | 'forbidden';
  readonly threshold: number | boolean;
  readonly unit: string | null;
  readonly scope: Scope;
  readonly severity: Severity;
  /** The rule binds only where more people than that live in the scope; null where it always binds. */
  readonly appliesAbove: number | null;
  /** The instrument that the rule comes from. */
  readonly standardKey: string;
}

/** How sure a figure is: `implied` is our arithmetic on what a source says, `proposal` is ours and from no source. */
export const figureConfidences = ['verified', 'secondary', 'unverified', 'implied', 'proposal'] as const;
type FigureConfidence = (typeof figureConfidences)[number];

/** A criterion as its instrument states it. */
export interface Rule extends Criterion {
  readonly id: string;
  /** Where in the instrument it stands. */
  readonly clause: string | null;
  readonly note: string | null;
  /** Null: as sure as what was seen of its instrument. */
  readonly confidence: FigureConfidence | null;
}

/**
 * What an instrument says outright to be allowed (`forbidden`, not so): it binds nobody, and stands against instruments
 * that forbid it.
 */
export function isAllowance({ operator, threshold }: Pick<Criterion, 'operator' | 'threshold'>): boolean {
  return operator === 'forbidden' && threshold === false;
}
