import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import { placedIn } from '#app/domain/allocation/occupancy.ts';
import type { LanguageMix } from '#app/domain/allocation/proposal.ts';

/** The mix of each site's rooms in which somebody is placed. */
export function mixBySite(occupancy: Occupancy): LanguageMix[] {
  const { rooms: places, locks, seekers, day, siteCount } = occupancy.instance;
  const mixes = Array.from({ length: siteCount }, () => ({ rooms: 0, oneLanguageRooms: 0 }));
  for (let room = 0; room < places.count; room++) {
    if (occupancy.countIn[room] === 0) continue;
    const placed = placedIn(occupancy, room);
    let people = placed.length;
    let spokenByAll = placed.reduce((bits, seeker) => bits & (seekers.languages[seeker] as number), ~0);
    const last = places.firstLock[room + 1] as number;
    for (let lock = places.firstLock[room] as number; lock < last; lock++) {
      if ((locks.to[lock] as number) <= day) continue;
      people++;
      spokenByAll &= locks.languages[lock] as number;
    }
    const mix = mixes[places.site[room] as number];
    if (!mix || people < 3) continue;
    mix.rooms++;
    if (spokenByAll !== 0) mix.oneLanguageRooms++;
  }
  return mixes;
}

/**
 * By how many rooms those of one language may exceed the cap at each site, so that all together never exceed it where each site keeps to
 * its own: a site that is above it already may not add any, and the others leave as many as that.
 */
export function oneLanguageLimits(occupancy: Occupancy, cap: number): number[] {
  const excesses = mixBySite(occupancy).map(({ rooms, oneLanguageRooms }) => oneLanguageRooms - cap * rooms);
  const above = excesses.reduce((sum, excess) => sum + Math.max(0, excess), 0);
  const below = excesses.reduce((sum, excess) => sum + Math.max(0, -excess), 0);
  return excesses.map((excess) =>
    excess > 0 ? excess : excess * Math.min(1, above / Math.max(below, 1e-9)),
  );
}
