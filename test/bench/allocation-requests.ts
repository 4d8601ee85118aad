import type { SnapshotRequest, SnapshotWorker } from '#app/domain/allocation/snapshot.ts';
import type { Day } from '#app/domain/dates.ts';
import { addDays } from '#app/domain/dates.ts';
import type { EmployerId, Id } from '#app/domain/identity/ids.ts';
import type { Sex, Shift, WorkerLanguage } from '#app/domain/placement/people.ts';
import { workAreas } from '#db/seed/names.ts';
import type { Chance } from '#db/seed/random.ts';

/** Of the largest employer down: the n-th has so much less than the first as n to this power. */
const SIZE_EXPONENT = 0.8;
const WOMEN_SHARE = 0.1;
/** Requests of more people than this ask for women and men, as a large employer's do. */
const MIXED_FROM = 200;
const WAITING_DAYS = 120;

/** Mostly the city's own industrial areas, as often as they stand here; then all of them. */
const workplaceAreas = [
  ...workAreas.filter(({ latitude, longitude }) => latitude > 29.2 && latitude < 29.4 && longitude > 47.75),
  ...workAreas.filter(({ latitude, longitude }) => latitude > 29.2 && latitude < 29.4 && longitude > 47.75),
  ...workAreas,
];

export const tongues = ['hi', 'bn', 'ur', 'ne', 'ta', 'ml', 'fil', 'ar', 'si'] as const;
/** One array a combination: a nation's snapshot holds few of them. */
const spoken = new Map<string, readonly WorkerLanguage[]>();
function languagesOf(...languages: WorkerLanguage[]): readonly WorkerLanguage[] {
  const key = languages.join(' ');
  const known = spoken.get(key);
  if (known) return known;
  spoken.set(key, languages);
  return languages;
}

/** Mostly the tongue in which the employer hires, and English beside it now and then. */
export function languagesBy(chance: Chance, tongue: WorkerLanguage): readonly WorkerLanguage[] {
  const own = chance.happens(0.7) ? tongue : chance.pick(tongues);
  return chance.happens(0.3) ? languagesOf(own, 'en') : languagesOf(own);
}

/** Three of four by day. */
export function shiftBy(chance: Chance): Shift {
  const drawn = chance.share();
  return drawn < 0.75 ? 'day' : drawn < 0.9 ? 'night' : 'rotating';
}

/** Several requests an employer, whose sizes add up to the seekers. */
export function requestsOf(
  chance: Chance,
  { day, employers, seekers }: { day: Day; employers: readonly EmployerId[]; seekers: number },
): SnapshotRequest[] {
  const weights = employers.map((_, rank) => (rank + 1) ** -SIZE_EXPONENT);
  // Not the largest first: an identifier tells nothing of a size.
  for (let last = weights.length - 1; last > 0; last--) {
    const other = chance.whole(0, last);
    [weights[last], weights[other]] = [weights[other]!, weights[last]!];
  }
  return split(seekers, weights).flatMap((size, index) => {
    const employerId = employers[index]!;
    const tongue = chance.pick(tongues);
    const workplaces = Array.from({ length: chance.whole(1, 3) }, () => workplaceBy(chance));
    const requests = chance.whole(1, 1 + Math.floor(Math.log2(Math.max(1, size))));
    return split(
      size,
      Array.from({ length: requests }, () => 0.2 + chance.share()),
    )
      .filter((workers) => workers > 0)
      .map((workers) => requestOf(chance, { day, employerId, tongue, ...chance.pick(workplaces) }, workers));
  });
}

/** Whole parts in proportion to the weights, that add up to the whole. */
function split(whole: number, weights: readonly number[]): number[] {
  const weight = weights.reduce((sum, each) => sum + each, 0);
  let [upTo, given] = [0, 0];
  return weights.map((each) => {
    upTo += each;
    const part = Math.round((upTo / weight) * whole) - given;
    given += part;
    return part;
  });
}

function workplaceBy(chance: Chance) {
  const { longitude, latitude } = chance.pick(workplaceAreas);
  const near = () => (chance.share() - 0.5) * 0.02;
  return { longitude: longitude + near(), latitude: latitude + near() };
}

interface Asking {
  readonly day: Day;
  readonly employerId: EmployerId;
  readonly tongue: WorkerLanguage;
  readonly longitude: number;
  readonly latitude: number;
}

function requestOf(chance: Chance, { day, tongue, ...asking }: Asking, size: number): SnapshotRequest {
  const from = addDays(day, chance.whole(1, 60));
  const drawn = chance.share();
  const women = size > MIXED_FROM ? Math.round(size * WOMEN_SHARE) : chance.happens(WOMEN_SHARE) ? size : 0;
  return {
    id: chance.id() as Id<'placement_request'>,
    ...asking,
    priority: drawn < 0.01 ? 100 : drawn < 0.05 ? 50 : 0,
    submittedAt: `${addDays(day, -chance.whole(0, WAITING_DAYS - 1))}T08:00:00Z`,
    from,
    to: chance.happens(0.4) ? null : addDays(from, chance.whole(30, 730)),
    workers: [
      ...workersOf(chance, 'female', women, tongue),
      ...workersOf(chance, 'male', size - women, tongue),
    ],
  };
}

/** Every second group names crews: each of one shift, as a gang works. */
function workersOf(chance: Chance, sex: Sex, count: number, tongue: WorkerLanguage): SnapshotWorker[] {
  const mainShift = shiftBy(chance);
  const hasCrews = chance.happens(0.5);
  const crewSize = chance.whole(2, 8);
  let shift = mainShift;
  return Array.from({ length: count }, (_, place): SnapshotWorker => {
    if (!hasCrews || place % crewSize === 0) shift = chance.happens(0.8) ? mainShift : shiftBy(chance);
    return {
      id: chance.id() as Id<'worker'>,
      sex,
      shift,
      stepFree: chance.happens(0.01),
      lowerBed: chance.happens(0.05),
      crew: hasCrews ? `${sex} ${Math.floor(place / crewSize)}` : null,
      languages: languagesBy(chance, tongue),
    };
  });
}
