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

/** What the rooms may hold by themselves. */
const togetherIn = (rooms: readonly FloorRoom[]) => rooms.reduce((sum, room) => sum + room.capacity, 0);

interface FacilityLimit extends CapacityReason {
  /** The facility that is counted. */
  readonly kind: string;
}

/** How many people each kind of facility of the floor serves. */
function facilityLimits(
  facilities: ReadonlyMap<string, number>,
  criteria: readonly Criterion[],
): FacilityLimit[] {
  return criteria.flatMap(({ key, scope, standardKey, threshold, unit }) => {
    const kind = facilityOfCriterion[key];
    if (scope !== 'floor' || !kind || typeof threshold !== 'number') return [];
    const measured = facilities.get(kind) ?? 0;
    return [
      { kind, criterionKey: key, standardKey, threshold, unit, measured, allows: measured * threshold },
    ];
  });
}

/** What would let a floor hold more people, up to the limit behind the one that binds. */
export interface FloorLift {
  readonly people: number;
  readonly facilities: readonly { readonly kind: string; readonly more: number }[];
}

/**
 * The fewest further facilities by which the floor's capacity rises to the next limit, another facility's or the rooms'
 * own: where toilets and showers bind together, both are named. Null where the rooms themselves bind.
 */
export function floorLift(
  rooms: readonly FloorRoom[],
  facilities: ReadonlyMap<string, number>,
  criteria: readonly Criterion[],
): FloorLift | null {
  const limits = facilityLimits(facilities, criteria);
  const together = togetherIn(rooms);
  const capacity = Math.min(together, ...limits.map((limit) => limit.allows));
  const target = Math.min(
    together,
    ...limits.map((limit) => limit.allows).filter((allows) => allows > capacity),
  );
  if (target === capacity) return null;
  return {
    people: target - capacity,
    facilities: limits
      .filter((limit) => limit.allows < target)
      .map(({ kind, threshold, measured }) => ({ kind, more: Math.ceil(target / threshold) - measured })),
  };
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
  const together = togetherIn(rooms);
  const binding = facilityLimits(facilities, criteria).reduce<CapacityReason | null>(
    (tightest, limit) => (limit.allows < (tightest?.allows ?? together) ? limit : tightest),
    null,
  );
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
