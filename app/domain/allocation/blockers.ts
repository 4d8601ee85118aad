import type { Housing, Seeker } from './housing.ts';
import { bedBlocker, roomBlocker, roommateBlocker } from './housing.ts';
import type { PlanOptions } from './options.ts';
import type { Blocker, BlockerCode } from './proposal.ts';

/** Counts, once for all who are alike, how many beds fell to each hard rule. */
export function countBlockers(
  housing: Housing,
  options: Pick<PlanOptions, 'sharedRooms'>,
): (seeker: Seeker) => readonly Blocker[] {
  const known = new Map<string, readonly Blocker[]>();
  return (seeker) => {
    const { sex, shift, stepFree, lowerBed } = seeker.worker;
    const key = [
      sex,
      shift,
      stepFree,
      lowerBed,
      seeker.from,
      seeker.to,
      options.sharedRooms ? '' : seeker.employerId,
    ].join(' ');
    let blockers = known.get(key);
    if (!blockers) known.set(key, (blockers = count(housing, seeker, options)));
    return blockers;
  };
}

function count(housing: Housing, seeker: Seeker, options: Pick<PlanOptions, 'sharedRooms'>): Blocker[] {
  const counts = new Map<BlockerCode, number>();
  for (const room of housing.rooms) {
    const ofRoom = roomBlocker(room, seeker);
    for (const bed of room.beds) {
      const code = ofRoom ?? bedBlocker(bed, seeker) ?? roommateBlocker(room, seeker, options);
      if (code) counts.set(code, (counts.get(code) ?? 0) + 1);
    }
  }
  return order.flatMap((code) => {
    const beds = counts.get(code);
    return beds ? [{ code, beds }] : [];
  });
}

const order: readonly BlockerCode[] = [
  'other_sex_building',
  'not_accessible',
  'upper_bed',
  'bed_closed',
  'bed_taken',
  'room_other_sex',
  'room_other_shift',
  'room_other_employer',
];
