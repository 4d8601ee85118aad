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
