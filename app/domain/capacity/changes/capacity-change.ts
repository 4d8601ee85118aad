import type { Day } from '#app/domain/dates.ts';

const capacityChangeKinds = ['adoption', 'closure', 'measurement'] as const;
export type CapacityChangeKind = (typeof capacityChangeKinds)[number];

/** Computed → seen → signed → in effect; refused by who has nowhere to go, it is proposed again. */
const capacityChangeStates = [
  'preparing',
  'proposed',
  'taking_effect',
  'in_effect',
  'withdrawn',
  'failed',
] as const;
export type CapacityChangeState = (typeof capacityChangeStates)[number];

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
