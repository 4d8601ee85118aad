import { LARGEST_ROOM_M2, CEILING_M } from '#app/domain/places/measure.ts';
import { MOST_FACILITIES } from '#app/domain/places/facility-counts.ts';
import { MOST_BEDS } from '#app/domain/places/room-entry.ts';
import type { Question } from './checklist.ts';

/** Whether a figure can be so, and whether to ask again before it is taken. */
export type Plausibility =
  | { readonly kind: 'plausible' }
  | ({ readonly kind: 'impossible' } & Bounds)
  /** It lies far from what is on record, or from who should be there. */
  | { readonly kind: 'unlikely'; readonly expected: number };

/** In the unit of the question, both included. */
interface Bounds {
  readonly lowest: number;
  readonly highest: number;
  readonly isWhole: boolean;
}

const measure = (lowest: number, highest: number): Bounds => ({ lowest, highest, isWhole: false });
const count = (highest: number): Bounds => ({ lowest: 0, highest, isWhole: true });

/** What can be so at all: our proposal, from no source, wide enough that only slips of the hand fall out. */
const boundsOfKey: Readonly<Record<string, Bounds>> = {
  floor_area_m2: measure(1, LARGEST_ROOM_M2),
  ceiling_height_m: measure(CEILING_M.lowest, CEILING_M.highest),
  headroom_m: measure(0.5, 10),
  bed_area_m2: measure(0.3, 10),
  bed_height_m: measure(0, 3),
  bed_length_m: measure(0.5, 3),
  bed_width_m: measure(0.3, 3),
  bed_spacing_m: measure(0, 20),
  bunk_spacing_m: measure(0, 20),
  bunk_clearance_m: measure(0.1, 5),
  mattress_thickness_m: measure(0, 1),
  toilet_distance_m: measure(0, 1000),
  refuse_distance_m: measure(0, 5000),
  residential_floors: count(60),
  bed_tiers: count(5),
};

const boundsOfUnit: Readonly<Record<string, Bounds>> = {
  m: measure(0, 5000),
  m2: measure(0, 1_000_000),
  C: measure(-10, 60),
  lux: measure(0, 100_000),
  ratio: measure(0, 10),
  litres: measure(0, 100_000_000),
  months: measure(0, 600),
  MERV: count(20),
  'per day': count(100),
};

/** Shares of what is expected beyond which a figure is asked again: our proposal. */
const FAR_MEASURE = 0.25;
const FAR_COUNT = 0.5;
/** A count that differs by so few is no slip, however small the count. */
const NEAR_COUNT = 2;

export function boundsOf({
  kind,
  key,
  unit,
  fact,
}: Pick<Question, 'kind' | 'key' | 'unit' | 'fact'>): Bounds {
  if (kind === 'people') return count(MOST_BEDS);
  if (fact?.kind === 'facility') return count(MOST_FACILITIES);
  return boundsOfKey[key] ?? boundsOfUnit[unit ?? ''] ?? measure(0, 1_000_000);
}

/** Whether a figure can answer the question at all. */
export function isPossible(
  question: Pick<Question, 'kind' | 'key' | 'unit' | 'fact'>,
  value: number,
): boolean {
  const { lowest, highest, isWhole } = boundsOf(question);
  return value >= lowest && value <= highest && (!isWhole || Number.isInteger(value));
}

/** @param expected what is on record, or for people who should sleep there; null where nothing is known */
export function plausibilityOf(
  question: Pick<Question, 'kind' | 'key' | 'unit' | 'fact'>,
  value: number,
  expected: number | null,
): Plausibility {
  const bounds = boundsOf(question);
  if (!isPossible(question, value)) return { kind: 'impossible', ...bounds };
  if (expected === null) return { kind: 'plausible' };
  const apart = Math.abs(value - expected);
  const isFar = bounds.isWhole
    ? apart > NEAR_COUNT && apart > FAR_COUNT * expected
    : apart > FAR_MEASURE * Math.abs(expected);
  return isFar ? { kind: 'unlikely', expected } : { kind: 'plausible' };
}
