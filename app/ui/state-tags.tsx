import type { CapacityChangeState } from '#app/domain/capacity/changes/capacity-change.ts';
import type { InspectionState } from '#app/domain/inspection/day-pack.ts';
import type { InspectionOutcome } from '#app/domain/inspection/findings.ts';
import type { PlacementRequestState, PlanState } from '#app/domain/placement/states.ts';
import type { Severity } from '#app/domain/standards/criterion.ts';
import { useSpeech } from './language-context.tsx';
import type { TagTone } from './page.tsx';
import { Tag } from './page.tsx';

const requestTones: Readonly<Record<PlacementRequestState, TagTone>> = {
  draft: 'neutral',
  submitted: 'brand',
  accepted: 'brand',
  partly_placed: 'warning',
  placed: 'success',
  ended: 'neutral',
  returned: 'warning',
  refused: 'danger',
  withdrawn: 'neutral',
};

const planTones: Readonly<Record<PlanState, TagTone>> = {
  running: 'brand',
  proposed: 'warning',
  approved: 'brand',
  applied: 'success',
  discarded: 'neutral',
  superseded: 'neutral',
  failed: 'danger',
};

const changeTones: Readonly<Record<CapacityChangeState, TagTone>> = {
  preparing: 'brand',
  proposed: 'warning',
  taking_effect: 'brand',
  in_effect: 'success',
  withdrawn: 'neutral',
  failed: 'danger',
};

const inspectionTones: Readonly<Record<InspectionState, TagTone>> = {
  scheduled: 'neutral',
  under_way: 'brand',
  submitted: 'warning',
  reviewed: 'success',
  closed: 'neutral',
};

const outcomeTones: Readonly<Record<InspectionOutcome, TagTone>> = {
  passed: 'success',
  conditional: 'warning',
  failed: 'danger',
};

const severityTones: Readonly<Record<Severity, TagTone>> = {
  minor: 'neutral',
  major: 'warning',
  critical: 'danger',
};

export function RequestStateTag({ state }: { state: PlacementRequestState }) {
  return <Tag tone={requestTones[state]}>{useSpeech().texts.terms.requestState[state]}</Tag>;
}

export function PlanStateTag({ state }: { state: PlanState }) {
  return <Tag tone={planTones[state]}>{useSpeech().texts.terms.planState[state]}</Tag>;
}

export function ChangeStateTag({ state }: { state: CapacityChangeState }) {
  return <Tag tone={changeTones[state]}>{useSpeech().texts.changes.states[state]}</Tag>;
}

export function InspectionStateTag({ state }: { state: InspectionState }) {
  return <Tag tone={inspectionTones[state]}>{useSpeech().texts.terms.inspectionState[state]}</Tag>;
}

export function OutcomeTag({ outcome }: { outcome: InspectionOutcome }) {
  return <Tag tone={outcomeTones[outcome]}>{useSpeech().texts.terms.inspectionOutcome[outcome]}</Tag>;
}

export function SeverityTag({ severity }: { severity: Severity }) {
  return <Tag tone={severityTones[severity]}>{useSpeech().texts.places.severities[severity]}</Tag>;
}
