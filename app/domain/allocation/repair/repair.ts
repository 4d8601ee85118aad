import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import { roomSuits } from '#app/domain/allocation/occupancy.ts';
import { alikeKey } from '#app/domain/allocation/packing/gap-index.ts';
import { withoutBed } from '#app/domain/allocation/packing/place-anywhere.ts';
import { couldSleepIn, placeExactly } from './place-exactly.ts';

/** What is small enough to be solved whole, and so to the very best. */
const ROOMS_SOLVED_WHOLE = 60;
const PEOPLE_SOLVED_WHOLE = 120;

/** Otherwise some rooms at a time, for some people, so many times. */
const ROOMS_AT_A_TIME = 12;
const PEOPLE_AT_A_TIME = 8;
const MOST_TIMES = 24;

/**
 * Finds room for those without a bed by giving the beds of some rooms anew. A small problem is solved whole; of a large one,
 * for each set of alike people, the rooms that have most beds free and would suit them, were they not of another kind.
 */
export function repair(occupancy: Occupancy, firstToGain: number): void {
  const { instance } = occupancy;
  const { seekers, rooms } = instance;
  for (const sex of [0, 1]) {
    const waiting = withoutBed(occupancy).filter((seeker) => seekers.sex[seeker] === sex);
    if (waiting.length === 0) continue;
    const all: number[] = [];
    for (let room = 0; room < rooms.count; room++) if (rooms.sex[room] === sex) all.push(room);
    const people = seekers.sex.reduce((count, each) => count + Number(each === sex), 0);
    if (all.length <= ROOMS_SOLVED_WHOLE && people <= PEOPLE_SOLVED_WHOLE) {
      placeExactly(occupancy, all, waiting, firstToGain);
      continue;
    }
    const alike = Map.groupBy(waiting, (seeker) => alikeKey(instance, seeker));
    for (const group of [...alike.values()].slice(0, MOST_TIMES)) {
      const [one] = group;
      if (one === undefined) continue;
      const near = roomsWithSpace(occupancy, all, one);
      if (near.length > 0) placeExactly(occupancy, near, group.slice(0, PEOPLE_AT_A_TIME), firstToGain);
    }
  }
}

/** Rooms in which the seeker could sleep but for those placed there, with beds that nobody was placed in; the emptiest first. */
function roomsWithSpace(occupancy: Occupancy, all: readonly number[], seeker: number): number[] {
  const { instance, countIn } = occupancy;
  return all
    .filter((room) => roomSuits(instance, room, seeker))
    .map((room) => ({ room, free: freeBeds(occupancy, room, seeker) }))
    .filter(({ free }) => free > 0)
    .sort(
      (one, other) =>
        (countIn[one.room] as number) - (countIn[other.room] as number) ||
        other.free - one.free ||
        one.room - other.room,
    )
    .slice(0, ROOMS_AT_A_TIME)
    .map(({ room }) => room);
}

function freeBeds({ instance, firstIn }: Occupancy, room: number, seeker: number): number {
  const { rooms } = instance;
  let count = 0;
  const last = rooms.firstBed[room + 1] as number;
  for (let bed = rooms.firstBed[room] as number; bed < last; bed++)
    if (firstIn[bed] === -1 && couldSleepIn(instance, room, bed, seeker)) count++;
  return count;
}
