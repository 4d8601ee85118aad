import type { Day } from '#app/domain/dates.ts';
import { isDay } from '#app/domain/dates.ts';
import type { FieldProblemCode } from '#app/domain/problem.ts';
import type { RelocationDecision } from './capacity-change.ts';
import { relocationDecisions } from './capacity-change.ts';
import { cleanName } from '#app/domain/typed-text.ts';

/** What a planner decided for somebody with nowhere to go: until when the bed is kept, or what is done in words. */
export type DecidedRelocation =
  | { readonly kind: 'stays_until'; readonly until: Day }
  | { readonly kind: Exclude<RelocationDecision, 'stays_until'>; readonly measure: string };

type TypedDecision = Readonly<Record<'decision' | 'until' | 'measure', string>>;
type DecisionProblems = Partial<Record<keyof TypedDecision, FieldProblemCode>>;

const LONGEST_MEASURE = 500;

/** Reads a decision as typed, or says what is wrong with it. */
export function readDecision({
  decision,
  until,
  measure,
}: TypedDecision):
  | { readonly ok: true; readonly decision: DecidedRelocation }
  | { readonly ok: false; readonly problems: DecisionProblems } {
  const kind = relocationDecisions.find((each) => each === decision);
  if (!kind) return { ok: false, problems: { decision: decision ? 'not_a_choice' : 'required' } };
  if (kind === 'stays_until') {
    const problem = !until ? 'required' : isDay(until) ? null : 'not_a_day';
    return problem ? { ok: false, problems: { until: problem } } : { ok: true, decision: { kind, until } };
  }
  const said = cleanName(measure);
  const problem = !said ? 'required' : said.length > LONGEST_MEASURE ? 'too_long' : null;
  return problem
    ? { ok: false, problems: { measure: problem } }
    : { ok: true, decision: { kind, measure: said } };
}

/** Whom a list of people who leave their beds holds: all, who has no other bed, who waits for one after the effect. */
export const relocationFilters = ['all', 'nowhere', 'waiting'] as const;
export type RelocationFilter = (typeof relocationFilters)[number];

/** People who leave a bed for a change: all, those with nowhere to go, those of them without a decision, those who wait for a bed. */
export interface RelocationCounts {
  readonly leaving: number;
  readonly nowhere: number;
  readonly undecided: number;
  readonly waiting: number;
}
