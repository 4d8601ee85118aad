import type { MultiPolygon, Polygon } from 'geojson';
import type { SiteFacts } from '#app/domain/capacity/judging/place-facts.ts';
import type { FieldProblemCode } from '#app/domain/problem.ts';
import type { FacilityKind } from '#app/domain/standards/yardstick.ts';
import { comparable, readDecimal, wordReader } from '#app/domain/typed-text.ts';
import { isWithin } from './boundary.ts';
import type { BuildingEntry, BuildingField } from './building-entry.ts';
import { readBuildingEntry } from './building-entry.ts';
import { isNeededToLive, readFacilityCounts } from './facility-counts.ts';
import type { FacilityField, RoomColumn } from './place-headers.ts';
import type { RoomEntry } from './room-entry.ts';
import { readFloor, readRoomEntry, roomKey } from './room-entry.ts';

export const MOST_PLACE_ROWS = 20_000;

/** What stands in a row of a file, by field. */
export interface PlaceRow<Field extends string> {
  /** The row's line in the file, or its place among the features, from 1. */
  readonly line: number;
  readonly cells: Readonly<Partial<Record<Field, string>>>;
}

interface Remark<Field extends string> {
  readonly field: Field;
  readonly code: FieldProblemCode;
}

interface RightPlaceRow<Field extends string, Entry> extends PlaceRow<Field> {
  readonly entry: Entry;
  /** Whether such a place is there already: the row then changes it. */
  readonly effect: 'new' | 'changes';
  /** What a planner should look at though it stops nothing. */
  readonly warnings: readonly Remark<Field>[];
}

export interface WrongPlaceRow<Field extends string> extends PlaceRow<Field> {
  readonly problems: readonly Remark<Field>[];
}

export interface JudgedRows<Field extends string, Entry> {
  readonly right: readonly RightPlaceRow<Field, Entry>[];
  readonly wrong: readonly WrongPlaceRow<Field>[];
}

export interface KnownRoom {
  readonly id: string;
  readonly floor: number;
  readonly beds: number;
}

/** A building that the site has, its rooms by `roomKey`. */
interface KnownBuilding {
  readonly id: string;
  readonly name: string;
  readonly floorCount: number;
  readonly rooms: ReadonlyMap<string, KnownRoom>;
}

/** The buildings of a site by their compared name. */
export type KnownBuildings = ReadonlyMap<string, KnownBuilding>;

/** The buildings and rooms of a site by their names. */
export function knownBuildings({ buildings }: Pick<SiteFacts, 'buildings'>): KnownBuildings {
  return new Map(
    buildings.map(({ id, name, floorCount, floors }) => {
      const rooms = floors.flatMap((floor) => floor.rooms);
      return [
        comparable(name),
        {
          id,
          name,
          floorCount,
          rooms: new Map(
            rooms.map((room) => [roomKey(room), { id: room.id, floor: room.floor, beds: room.designBeds }]),
          ),
        },
      ];
    }),
  );
}

/** The facilities of a floor, or of a whole building where the floor is null. */
export interface FacilitiesEntry {
  readonly building: string;
  readonly floor: number | null;
  readonly counts: ReadonlyMap<FacilityKind, number>;
}

const yesOrNo = wordReader({
  yes: 'yes',
  y: 'yes',
  true: 'yes',
  '1': 'yes',
  نعم: 'yes',
  مهيأة: 'yes',
  no: 'no',
  n: 'no',
  false: 'no',
  '0': 'no',
  لا: 'no',
});
const designation = wordReader({
  men: 'men',
  man: 'men',
  male: 'men',
  m: 'men',
  رجال: 'men',
  ذكور: 'men',
  women: 'women',
  woman: 'women',
  female: 'women',
  f: 'women',
  w: 'women',
  نساء: 'women',
  إناث: 'women',
});
const bedKind = wordReader({
  single: 'single',
  'single bed': 'single',
  singles: 'single',
  مفرد: 'single',
  مفردة: 'single',
  'سرير مفرد': 'single',
  bunk: 'bunk',
  bunks: 'bunk',
  'bunk bed': 'bunk',
  'bunk beds': 'bunk',
  'سرير بطابقين': 'bunk',
  بطابقين: 'bunk',
  طابقين: 'bunk',
  طابقان: 'bunk',
});

type Judgement<Field extends string, Entry> =
  | { readonly problems: readonly Remark<Field>[] }
  | {
      readonly entry: Entry;
      /** What names the place: a file may speak of each once. */
      readonly key: string;
      readonly keyField: Field;
      readonly effect: 'new' | 'changes';
      readonly warnings?: readonly Remark<Field>[];
    };

/** Judges every row by itself: a wrong one never stops the right ones. A place counts once, where it first stands. */
function judgeRows<Field extends string, Entry>(
  rows: readonly PlaceRow<Field>[],
  judge: (cells: PlaceRow<Field>['cells']) => Judgement<Field, Entry>,
): JudgedRows<Field, Entry> {
  const right: RightPlaceRow<Field, Entry>[] = [];
  const wrong: WrongPlaceRow<Field>[] = [];
  const seen = new Set<string>();
  for (const { line, cells } of rows) {
    const judged = judge(cells);
    if ('problems' in judged) {
      wrong.push({ line, cells, problems: judged.problems });
    } else if (seen.has(judged.key)) {
      wrong.push({ line, cells, problems: [{ field: judged.keyField, code: 'place_repeated' }] });
    } else {
      seen.add(judged.key);
      const { entry, effect, warnings = [] } = judged;
      right.push({ line, cells, entry, effect, warnings });
    }
  }
  return { right, wrong };
}

