import { describe, expect, it } from 'vitest';
import type { BuildingFacts } from '#app/domain/capacity/judging/place-facts.ts';
import { floorsToFill, nameOnFloor, readFloorList } from '#app/domain/places/floor-copy.ts';

describe('a list of floors', () => {
  it.each([
    ['2', [2]],
    ['2, 3', [2, 3]],
    ['٢، ٣', [2, 3]],
    ['4-2', []],
    ['2-4', [2, 3, 4]],
    ['3; 1–2, 2', [1, 2, 3]],
  ])('%j is %j', (text, floors) => {
    expect(readFloorList(text)).toEqual(
      floors.length > 0 ? { ok: true, value: floors } : { ok: false, code: 'not_a_floor_list' },
    );
  });

  it.each([
    ['', 'required'],
    [',', 'not_a_floor_list'],
    ['two', 'not_a_floor_list'],
    ['-1', 'not_a_floor_list'],
    ['1-999999999', 'not_a_floor_list'],
  ])('%j is refused: %s', (text, code) => {
    expect(readFloorList(text)).toEqual({ ok: false, code });
  });
});

it('a floor is copied to floors that the building has and that have no rooms', () => {
  const nothing = { facilities: {}, measured: {} };
  const building: BuildingFacts = {
    id: 'building',
    name: 'A-01',
    floorCount: 3,
    ...nothing,
    floors: [
      { floor: 0, ...nothing, rooms: [{ id: 'room' } as BuildingFacts['floors'][number]['rooms'][number]] },
      { floor: 1, ...nothing, rooms: [] },
    ],
  };
  expect(floorsToFill(building, [1, 2])).toEqual({ ok: true, value: [1, 2] });
  expect(floorsToFill(building, [0, 1])).toEqual({ ok: false, code: 'floor_has_rooms' });
  expect(floorsToFill(building, [3])).toEqual({ ok: false, code: 'no_such_floor' });
});

it.each([
  ['1-01', 1, 2, '2-01'],
  ['101', 1, 2, '201'],
  ['1.A', 1, 10, '10.A'],
  ['11-01', 1, 2, '11-01'],
  ['Corner', 1, 2, 'Corner'],
  ['0-01', 0, 1, '1-01'],
])('the room %s of floor %d has its own name on floor %d: %s', (name, from, to, copied) => {
  expect(nameOnFloor(name, { from, to })).toBe(copied);
});
