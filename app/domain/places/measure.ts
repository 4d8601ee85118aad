import { latinDigits } from '#app/domain/identity/civil-id.ts';
import type { Read } from '#app/domain/typed-text.ts';
import { comparable, latinNumber, readDecimal, right, wrong } from '#app/domain/typed-text.ts';

const M_PER_FOOT = 0.3048;
/** A foot is 0.3048 m by definition (international yard and pound agreement, 1959): its square, exactly. */
const M2_PER_SQUARE_FOOT = 0.09290304;

const units = (factors: readonly (readonly [number, readonly string[]])[]) =>
  new Map(factors.flatMap(([factor, names]) => names.map((name) => [unitKey(name), factor] as const)));

const unitKey = (text: string) => comparable(text.normalize('NFKC')).replace(/[\s.^]/g, '');

const areaUnits = units([
  [1, ['m2', 'sqm', 'square metres', 'square meters', 'square metre', 'square meter']],
  [1, ['م2', 'متر مربع', 'متر مربّع', 'أمتار مربعة']],
  [
    M2_PER_SQUARE_FOOT,
    ['ft2', 'sq ft', 'sqft', 'square feet', 'square foot', 'قدم2', 'قدم مربع', 'قدم مربعة'],
  ],
]);

const lengthUnits = units([
  [1, ['m', 'metre', 'metres', 'meter', 'meters', 'م', 'متر', 'أمتار']],
  [0.01, ['cm', 'سم', 'سنتيمتر']],
  [M_PER_FOOT, ['ft', 'foot', 'feet', 'قدم', 'أقدام']],
]);

/** Above this an area is a slip of the hand: a dormitory of 60 people at 6 m² would still be smaller. */
export const LARGEST_ROOM_M2 = 500;
export const CEILING_M = { lowest: 1, highest: 10 } as const;

/** A room's floor area in m², to the hundredth; nothing typed is null: not measured. `unit` counts where the text bears none. */
export function readAreaM2(text: string, unit: string): Read<number | null> {
  const read = readMeasure(text, unit, areaUnits);
  if (!read.ok || read.value === null) return read;
  if (read.value < 0) return wrong('negative_number');
  if (read.value < 0.01) return wrong('zero_area');
  return read.value > LARGEST_ROOM_M2 ? wrong('area_too_large') : read;
}

/** A ceiling's height in m, to the hundredth; nothing typed is null: not measured. */
export function readCeilingM(text: string, unit: string): Read<number | null> {
  const read = readMeasure(text, unit, lengthUnits);
  if (!read.ok || read.value === null) return read;
  if (read.value < 0) return wrong('negative_number');
  return read.value < CEILING_M.lowest || read.value > CEILING_M.highest
    ? wrong('ceiling_out_of_range')
    : read;
}

function readMeasure(
  text: string,
  columnUnit: string,
  factors: ReadonlyMap<string, number>,
): Read<number | null> {
  const typed = latinNumber(text);
  if (!typed) return right(null);
  // "1,000" is a thousand to some and one to others.
  if (/^[+-]?\d{1,3},\d{3}(\D|$)/.test(latinDigits(text.trim()))) return wrong('comma_unclear');
  const [, figure = '', ownUnit = ''] = /^([+-]?[\d.]+)\s*(.*)$/s.exec(typed) ?? [];
  const value = readDecimal(figure);
  if (value === null) return wrong('not_a_number');
  const unit = unitKey(ownUnit || columnUnit);
  const factor = unit === '' ? 1 : factors.get(unit);
  return factor === undefined ? wrong('unknown_unit') : right(Math.round(value * factor * 100) / 100);
}

/** A whole number within bounds, in any digits. `outside` says what is wrong with one beyond them. */
export function readCount(
  text: string,
  { least, most, outside }: { least: number; most: number; outside: 'too_many' | 'floors_out_of_range' },
): Read<number | null> {
  if (!latinNumber(text)) return right(null);
  const value = readDecimal(text);
  if (value === null) return wrong('not_a_number');
  if (value < 0) return wrong('negative_number');
  if (!Number.isInteger(value)) return wrong('not_a_whole_number');
  if (value < least) return wrong(outside === 'too_many' ? 'at_least_one' : outside);
  return value > most ? wrong(outside) : right(value);
}

/** As `readCount`, where something must be typed. */
export function readNeededCount(text: string, bounds: Parameters<typeof readCount>[1]): Read<number> {
  const read = readCount(text, bounds);
  if (!read.ok) return read;
  return read.value === null ? wrong('required') : right(read.value);
}
