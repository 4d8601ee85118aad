import type { Compiled } from './compile.ts';
import { inOrderOfComing, served } from './first-come.ts';
import type { Instance } from './instance.ts';
import type { Occupancy } from './occupancy.ts';
import { openOccupancy, putInto } from './occupancy.ts';
import type { Region } from './regions.ts';
import { bedsIn } from './regions.ts';
import { improve, withinSites } from './search/improve.ts';
import type { ScoredOptions, ScoringLimits } from './search/labour-scoring.ts';
import { oneLanguageLimits } from './search/language-mix.ts';

/** Steps of the search that each person at a site is worth: counted, as in `plan.ts`. */
const STEPS_A_RESIDENT = 4;

/** A part of a plan that can be done by itself, on any machine. Plain data, so that it can be written down and sent. */
export type Part =
  | {
      readonly kind: 'improve';
      readonly instance: Instance;
      /** Everybody's bed at the beginning. */
      readonly bedOf: Int32Array;
      readonly options: ScoredOptions;
      readonly limits: { readonly steps: number } & ScoringLimits;
    }
  /** Serves first who came first, to compare with: every site, since who finds nothing at one goes to the next. */
  | { readonly kind: 'serve'; readonly instance: Instance; readonly inOrder: Int32Array };

/** A bed of the part's instance, or −1, for each of its seekers. */
export type PartAnswer = Int32Array;

/** The people of each region, who have beds there, into better rooms of it. */
export function improvingParts(
  regions: readonly Region[],
  occupancy: Occupancy,
  { objectives, languageCap }: ScoredOptions,
): Part[] {
  const limits = oneLanguageLimits(occupancy, languageCap);
  return regions.map((region) => ({
    kind: 'improve',
    instance: region.instance,
    bedOf: bedsIn(region, occupancy),
    options: { objectives, languageCap },
    limits: {
      steps: STEPS_A_RESIDENT * region.seekers.length,
      oneLanguageLimit: limits[region.site] as number,
    },
  }));
}

export const servingPart = ({ instance, requests }: Pick<Compiled, 'instance' | 'requests'>): Part => ({
  kind: 'serve',
  instance,
  inOrder: inOrderOfComing(requests),
});

export function solvePart(part: Part): PartAnswer {
  if (part.kind === 'serve') return served(part.instance, part.inOrder).bedOf;
  const occupancy = openOccupancy(part.instance);
  part.bedOf.forEach((bed, seeker) => putInto(occupancy, seeker, bed));
  improve(occupancy, withinSites, part.options, part.limits);
  return occupancy.bedOf;
}
