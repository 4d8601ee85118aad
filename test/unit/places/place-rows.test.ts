import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Polygon } from 'geojson';
import type { RoomFacts } from '#app/domain/capacity/judging/place-facts.ts';
import type { FacilityField, RoomColumn } from '#app/domain/places/place-headers.ts';
import type { BuildingField } from '#app/domain/places/building-entry.ts';
import type { JudgedRows } from '#app/domain/places/place-rows.ts';
import {
  judgeBuildingRows,
  judgeFacilityRows,
  judgeRoomRows,
  knownBuildings,
} from '#app/domain/places/place-rows.ts';
import { bedsToAdd } from '#app/domain/places/room-entry.ts';
import { readKuwaitOutline } from '#db/reference/reference.ts';

const outline = readKuwaitOutline();
const boundary: Polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [47.59, 29.59],
      [47.62, 29.59],
      [47.62, 29.62],
      [47.59, 29.62],
      [47.59, 29.59],
    ],
  ],
};

const NOTHING = { facilities: {}, measured: {} };
const aRoomThatIs = (id: string, floor: number): RoomFacts => ({
  id,
  name: `${floor}-01`,
  floor,
  floorAreaM2: null,
  ceilingHeightM: null,
  windows: null,
  designBeds: 4,
  upperBeds: 0,
  ...NOTHING,
});
/** A site with the building A-01 of three floors, and in it the rooms 0-01 and 2-01 of four beds each. */
const known = knownBuildings({
  buildings: [
    {
      id: 'building',
      name: 'A-01',
      floorCount: 3,
      floors: [0, 2].map((floor) => ({ floor, rooms: [aRoomThatIs(`room ${floor}`, floor)], ...NOTHING })),
      ...NOTHING,
    },
  ],
});

const aBuilding = (change: Partial<Record<BuildingField, string>> = {}) => ({
  name: 'A-02',
  floorCount: '4',
  sex: 'men',
  accessibleEntrance: 'yes',
  openedOn: '2027-01-01',
  longitude: '47.6',
  latitude: '29.6',
  ...change,
});
const aRoom = (change: Partial<Record<RoomColumn, string>> = {}) => ({
  building: 'A-01',
  floor: '1',
  name: '1-01',
  floorAreaM2: '18',
  ceilingHeightM: '2.7',
  windows: '1',
  beds: '4',
  bedKind: 'bunk',
  ...change,
});
const aFloor = (change: Partial<Record<FacilityField, string>> = {}) => ({
  building: 'A-01',
  floor: '0',
  toilet: '3',
  shower: '3',
  washbasin: '4',
  ...change,
});

const numbered = <Cells>(rows: readonly Cells[]) => rows.map((cells, index) => ({ line: index + 2, cells }));
const buildings = (...rows: ReturnType<typeof aBuilding>[]) =>
  judgeBuildingRows(numbered(rows), { known, outline, boundary });
const rooms = (...rows: ReturnType<typeof aRoom>[]) => judgeRoomRows(numbered(rows), { known });
const floors = (...rows: ReturnType<typeof aFloor>[]) => judgeFacilityRows(numbered(rows), { known });

function only<Field extends string, Entry>({ right, wrong }: JudgedRows<Field, Entry>) {
  if (!right[0]) throw new Error(JSON.stringify(wrong[0]?.problems));
  return right[0];
}
const problemsOf = <Field extends string, Entry>({ wrong }: JudgedRows<Field, Entry>) =>
  wrong.flatMap(({ problems }) => problems.map(({ field, code }) => [field, code]));

