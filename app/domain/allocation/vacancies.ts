import type { Housing, RoomState, Seeker, BedState } from './housing.ts';
import { bedBlocker, colleaguesIn, roomBlocker, roommateBlocker } from './housing.ts';
import type { PlanOptions } from './options.ts';
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

export interface FoundVacancies {
  readonly vacancies: Vacancy[];
  /** The site may have more of them: the search ended early. */
  readonly isCut: boolean;
}

/**
 * Rooms of a site with beds for workers of the seeker's sex and shift, needs aside, in the order of buildings, floors
 * and rooms. The search ends with the building in which there is `enough`; rooms with colleagues are all found.
 */
export function findVacancies(
  housing: Housing,
  site: SnapshotSite,
  seeker: Seeker,
  options: Pick<PlanOptions, 'sharedRooms'>,
  enough: (found: Enough) => boolean,
): FoundVacancies {
  const vacancies: Vacancy[] = [];
  const found = { lowBeds: 0, accessibleLowBeds: 0 };
  const add = (room: RoomState) => {
    const free = freeIn(room, seeker);
    if (!free || roommateBlocker(room, seeker, options)) return;
    vacancies.push({ room, ...free, colleagues: colleaguesIn(room, seeker) });
    found.lowBeds += free.low.length;
    if (room.accessible) found.accessibleLowBeds += free.low.length;
  };
  const rooms = housing.roomsFor(site, seeker.worker.sex);
  for (const [index, room] of rooms.entries()) {
    if (room.building !== rooms[index - 1]?.building && enough(found)) {
      [...housing.roomsOf(seeker.employerId)]
        .filter(
          ({ building, order }) =>
            order >= room.order && building.siteId === site.id && building.sex === room.building.sex,
        )
        .sort((one, other) => one.order - other.order)
        .forEach(add);
      return { vacancies, isCut: true };
    }
    add(room);
  }
  return { vacancies, isCut: false };
}

export interface Enough {
  readonly lowBeds: number;
  readonly accessibleLowBeds: number;
}

/** Most rooms are full: for those nothing is allocated. */
function freeIn(room: RoomState, seeker: Seeker): Pick<Vacancy, 'low' | 'high'> | null {
  let found: { low: BedState[]; high: BedState[] } | null = null;
  for (const bed of room.beds) {
    if (bedBlocker(bed, seeker)) continue;
    found ??= { low: [], high: [] };
    (bed.bed.upper ? found.high : found.low).push(bed);
  }
  return found;
}

/** Takes a bed for one worker out of a vacancy; undefined where none suits its needs. */
export function takeBed(vacancy: Vacancy, seeker: Seeker): BedState | undefined {
  if (roomBlocker(vacancy.room, seeker)) return undefined;
  if (seeker.worker.lowerBed) return vacancy.low.shift();
  return vacancy.high.shift() ?? vacancy.low.shift();
}
