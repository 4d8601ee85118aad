import type { Instance } from '#app/domain/allocation/instance.ts';
import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import { fittingBed, putInto, slackIn } from '#app/domain/allocation/occupancy.ts';
import type { Parties } from './parties.ts';
import { partiesOf, sizeOf } from './parties.ts';

/** Rooms looked at in each bucket before a party takes the best of them: more would be slower, and hardly tighter. */
const ROOMS_LOOKED_AT = 24;

/** Packs the people of an instance of one site, whose parts of each sex are strangers to one another. */
export function packSite(occupancy: Occupancy): void {
  const { instance } = occupancy;
  const parties = partiesOf(instance);
  const bySex = Map.groupBy(
    Array.from({ length: parties.count }, (_, party) => party),
    (party) => instance.seekers.sex[parties.member[parties.firstMember[party] as number] as number] as number,
  );
  for (const [sex, chosen] of bySex) packSex(occupancy, parties, { sex, chosen });
}

/**
 * Packs the parties of one sex into its rooms, as full as can be: whoever needs an accessible room or a lower bed
 * first, then crews, then the rest; each in the order of first days, since beds become free as days go by. Who finds nothing
 * is left without a bed.
 */
function packSex(
  occupancy: Occupancy,
  parties: Parties,
  { sex, chosen }: { sex: number; chosen: readonly number[] },
): void {
  const { seekers } = occupancy.instance;
  const first = (party: number) => parties.member[parties.firstMember[party] as number] as number;
  const stage = (party: number): number => {
    const seeker = first(party);
    if (seekers.stepFree[seeker] === 1) return 0;
    if (seekers.crew[seeker] !== -1) return 1;
    return seekers.lowerBed[seeker] === 1 ? 2 : 3;
  };
  const byStage = Map.groupBy(chosen, stage);
  const beds = bedsByFirstDay(occupancy.instance, sex);
  for (const number of [0, 1, 2, 3]) {
    const inTurn = [...(byStage.get(number) ?? [])].sort(
      (one, other) =>
        (seekers.from[first(one)] as number) - (seekers.from[first(other)] as number) ||
        sizeOf(parties, other) - sizeOf(parties, one) ||
        one - other,
    );
    if (inTurn.length === 0) continue;
    const rooms = roomsInTurn(occupancy, beds);
    for (const party of inTurn) {
      const members = [
        ...parties.member.subarray(parties.firstMember[party], parties.firstMember[party + 1]),
      ];
      rooms.openUntil(seekers.from[first(party)] as number);
      if (number === 1 || (number === 0 && seekers.crew[first(party)] !== -1))
        packCrew(occupancy, rooms, members);
      else packOneByOne(occupancy, rooms, members);
    }
  }
}

/** The whole crew in the tightest room that takes it; else the roomiest takes as many as it can, and so on with the rest. */
function packCrew(occupancy: Occupancy, rooms: RoomsInTurn, members: readonly number[]): void {
  let left = [...members];
  let near = -1;
  while (left.length > 0) {
    const room = rooms.roomFor(left, near);
    if (room < 0) return;
    const rest = left.filter((member) => !rooms.settle(member, room));
    if (rest.length === left.length) return;
    near = room;
    left = rest;
  }
}

function packOneByOne(occupancy: Occupancy, rooms: RoomsInTurn, members: readonly number[]): void {
  for (const member of members) {
    const room = rooms.roomFor([member], -1);
    if (room < 0) return;
    rooms.settle(member, room);
  }
}

type RoomsInTurn = ReturnType<typeof roomsInTurn>;

/**
 * The rooms of a site and sex by how many beds of theirs are free from the day at hand on. A room that somebody lives in or
 * was placed in is for its kind alone; of the others, `untouched`, any kind may open the next.
 */