function remarks<Field extends string>(
  problems: Partial<Record<Field, FieldProblemCode>>,
): readonly Remark<Field>[] {
  return (Object.entries(problems) as [Field, FieldProblemCode][]).map(([field, code]) => ({ field, code }));
}

/** `boundary` null where the site has none: then nothing can lie outside it. */
export function judgeBuildingRows(
  rows: readonly PlaceRow<BuildingField>[],
  { known, outline, boundary }: { known: KnownBuildings; outline: MultiPolygon; boundary: Polygon | null },
): JudgedRows<BuildingField, BuildingEntry> {
  return judgeRows<BuildingField, BuildingEntry>(rows, (cells) => {
    const read = readBuildingEntry(
      {
        name: cells.name ?? '',
        floorCount: cells.floorCount ?? '',
        sex: designation(cells.sex ?? ''),
        accessibleEntrance: yesOrNo(cells.accessibleEntrance ?? ''),
        openedOn: cells.openedOn ?? '',
        longitude: cells.longitude ?? '',
        latitude: cells.latitude ?? '',
      },
      outline,
    );
    if (!read.ok) return { problems: remarks(read.problems) };
    const entry = read.facts;
    const key = comparable(entry.name);
    const existing = known.get(key);
    const highest = Math.max(-1, ...[...(existing?.rooms.values() ?? [])].map(({ floor }) => floor));
    if (highest >= entry.floorCount)
      return { problems: [{ field: 'floorCount', code: 'floors_below_rooms' }] };
    return {
      entry: existing ? { ...entry, name: existing.name } : entry,
      key,
      keyField: 'name',
      effect: existing ? 'changes' : 'new',
      warnings:
        boundary && !isWithin([entry.longitude, entry.latitude], boundary)
          ? [{ field: 'latitude', code: 'outside_boundary' }]
          : [],
    };
  });
}

const unitColumns: Readonly<Partial<Record<RoomColumn, 'areaUnit' | 'heightUnit'>>> = {
  floorAreaM2: 'areaUnit',
  ceilingHeightM: 'heightUnit',
};

/** A unit that isn't known is wrong where it stands: beside its number, or in the column of units. */
function atItsUnit(
  remark: Remark<RoomColumn>,
  cells: Partial<Record<RoomColumn, string>>,
): Remark<RoomColumn> {
  const unitColumn = unitColumns[remark.field];
  const isBareNumber = readDecimal(cells[remark.field] ?? '') !== null;
  return remark.code === 'unknown_unit' && unitColumn && isBareNumber
    ? { ...remark, field: unitColumn }
    : remark;
}

export function judgeRoomRows(
  rows: readonly PlaceRow<RoomColumn>[],
  { known }: { known: KnownBuildings },
): JudgedRows<RoomColumn, RoomEntry> {
  return judgeRows<RoomColumn, RoomEntry>(rows, (cells) => {
    const read = readRoomEntry({
      building: cells.building ?? '',
      floor: cells.floor ?? '',
      name: cells.name ?? '',
      floorAreaM2: cells.floorAreaM2 ?? '',
      areaUnit: cells.areaUnit ?? '',
      ceilingHeightM: cells.ceilingHeightM ?? '',
      heightUnit: cells.heightUnit ?? '',
      windows: cells.windows ?? '',
      beds: cells.beds ?? '',
      bedKind: bedKind(cells.bedKind ?? ''),
      accessible: yesOrNo(cells.accessible ?? ''),
    });
    if (!read.ok) return { problems: remarks(read.problems).map((remark) => atItsUnit(remark, cells)) };
    const entry = read.facts;
    const building = known.get(comparable(entry.building));
    if (!building) return { problems: [{ field: 'building', code: 'no_such_building' }] };
    if (entry.floor >= building.floorCount) return { problems: [{ field: 'floor', code: 'no_such_floor' }] };
    const key = roomKey(entry);
    const existing = building.rooms.get(key);
    if (existing && entry.beds !== null && entry.beds < existing.beds)
      return { problems: [{ field: 'beds', code: 'beds_never_removed' }] };
    if (!existing && entry.beds === null) return { problems: [{ field: 'beds', code: 'required' }] };
    return {
      entry: { ...entry, building: building.name },
      key: `${comparable(building.name)} ${key}`,
      keyField: 'name',
      effect: existing ? 'changes' : 'new',
    };
  });
}

export function judgeFacilityRows(
  rows: readonly PlaceRow<FacilityField>[],
  { known }: { known: KnownBuildings },
): JudgedRows<FacilityField, FacilitiesEntry> {
  return judgeRows<FacilityField, FacilitiesEntry>(rows, (cells) => {
    const building = known.get(comparable(cells.building ?? ''));
    if (!building)
      return {
        problems: [{ field: 'building', code: cells.building?.trim() ? 'no_such_building' : 'required' }],
      };
    // An empty floor is the whole building.
    const floor = cells.floor?.trim() ? readFloor(cells.floor) : null;
    if (floor && !floor.ok) return { problems: [{ field: 'floor', code: floor.code }] };
    const number = floor?.value ?? null;
    if (number !== null && number >= building.floorCount)
      return { problems: [{ field: 'floor', code: 'no_such_floor' }] };
    const rooms = [...building.rooms.values()];
    const servesRooms = rooms.some((room) => number === null || room.floor === number);
    const read = readFacilityCounts(cells, { servesRooms });
    if (!read.ok) return { problems: remarks(read.problems) };
    return {
      entry: { building: building.name, floor: number, counts: read.counts },
      key: `${comparable(building.name)} ${number ?? ''}`,
      keyField: 'floor',
      effect: 'changes',
      warnings: [...read.counts].flatMap(([kind, count]) =>
        servesRooms && count === 0 && isNeededToLive(kind)
          ? [{ field: kind, code: 'nobody_may_live' as const }]
          : [],
      ),
    };
  });
}
