import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import { roomMatesSuit, roomSuits } from '#app/domain/allocation/occupancy.ts';

/** How many beds are tried for the people of one room before it is given up. */
const MOST_TRIES = 400;

/**
 * Beds for the seekers of a room and one more when none of its beds is free on all the newcomer's days but people could change
 * beds: an exact search in the order of first days, which for alike beds needs no second try. Null where no
 * such beds are found; the occupancy is left as it is.
 */
export function reseated(
  occupancy: Occupancy,
  room: number,
  newcomer: number,
): { readonly seekers: readonly number[]; readonly beds: Int32Array } | null {
  const { instance, firstIn, nextIn } = occupancy;
  const { rooms, beds, seekers } = instance;
  if (!roomSuits(instance, room, newcomer) || !roomMatesSuit(occupancy, room, newcomer)) return null;
  const first = rooms.firstBed[room] as number;
  const last = rooms.firstBed[room + 1] as number;
  const people = [newcomer];
  for (let bed = first; bed < last; bed++)
    for (let other = firstIn[bed] as number; other >= 0; other = nextIn[other] as number) people.push(other);
  if (people.length === 1) return null;
  people.sort(
    (one, other) =>
      (seekers.from[one] as number) - (seekers.from[other] as number) ||
      (seekers.lowerBed[other] as number) - (seekers.lowerBed[one] as number) ||
      one - other,
  );
  const found = new Int32Array(people.length);
  const takenTo = new Int32Array(last - first);
  let tries = 0;

  const isOpen = (bed: number, from: number, to: number) => {
    const lastWindow = beds.firstWindow[bed + 1] as number;
    for (let window = beds.firstWindow[bed] as number; window < lastWindow; window++)
      if ((beds.windowFrom[window] as number) <= from && (beds.windowTo[window] as number) >= to) return true;
    return false;
  };
  const seat = (index: number): boolean => {
    if (index === people.length) return true;
    const person = people[index] as number;
    const [from, to] = [seekers.from[person] as number, seekers.to[person] as number];
    const needsLower = seekers.lowerBed[person] === 1;
    // Upper beds first, so that lower ones stay for those who can't climb.
    for (let upper = needsLower ? 0 : 1; upper >= 0; upper--)
      for (let bed = first; bed < last; bed++) {
        const free = takenTo[bed - first] as number;
        if (beds.upper[bed] !== upper || free > from || !isOpen(bed, from, to)) continue;
        if (++tries > MOST_TRIES) return false;
        takenTo[bed - first] = to;
        found[index] = bed;
        if (seat(index + 1)) return true;
        takenTo[bed - first] = free;
      }
    return false;
  };
  return seat(0) ? { seekers: people, beds: found } : null;
}
