import type { AlikeSeekers } from './alike.ts';
import type { Occupancy } from './occupancy.ts';
import { fittingBed, putInto } from './occupancy.ts';

/** Finds beds in the order of rooms while an occupancy fills up; nobody may leave it meanwhile. */
export interface RoomSearch {
  /** Puts the seeker into the first room of the site that has a bed for it; false where none has. */
  readonly settle: (seeker: number, site: number) => boolean;
}

/** First days of stays on which rooms are compared; more of them tell more rooms apart, and take longer to keep. */
const CHECK_DAYS = 8;
/** With more kinds than these, rooms where people live are no longer told apart by kind. */
const MOST_KINDS = 3;

/**
 * Of each room it is known until when a bed that is free on a few chosen days stays free, and for whom: a tree a site and
 * sex leads past the rooms in which nothing is free for long enough, so that most of them are never looked at. Where there
 * are many kinds, a room's people keep its days from everybody, and each kind's own rooms stand in a list of their own.
 * What had no bed for a seeker never has one for those alike, for whom the search goes on from there.
 */
export function searchRooms(occupancy: Occupancy, alike: AlikeSeekers): RoomSearch {
  const { instance, firstIn, nextIn } = occupancy;
  const { rooms, beds, locks, seekers, siteCount } = instance;
  const days = checkDays(seekers.from);
  const kinds = 1 + Math.max(most(seekers.kind), most(locks.kind));
  const hasOwnRooms = kinds > MOST_KINDS;
  const groups = hasOwnRooms ? 1 : kinds;
  const width = groups * days.length;

  /** By group and day, until when a bed of the room, or a lower or single one, stays free; 0 where none is free on the day. */
  const reachOf = (room: number, lowerOnly: boolean, reach: Int32Array) => {
    reach.fill(0);
    const lastBed = rooms.firstBed[room + 1] as number;
    for (let bed = rooms.firstBed[room] as number; bed < lastBed; bed++) {
      if (lowerOnly && beds.upper[bed] === 1) continue;
      const lastWindow = beds.firstWindow[bed + 1] as number;
      for (let window = beds.firstWindow[bed] as number; window < lastWindow; window++) {
        const [begins, ends] = [beds.windowFrom[window] as number, beds.windowTo[window] as number];
        for (let index = 0; index < days.length; index++) {
          const day = days[index] as number;
          if (begins > day || day >= ends) continue;
          const until = freeUntil(bed, day, ends);
          for (let place = index; place < width; place += days.length)
            if (until > (reach[place] as number)) reach[place] = until;
        }
      }
    }
    const limit = (kind: number, from: number, to: number) => {
      for (let index = 0; index < days.length; index++) {
        const day = days[index] as number;
        if (day >= to) continue;
        for (let group = 0, place = index; group < groups; group++, place += days.length)
          if ((hasOwnRooms || group !== kind) && from < (reach[place] as number))
            reach[place] = from <= day ? 0 : from;
      }
    };
    const lastLock = rooms.firstLock[room + 1] as number;
    for (let lock = rooms.firstLock[room] as number; lock < lastLock; lock++)
      limit(locks.kind[lock] as number, locks.from[lock] as number, locks.to[lock] as number);
    if (occupancy.countIn[room] === 0) return;
    for (let bed = rooms.firstBed[room] as number; bed < lastBed; bed++)
      for (let other = firstIn[bed] as number; other >= 0; other = nextIn[other] as number)
        limit(seekers.kind[other] as number, seekers.from[other] as number, seekers.to[other] as number);
  };
  const freeUntil = (bed: number, day: number, ends: number) => {
    let until = ends;
    for (let other = firstIn[bed] as number; other >= 0; other = nextIn[other] as number) {
      const from = seekers.from[other] as number;
      if (from > day) until = Math.min(until, from);
      else if (day < (seekers.to[other] as number)) return 0;
    }
    return until;
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
  const reach = new Int32Array(width);
  const trees = members.map((inTree, tree) =>
    reachTree(inTree.length, width, (place, values) =>
      reachOf(inTree[place] as number, tree % 2 === 1, values),
    ),
  );
  const update = (room: number) => {
    for (const lowerBed of [0, 1]) {
      reachOf(room, lowerBed === 1, reach);
      for (let stepFree = 0; stepFree <= (rooms.accessible[room] as number); stepFree++)
        trees[treesOf(room, stepFree) + lowerBed]?.set(
          (placeOf[stepFree] as Int32Array)[room] as number,
          reach,
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
    const index = days.findIndex((day) => (seekers.from[seeker] as number) <= day);
    const hasDay = index >= 0 && (days[index] as number) < (seekers.to[seeker] as number);
    const day = hasDay ? index + (hasOwnRooms ? 0 : kind * days.length) : -1;
    const inTree = members[tree] as number[];
    for (let next = reached[place] as number; next < inTree.length; next++) {
      if (day >= 0) next = trees[tree]?.next(next, day, seekers.to[seeker] as number) ?? inTree.length;
      reached[place] = next;
      if (next >= inTree.length) return -1;
      const bed = fittingBed(occupancy, inTree[next] as number, seeker);
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

/** First days of stays, spread as the stays are, the last of them too. */
function checkDays(from: Int32Array): number[] {
  const sorted = from.slice().sort();
  const days = Array.from(
    { length: CHECK_DAYS },
    (_, index) => sorted[Math.ceil(((index + 1) / CHECK_DAYS) * sorted.length) - 1] ?? 0,
  );
  return [...new Set(days)];
}

/** `width` numbers by place; `next` is the first place from `start` on whose number at `index` is at least so much. */
function reachTree(length: number, width: number, read: (place: number, values: Int32Array) => void) {
  let size = 1;
  while (size < length) size *= 2;
  const nodes = new Int32Array(2 * size * width);
  const at = (node: number) => nodes.subarray(node * width, (node + 1) * width);
  for (let place = 0; place < length; place++) read(place, at(size + place));
  /** False where nothing changed. */
  const join = (node: number) => {
    const [own, left, right] = [node * width, 2 * node * width, (2 * node + 1) * width];
    let isChanged = false;
    for (let index = 0; index < width; index++) {
      const greatest = Math.max(nodes[left + index] as number, nodes[right + index] as number);
      if (nodes[own + index] === greatest) continue;
      nodes[own + index] = greatest;
      isChanged = true;
    }
    return isChanged;
  };
  for (let node = size - 1; node > 0; node--) join(node);
  return {
    set(place: number, values: Int32Array) {
      at(size + place).set(values);
      for (let node = (size + place) >> 1; node > 0 && join(node);) node >>= 1;
    },
    next(start: number, index: number, least: number) {
      for (let node = size + start; ;) {
        if ((nodes[node * width + index] as number) >= least) {
          if (node >= size) return node - size;
          node *= 2;
        } else {
          while (node & 1) node >>= 1;
          if (node === 0) return length;
          node++;
        }
      }
    },
  };
}
