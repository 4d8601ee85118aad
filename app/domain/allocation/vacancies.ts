import type { Housing, RoomState, Seeker, BedState } from './housing.ts';
import { bedBlocker, colleaguesIn, roomBlocker, roommateBlocker } from './housing.ts';
import type { PlanOptions } from './proposal.ts';
import type { SnapshotSite } from './snapshot.ts';

/** A room with beds that a class of workers may take for the request's days. */
export interface Vacancy {
  readonly room: RoomState;
  /** Lower and single beds, and upper ones: whoever can climb takes the upper first. */
  readonly low: BedState[];
  readonly high: BedState[];
  /** People of the same employer who live there. */
  readonly colleagues: number;
}

export const freeBeds = (vacancy: Vacancy): number => vacancy.low.length + vacancy.high.length;

/** The rooms of a site with beds for workers of the seeker's sex and shift, needs aside. */
export function findVacancies(
  housing: Housing,
  site: SnapshotSite,
  seeker: Seeker,
  options: PlanOptions,
): Vacancy[] {
  return housing.roomsFor(site, seeker.worker.sex).flatMap((room) => {
    if (room.beds.length === 0) return [];
    const free = room.beds.filter((bed) => bedBlocker(bed, seeker) === null);
    if (free.length === 0 || roommateBlocker(room, seeker, options)) return [];
    return [
      {
        room,
        low: free.filter((bed) => !bed.bed.upper),
        high: free.filter((bed) => bed.bed.upper),
        colleagues: colleaguesIn(room, seeker),
      },
    ];
  });
}

/** Takes a bed for one worker out of a vacancy; undefined where none suits its needs. */
export function takeBed(vacancy: Vacancy, seeker: Seeker): BedState | undefined {
  if (roomBlocker(vacancy.room, seeker)) return undefined;
  if (seeker.worker.lowerBed) return vacancy.low.shift();
  return vacancy.high.shift() ?? vacancy.low.shift();
}
