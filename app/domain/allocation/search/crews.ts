import { apartnessBetween, crewScore } from './labour-scoring.ts';
import type { LabourScoring } from './labour-scoring.ts';
import type { Budget, Lodging } from './lodging.ts';
import { exchange, keepIfBetter, move, seat, undo } from './lodging.ts';
import type { VacantRooms } from './vacant-rooms.ts';
import { nextVacant, spaceFor, vacantRooms } from './vacant-rooms.ts';

/** Of the rooms and buildings in which members live, those with most are tried first, and no more than these. */
const MOST_HOMES = 4;
/** Vacant rooms looked at for a crew at each of its sites. */
const MOST_VACANT = 48;
/** A crew of which more would have to move is left as the packing made it. */
const MOST_MOVERS = 24;
/** Others in a building who are asked to change places with one member. */
const MOST_PARTNERS = 24;

/** Brings crews together: in one room where one can hold them, else on one floor or in one building. */
export function gatherCrews(lodging: Lodging, scoring: LabourScoring, budget: Budget): void {
  const { instance } = lodging.occupancy;
  const { rooms, crewCount } = instance;
  let largest = 0;
  for (let room = 0; room < rooms.count; room++)
    largest = Math.max(largest, (rooms.firstBed[room + 1] as number) - (rooms.firstBed[room] as number));
  const byNeed: VacantRooms[] = Array.from({ length: largest + 1 }, (_, need) =>
    need < 2 ? { lists: [], turns: new Int32Array() } : vacantRooms(lodging, (_room, idle) => idle >= need),
  );
  for (let crew = 0; crew < crewCount && budget.left > 0; crew++) {
    const members = placedMembers(lodging, scoring, crew);
    if (members.length < 2 || crewScore(instance, scoring.crews, lodging, crew) === 0) continue;
    if (members.length <= largest && inOneRoom(lodging, members, byNeed[members.length], budget)) continue;
    inOneBuilding(lodging, scoring, members, budget);
  }
}

function placedMembers({ roomOf }: Lodging, { crews }: LabourScoring, crew: number): number[] {
  const found: number[] = [];
  const last = crews.first[crew + 1] as number;
  for (let index = crews.first[crew] as number; index < last; index++) {
    const member = crews.members[index] as number;
    if ((roomOf[member] as number) >= 0) found.push(member);
  }
  return found;
}

/** Where the members live, by a key of their rooms: most members first. */
function homesOf(
  members: readonly number[],
  keyOf: (member: number) => number,
): { key: number; count: number }[] {
  const counts = new Map<number, number>();
  for (const member of members) counts.set(keyOf(member), (counts.get(keyOf(member)) ?? 0) + 1);
  return [...counts]
    .map(([key, count]) => ({ key, count }))
    .sort((one, other) => other.count - one.count || one.key - other.key);
}

function inOneRoom(
  lodging: Lodging,
  members: readonly number[],
  vacant: VacantRooms | undefined,
  budget: Budget,
): boolean {
  const { roomOf, occupancy } = lodging;
  const { rooms } = occupancy.instance;
  const homes = homesOf(members, (member) => roomOf[member] as number).slice(0, MOST_HOMES);
  for (const { key: room } of homes) {
    if ((rooms.firstBed[room + 1] as number) - (rooms.firstBed[room] as number) < members.length) continue;
    if (bringInto(lodging, members, room, budget)) return true;
  }
  const seeker = members[0] as number;
  for (const site of new Set(homes.map(({ key }) => rooms.site[key] as number))) {
    const wanted = { site, seeker, space: members.length, most: MOST_VACANT };
    const room = vacant ? nextVacant(lodging, vacant, wanted, budget) : -1;
    if (room < 0) continue;
    for (const member of members) move(lodging, member, room);
    if (keepIfBetter(lodging)) return true;
  }
  return false;
}

