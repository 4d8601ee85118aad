import type { FieldProblemCode } from '#app/domain/problem.ts';
import type { Read } from '#app/domain/typed-text.ts';
import type { FacilityKind } from '#app/domain/standards/yardstick.ts';
import { facilityKinds } from '#app/domain/standards/yardstick.ts';
import { comparable, right, wrong } from '#app/domain/typed-text.ts';
import { readCount } from './measure.ts';

/** Without these nobody may live on a floor, so that a 0 is a slip of the hand more often than a count. */
const neededToLive: readonly FacilityKind[] = ['toilet', 'shower', 'washbasin'];

export const MOST_FACILITIES = 10_000;

/** Words that say: counted, and there is none. */
const noneWords = ['none', 'no', 'لا يوجد', 'لا توجد', 'بلا'].map(comparable);

/**
 * How many of a facility there are; nothing typed is null: not counted, which is not 0. A typed 0 of what people can't live
 * without is refused where rooms are served, unless it is meant: an inspected floor may truly have none, and then the
 * word ("none") says so.
 */
export function readFacilityCount(
  kind: string,
  text: string,
  { servesRooms }: { servesRooms: boolean },
): Read<number | null> {
  if (noneWords.includes(comparable(text))) return right(0);
  const read = readCount(text, { least: 0, most: MOST_FACILITIES, outside: 'too_many' });
  return read.ok && read.value === 0 && servesRooms && isNeededToLive(kind) ? wrong('zero_facilities') : read;
}

/** Where there is none of it, nobody may live. */
export function isNeededToLive(kind: string): boolean {
  return neededToLive.some((needed) => needed === kind);
}

type TypedCounts = Readonly<Partial<Record<FacilityKind, string>>>;

/** Counts by kind, those only that were counted; or the problems by kind. */
export function readFacilityCounts(
  typed: TypedCounts,
  { servesRooms }: { servesRooms: boolean },
):
  | { readonly ok: true; readonly counts: ReadonlyMap<FacilityKind, number> }
  | { readonly ok: false; readonly problems: Partial<Record<FacilityKind, FieldProblemCode>> } {
  const problems: Partial<Record<FacilityKind, FieldProblemCode>> = {};
  const counts = new Map<FacilityKind, number>();
  for (const kind of facilityKinds) {
    const read = readFacilityCount(kind, typed[kind] ?? '', { servesRooms });
    if (!read.ok) problems[kind] = read.code;
    else if (read.value !== null) counts.set(kind, read.value);
  }
  return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, counts };
}
