import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import { putInto } from '#app/domain/allocation/occupancy.ts';
import type { PriceAt } from './choose-sites.ts';
import { sitesByCost } from './choose-sites.ts';
import type { GapIndex } from './gap-index.ts';

/** A bed at the best site that has one for the seeker as things stand; −1: none anywhere. */
export function findAnywhere(
  { instance }: Pick<Occupancy, 'instance'>,
  gaps: GapIndex,
  priceAt: PriceAt,
  seeker: number,
): number {
  for (const site of sitesByCost(instance, priceAt, seeker).order) {
    const bed = gaps.find(seeker, site);
    if (bed >= 0) return bed;
  }
  return -1;
}

/** Gives everybody who has no bed, or for whom `isWanted` holds, the best one found, class by class and in the order of service. */
export function placeAnywhere(
  occupancy: Occupancy,
  gaps: GapIndex,
  priceAt: PriceAt,
  isWanted: (seeker: number) => boolean = () => true,
): void {
  for (const seeker of withoutBed(occupancy)) {
    if (!isWanted(seeker)) continue;
    const bed = findAnywhere(occupancy, gaps, priceAt, seeker);
    if (bed < 0) continue;
    putInto(occupancy, seeker, bed);
    gaps.filled(bed);
  }
}

/** Who has no bed, in the order of service. */
export function withoutBed({ instance, bedOf }: Occupancy): number[] {
  const { seekers, requests } = instance;
  const found: number[] = [];
  for (let seeker = 0; seeker < seekers.count; seeker++) if (bedOf[seeker] === -1) found.push(seeker);
  const place = (seeker: number) => requests.order[seekers.request[seeker] as number] as number;
  return found.sort((one, other) => place(one) - place(other) || one - other);
}
