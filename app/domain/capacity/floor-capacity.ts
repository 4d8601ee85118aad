import type { Criterion } from '#app/domain/standards/criterion.ts';
import type { CapacityReason } from './room-capacity.ts';

/** The criterion that limits people by the count of a kind of facility. */
const facilityOfCriterion: Readonly<Record<string, string>> = {
  persons_per_toilet: 'toilet',
  persons_per_shower: 'shower',
  persons_per_washbasin: 'washbasin',
};

export interface FloorRoom {
  readonly name: string;
  readonly capacity: number;
}

export interface FloorCapacity {
  readonly capacity: number;
  /** The facility that binds; null when the rooms do. */
  readonly binding: CapacityReason | null;
  /** What stays of each room's capacity, in the order of `rooms`. */
  readonly rooms: readonly number[];
}

/**
 * The people a floor may hold: its rooms' capacities together, and no more than its toilets, showers and basins serve.
 * Where facilities bind, the fullest rooms give up beds first, the last by name among equals, one bed at a time.
 */
export function floorCapacity(
  rooms: readonly FloorRoom[],
  facilities: ReadonlyMap<string, number>,
  criteria: readonly Criterion[],
): FloorCapacity {
  const together = rooms.reduce((sum, room) => sum + room.capacity, 0);
  let binding: CapacityReason | null = null;
  for (const { key, scope, standardKey, threshold, unit } of criteria) {
    const kind = facilityOfCriterion[key];
    if (scope !== 'floor' || !kind || typeof threshold !== 'number') continue;
    const measured = facilities.get(kind) ?? 0;
    const allows = measured * threshold;
    if (allows < (binding?.allows ?? together))
      binding = { criterionKey: key, standardKey, threshold, unit, measured, allows };
  }
  const capacity = binding?.allows ?? together;
  const left = rooms.map((room) => room.capacity);
  for (let surplus = together - capacity; surplus > 0; surplus--) {
    let fullest = 0;
    left.forEach((count, index) => {
      const isFuller = count > (left[fullest] ?? 0);
      const isLater = count === left[fullest] && (rooms[index]?.name ?? '') > (rooms[fullest]?.name ?? '');
      if (isFuller || isLater) fullest = index;
    });
    left[fullest] = (left[fullest] ?? 0) - 1;
  }
  return { capacity, binding, rooms: left };
}
