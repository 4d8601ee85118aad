import type { Instance } from '#app/domain/allocation/instance.ts';
import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import { apartnessBetween } from '#app/domain/allocation/search/labour-scoring.ts';

export interface CrewHomes {
  /** Of each crew: 0 in one room, 1 on one floor, 2 in one building, 3 in one site, 4 split over sites. */
  readonly apartness: Uint8Array;
  /** Of each crew: how many have a bed; with fewer than two there is nothing to be apart. */
  readonly placed: Int32Array;
}

export function crewHomes({ instance, bedOf }: Occupancy): CrewHomes {
  const { beds, seekers, crewCount } = instance;
  const [apartness, placed] = [new Uint8Array(crewCount), new Int32Array(crewCount)];
  const firstRoom = new Int32Array(crewCount);
  for (let seeker = 0; seeker < seekers.count; seeker++) {
    const [crew, bed] = [seekers.crew[seeker] as number, bedOf[seeker] as number];
    if (crew < 0 || bed < 0) continue;
    const room = beds.room[bed] as number;
    placed[crew] = (placed[crew] as number) + 1;
    if (placed[crew] === 1) firstRoom[crew] = room;
    else
      apartness[crew] = Math.max(
        apartness[crew] as number,
        apartnessBetween(instance, firstRoom[crew] as number, room),
      );
  }
  return { apartness, placed };
}

/**
 * What apartness the crews can't avoid by their number alone: a crew larger than the largest room, floor, building or site of its
 * sex. It counts where every plan that is best in placement places the whole crew: in classes of which everybody is placed, while
 * no class before fell short of its bound.
 */
export function leastApartness(
  instance: Instance,
  byClass: readonly { readonly asked: number; readonly placed: number; readonly bound: number }[],
): number {
  const { rooms, seekers, crewCount } = instance;
  const firstShort = byClass.findIndex(({ placed, bound }) => placed < bound);
  const isWhole = byClass.map(
    ({ asked, placed }, index) => placed === asked && (firstShort < 0 || index < firstShort),
  );
  const members = new Int32Array(crewCount);
  const [sex, priorityClass] = [new Uint8Array(crewCount), new Uint8Array(crewCount)];
  for (let seeker = 0; seeker < seekers.count; seeker++) {
    const crew = seekers.crew[seeker] as number;
    if (crew < 0) continue;
    members[crew] = (members[crew] as number) + 1;
    sex[crew] = seekers.sex[seeker] as number;
    priorityClass[crew] = seekers.priorityClass[seeker] as number;
  }
  const identity = Int32Array.from({ length: rooms.count }, (_, room) => room);
  const scopes = [identity, rooms.floor, rooms.building, rooms.site];
  const largest = [0, 1].map((each) => scopes.map((scope) => mostBeds(instance, scope, each)));
  let total = 0;
  for (let crew = 0; crew < crewCount; crew++) {
    if (!isWhole[priorityClass[crew] as number]) continue;
    const size = members[crew] as number;
    const fits = largest[sex[crew] as number]?.findIndex((most) => size <= most) ?? -1;
    total += size * (fits < 0 ? scopes.length : fits);
  }
  return total;
}

/** Beds that are ever free, in the room, floor, building or site of the sex that has most of them. */
function mostBeds({ rooms, beds }: Instance, scope: ArrayLike<number>, sex: number): number {
  const counts = new Map<number, number>();
  for (let bed = 0; bed < beds.count; bed++) {
    const room = beds.room[bed] as number;
    if (rooms.sex[room] !== sex || beds.firstWindow[bed] === beds.firstWindow[bed + 1]) continue;
    const place = scope[room] as number;
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return [...counts.values()].reduce((most, count) => Math.max(most, count), 0);
}
