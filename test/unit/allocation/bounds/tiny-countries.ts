import type fc from 'fast-check';
import type { Instance } from '#app/domain/allocation/instance.ts';
import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import {
  openOccupancy,
  putInto,
  roomMatesSuit,
  roomSuits,
  slackIn,
  takeOut,
} from '#app/domain/allocation/occupancy.ts';
import type { Snapshot } from '#app/domain/allocation/snapshot.ts';
import { anySnapshot } from '#test/unit/allocation/snapshot-arbitrary.ts';

const MOST_BEDS = 6;
const MOST_SEEKERS = 4;

/** Countries so small that every plan can be looked at. */
export const tinySnapshot: fc.Arbitrary<Snapshot> = anySnapshot.map((snapshot) => {
  // Every third bed, so that those that are kept stand in different rooms, buildings and sites.
  const beds = [0, 1, 2].flatMap((start) => snapshot.beds.filter((_, index) => index % 3 === start));
  const kept = new Set(beds.slice(0, MOST_BEDS).map(({ id }) => id));
  let left = MOST_SEEKERS;
  return {
    ...snapshot,
    beds: snapshot.beds.filter(({ id }) => kept.has(id)),
    assignments: snapshot.assignments.filter(({ bedId }) => kept.has(bedId)),
    requests: snapshot.requests.map((request) => {
      const workers = request.workers.slice(0, Math.min(left, 2));
      left -= workers.length;
      return { ...request, workers };
    }),
  };
});

export function mayTake(occupancy: Occupancy, bed: number, seeker: number): boolean {
  const room = occupancy.instance.beds.room[bed]!;
  return (
    roomSuits(occupancy.instance, room, seeker) &&
    roomMatesSuit(occupancy, room, seeker) &&
    slackIn(occupancy, bed, seeker) >= 0
  );
}

/** Calls `look` with each way to give beds to some of the seekers that breaks no rule. */
export function forEveryPlan(instance: Instance, look: (bedOf: Int32Array) => void): void {
  const occupancy = openOccupancy(instance);
  const from = (seeker: number): void => {
    if (seeker === instance.seekers.count) return look(occupancy.bedOf);
    from(seeker + 1);
    for (let bed = 0; bed < instance.beds.count; bed++) {
      if (!mayTake(occupancy, bed, seeker)) continue;
      putInto(occupancy, seeker, bed);
      from(seeker + 1);
      takeOut(occupancy, seeker);
    }
  };
  from(0);
}

/** The numbers placed by class. */
export function placedByClass({ seekers }: Instance, bedOf: Int32Array): number[] {
  const placed = [0, 0, 0, 0, 0];
  bedOf.forEach((bed, seeker) => {
    if (bed >= 0) placed[seekers.priorityClass[seeker]!]!++;
  });
  return placed;
}

/** Below 0 where `one` comes first: fewer in the first class in which they differ. */
export function compareByClass(one: readonly number[], other: readonly number[]): number {
  const differs = one.findIndex((placed, k) => placed !== other[k]);
  return differs < 0 ? 0 : one[differs]! - other[differs]!;
}
