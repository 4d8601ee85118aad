import type { Instance } from './instance.ts';

/**
 * Who of the seekers has which bed so far. Written by `putInto` and `takeOut` alone; everything else reads. A bed may hold
 * several seekers, one after the other.
 */
export interface Occupancy {
  readonly instance: Instance;
  /** The bed of each seeker; −1: none. */
  readonly bedOf: Int32Array;
  /** The first seeker in each bed, −1: none; `nextIn` leads on from seeker to seeker, in no order of days. */
  readonly firstIn: Int32Array;
  readonly nextIn: Int32Array;
  /** How many seekers each room holds, over all days. */
  readonly countIn: Int32Array;
}

export function openOccupancy(instance: Instance): Occupancy {
  return {
    instance,
    bedOf: new Int32Array(instance.seekers.count).fill(-1),
    firstIn: new Int32Array(instance.beds.count).fill(-1),
    nextIn: new Int32Array(instance.seekers.count).fill(-1),
    countIn: new Int32Array(instance.rooms.count),
  };
}

export function putInto(occupancy: Occupancy, seeker: number, bed: number): void {
  const { instance, bedOf, firstIn, nextIn, countIn } = occupancy;
  bedOf[seeker] = bed;
  nextIn[seeker] = firstIn[bed] as number;
  firstIn[bed] = seeker;
  const room = instance.beds.room[bed] as number;
  countIn[room] = (countIn[room] as number) + 1;
}

export function takeOut(occupancy: Occupancy, seeker: number): void {
  const { instance, bedOf, firstIn, nextIn, countIn } = occupancy;
  const bed = bedOf[seeker] as number;
  if (firstIn[bed] === seeker) firstIn[bed] = nextIn[seeker] as number;
  else {
    let before = firstIn[bed] as number;
    while (nextIn[before] !== seeker) before = nextIn[before] as number;
    nextIn[before] = nextIn[seeker] as number;
  }
  bedOf[seeker] = -1;
  nextIn[seeker] = -1;
  const room = instance.beds.room[bed] as number;
  countIn[room] = (countIn[room] as number) - 1;
}

/** The seekers who have a bed in the room, in the order of beds. */
export function placedIn({ instance, firstIn, nextIn, countIn }: Occupancy, room: number): number[] {
  const found: number[] = [];
  if (countIn[room] === 0) return found;
  const last = instance.rooms.firstBed[room + 1] as number;
  for (let bed = instance.rooms.firstBed[room] as number; bed < last; bed++)
    for (let seeker = firstIn[bed] as number; seeker >= 0; seeker = nextIn[seeker] as number)
      found.push(seeker);
  return found;
}

/** Whether the room by itself would do: its building's sex and its way in. */
export function roomSuits({ rooms, seekers }: Instance, room: number, seeker: number): boolean {
  return (
    rooms.sex[room] === seekers.sex[seeker] &&
    (rooms.accessible[room] === 1 || seekers.stepFree[seeker] === 0)
  );
}

/** Whether all who are in the room on some of the seeker's days are of its kind; `except` may be somebody who leaves. */
export function roomMatesSuit(occupancy: Occupancy, room: number, seeker: number, except = -1): boolean {
  const { instance, firstIn, nextIn, countIn } = occupancy;
  const { rooms, locks, seekers } = instance;
  const [kind, from, to] = [
    seekers.kind[seeker],
    seekers.from[seeker] as number,
    seekers.to[seeker] as number,
  ];
  const lastLock = rooms.firstLock[room + 1] as number;
  for (let lock = rooms.firstLock[room] as number; lock < lastLock; lock++)
    if (locks.kind[lock] !== kind && (locks.from[lock] as number) < to && from < (locks.to[lock] as number))
      return false;
  if (countIn[room] === 0) return true;
  const lastBed = rooms.firstBed[room + 1] as number;
  for (let bed = rooms.firstBed[room] as number; bed < lastBed; bed++)
    for (let other = firstIn[bed] as number; other >= 0; other = nextIn[other] as number)
      if (
        seekers.kind[other] !== kind &&
        (seekers.from[other] as number) < to &&
        from < (seekers.to[other] as number) &&
        other !== except &&
        other !== seeker
      )
        return false;
  return true;
}

/**
 * Days that would be left between the seeker's stay and what lies before and after it in the bed, up to `MOST_SLACK`
 * each; −1 where the bed is not open, not free or not suited. `except` may be somebody who leaves the bed.
 */
export function slackIn(occupancy: Occupancy, bed: number, seeker: number, except = -1): number {
  const { instance, firstIn, nextIn } = occupancy;
  const { beds, seekers } = instance;
  if (seekers.lowerBed[seeker] === 1 && beds.upper[bed] === 1) return -1;
  const [from, to] = [seekers.from[seeker] as number, seekers.to[seeker] as number];
  const last = beds.firstWindow[bed + 1] as number;
  for (let window = beds.firstWindow[bed] as number; window < last; window++) {
    let begins = beds.windowFrom[window] as number;
    let ends = beds.windowTo[window] as number;
    if (begins > from || ends < to) continue;
    for (let other = firstIn[bed] as number; other >= 0; other = nextIn[other] as number) {
      if (other === except || other === seeker) continue;
      const [otherFrom, otherTo] = [seekers.from[other] as number, seekers.to[other] as number];
      if (otherTo <= from) begins = Math.max(begins, otherTo);
      else if (otherFrom >= to) ends = Math.min(ends, otherFrom);
      else return -1;
    }
    return Math.min(MOST_SLACK, from - begins) + Math.min(MOST_SLACK, ends - to);
  }
  return -1;
}

/** A gap of four years before or after a stay is as good as any longer one. */
const MOST_SLACK = 1500;

/**
 * The bed of the room that the seeker should take, −1 where none can be taken: an upper one where it may climb, so that lower ones
 * stay for those who can't, and of those the one whose free days it uses up best.
 */
export function fittingBed(occupancy: Occupancy, room: number, seeker: number, except = -1): number {
  const { instance } = occupancy;
  if (!roomSuits(instance, room, seeker) || !roomMatesSuit(occupancy, room, seeker, except)) return -1;
  const { rooms, beds, seekers } = instance;
  const prefersUpper = seekers.lowerBed[seeker] === 0;
  let best = -1;
  let least = Infinity;
  const last = rooms.firstBed[room + 1] as number;
  for (let bed = rooms.firstBed[room] as number; bed < last; bed++) {
    const slack = slackIn(occupancy, bed, seeker, except);
    if (slack < 0) continue;
    const cost = slack + (prefersUpper && beds.upper[bed] === 0 ? 4 * MOST_SLACK : 0);
    if (cost < least) [best, least] = [bed, cost];
  }
  return best;
}
