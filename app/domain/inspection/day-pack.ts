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
  /** Stands for having these acts; the phone hands it back (`SyncRequest.arrivals`). */
  readonly arrival: number;
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

/** So many acts go in one request at most; the rest in the next. */
export const MOST_ACTS_SENT = 1000;
/** And so many inspections are asked about. */
export const MOST_INSPECTIONS_ASKED = 200;

/**
 * What a phone sends to `POST /inspector/sync`, as JSON: acts that it may have sent before, in whatever order. Over a bad
 * line it sends few at a time, and asks after others' acts (`inspectionIds`) once its own are held:
 *
 * 1. Own acts in batches, `inspectionIds: []`, until each is in `held` or in `refused`. A batch without an answer is sent
 *    again; what arrived of it is held once all the same.
 * 2. `operations: []`, `inspectionIds` of all that is on the phone, `arrivals` as the pack and the answers gave them, again
 *    while one of `inspections` says `hasMore`. An inspection that isn't answered is no longer this inspector's.
 * 3. Files of its own photos that are in `photosAwaited`, to `/inspector/photos/:hash`.
 *
 * A status other than 200 means that nothing of the request was taken; 401 that somebody has to sign in, and that the acts
 * are to be kept until then.
 */
export interface SyncRequest {
  /** At most `MOST_ACTS_SENT`, and 2 MB. */
  readonly operations: readonly Operation[];
  /** Inspections that are on the phone, whose other acts it wants to have; at most `MOST_INSPECTIONS_ASKED`. */
  readonly inspectionIds: readonly string[];
  /** By inspection, the last `arrival` that the phone was given; without one it is given all acts. */
  readonly arrivals?: Readonly<Record<string, number>>;
}

export interface SyncAnswer {
  /** Identifiers of acts that the server holds now, sent just now or before. */
  readonly held: readonly string[];
  /**
   * Acts that it doesn't take, and why; the phone keeps them and shows them. The count (`sequence`) of one that isn't
   * readable is free: what it said can be recorded anew under it. One that isn't the inspector's may be sent again: whoever
   * schedules can give the inspection back.
   */
  readonly refused: readonly RefusedOperation[];
  readonly inspections: readonly SyncedInspection[];
}

export interface RefusedOperation {
  /** As it was sent; empty where it had none. */
  readonly id: string;
  /**
   * `not_yours`: of an inspection that isn't the inspector's, or doesn't exist. `identifier_taken`: another act has the
   * identifier, the photo's identifier, or the phone's count.
   */
  readonly problem: 'not_yours' | 'not_readable' | 'identifier_taken';
}

export interface SyncedInspection {
  readonly id: string;
  readonly state: InspectionState;
  /** Acts after the `arrival` that was handed in, in the order of their arrival, but for those in `held`. */
  readonly operations: readonly RecordedOperation[];
  readonly arrival: number;
  /** There are more acts: ask again with this `arrival`. */
  readonly hasMore: boolean;
  /** Hashes of photos, of whatever phone, whose files haven't arrived. */
  readonly photosAwaited: readonly string[];
}