describe('a building', () => {
  it('that the site lacks is new; one that it has is changed, under the name it has', () => {
    expect(only(buildings(aBuilding()))).toMatchObject({
      effect: 'new',
      warnings: [],
      entry: { name: 'A-02', floorCount: 4, sex: 'men', accessibleEntrance: true, openedOn: '2027-01-01' },
    });
    expect(only(buildings(aBuilding({ name: ' a-01 ' })))).toMatchObject({
      effect: 'changes',
      entry: { name: 'A-01' },
    });
  });

  it('is read in Arabic words and digits; an entrance may be left untold', () => {
    const typed = {
      name: 'مبنى ١',
      floorCount: '٤',
      sex: 'نساء',
      accessibleEntrance: 'نعم',
      openedOn: '٠١/٠٢/٢٠٢٧',
      longitude: '٤٧٫٦',
      latitude: '٢٩٫٦',
    };
    expect(only(buildings(typed)).entry).toEqual({
      name: 'مبنى ١',
      floorCount: 4,
      sex: 'women',
      accessibleEntrance: true,
      openedOn: '2027-02-01',
      longitude: 47.6,
      latitude: 29.6,
    });
    expect(only(buildings(aBuilding({ accessibleEntrance: '' }))).entry.accessibleEntrance).toBeNull();
  });

  it.each<[Partial<Record<BuildingField, string>>, BuildingField, string]>([
    [{ name: ' ' }, 'name', 'required'],
    [{ name: 'A'.repeat(61) }, 'name', 'too_long'],
    [{ floorCount: '0' }, 'floorCount', 'floors_out_of_range'],
    [{ floorCount: '61' }, 'floorCount', 'floors_out_of_range'],
    [{ name: 'A-01', floorCount: '2' }, 'floorCount', 'floors_below_rooms'],
    [{ sex: 'both' }, 'sex', 'not_a_choice'],
    [{ sex: '' }, 'sex', 'required'],
    [{ accessibleEntrance: 'perhaps' }, 'accessibleEntrance', 'not_a_choice'],
    [{ openedOn: '2027-02-30' }, 'openedOn', 'not_a_day'],
    [{ openedOn: '' }, 'openedOn', 'required'],
    [{ longitude: '46.7', latitude: '24.7' }, 'latitude', 'outside_kuwait'],
    [{ longitude: '29.6', latitude: '47.6' }, 'latitude', 'longitude_latitude_swapped'],
    [{ longitude: 'east' }, 'longitude', 'not_a_number'],
  ])('%j: %s is refused with %s', (change, field, code) => {
    expect(problemsOf(buildings(aBuilding(change)))).toEqual([[field, code]]);
  });

  it('outside the boundary drawn for its site is right, with a warning', () => {
    expect(only(buildings(aBuilding({ longitude: '47.7' }))).warnings).toEqual([
      { field: 'latitude', code: 'outside_boundary' },
    ]);
  });

  it('that stands twice counts once', () => {
    const judged = buildings(aBuilding(), aBuilding({ name: 'a-02', floorCount: '9' }));
    expect(judged.right.map(({ line, entry }) => [line, entry.floorCount])).toEqual([[2, 4]]);
    expect(problemsOf(judged)).toEqual([['name', 'place_repeated']]);
  });
});

describe('a room', () => {
  it('is new on its floor, or changes the one of that name', () => {
    expect(only(rooms(aRoom()))).toMatchObject({
      effect: 'new',
      entry: { building: 'A-01', floor: 1, floorAreaM2: 18, ceilingHeightM: 2.7, windows: 1, beds: 4 },
    });
    expect(only(rooms(aRoom({ floor: 'G', name: '0-01' })))).toMatchObject({ effect: 'changes' });
  });

  it('may be unmeasured, and one that is there may leave out its beds', () => {
    const unmeasured = { floorAreaM2: '', ceilingHeightM: '', windows: '' };
    expect(only(rooms(aRoom(unmeasured))).entry).toMatchObject({
      floorAreaM2: null,
      ceilingHeightM: null,
      windows: null,
      accessible: null,
    });
    const there = aRoom({ floor: 'الطابق الأرضي', name: '0-01', beds: '', bedKind: '' });
    expect(only(rooms(there)).entry).toMatchObject({ floor: 0, beds: null, bedKind: null });
  });

  it.each<[Partial<Record<RoomColumn, string>>, RoomColumn, string]>([
    [{ building: 'B-01' }, 'building', 'no_such_building'],
    [{ floor: '3' }, 'floor', 'no_such_floor'],
    [{ floor: '-1' }, 'floor', 'negative_number'],
    [{ name: '' }, 'name', 'required'],
    [{ floorAreaM2: '-18' }, 'floorAreaM2', 'negative_number'],
    [{ floorAreaM2: '0' }, 'floorAreaM2', 'zero_area'],
    [{ areaUnit: 'acres' }, 'areaUnit', 'unknown_unit'],
    [{ floorAreaM2: '18 acres' }, 'floorAreaM2', 'unknown_unit'],
    [{ ceilingHeightM: '27' }, 'ceilingHeightM', 'ceiling_out_of_range'],
    [{ windows: '1.5' }, 'windows', 'not_a_whole_number'],
    [{ beds: '0' }, 'beds', 'at_least_one'],
    [{ beds: '101' }, 'beds', 'too_many'],
    [{ beds: '', bedKind: '' }, 'beds', 'required'],
    [{ bedKind: '' }, 'bedKind', 'required'],
    [{ bedKind: 'hammock' }, 'bedKind', 'not_a_choice'],
    [{ floor: '0', name: '0-01', beds: '3' }, 'beds', 'beds_never_removed'],
  ])('%j: %s is refused with %s', (change, field, code) => {
    expect(problemsOf(rooms(aRoom(change)))).toEqual([[field, code]]);
  });

  it('has beds labelled one after the other; of an odd number of bunk beds the last has none above it', () => {
    const labels = (...asked: Parameters<typeof bedsToAdd>) =>
      bedsToAdd(...asked).map(({ label, position }) => `${label} ${position}`);
    expect(labels('bunk', { from: 0, to: 3 })).toEqual(['1 lower', '2 upper', '3 lower']);
    expect(labels('bunk', { from: 3, to: 4 })).toEqual(['4 upper']);
    expect(labels('single', { from: 4, to: 6 })).toEqual(['5 single', '6 single']);
    expect(labels('single', { from: 4, to: 4 })).toEqual([]);
  });
});

