import type { BindingReason } from '#app/domain/capacity/judging/room-capacities.ts';
import type { Day } from '#app/domain/dates.ts';

export type CapacityChangeKind = 'adoption' | 'closure' | 'measurement';

/** Computed → seen → signed → in effect; refused by who has nowhere to go, it is proposed again. */
export type CapacityChangeState =
  'preparing' | 'proposed' | 'taking_effect' | 'in_effect' | 'withdrawn' | 'failed';

/** What a planner decides for somebody whom no bed was found for. */
export const relocationDecisions = ['stays_until', 'temporary_place', 'emergency_measure'] as const;
export type RelocationDecision = (typeof relocationDecisions)[number];

/** A site, building, floor, room or bed, each with the places around it. */
export interface ClosingPlace {
  readonly siteId: string;
  readonly buildingId: string | null;
  readonly floor: number | null;
  readonly roomId: string | null;
  readonly bedId: string | null;
}

/** What a change would do, as it was when it was prepared. Capacities are certain ones, on the day of effect. */
export interface ChangePreview {
  readonly sites: readonly {
    readonly siteId: string;
    readonly capacityBefore: number;
    readonly capacityAfter: number;
    /** What it might be if every missing measurement were taken and good. */
    readonly possibleAfter: number;
    readonly roomsThatShrink: number;
    readonly roomsThatGrow: number;
  }[];
  /** Measurements that the standard asks for and nobody has taken, with how many places lack them. */
  readonly missing: readonly { readonly criterionKey: string; readonly places: number }[];
  /** People who must leave their bed, those of them who were found another, and those who have nowhere to go. */
  readonly leaving: number;
  readonly placed: number;
  readonly nowhere: number;
  /** The first and last day on which anyone has to leave; null where nobody does. */
  readonly firstLeavesOn: Day | null;
  readonly lastLeavesOn: Day | null;
}

/** A room that a change makes hold more or fewer people, with what binds before and after; null where its beds do. */
export interface ChangedRoom {
  readonly roomId: string;
  readonly roomName: string;
  readonly floor: number;
  readonly buildingId: string;
  readonly buildingName: string;
  readonly siteKey: string;
  readonly siteAr: string;
  readonly siteEn: string;
  readonly capacityBefore: number;
  readonly capacityAfter: number;
  readonly reasonBefore: BindingReason | null;
  readonly reasonAfter: BindingReason | null;
}
