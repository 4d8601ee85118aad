/**
 * How a place's beds stand on one day. `available`: beds that may be slept in, which is the compliant capacity of the
 * day. `occupied` and `reserved`: people assigned. `vacant` = available − assigned. `closed`: beds that were built and
 * may not be slept in.
 */
export interface Occupancy {
  readonly available: number;
  readonly occupied: number;
  readonly reserved: number;
  readonly vacant: number;
  readonly closed: number;
}

export interface BedCounts {
  readonly beds: number;
  readonly available: number;
  readonly occupied: number;
  readonly reserved: number;
}

export function occupancyOf({ beds, available, occupied, reserved }: BedCounts): Occupancy {
  return { available, occupied, reserved, vacant: available - occupied - reserved, closed: beds - available };
}

/** The sums of several places. */
export function addOccupancies(occupancies: readonly Occupancy[]): Occupancy {
  return occupancies.reduce(
    (sum, each) => ({
      available: sum.available + each.available,
      occupied: sum.occupied + each.occupied,
      reserved: sum.reserved + each.reserved,
      vacant: sum.vacant + each.vacant,
      closed: sum.closed + each.closed,
    }),
    { available: 0, occupied: 0, reserved: 0, vacant: 0, closed: 0 },
  );
}

export const bedStates = ['occupied', 'reserved', 'vacant', 'closed'] as const;
export type BedState = (typeof bedStates)[number];