function roomsInTurn(occupancy: Occupancy, bedsInTurn: Int32Array) {
  const { instance } = occupancy;
  const { rooms, beds, seekers } = instance;
  const freeNow = new Uint8Array(rooms.count);
  const kindOf = kindsOf(occupancy);
  let most = 0;
  for (let room = 0; room < rooms.count; room++)
    most = Math.max(most, (rooms.firstBed[room + 1] as number) - (rooms.firstBed[room] as number));
  /** Buckets by kind (−1: untouched) and accessibility, then by free beds; each a list of rooms, some of them stale. */
  const buckets = new Map<number, number[][]>();
  const bucketsOf = (kind: number, accessible: number) => {
    const key = 2 * (kind + 1) + accessible;
    let found = buckets.get(key);
    if (!found) buckets.set(key, (found = Array.from({ length: most + 1 }, () => [])));
    return found;
  };
  const file = (room: number) => {
    const count = freeNow[room] as number;
    if (count > 0) bucketsOf(kindOf[room] as number, rooms.accessible[room] as number)[count]?.push(room);
  };
  let opened = 0;

  const isStale = (room: number, kind: number, count: number) =>
    freeNow[room] !== count || kindOf[room] !== kind;

  /** How many of the alike members the room takes at once. */
  const takes = (room: number, members: readonly number[]) => {
    let [low, high] = [0, 0];
    const last = rooms.firstBed[room + 1] as number;
    const one = members.at(-1) as number;
    for (let bed = rooms.firstBed[room] as number; bed < last; bed++) {
      if (occupancy.firstIn[bed] !== -1 || slackIn(occupancy, bed, one) < 0) continue;
      if (instance.beds.upper[bed] === 1) high++;
      else low++;
    }
    const needLow = members.reduce((sum, member) => sum + (seekers.lowerBed[member] as number), 0);
    return Math.min(low, needLow) + Math.min(members.length - needLow, low - Math.min(low, needLow) + high);
  };

  return {
    /** Counts beds as free whose first free day has come. */
    openUntil(day: number) {
      for (; opened < bedsInTurn.length; opened++) {
        const bed = bedsInTurn[opened] as number;
        if (lastWindowFrom(instance, bed) > day) return;
        if (occupancy.firstIn[bed] !== -1) continue;
        const room = beds.room[bed] as number;
        freeNow[room] = (freeNow[room] as number) + 1;
        file(room);
      }
    },

    /** The room that the members should go to: the tightest that takes all, else the one that takes most; −1: none. */
    roomFor(members: readonly number[], near: number): number {
      const one = members[0] as number;
      const kind = seekers.kind[one] as number;
      const needsAccess = members.some((member) => seekers.stepFree[member] === 1);
      let [best, bestTaken] = [-1, 0];
      for (const accessible of needsAccess ? [1] : [0, 1]) {
        for (const owner of [kind, -1]) {
          const byCount = bucketsOf(owner, accessible);
          // From the tightest on; where none takes all, from the roomiest of the smaller ones down.
          for (let turn = members.length; turn <= most; turn++) {
            const found = look(byCount, owner, turn, members, members.length, near);
            if (found.taken === members.length) return found.room;
            if (found.taken > bestTaken) [best, bestTaken] = [found.room, found.taken];
          }
          for (let turn = Math.min(most, members.length - 1); turn > bestTaken; turn--) {
            const found = look(byCount, owner, turn, members, turn, near);
            if (found.taken > bestTaken) [best, bestTaken] = [found.room, found.taken];
          }
        }
      }
      return best;
    },

    settle(seeker: number, room: number): boolean {
      const bed = fittingBed(occupancy, room, seeker);
      if (bed < 0) return false;
      const wasCounted =
        occupancy.firstIn[bed] === -1 && lastWindowFrom(instance, bed) <= (seekers.from[seeker] as number);
      putInto(occupancy, seeker, bed);
      if (kindOf[room] === UNTOUCHED) kindOf[room] = seekers.kind[seeker] as number;
      if (wasCounted) freeNow[room] = (freeNow[room] as number) - 1;
      file(room);
      return true;
    },
  };

  function look(
    byCount: readonly number[][],
    owner: number,
    count: number,
    members: readonly number[],
    enough: number,
    near: number,
  ): { room: number; taken: number } {
    const list = byCount[count];
    let [best, bestTaken] = [-1, 0];
    if (!list) return { room: best, taken: bestTaken };
    let looked = 0;
    for (let index = list.length - 1; index >= 0 && looked < ROOMS_LOOKED_AT; index--) {
      const room = list[index] as number;
      if (isStale(room, owner, count)) {
        // The last takes its place: order within a bucket says nothing.
        list[index] = list[list.length - 1] as number;
        list.pop();
        continue;
      }
      looked++;
      const taken = takes(room, members);
      const isNear = near >= 0 && rooms.floor[room] === rooms.floor[near];
      if (taken > bestTaken || (taken === bestTaken && taken > 0 && isNear))
        [best, bestTaken] = [room, taken];
      if (bestTaken >= enough && (near < 0 || isNear)) break;
    }
    return { room: best, taken: bestTaken };
  }
}

const UNTOUCHED = -1;

/** The kind of whoever was placed in each room, or lives there last. */
function kindsOf({ instance, firstIn }: Occupancy): Int32Array {
  const { rooms, locks, seekers } = instance;
  const kinds = new Int32Array(rooms.count).fill(UNTOUCHED);
  for (let room = 0; room < rooms.count; room++) {
    const lastLock = rooms.firstLock[room + 1] as number;
    if (lastLock > (rooms.firstLock[room] as number)) kinds[room] = locks.kind[lastLock - 1] as number;
    const last = rooms.firstBed[room + 1] as number;
    for (let bed = rooms.firstBed[room] as number; bed < last; bed++)
      if (firstIn[bed] !== -1) kinds[room] = seekers.kind[firstIn[bed] as number] as number;
  }
  return kinds;
}

/** The day from which the bed is free in its last window. */
const lastWindowFrom = ({ beds }: Instance, bed: number) =>
  beds.windowFrom[(beds.firstWindow[bed + 1] as number) - 1] as number;

/**
 * The beds of a sex that are ever free, in the order of those days; on one day the last first, since the last filed
 * of a bucket is looked at first: so places fill from the first building on.
 */
function bedsByFirstDay(instance: Instance, sex: number): Int32Array {
  const { rooms, beds } = instance;
  const found: number[] = [];
  for (let bed = beds.count - 1; bed >= 0; bed--) {
    if (rooms.sex[beds.room[bed] as number] !== sex) continue;
    if ((beds.firstWindow[bed + 1] as number) > (beds.firstWindow[bed] as number)) found.push(bed);
  }
  return Int32Array.from(found).sort(
    (one, other) => lastWindowFrom(instance, one) - lastWindowFrom(instance, other) || other - one,
  );
}
