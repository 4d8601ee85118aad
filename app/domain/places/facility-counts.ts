import type { FieldProblemCode } from '#app/domain/problem.ts';
import type { Read } from '#app/domain/typed-text.ts';
import { comparable, right, wrong } from '#app/domain/typed-text.ts';
import { readCount } from './measure.ts';

/** What is counted of a floor, a building or a site. */
export const facilityKinds = [
  'bathroom',
  'car_space',
  'clinic',
  'emergency_room',
  'first_aid_room',
  'health_and_safety_officer',
  'isolation_bed',
  'kitchen',
  'laundry_tray',
  'pandemic_isolation_bed',
  'power_socket',
  'prayer_room',
  'segment',
  'shower',
  'toilet',
  'urinal',
  'washbasin',
  'water_cooler',
] as const;
export type FacilityKind = (typeof facilityKinds)[number];

/** Without these nobody may live on a floor, so that a 0 is a slip of the hand more often than a count. */
const neededToLive: readonly FacilityKind[] = ['toilet', 'shower', 'washbasin'];

const MOST_FACILITIES = 10_000;

/** Words that say: counted, and there is none. */
const noneWords = ['none', 'no', 'لا يوجد', 'لا توجد', 'بلا'].map(comparable);

export type TypedCounts = Readonly<Partial<Record<FacilityKind, string>>>;

export type ReadCounts =
  | {
      readonly ok: true;
      /** Only the kinds that were counted: nothing typed is not counted, which is not 0. */
      readonly counts: ReadonlyMap<FacilityKind, number>;
      /** Kinds of which there are none, though people can't live there without: no one may. */
      readonly nobodyMayLive: readonly FacilityKind[];
    }
  | { readonly ok: false; readonly problems: Partial<Record<FacilityKind, FieldProblemCode>> };

/**
 * Reads how many facilities there are. A typed 0 of what people can't live without is refused where rooms are served,
 * unless it is meant: an inspected floor may truly have none, and then the word ("none") or `zeroIsMeant` says so.
 */
export function readFacilityCounts(
  typed: TypedCounts,
  { servesRooms, zeroIsMeant }: { servesRooms: boolean; zeroIsMeant: boolean },
): ReadCounts {
  const problems: Partial<Record<FacilityKind, FieldProblemCode>> = {};
  const counts = new Map<FacilityKind, number>();
  const nobodyMayLive: FacilityKind[] = [];
  for (const kind of facilityKinds) {
    const text = typed[kind] ?? '';
    const isNone = noneWords.includes(comparable(text));
    const read: Read<number | null> = isNone
      ? right(0)
      : readCount(text, { least: 0, most: MOST_FACILITIES, outside: 'too_many' });
    const isZeroOfNeeded = servesRooms && neededToLive.includes(kind) && read.ok && read.value === 0;
    const judged = isZeroOfNeeded && !isNone && !zeroIsMeant ? wrong('zero_facilities') : read;
    if (!judged.ok) problems[kind] = judged.code;
    else if (judged.value !== null) counts.set(kind, judged.value);
    if (judged.ok && isZeroOfNeeded) nobodyMayLive.push(kind);
  }
  return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, counts, nobodyMayLive };
}
