import type { Criterion } from '#app/domain/standards/criterion.ts';
import type { FloorLift } from './floor-capacity.ts';
import { floorLift } from './floor-capacity.ts';
import type { RoomFacts } from './room-capacity.ts';
import { roomCapacity } from './room-capacity.ts';

/** What would lift each floor of a building whose facilities bind; floors whose rooms bind are left out. */
export function liftsOfFloors(
  rooms: readonly (RoomFacts & { readonly name: string; readonly floor: number })[],
  facilities: readonly { readonly floor: number | null; readonly kind: string; readonly count: number }[],
  criteria: readonly Criterion[],
): (FloorLift & { readonly floor: number })[] {
  return [...Map.groupBy(rooms, (room) => room.floor)].flatMap(([floor, ofFloor]) => {
    const counts = new Map(
      facilities.filter((each) => each.floor === floor).map(({ kind, count }) => [kind, count]),
    );
    const judged = ofFloor.map((room) => ({
      name: room.name,
      capacity: roomCapacity(room, criteria).capacity,
    }));
    const lift = floorLift(judged, counts, criteria);
    return lift ? [{ ...lift, floor }] : [];
  });
}
