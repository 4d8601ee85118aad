import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import { placedIn } from '#app/domain/allocation/occupancy.ts';

/** Beds that are free from one day to another for one kind of people, in places of one site, sex, way in and level. */
export interface FreeBeds {
  readonly site: number;
  readonly sex: number;
  readonly accessible: number;
  readonly upper: number;
  readonly from: number;
  readonly to: number;
  /** Negative where a bed that is free for anybody is counted otherwise for its room's own kind. */
  readonly beds: number;
}

export interface FreeDays {
  /** Whether a bed of the site suits the seeker and is free for its whole stay. */
  readonly hasBed: (seeker: number, site: number) => boolean;
  /** All free days of all beds for people of a kind, in no order: those of a stranger, and what differs from them. */
  readonly ofKind: (kind: number) => readonly (readonly FreeBeds[])[];
}

/** For nobody who lives anywhere: only rooms without people are free. */
const A_STRANGER = -1;

/**
 * Each bed's ranges without anybody in it and without people of another kind in its room. A stay fits a bed exactly when it lies in
 * one of them. They are worked out once for a stranger, and for each kind in the rooms in which its own people live.
 */
export function freeDays(occupancy: Occupancy): FreeDays {
  const { instance } = occupancy;
  const { rooms, beds, locks, seekers } = instance;
  const earliest = seekers.from.reduce((least, from) => Math.min(least, from), Infinity);

  const addRoom = (cells: Cells, room: number, kind: number, sign: number) => {
    const people: { kind: number; bed: number; from: number; to: number }[] = [];
    const lastLock = rooms.firstLock[room + 1] as number;
    for (let lock = rooms.firstLock[room] as number; lock < lastLock; lock++)
      people.push(one(locks, lock, -1));
    for (const seeker of placedIn(occupancy, room))
      people.push(one(seekers, seeker, occupancy.bedOf[seeker] as number));
    if (people.length > 1) people.sort((first, second) => first.from - second.from);
    const cellOfRoom =
      ((rooms.site[room] as number) * 2 + (rooms.sex[room] as number)) * 2 +
      (rooms.accessible[room] as number);
    const lastBed = rooms.firstBed[room + 1] as number;
    for (let bed = rooms.firstBed[room] as number; bed < lastBed; bed++) {
      const cell = cellOfRoom * 2 + (beds.upper[bed] as number);
      const lastWindow = beds.firstWindow[bed + 1] as number;
      for (let window = beds.firstWindow[bed] as number; window < lastWindow; window++) {
        const ends = beds.windowTo[window] as number;
        let begins = Math.max(earliest, beds.windowFrom[window] as number);
        for (const person of people) {
          if (person.kind === kind && person.bed !== bed) continue;
          add(cells, cell, begins, Math.min(ends, person.from), sign);
          begins = Math.max(begins, person.to);
        }
        add(cells, cell, begins, ends, sign);
      }
    }
  };

  const strangers: Cells = new Map();
  for (let room = 0; room < rooms.count; room++) addRoom(strangers, room, A_STRANGER, 1);
  const forStrangers = listed(strangers);
  const anywhere = stairs(strangers);

  const ownRooms = new Map<number, Set<number>>();
  const addOwnRoom = (kind: number, bed: number) => {
    const room = beds.room[bed] as number;
    const known = ownRooms.get(kind);
    if (known) known.add(room);
    else ownRooms.set(kind, new Set([room]));
  };
  for (let lock = 0; lock < locks.count; lock++)
    addOwnRoom(locks.kind[lock] as number, locks.bed[lock] as number);
  for (let seeker = 0; seeker < seekers.count; seeker++) {
    const bed = occupancy.bedOf[seeker] as number;
    if (bed >= 0) addOwnRoom(seekers.kind[seeker] as number, bed);
  }

  const own = remembered((kind: number) => {
    const [cells, otherwise]: [Cells, Cells] = [new Map(), new Map()];
    for (const room of ownRooms.get(kind) ?? []) {
      addRoom(cells, room, kind, 1);
      addRoom(otherwise, room, A_STRANGER, -1);
    }
    return { stairs: stairs(cells), beds: [...listed(cells), ...listed(otherwise)] };
  });

  return {
    hasBed(seeker, site) {
      const [from, to] = [seekers.from[seeker] as number, seekers.to[seeker] as number];
      const ofOwn = own(seekers.kind[seeker] as number).stairs;
      const place = (site * 2 + (seekers.sex[seeker] as number)) * 2;
      for (let accessible = seekers.stepFree[seeker] as number; accessible < 2; accessible++)
        for (let upper = 0; upper <= 1 - (seekers.lowerBed[seeker] as number); upper++) {
          const cell = (place + accessible) * 2 + upper;
          if (anywhere(cell, from) >= to || ofOwn(cell, from) >= to) return true;
        }
      return false;
    },
    ofKind: (kind) => [forStrangers, own(kind).beds],
  };
}

const one = (
  people: Pick<Occupancy['instance']['locks'], 'kind' | 'from' | 'to'>,
  index: number,
  bed: number,
) => ({
  kind: people.kind[index] as number,
  bed,
  from: people.from[index] as number,
  to: people.to[index] as number,
});

/** By cell, how many beds have which range; a range is one number. */
type Cells = Map<number, Map<number, number>>;
const DAYS = 2 ** 31;

function add(cells: Cells, cell: number, from: number, to: number, sign: number): void {
  if (from >= to) return;
  let ranges = cells.get(cell);
  if (!ranges) cells.set(cell, (ranges = new Map()));
  const range = from * DAYS + to;
  ranges.set(range, (ranges.get(range) ?? 0) + sign);
}

const listed = (cells: Cells): FreeBeds[] =>
  [...cells].flatMap(([cell, ranges]) =>
    Array.from(ranges, ([range, count]) => ({
      site: cell >> 3,
      sex: (cell >> 2) & 1,
      accessible: (cell >> 1) & 1,
      upper: cell & 1,
      from: Math.floor(range / DAYS),
      to: range % DAYS,
      beds: count,
    })),
  );

/** By cell and day, the last day up to which a bed that is free by then stays free; −1 where there is none. */
function stairs(cells: Cells): (cell: number, from: number) => number {
  const ofCell = new Map(
    Array.from(cells, ([cell, ranges]) => {
      const sorted = Float64Array.from(ranges.keys()).sort();
      const [begins, ends] = [new Float64Array(sorted.length), new Float64Array(sorted.length)];
      let latest = -1;
      for (const [index, range] of sorted.entries()) {
        begins[index] = Math.floor(range / DAYS);
        ends[index] = latest = Math.max(latest, range % DAYS);
      }
      return [cell, { begins, ends }];
    }),
  );
  return (cell, from) => {
    const known = ofCell.get(cell);
    if (!known) return -1;
    let [low, high] = [0, known.begins.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((known.begins[middle] as number) <= from) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? -1 : (known.ends[low - 1] as number);
  };
}

function remembered<Value>(work: (kind: number) => Value): (kind: number) => Value {
  const known = new Map<number, Value>();
  return (kind) => {
    let value = known.get(kind);
    if (value === undefined) known.set(kind, (value = work(kind)));
    return value;
  };
}
