import type { Read } from '#app/domain/typed-text.ts';
import { latinNumber, readDecimal, right, wrong } from '#app/domain/typed-text.ts';
import type { Criterion } from './criterion.ts';

const HIGHEST_THRESHOLD = 100_000;

/** Another standard, told by what differs from the adopted one. */
export interface CriteriaChange {
  /** Names of criteria of the adopted standard that don't count. */
  readonly leftOut: ReadonlySet<string>;
  /** Other thresholds, by the criterion's name. */
  readonly thresholds: ReadonlyMap<string, number>;
  /** Rules of instruments that count beside it. */
  readonly added: readonly Criterion[];
}

/** Each criterion with a name of its own: its key, and from the second of a key on its number. */
export function namedCriteria<Named extends Pick<Criterion, 'key'>>(
  criteria: readonly Named[],
): readonly (Named & { readonly name: string })[] {
  const seen = new Map<string, number>();
  return criteria.map((criterion) => {
    const number = (seen.get(criterion.key) ?? 0) + 1;
    seen.set(criterion.key, number);
    return { ...criterion, name: number === 1 ? criterion.key : `${criterion.key}-${number}` };
  });
}

/** The criteria that would count; the adopted ones themselves where nothing differs. */
export function changedCriteria(
  adopted: readonly Criterion[],
  { leftOut, thresholds, added }: CriteriaChange,
): readonly Criterion[] {
  const named = namedCriteria(adopted);
  const differs = ({ name, threshold }: Criterion & { name: string }) =>
    leftOut.has(name) || (thresholds.has(name) && thresholds.get(name) !== threshold);
  if (added.length === 0 && !named.some(differs)) return adopted;
  const kept = named.flatMap(({ name, ...criterion }) =>
    leftOut.has(name) ? [] : [{ ...criterion, threshold: thresholds.get(name) ?? criterion.threshold }],
  );
  return [...kept, ...added];
}

/** A threshold as typed, in any digits: above 0. Nothing typed is null: as adopted. */
export function readThreshold(text: string): Read<number | null> {
  if (!latinNumber(text)) return right(null);
  const value = readDecimal(text);
  if (value === null) return wrong('not_a_number');
  if (value <= 0) return wrong('not_above_zero');
  return value > HIGHEST_THRESHOLD ? wrong('too_many') : right(value);
}
