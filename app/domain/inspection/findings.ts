import type { PlaceWithin } from '#app/domain/capacity/judging/facts-change.ts';
import type { Rule, Severity } from '#app/domain/standards/criterion.ts';
import { yardstickOf } from '#app/domain/standards/yardstick.ts';
import type { InspectionRecord } from './inspection-record.ts';
import type { Verdict } from './judged-answers.ts';
import type { AnswerValue } from './operation.ts';

/** A criterion that was not met at a place, before it is written down. */
export interface DrawnFinding {
  readonly criterionId: string;
  readonly criterionKey: string;
  readonly severity: Severity;
  readonly place: PlaceWithin;
  readonly questionId: string;
  /** What it was judged by. */
  readonly measured: {
    readonly value: AnswerValue | null;
    readonly people: number;
    readonly allows: number | null;
    readonly threshold: number | boolean;
    readonly unit: string | null;
  };
  readonly note: string;
  readonly photoIds: readonly string[];
  /** The place is closed for it at once. */
  readonly closes: boolean;
}

/** What the verdicts find wanting. */
export function findingsOf(verdicts: readonly Verdict[], record: InspectionRecord): DrawnFinding[] {
  return verdicts
    .filter(({ isMet }) => isMet === false)
    .map(({ rule, question, value, people, allows }) => {
      const answer = record.answers.get(question.id);
      return {
        criterionId: rule.id,
        criterionKey: rule.key,
        severity: rule.severity,
        place: question.place,
        questionId: question.id,
        measured: { value, people, allows, threshold: rule.threshold, unit: rule.unit },
        note: answer?.kind === 'settled' ? answer.note : '',
        photoIds: record.photos
          .filter(({ operation, isSetAside }) => !isSetAside && operation.body.questionId === question.id)
          .map(({ operation }) => operation.body.photoId),
        closes: closesAtOnce(rule),
      };
    });
}

/**
 * Whether a place where the rule is broken closes at once: where the rule says that nobody may live there otherwise. A
 * critical rule that counts people (an area, a limit) takes beds by the capacity instead.
 */
export function closesAtOnce(rule: Pick<Rule, 'key' | 'threshold' | 'severity'>): boolean {
  return rule.severity === 'critical' && yardstickOf(rule).kind === 'gate';
}

export const inspectionOutcomes = ['passed', 'conditional', 'failed'] as const;
export type InspectionOutcome = (typeof inspectionOutcomes)[number];

/** Failed with a critical finding; passed where everything was answered and nothing found: our proposal, from no source. */
export function outcomeOf(severities: readonly Severity[], isWhole: boolean): InspectionOutcome {
  if (severities.includes('critical')) return 'failed';
  return severities.length > 0 || !isWhole ? 'conditional' : 'passed';
}

/** Days in which a finding is to be put right, by its severity: our proposal, from no source. */
export const daysToCorrect: Readonly<Record<Severity, number>> = { critical: 1, major: 14, minor: 30 };