/** Every member who is not in the room takes a free bed there, or changes places with somebody who is not of the crew. */
function bringInto(lodging: Lodging, members: readonly number[], room: number, budget: Budget): boolean {
  const { roomOf } = lodging;
  for (const member of members) {
    if (roomOf[member] === room) continue;
    budget.left--;
    if (spaceFor(lodging, room, member, 1) > 0) {
      move(lodging, member, room);
      if (seat(lodging)) continue;
      undo(lodging);
      return false;
    }
    const partner = partnerIn(lodging, room, member);
    if (partner < 0) {
      undo(lodging);
      return false;
    }
    exchange(lodging, partner, member);
    if (!seat(lodging)) {
      undo(lodging);
      return false;
    }
  }
  return keepIfBetter(lodging);
}

/** Somebody in the room who shares days with the member and could sleep in its bed's stead: of no crew if possible, and dates most alike. */
function partnerIn(lodging: Lodging, room: number, member: number): number {
  const { seekers } = lodging.occupancy.instance;
  const [from, to] = [seekers.from[member] as number, seekers.to[member] as number];
  let best = -1;
  let least = Infinity;
  for (let other = lodging.firstOf[room] as number; other >= 0; other = lodging.nextOf[other] as number) {
    if (seekers.crew[other] === seekers.crew[member] && seekers.crew[other] !== -1) continue;
    const [otherFrom, otherTo] = [seekers.from[other] as number, seekers.to[other] as number];
    if (otherFrom >= to || from >= otherTo || seekers.kind[other] !== seekers.kind[member]) continue;
    const cost =
      (seekers.crew[other] === -1 ? 0 : 1e7) +
      Math.min(1e6, Math.abs(otherFrom - from)) +
      Math.min(1e6, Math.abs(otherTo - to));
    if (cost < least || (cost === least && other < best)) [best, least] = [other, cost];
  }
  return best;
}

function inOneBuilding(
  lodging: Lodging,
  scoring: LabourScoring,
  members: readonly number[],
  budget: Budget,
): void {
  const { roomOf, occupancy } = lodging;
  const { rooms } = occupancy.instance;
  const roomFor = (member: number) => roomOf[member] as number;
  const [lowest, highest] = [Math.min(...members.map(roomFor)), Math.max(...members.map(roomFor))];
  const apart = apartnessBetween(occupancy.instance, lowest, highest);
  // One floor is worth the trouble where the building is reached, one building where it isn't.
  const scope = apart <= 2 ? rooms.floor : rooms.building;
  if (apart < 2) return;
  const homes = homesOf(members, (member) => scope[roomFor(member)] as number);
  for (const { key, count } of homes.slice(0, MOST_HOMES)) {
    if (members.length - count > MOST_MOVERS || budget.left <= 0) return;
    const first = firstWith(scope, key);
    const last = firstWith(scope, key + 1);
    let isWhole = true;
    for (const member of members) {
      const home = roomFor(member);
      if (home >= first && home < last) continue;
      if (!bringBetween(lodging, member, first, last, budget)) {
        isWhole = false;
        break;
      }
    }
    if (!isWhole) undo(lodging);
    else if (keepIfBetter(lodging)) {
      if (apart > 2) inOneBuilding(lodging, scoring, members, budget);
      return;
    }
  }
}

/** Moves a member into one of these rooms: to a free bed, or in exchange with somebody of no crew. */
function bringBetween(
  lodging: Lodging,
  member: number,
  first: number,
  last: number,
  budget: Budget,
): boolean {
  for (let room = first; room < last && budget.left > 0; room++) {
    budget.left--;
    if (spaceFor(lodging, room, member, 1) === 0) continue;
    move(lodging, member, room);
    return seat(lodging);
  }
  const { seekers } = lodging.occupancy.instance;
  let asked = 0;
  for (let room = first; room < last && asked < MOST_PARTNERS; room++) {
    if ((lodging.firstOf[room] as number) < 0) continue;
    budget.left--;
    const partner = partnerIn(lodging, room, member);
    if (partner < 0 || seekers.crew[partner] !== -1 || !haveSameDays(lodging, partner, member)) continue;
    asked++;
    exchange(lodging, partner, member);
    return seat(lodging);
  }
  return false;
}

const haveSameDays = ({ occupancy: { instance } }: Lodging, one: number, other: number) =>
  instance.seekers.from[one] === instance.seekers.from[other] &&
  instance.seekers.to[one] === instance.seekers.to[other];

/** The first room whose value is at least this; values rise with the rooms. */
function firstWith(values: Int32Array, value: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
