import type { Read, ReadRecord } from '#app/domain/typed-text.ts';
import { comparable, readName, readRecord, right, wordReader, wrong } from '#app/domain/typed-text.ts';
import { LONGEST_PLACE_NAME, readYesNo } from './building-entry.ts';
import { readAreaM2, readCeilingM, readCount, readNeededCount } from './measure.ts';

export const bedKinds = ['single', 'bunk'] as const;
export type BedKind = (typeof bedKinds)[number];

/** What a planner tells of a room. Null is not measured or told; of a room that is there the fact stays as it is. */
export interface RoomEntry {
  readonly building: string;
  readonly floor: number;
  readonly name: string;
  readonly floorAreaM2: number | null;
  readonly ceilingHeightM: number | null;
  readonly windows: number | null;
  readonly beds: number | null;
  readonly bedKind: BedKind | null;
  readonly accessible: boolean | null;
}

export type RoomField = keyof RoomEntry;
export const roomFields = [
  'building',
  'floor',
  'name',
  'floorAreaM2',
  'ceilingHeightM',
  'windows',
  'beds',
  'bedKind',
  'accessible',
] as const satisfies readonly RoomField[];

/** The same as it was typed, with the units of the columns; a choice is one of its values already. */
interface TypedRoom extends Readonly<Record<RoomField, string>> {
  readonly areaUnit: string;
  readonly heightUnit: string;
}

export const MOST_WINDOWS = 100;
export const MOST_BEDS = 100;
const HIGHEST_FLOOR = 59;

const floorWord = wordReader({
  ground: '0',
  'ground floor': '0',
  g: '0',
  أرضي: '0',
  الأرضي: '0',
  'الطابق الأرضي': '0',
});

/** Reads a room's facts, or says of each field what is wrong with it. Whether its building has the floor is not asked here. */
export function readRoomEntry(typed: TypedRoom): ReadRecord<RoomEntry> {
  const beds = readCount(typed.beds, { least: 1, most: MOST_BEDS, outside: 'too_many' });
  return readRecord<RoomEntry>({
    building: readName(typed.building, LONGEST_PLACE_NAME),
    floor: readFloor(typed.floor),
    name: readName(typed.name, LONGEST_PLACE_NAME),
    floorAreaM2: readAreaM2(typed.floorAreaM2, typed.areaUnit),
    ceilingHeightM: readCeilingM(typed.ceilingHeightM, typed.heightUnit),
    windows: readCount(typed.windows, { least: 0, most: MOST_WINDOWS, outside: 'too_many' }),
    beds,
    bedKind: readBedKind(typed.bedKind, beds.ok && beds.value !== null),
    accessible: readYesNo(typed.accessible),
  });
}

/** A floor's number; the ground floor is 0. */
export function readFloor(typed: string): Read<number> {
  return readNeededCount(floorWord(typed), { least: 0, most: HIGHEST_FLOOR, outside: 'floors_out_of_range' });
}

function readBedKind(typed: string, hasBeds: boolean): Read<BedKind | null> {
  const kind = bedKinds.find((each) => each === typed);
  if (kind) return right(kind);
  if (typed) return wrong('not_a_choice');
  return hasBeds ? wrong('required') : right(null);
}

export interface BedDesign {
  readonly label: string;
  readonly position: 'single' | 'lower' | 'upper';
}

/** The beds of a room, labelled `1`, `2` … after the ones it has; of an odd number of bunk beds the last has none above it. */
export function bedsToAdd(kind: BedKind, { from, to }: { from: number; to: number }): BedDesign[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => ({
    label: String(from + index + 1),
    position: kind === 'single' ? 'single' : (from + index) % 2 === 0 ? 'lower' : 'upper',
  }));
}

/** What names a room within its building. */
export function roomKey({ floor, name }: { floor: number; name: string }): string {
  return `${floor} ${comparable(name)}`;
}
