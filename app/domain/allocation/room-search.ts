import type { AlikeSeekers } from './alike.ts';
import type { Occupancy } from './occupancy.ts';
import { fittingBed, putInto } from './occupancy.ts';

/** Finds beds in the order of rooms while an occupancy fills up; nobody may leave it meanwhile. */
export interface RoomSearch {
  /** Puts the seeker into the first room of the site that has a bed for it; false where none has. */
  readonly settle: (seeker: number, site: number) => boolean;
}

/** More days would tell more rooms apart, and three groups of ten days fill the bits of a number. */
const CHECK_DAYS = 10;
const GROUPS = 3;
const A_ROOM = 1 << (CHECK_DAYS * GROUPS);

/**
 * Of each room it is known on which of a few days it has a free bed, and for whom: a bit a day and kind, joined upwards in
 * a tree over the rooms of a site and sex, so that most rooms without a bed are never looked at. Where there are more
 * kinds than bits, a room's people keep its days from everybody, and each kind's own rooms stand in a list of their own.
 * What had no bed for a seeker never has one for those alike, for whom the search goes on from there.
 */
export function searchRooms(occupancy: Occupancy, alike: AlikeSeekers): RoomSearch {
  const { instance, firstIn, nextIn } = occupancy;
  const { rooms, beds, locks, seekers, siteCount } = instance;
  const days = checkDays(seekers.from, seekers.to);
  const allDays = (1 << days.length) - 1;
  const kinds = 1 + Math.max(most(seekers.kind), most(locks.kind));
  const hasOwnRooms = kinds > GROUPS;
  const groups = hasOwnRooms ? 1 : kinds;
  const daysIn = (from: number, to: number) => {
    let bits = 0;
    for (let index = 0; index < days.length; index++) {
      const day = days[index] as number;
      if (from <= day && day < to) bits |= 1 << index;
    }
    return bits;
  };

  const free = new Int32Array(GROUPS);
  /** The bits of the room's beds, or of its lower and single ones. */
  const bitsOf = (room: number, lowerOnly: boolean) => {
    free.fill(allDays);
    const keep = (kind: number, taken: number) => {
      for (let group = 0; group < groups; group++)
        if (hasOwnRooms || group !== kind) free[group] = (free[group] as number) & ~taken;
    };
    const lastLock = rooms.firstLock[room + 1] as number;
    for (let lock = rooms.firstLock[room] as number; lock < lastLock; lock++)
      keep(locks.kind[lock] as number, daysIn(locks.from[lock] as number, locks.to[lock] as number));
    let open = 0;
    const lastBed = rooms.firstBed[room + 1] as number;
    for (let bed = rooms.firstBed[room] as number; bed < lastBed; bed++) {
      let ofBed = 0;
      const lastWindow = beds.firstWindow[bed + 1] as number;
      for (let window = beds.firstWindow[bed] as number; window < lastWindow; window++)
        ofBed |= daysIn(beds.windowFrom[window] as number, beds.windowTo[window] as number);
      for (let other = firstIn[bed] as number; other >= 0; other = nextIn[other] as number) {
        const taken = daysIn(seekers.from[other] as number, seekers.to[other] as number);
        ofBed &= ~taken;
        keep(seekers.kind[other] as number, taken);
      }
      if (!lowerOnly || beds.upper[bed] === 0) open |= ofBed;
    }
    let bits = A_ROOM;
    for (let group = 0; group < groups; group++)
      bits |= (open & (free[group] as number)) << (group * CHECK_DAYS);
    return bits;
  };

  // A tree a site, sex and need: all rooms or the accessible ones, all beds or the lower ones.
  const treeOf = (site: number, sex: number, stepFree: number, lowerBed: number) =>
    ((site * 2 + sex) * 2 + stepFree) * 2 + lowerBed;
  const members: number[][] = Array.from({ length: siteCount * 8 }, () => []);
  const placeOf = [new Int32Array(rooms.count), new Int32Array(rooms.count)];
  const treesOf = (room: number, stepFree: number) =>
    treeOf(rooms.site[room] as number, rooms.sex[room] as number, stepFree, 0);
  for (let room = 0; room < rooms.count; room++)
    for (let stepFree = 0; stepFree <= (rooms.accessible[room] as number); stepFree++) {
      const inTree = members[treesOf(room, stepFree)] as number[];
      (placeOf[stepFree] as Int32Array)[room] = inTree.length;
      inTree.push(room);
      (members[treesOf(room, stepFree) + 1] as number[]).push(room);
    }
  const trees = members.map((inTree, tree) => bitTree(inTree.map((room) => bitsOf(room, tree % 2 === 1))));
  const update = (room: number) => {
    for (const lowerBed of [0, 1]) {
      const bits = bitsOf(room, lowerBed === 1);
      for (let stepFree = 0; stepFree <= (rooms.accessible[room] as number); stepFree++)
        trees[treesOf(room, stepFree) + lowerBed]?.set(
          (placeOf[stepFree] as Int32Array)[room] as number,
          bits,
        );
    }
  };

  const ownRooms = new Map<number, number[]>();
  const addOwnRoom = (kind: number, room: number) => {
    const key = kind * siteCount + (rooms.site[room] as number);
    const known = ownRooms.get(key);
    if (!known) ownRooms.set(key, [room]);
    else if (known.at(-1) !== room) known.push(room);
  };
  if (hasOwnRooms)
    for (let lock = 0; lock < locks.count; lock++)
      addOwnRoom(locks.kind[lock] as number, beds.room[locks.bed[lock] as number] as number);

  const reached = new Int32Array(alike.count * siteCount);
  const ownReached = new Int32Array(alike.count * siteCount);
  const find = (seeker: number, site: number) => {
    const place = (alike.of[seeker] as number) * siteCount + site;
    const kind = seekers.kind[seeker] as number;
    const own = ownRooms.get(kind * siteCount + site) ?? [];
    for (let index = ownReached[place] as number; index < own.length; index++) {
      const bed = fittingBed(occupancy, own[index] as number, seeker);
      ownReached[place] = index;
      if (bed >= 0) return bed;
    }
    const tree = treeOf(
      site,
      seekers.sex[seeker] as number,
      seekers.stepFree[seeker] as number,
      seekers.lowerBed[seeker] as number,
    );
    const sought = daysIn(seekers.from[seeker] as number, seekers.to[seeker] as number);
    const need = A_ROOM | (sought << (hasOwnRooms ? 0 : kind * CHECK_DAYS));
    const inTree = members[tree] as number[];
    for (let index = reached[place] as number; index < inTree.length; index++) {
      index = trees[tree]?.next(index, need) ?? -1;
      reached[place] = index < 0 ? inTree.length : index;
      if (index < 0) return -1;
      const bed = fittingBed(occupancy, inTree[index] as number, seeker);
      if (bed >= 0) return bed;
    }
    reached[place] = inTree.length;
    return -1;
  };

  return {
    settle(seeker, site) {
      const bed = find(seeker, site);
      if (bed < 0) return false;
      putInto(occupancy, seeker, bed);
      const room = beds.room[bed] as number;
      if (hasOwnRooms) addOwnRoom(seekers.kind[seeker] as number, room);
      update(room);
      return true;
    },
  };
}

