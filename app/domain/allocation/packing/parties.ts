import type { Instance } from '#app/domain/allocation/instance.ts';

/**
 * Seekers who go together: of one request, sex and kind, and of one crew or of none. Those of no crew are set apart by their
 * needs, since nothing keeps them together. `firstMember[party]` to `firstMember[party + 1]` are its seekers in `member`,
 * whoever needs an accessible room or a lower bed first.
 */
export interface Parties {
  readonly count: number;
  readonly firstMember: Int32Array;
  readonly member: Int32Array;
}

export const sizeOf = ({ firstMember }: Parties, party: number): number =>
  (firstMember[party + 1] as number) - (firstMember[party] as number);

/** Those of no crew go in parties of at most so many: nothing keeps them together, and a smaller party finds room more easily. */
const MOST_WITHOUT_CREW = 50;

/** All who are to be placed, in parties: everybody, or those for whom `isWanted` holds. */
export function partiesOf(
  { requests, seekers }: Instance,
  isWanted: (seeker: number) => boolean = () => true,
): Parties {
  const firstMember: number[] = [0];
  const member = new Int32Array(seekers.count);
  const key = (seeker: number) =>
    `${seekers.sex[seeker]} ${seekers.kind[seeker]} ${
      seekers.crew[seeker] === -1
        ? `n${seekers.stepFree[seeker]}${seekers.lowerBed[seeker]}`
        : seekers.crew[seeker]
    }`;
  const needs = (seeker: number) =>
    2 * (seekers.stepFree[seeker] as number) + (seekers.lowerBed[seeker] as number);
  let filled = 0;
  for (let request = 0; request < requests.count; request++) {
    const alike = new Map<string, number[]>();
    const last = requests.firstSeeker[request + 1] as number;
    for (let seeker = requests.firstSeeker[request] as number; seeker < last; seeker++) {
      if (!isWanted(seeker)) continue;
      const party = alike.get(key(seeker));
      if (party) party.push(seeker);
      else alike.set(key(seeker), [seeker]);
    }
    for (const party of alike.values()) {
      if (party.length > 1) party.sort((one, other) => needs(other) - needs(one) || one - other);
      const most = seekers.crew[party[0] as number] === -1 ? MOST_WITHOUT_CREW : party.length;
      for (const [index, seeker] of party.entries()) {
        if (index > 0 && index % most === 0) firstMember.push(filled);
        member[filled++] = seeker;
      }
      firstMember.push(filled);
    }
  }
  return { count: firstMember.length - 1, firstMember: Int32Array.from(firstMember), member };
}
