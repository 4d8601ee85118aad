import type { Instance } from '#app/domain/allocation/instance.ts';
import type { Residents } from './scoring.ts';

/** Whether the stay of a seeker and a range share a day. */
const meets = ({ seekers }: Instance, seeker: number, from: number, to: number) =>
  (seekers.from[seeker] as number) < to && from < (seekers.to[seeker] as number);

/**
 * Whether a seeker shares its room with others on some day, none of whom speaks any of its languages (README, objective 7);
 * `except` is left out of the room.
 */
export function isLonely(instance: Instance, residents: Residents, seeker: number, except = -1): boolean {
  const { rooms, locks, seekers } = instance;
  const room = residents.roomOf[seeker] as number;
  const [from, to] = [seekers.from[seeker] as number, seekers.to[seeker] as number];
  const own = seekers.languages[seeker] as number;
  let hasOthers = false;
  const lastLock = rooms.firstLock[room + 1] as number;
  for (let lock = rooms.firstLock[room] as number; lock < lastLock; lock++) {
    if ((locks.from[lock] as number) >= to || from >= (locks.to[lock] as number)) continue;
    if (((locks.languages[lock] as number) & own) !== 0) return false;
    hasOthers = true;
  }
  const { firstOf, nextOf } = residents;
  for (let other = firstOf[room] as number; other >= 0; other = nextOf[other] as number) {
    if (other === seeker || other === except || !meets(instance, other, from, to)) continue;
    if (((seekers.languages[other] as number) & own) !== 0) return false;
    hasOthers = true;
  }
  return hasOthers;
}

/** By how many a seeker's presence raises the number of those in its room who share no language with anybody there. */
export function lonelyThrough(instance: Instance, residents: Residents, seeker: number): number {
  const { seekers } = instance;
  const [from, to] = [seekers.from[seeker] as number, seekers.to[seeker] as number];
  const { firstOf, nextOf, roomOf } = residents;
  let through = Number(isLonely(instance, residents, seeker));
  for (let other = firstOf[roomOf[seeker] as number] as number; other >= 0; other = nextOf[other] as number) {
    if (other === seeker || !meets(instance, other, from, to)) continue;
    through +=
      Number(isLonely(instance, residents, other)) - Number(isLonely(instance, residents, other, seeker));
  }
  return through;
}

/** 0: fewer than three people live in the room from the snapshot's day on, or none of the plan; 1: three or more; 2: and one language is spoken by all. */
export function mixOf(instance: Instance, residents: Residents, room: number, except = -1): 0 | 1 | 2 {
  const { rooms, locks, seekers, day } = instance;
  const { firstOf, nextOf } = residents;
  let [people, common] = [0, ~0];
  for (let seeker = firstOf[room] as number; seeker >= 0; seeker = nextOf[seeker] as number) {
    if (seeker === except) continue;
    people++;
    common &= seekers.languages[seeker] as number;
  }
  if (people === 0) return 0;
  const lastLock = rooms.firstLock[room + 1] as number;
  for (let lock = rooms.firstLock[room] as number; lock < lastLock; lock++) {
    if ((locks.to[lock] as number) <= day) continue;
    people++;
    common &= locks.languages[lock] as number;
  }
  if (people < 3) return 0;
  return common === 0 ? 1 : 2;
}
