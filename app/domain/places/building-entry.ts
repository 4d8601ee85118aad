import type { MultiPolygon } from 'geojson';
import type { Day } from '#app/domain/dates.ts';
import type { SexDesignation } from '#app/domain/placement/people.ts';
import { sexDesignations } from '#app/domain/placement/people.ts';
import type { Read, ReadRecord } from '#app/domain/typed-text.ts';
import { readDay, readDecimal, readName, readRecord, right, wrong } from '#app/domain/typed-text.ts';
import { readNeededCount } from './measure.ts';
import { positionProblem, roundDegrees } from './position.ts';

/** What a planner tells of a building. */
export interface BuildingEntry {
  readonly name: string;
  /** With the ground floor, whose number is 0. */
  readonly floorCount: number;
  readonly sex: SexDesignation;
  /** Null is not told: of a new building no, of one that is there as it was. */
  readonly accessibleEntrance: boolean | null;
  readonly openedOn: Day;
  readonly longitude: number;
  readonly latitude: number;
}

export type BuildingField = keyof BuildingEntry;
export const buildingFields = [
  'name',
  'floorCount',
  'sex',
  'accessibleEntrance',
  'openedOn',
  'longitude',
  'latitude',
] as const satisfies readonly BuildingField[];

/** A building's columns in a file: its fields, and the shape that it has on a map. */
export type BuildingColumn = BuildingField | 'shape';

/** The same as it was typed; a choice is one of its values already (`men`, `yes`). */
type TypedBuilding = Readonly<Record<BuildingField, string>>;

export const LONGEST_PLACE_NAME = 60;

/** Reads a building's facts, or says of each field what is wrong with it. */
export function readBuildingEntry(typed: TypedBuilding, outline: MultiPolygon): ReadRecord<BuildingEntry> {
  const longitude = readDegrees(typed.longitude);
  const latitude = readDegrees(typed.latitude);
  const misplaced =
    longitude.ok && latitude.ok ? positionProblem([longitude.value, latitude.value], outline) : null;
  return readRecord<BuildingEntry>({
    name: readName(typed.name, LONGEST_PLACE_NAME),
    floorCount: readNeededCount(typed.floorCount, { least: 1, most: 60, outside: 'floors_out_of_range' }),
    sex: readChoice(typed.sex, sexDesignations),
    accessibleEntrance: readYesNo(typed.accessibleEntrance),
    openedOn: readNeededDay(typed.openedOn),
    longitude,
    latitude: misplaced ? wrong(misplaced) : latitude,
  });
}

/** Nothing typed is null: not told, which is never taken for a step-free way. */
export function readYesNo(typed: string): Read<boolean | null> {
  if (typed === '') return right(null);
  if (typed === 'no') return right(false);
  return typed === 'yes' ? right(true) : wrong('not_a_choice');
}

export function readChoice<Value extends string>(typed: string, values: readonly Value[]): Read<Value> {
  const chosen = values.find((value) => value === typed);
  if (chosen) return right(chosen);
  return wrong(typed ? 'not_a_choice' : 'required');
}

function readNeededDay(typed: string): Read<Day> {
  const day = readDay(typed);
  if (day === null) return wrong('not_a_day');
  return day === '' ? wrong('required') : right(day);
}

function readDegrees(typed: string): Read<number> {
  if (!typed.trim()) return wrong('required');
  const degrees = readDecimal(typed.replace(/°\s*[NE]?\s*$/i, ''));
  return degrees === null ? wrong('not_a_number') : right(roundDegrees(degrees));
}