describe('the facilities of a floor', () => {
  it('are those that were counted; an empty floor is the whole building', () => {
    const { entry } = only(floors(aFloor({ floor: '', washbasin: '', kitchen: '٢' })));
    expect(entry.floor).toBeNull();
    expect(Object.fromEntries(entry.counts)).toEqual({ toilet: 3, shower: 3, kitchen: 2 });
  });

  it('a 0 where people sleep is taken for a slip; “none” is taken for a count, with a warning', () => {
    expect(problemsOf(floors(aFloor({ toilet: '0' })))).toEqual([['toilet', 'zero_facilities']]);
    const none = only(floors(aFloor({ toilet: 'none', shower: 'لا يوجد' })));
    expect(none.entry.counts.get('toilet')).toBe(0);
    expect(none.warnings).toEqual([
      { field: 'shower', code: 'nobody_may_live' },
      { field: 'toilet', code: 'nobody_may_live' },
    ]);
  });

  it('a 0 is a count where there are no rooms, and of what people can live without', () => {
    expect(only(floors(aFloor({ floor: '1', toilet: '0' }))).entry.counts.get('toilet')).toBe(0);
    expect(only(floors(aFloor({ kitchen: '0' }))).entry.counts.get('kitchen')).toBe(0);
  });

  it.each<[Partial<Record<FacilityField, string>>, FacilityField, string]>([
    [{ building: '' }, 'building', 'required'],
    [{ building: 'B-01' }, 'building', 'no_such_building'],
    [{ floor: '3' }, 'floor', 'no_such_floor'],
    [{ toilet: '-1' }, 'toilet', 'negative_number'],
    [{ toilet: '2.5' }, 'toilet', 'not_a_whole_number'],
    [{ toilet: 'many' }, 'toilet', 'not_a_number'],
  ])('%j: %s is refused with %s', (change, field, code) => {
    expect(problemsOf(floors(aFloor(change)))).toEqual([[field, code]]);
  });
});

describe('a table', () => {
  const cell = fc.oneof(
    fc.constantFrom('', '-1', '0', '1e9', 'none', 'A-01'),
    fc.string({ unit: 'grapheme' }),
  );

  it('whatever stands in some rows, loses none, and reads the right ones as if they stood alone', () => {
    const row = fc.record({ building: cell, floor: cell, name: cell, floorAreaM2: cell, beds: cell });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), fc.nat(8), (others, at) => {
        const sound = aRoom({ name: 'a name that nothing else bears' });
        const rows = numbered<Partial<Record<RoomColumn, string>>>(others.toSpliced(at, 0, sound));
        const judged = judgeRoomRows(rows, { known });
        expect([...judged.right, ...judged.wrong].map(({ line }) => line).sort()).toEqual(
          rows.map(({ line }) => line).sort(),
        );
        expect(judged.right.find(({ cells }) => cells === sound)?.entry).toEqual(only(rooms(sound)).entry);
        for (const { problems } of judged.wrong) expect(problems).not.toEqual([]);
      }),
    );
  });
});
