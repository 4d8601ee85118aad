import type { Day } from '#app/domain/dates.ts';
import type { EscalationStep } from '#app/domain/inspection/escalation.ts';
import type { InspectionReason } from '#app/domain/inspection/day-pack.ts';
import type { InspectionOutcome } from '#app/domain/inspection/findings.ts';
import type { Severity } from '#app/domain/standards/criterion.ts';

/** What happened to a building, by kind; each can be asked for alone. */
export const historyKinds = [
  'inspection',
  'report',
  'finding',
  'notice',
  'repair',
  'closing',
  'reopening',
  'measurement',
  'standard',
] as const;
export type HistoryKind = (typeof historyKinds)[number];

interface Within {
  readonly floor: number | null;
  readonly roomName: string | null;
}

/** What each kind tells. */
interface HistoryFacts {
  readonly inspection: {
    readonly inspectionId: string;
    readonly number: number;
    readonly reason: InspectionReason;
    readonly outcome: InspectionOutcome | null;
  };
  readonly report: {
    readonly inspectionId: string;
    readonly number: number;
    readonly version: number;
    readonly outcome: InspectionOutcome;
  };
  readonly finding: Within & {
    readonly findingId: string;
    readonly criterionKey: string;
    readonly severity: Severity;
    readonly isWithdrawn: boolean;
  };
  readonly notice: Within & {
    readonly number: number;
    readonly step: EscalationStep;
    readonly criterionKey: string;
  };
  /** `isAccepted` null: reported, and not decided yet. */
  readonly repair: Within & { readonly criterionKey: string; readonly isAccepted: boolean | null };
  readonly closing: Within & { readonly reason: string; readonly bedLabel: string | null };
  readonly reopening: Within & { readonly reason: string; readonly bedLabel: string | null };
  readonly measurement: { readonly number: number };
  readonly standard: { readonly name: string; readonly nameAr: string | null; readonly version: number };
}

/** One thing that happened to a building, with the day on which it did. */
export type HistoryEvent = {
  [Kind in HistoryKind]: {
    readonly id: string;
    readonly day: Day;
    readonly kind: Kind;
    readonly facts: HistoryFacts[Kind];
  };
}[HistoryKind];
