import type { LabourScoring } from './labour-scoring.ts';
import type { Budget, Lodging } from './lodging.ts';
import { keepIfBetter, move, seat, undo } from './lodging.ts';
import type { VacantRooms } from './vacant-rooms.ts';
import { nextVacant, vacantRooms } from './vacant-rooms.ts';

/** Rooms in use that are looked at for those who would leave a room. */
const MOST_LOOKED_AT = 32;
/** A building with more of the plan's people is not emptied. */
const MOST_IN_BUILDING = 12;

/** Empties rooms with few people, and buildings with few, into gaps of rooms of the same site that are in use anyway. */
export function freeRooms(lodging: Lodging, scoring: LabourScoring, budget: Budget): void {
  const { instance, countIn } = lodging.occupancy;
  const { rooms, buildings } = instance;
  const isUsed = (room: number) => scoring.roomIsFree[room] === 0 || (countIn[room] as number) > 0;
  const gaps = vacantRooms(lodging, (room, idle) => idle > 0 && isUsed(room));
  const inUse: number[][] = Array.from({ length: buildings.count }, () => []);
  const fewest: number[] = [];
  for (let room = 0; room < rooms.count; room++) {
    if (scoring.roomIsFree[room] === 0 || countIn[room] === 0) continue;
    inUse[rooms.building[room] as number]?.push(room);
    const beds = (rooms.firstBed[room + 1] as number) - (rooms.firstBed[room] as number);
    if ((countIn[room] as number) <= Math.max(1, beds - 1)) fewest.push(room);
  }
  for (let building = 0; building < buildings.count && budget.left > 0; building++) {
    const people = scoring.seekersIn[building] as number;
    if (scoring.buildingIsFree[building] === 1 && people > 0 && people <= MOST_IN_BUILDING)
      if (empty(lodging, inUse[building] ?? [], gaps, isUsed, budget)) keepIfBetter(lodging);
  }
  fewest.sort((one, other) => (countIn[one] as number) - (countIn[other] as number) || other - one);
  for (const room of fewest) {
    if (budget.left <= 0) return;
    if ((countIn[room] as number) > 0 && empty(lodging, [room], gaps, isUsed, budget)) keepIfBetter(lodging);
  }
}

/** Moves everybody out of these rooms: crew mates of a room together. Undone, and false, where somebody finds nothing. */
function empty(
  lodging: Lodging,
  rooms: readonly number[],
  gaps: VacantRooms,
  isUsed: (room: number) => boolean,
  budget: Budget,
): boolean {
  // A gap may have been emptied since it was listed, or be about to be.
  const suits = (room: number) => !rooms.includes(room) && isUsed(room);
  const { instance } = lodging.occupancy;
  for (const room of rooms) {
    const site = instance.rooms.site[room] as number;
    for (const group of groupsIn(lodging, room)) {
      const seeker = group[0] as number;
      const wanted = { site, seeker, space: group.length, most: MOST_LOOKED_AT, suits };
      const target = nextVacant(lodging, gaps, wanted, budget);
      if (target >= 0) for (const person of group) move(lodging, person, target);
      if (target < 0 || !seat(lodging)) {
        undo(lodging);
        return false;
      }
    }
  }
  return true;
}

function groupsIn({ occupancy, firstOf, nextOf }: Lodging, room: number): number[][] {
  const { crew } = occupancy.instance.seekers;
  const byCrew = new Map<number, number[]>();
  const groups: number[][] = [];
  for (let seeker = firstOf[room] as number; seeker >= 0; seeker = nextOf[seeker] as number) {
    const own = crew[seeker] as number;
    const mates = own < 0 ? undefined : byCrew.get(own);
    if (mates) mates.push(seeker);
    else {
      const group = [seeker];
      groups.push(group);
      if (own >= 0) byCrew.set(own, group);
    }
  }
  return groups.sort((one, other) => other.length - one.length || (one[0] as number) - (other[0] as number));
}