const most = (values: Int32Array) => values.reduce((greatest, value) => Math.max(greatest, value), 0);

/** First and last days of stays, spread as the stays are. */
function checkDays(from: Int32Array, to: Int32Array): number[] {
  const [first, last] = [Int32Array.from(from).sort(), to.map((day) => day - 1).sort()];
  const half = CHECK_DAYS / 2;
  const days = Array.from({ length: CHECK_DAYS }, (_, index) => {
    const place = Math.floor((((index % half) + 0.5) / half) * from.length);
    return (index < half ? first : last)[place] ?? 0;
  });
  return [...new Set(days)];
}

/** Bits by place; `next` is the first place from `start` on that has all of the bits, −1 where none has. */
function bitTree(bits: readonly number[]) {
  let size = 1;
  while (size < bits.length) size *= 2;
  const nodes = new Int32Array(2 * size);
  nodes.set(bits, size);
  const join = (node: number) => (nodes[2 * node] as number) | (nodes[2 * node + 1] as number);
  for (let node = size - 1; node > 0; node--) nodes[node] = join(node);
  return {
    set(place: number, value: number) {
      nodes[size + place] = value;
      for (let node = (size + place) >> 1; node > 0; node >>= 1) {
        const joined = join(node);
        if (nodes[node] === joined) return;
        nodes[node] = joined;
      }
    },
    next(start: number, need: number) {
      for (let node = size + start; ;) {
        if ((need & ~(nodes[node] as number)) === 0) {
          if (node >= size) return node - size;
          node *= 2;
        } else {
          while (node & 1) node >>= 1;
          if (node === 0) return -1;
          node++;
        }
      }
    },
  };
}
