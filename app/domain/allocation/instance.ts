import { shifts } from '#app/domain/placement/people.ts';

/**
 * The allocation problem as numbers: what the solver computes with. Everything that has an identifier stands in the order
 * of its identifier, so that an index is as good a tie-break. Days are counted from 1970; a bed or stay without an end ends on
 * `FOREVER`. Of lists within lists, `first…[i]` to `first…[i + 1]` are those of `i`.
 */
export interface Instance {
  readonly day: number;
  readonly siteCount: number;
  readonly buildings: {
    readonly count: number;
    readonly site: Uint16Array;
  };
  /** By building, then floor, then identifier; so the rooms of a floor, a building and a site stand together. */
  readonly rooms: {
    readonly count: number;
    readonly building: Int32Array;
    readonly site: Uint16Array;
    /** A floor of a building, counted over all buildings. */
    readonly floor: Int32Array;
    /** 0 men, 1 women. */
    readonly sex: Uint8Array;
    /** 1: the way in and the room are step-free. */
    readonly accessible: Uint8Array;
    readonly firstBed: Int32Array;
    /** Stays decided already that keep their room for one kind; see `locks`. */
    readonly firstLock: Int32Array;
  };
  readonly beds: {
    readonly count: number;
    readonly room: Int32Array;
    readonly upper: Uint8Array;
    /** Ranges in which the bed is open and nobody's by a decided stay, in order. */
    readonly firstWindow: Int32Array;
    readonly windowFrom: Int32Array;
    readonly windowTo: Int32Array;
  };
  /** Decided stays, by room. */
  readonly locks: {
    readonly count: number;
    readonly kind: Int32Array;
    readonly from: Int32Array;
    readonly to: Int32Array;
    readonly bed: Int32Array;
    readonly employer: Int32Array;
    /** A bit a language. */
    readonly languages: Uint16Array;
    /** Index in the snapshot's `assignments`. */
    readonly assignment: Int32Array;
  };
  /** Those who seek a bed: request by request in the order of identifiers, then worker by worker. */
  readonly seekers: {
    readonly count: number;
    readonly request: Int32Array;
    readonly employer: Int32Array;
    /** Index in `priorityClasses`. */
    readonly priorityClass: Uint8Array;
    readonly sex: Uint8Array;
    /** Index in `shifts`. */
    readonly shift: Uint8Array;
    /** People share a room on a day only where they are of one kind: the shift, and the employer where rooms aren't shared. */
    readonly kind: Int32Array;
    readonly stepFree: Uint8Array;
    readonly lowerBed: Uint8Array;
    readonly from: Int32Array;
    readonly to: Int32Array;
    /** Counted over all requests; −1 for who is of no crew or its only member. */
    readonly crew: Int32Array;
    readonly languages: Uint16Array;
  };
  readonly requests: {
    readonly count: number;
    readonly employer: Int32Array;
    readonly firstSeeker: Int32Array;
    /** The place in the order of service: by class, then by waiting, then by identifier. */
    readonly order: Int32Array;
    /** Metres, `request × siteCount + site`. */
    readonly commute: Float64Array;
  };
  readonly employerCount: number;
  readonly crewCount: number;
}

export const FOREVER = 2 ** 30;

export const SHIFTS = shifts.length;

/** The shift in which people of a kind work: index in `shifts`. */
export const shiftOfKind = (kind: number): number => kind % SHIFTS;
