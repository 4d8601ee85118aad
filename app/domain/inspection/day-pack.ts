import type { Polygon } from 'geojson';
import type { PlaceWithin } from '#app/domain/capacity/judging/facts-change.ts';
import type { Day } from '#app/domain/dates.ts';
import type { Rule, Severity } from '#app/domain/standards/criterion.ts';
import type { InspectedPlace } from './checklist.ts';
import type { Assigned } from './judged-answers.ts';
import type { Operation } from './operation.ts';

export const inspectionReasons = ['routine', 'pre_opening', 'complaint', 'follow_up', 'risk'] as const;
export type InspectionReason = (typeof inspectionReasons)[number];
export const inspectionStates = ['scheduled', 'under_way', 'submitted', 'reviewed', 'closed'] as const;
export type InspectionState = (typeof inspectionStates)[number];

/** What an inspector takes along on the phone: the visits of some days, each with all that it needs without a network. */
export interface DayPack {
  /** An instant by the server's clock. */
  readonly preparedAt: string;
  readonly today: Day;
  readonly inspector: { readonly accountId: string; readonly displayName: string };
  readonly inspections: readonly PackedInspection[];
}

export interface PackedInspection {
  readonly id: string;
  readonly number: number;
  readonly reason: InspectionReason;
  readonly state: InspectionState;
  readonly scheduledOn: Day;
  readonly visitOrder: number | null;
  readonly inspectors: readonly { readonly accountId: string; readonly displayName: string }[];
  readonly site: {
    readonly id: string;
    readonly key: string;
    readonly nameAr: string;
    readonly nameEn: string;
  };
  /** Null for a whole site. */
  readonly buildingName: string | null;
  readonly plan: {
    readonly boundary: Polygon | null;
    /** Degrees. */
    readonly buildings: readonly {
      readonly id: string;
      readonly name: string;
      readonly longitude: number;
      readonly latitude: number;
    }[];
  };
  readonly inspected: InspectedPlace;
  /** The only rooms to look at; null for all. */
  readonly roomIds: readonly string[] | null;
  readonly standard: { readonly name: string; readonly nameAr: string | null };
  readonly criteria: readonly Rule[];
  readonly lifeSafety: readonly Rule[];
  /** Instruments of the criteria, by key. */
  readonly instruments: readonly {
    readonly key: string;
    readonly name: string;
    readonly url: string | null;
  }[];
  readonly assigned: Assigned;
  readonly pastFindings: readonly PastFinding[];
  /** What is recorded already, on whatever phone. */
  readonly operations: readonly RecordedOperation[];
}

/** An operation with who recorded it. */
export type RecordedOperation = Operation & { readonly accountId: string };

export interface PastFinding {
  readonly criterionKey: string;
  readonly severity: Severity;
  readonly place: PlaceWithin;
  readonly foundOn: Day;
  readonly note: string;
  /** When its repair was accepted; null while it is open. */
  readonly correctedOn: Day | null;
}

/** What a phone sends: acts in any number, which it may have sent before. */
export interface SyncRequest {
  readonly operations: readonly Operation[];
  /** Inspections that are on the phone, whose other acts it wants to have. */
  readonly inspectionIds: readonly string[];
}

export interface SyncAnswer {
  /** Identifiers of acts that the server holds now, sent just now or before. */
  readonly held: readonly string[];
  /** Acts that it will never take, and why. */
  readonly refused: readonly {
    readonly id: string;
    readonly problem: 'not_yours' | 'not_readable' | 'identifier_taken' | 'too_late';
  }[];
  readonly inspections: readonly {
    readonly id: string;
    readonly state: InspectionState;
    readonly operations: readonly RecordedOperation[];
    /** Hashes of photos whose files haven't arrived. */
    readonly photosAwaited: readonly string[];
  }[];
}
