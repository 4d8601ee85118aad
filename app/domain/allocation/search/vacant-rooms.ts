import { slackIn, roomMatesSuit, roomSuits } from '#app/domain/allocation/occupancy.ts';
import type { Budget, Lodging } from './lodging.ts';

/** How many beds of the room a seeker could take one of, counted up to `enough`. */
export function spaceFor(lodging: Lodging, room: number, seeker: number, enough: number): number {
  const { occupancy } = lodging;
  const { rooms } = occupancy.instance;
  const first = rooms.firstBed[room] as number;
  const last = rooms.firstBed[room + 1] as number;
  if (last - first < enough || !roomSuits(occupancy.instance, room, seeker)) return 0;
  let space = 0;
  for (let bed = first; bed < last && space < enough; bed++)
    if (slackIn(occupancy, bed, seeker) >= 0) space++;
  return space > 0 && roomMatesSuit(occupancy, room, seeker) ? space : 0;
}

/** Rooms in which beds stood free when it was made, for each site and sex; looked through in turns, so that none is asked again and again. */
export interface VacantRooms {
  readonly lists: readonly (readonly number[])[];
  readonly turns: Int32Array;
}

/** @param wants Whether a room with this many idle beds belongs in */
export function vacantRooms(
  lodging: Lodging,
  wants: (room: number, idleBeds: number) => boolean,
): VacantRooms {
  const { instance, firstIn } = lodging.occupancy;
  const { rooms, beds, siteCount, day } = instance;
  const lists: number[][] = Array.from({ length: siteCount * 2 }, () => []);
  for (let room = 0; room < rooms.count; room++) {
    let idle = 0;
    const last = rooms.firstBed[room + 1] as number;
    for (let bed = rooms.firstBed[room] as number; bed < last; bed++) {
      if ((firstIn[bed] as number) >= 0) continue;
      const lastWindow = beds.firstWindow[bed + 1] as number;
      if (lastWindow > (beds.firstWindow[bed] as number) && (beds.windowTo[lastWindow - 1] as number) > day)
        idle++;
    }
    if (wants(room, idle)) lists[(rooms.site[room] as number) * 2 + (rooms.sex[room] as number)]?.push(room);
  }
  return { lists, turns: new Int32Array(lists.length) };
}

export interface Wanted {
  readonly site: number;
  readonly seeker: number;
  readonly space: number;
  /** How many rooms are looked at, at most. */
  readonly most: number;
  readonly suits?: (room: number) => boolean;
}

/** The next room of the list with space for as many as the seeker stands for, among the next `most`; −1: none. Each look is a step. */
export function nextVacant(
  lodging: Lodging,
  { lists, turns }: VacantRooms,
  { site, seeker, space, most, suits }: Wanted,
  budget: Budget,
): number {
  const { seekers } = lodging.occupancy.instance;
  const index = site * 2 + (seekers.sex[seeker] as number);
  const list = lists[index] ?? [];
  let turn = turns[index] as number;
  for (let looked = Math.min(most, list.length); looked > 0 && budget.left > 0; looked--) {
    if (turn >= list.length) turn = 0;
    const room = list[turn] as number;
    budget.left--;
    if ((suits?.(room) ?? true) && spaceFor(lodging, room, seeker, space) >= space) {
      turns[index] = turn;
      return room;
    }
    turn++;
  }
  turns[index] = turn;
  return -1;
}
