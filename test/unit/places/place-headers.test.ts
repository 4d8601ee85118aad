import { describe, expect, it } from 'vitest';
import {
  buildingHeaders,
  facilityHeaders,
  readPlaceHeaders,
  roomHeaders,
} from '#app/domain/places/place-headers.ts';

const columnsOf = (...headers: string[]) => {
  const { table } = readPlaceHeaders(headers);
  return [table.kind, Object.fromEntries(table.columns)];
};

describe('the first row tells what a table is about', () => {
  it.each([
    ['rooms', roomHeaders],
    ['buildings', buildingHeaders],
    ['facilities', facilityHeaders],
  ] as const)('the template of %s is read as such, every column by itself', (kind, known) => {
    const headers = Object.values(known).map(([first]) => first ?? '');
    const { table, missing, ignored } = readPlaceHeaders(headers);
    expect([table.kind, missing, ignored]).toEqual([kind, [], []]);
    expect([...table.columns.keys()].sort()).toEqual(Object.keys(known).sort());
    expect([...table.columns.values()].sort()).toEqual(headers.map((_, index) => index).sort());
  });

  it('in Arabic or English, in any order and spelling, among others that are named as ignored', () => {
    expect(columnsOf('الغرفه', 'Notes', 'المبني', ' FLOOR ')).toEqual([
      'rooms',
      { name: 0, building: 2, floor: 3 },
    ]);
    expect(readPlaceHeaders(['الغرفه', 'Notes', 'المبني', ' FLOOR ', '']).ignored).toEqual(['Notes']);
  });

  it.each([
    ['room', ['room', 'area'], ['building / المبنى', 'floor / الطابق']],
    ['facilities', ['toilets', 'building'], ['floor / الطابق']],
    ['building', ['building', 'lat', 'lon', 'floors'], ['for / مخصص لـ', 'opening / الافتتاح']],
    [
      'nothing',
      ['Dear Sir'],
      [
        'building / المبنى',
        'floors / الطوابق',
        'for / مخصص لـ',
        'opening / الافتتاح',
        'longitude / خط الطول',
        'latitude / خط العرض',
      ],
    ],
  ])('a table of %s is told which columns are missing', (_, headers, missing) => {
    expect(readPlaceHeaders(headers).missing).toEqual(missing);
  });

  it.each([
    ['floor area (sq ft)', 'sq ft'],
    ['Area m²', 'm²'],
    ['Area in ft2', 'ft2'],
    ['مساحة الأرضية (م²)', 'م²'],
    ['area [acres]', 'acres'],
  ])('a unit in the header %j counts for its column', (header, unit) => {
    const { table } = readPlaceHeaders(['building', 'floor', 'room', header, 'ceiling height cm']);
    if (table.kind !== 'rooms') throw new Error(table.kind);
    expect(table.columns.get('floorAreaM2')).toBe(3);
    expect(table.units).toEqual({ areaUnit: unit, heightUnit: 'cm' });
  });

  it('a name that another begins with is no unit', () => {
    const { table } = readPlaceHeaders(['building', 'floor', 'room', 'floor area', 'ceiling height']);
    expect(table).toMatchObject({ units: { areaUnit: '', heightUnit: '' } });
  });

  it('a column of units is no column of areas', () => {
    const { table, ignored } = readPlaceHeaders(['building', 'floor', 'room', 'area unit', 'area']);
    expect(Object.fromEntries(table.columns)).toMatchObject({ areaUnit: 3, floorAreaM2: 4 });
    expect(ignored).toEqual([]);
  });
});
