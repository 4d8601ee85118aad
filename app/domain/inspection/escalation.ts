import type { Day } from '#app/domain/dates.ts';
import { addDays } from '#app/domain/dates.ts';
import type { Severity } from '#app/domain/standards/criterion.ts';
import { daysToCorrect } from './findings.ts';

export const escalationSteps = ['notice', 'warning', 'closure', 'referral'] as const;
export type EscalationStep = (typeof escalationSteps)[number];

/**
 * Days past the day by which a finding was to be put right, after which each step is taken; null for a step that is never
 * taken. Our proposal, from no source. A minor finding ends with a warning: closing people's home would harm them more.
 */
export const daysOverdue: Readonly<
  Record<Severity, Readonly<Record<Exclude<EscalationStep, 'notice'>, number | null>>>
> = {
  critical: { warning: 1, closure: 2, referral: 7 },
  major: { warning: 1, closure: 15, referral: 45 },
  minor: { warning: 7, closure: null, referral: null },
};

export interface OpenAction {
  readonly severity: Severity;
  readonly dueOn: Day;
  /** The steps that were taken, each with its day. */
  readonly issued: readonly { readonly step: EscalationStep; readonly on: Day }[];
  /** False of a whole site: whether a city is closed is decided by people. */
  readonly mayClose: boolean;
  /** A repair was reported and nobody has decided about it: nothing happens until somebody has. */
  readonly isRepairReported: boolean;
}

export interface NextStep {
  readonly step: EscalationStep;
  /** The first day on which it is taken. */
  readonly on: Day;
}

/**
 * The step that comes next, and when; null where none is left. After a step as many days pass as lie between it and the
 * next by the table, however late it was taken: nobody is warned, closed and referred on one day because the product stood
 * still.
 */
export function nextStep({
  severity,
  dueOn,
  issued,
  mayClose,
}: Omit<OpenAction, 'isRepairReported'>): NextStep | null {
  const last = issued.reduce<{ at: number; on: Day } | null>((latest, { step, on }) => {
    const at = escalationSteps.indexOf(step);
    return latest === null || at > latest.at ? { at, on } : latest;
  }, null);
  const after = (step: EscalationStep) =>
    step === 'notice' || (step === 'closure' && !mayClose) ? null : daysOverdue[severity][step];
  const next = escalationSteps.find((step, at) => at > (last?.at ?? 0) && after(step) !== null);
  const days = next && after(next);
  if (!next || days === null || days === undefined) return null;
  const byTable = addDays(dueOn, days);
  const lastStep = last && escalationSteps[last.at];
  const lastDays = lastStep && after(lastStep);
  if (!last || lastDays === null || lastDays === undefined) return { step: next, on: byTable };
  const sinceLast = addDays(last.on, days - lastDays);
  return { step: next, on: sinceLast > byTable ? sinceLast : byTable };
}

/** The step to take today, and the last day on which the addressee may then act: before the step after it; null while none is due. */
export function stepToTake(
  action: OpenAction,
  today: Day,
): { readonly step: EscalationStep; readonly actBy: Day } | null {
  const next = nextStep(action);
  if (action.isRepairReported || !next || next.on > today) return null;
  return { step: next.step, actBy: actBy(action, { step: next.step, on: today }) };
}

/** The last day to act on once a step was taken: the one before the next step, or as long as the finding was given at first. */
export function actBy(
  action: Omit<OpenAction, 'isRepairReported'>,
  taken: { readonly step: EscalationStep; readonly on: Day },
): Day {
  const then = nextStep({ ...action, issued: [...action.issued, taken] });
  return then ? addDays(then.on, -1) : addDays(taken.on, daysToCorrect[action.severity]);
}
