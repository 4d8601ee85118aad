import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isProblemError } from '#app/domain/problem.ts';
import { readTextFile } from '#app/server/csv/csv-file.ts';
import { readPlaceFile } from '#app/server/csv/place-file.ts';
import { readKuwaitOutline } from '#db/reference/reference.ts';

const outline = readKuwaitOutline();
const read = async (content: BlobPart, name = 'places.csv') =>
  readPlaceFile(await readTextFile(new File([content], name)), outline);
const problemOf = (reading: Promise<unknown>) =>
  reading.then(
    () => 'read',
    (error: unknown) => {
      if (isProblemError(error)) return error.problem.code;
      throw error;
    },
  );

const ROOMS = 'المبنى;الطابق;الغرفة;المساحة;الوحدة;الأسرّة;نوع السرير\nA-01;0;0-01;١٨٫٥;م²;4;مفرد\n';
const POINT = { type: 'Point', coordinates: [47.6, 29.6] };
const MAP = {
  type: 'FeatureCollection',
  features: [{ type: 'Feature', geometry: POINT, properties: { building: 'A-01' } }],
};

describe('a file of places', () => {
  it('is told by its headers, and its rows by their lines', async () => {
    const rooms = await read(ROOMS);
    expect(rooms).toMatchObject({
      kind: 'rooms',
      ignored: [],
      rows: [{ line: 2, cells: { building: 'A-01', floorAreaM2: '١٨٫٥', areaUnit: 'م²', bedKind: 'مفرد' } }],
    });
    expect((await read('building,floor,toilets\nA-01,0,3')).kind).toBe('facilities');
    expect((await read('building,floors,for,opening,lon,lat\nA-01,3,men,2027-01-01,47,29')).kind).toBe(
      'buildings',
    );
  });

  it('has the unit of the header where the row has none', async () => {
    const file = await read('building,floor,room,area (sq ft),area unit\nA,0,1,200,\nA,0,2,18,m2\n');
    expect(file.kind === 'rooms' && file.rows.map(({ cells }) => cells.areaUnit)).toEqual(['sq ft', 'm2']);
  });

  it('is GeoJSON where it begins as that, with the mark of UTF-8 or without', async () => {
    for (const mark of ['', '\ufeff', '\n '])
      expect(await read(mark + JSON.stringify(MAP), 'map.geojson')).toMatchObject({
        kind: 'features',
        buildings: [{ line: 1, cells: { name: 'A-01' } }],
        boundary: null,
      });
  });

  it.each([
    ['broken GeoJSON', '{"type":', 'file_not_geojson'],
    ['GeoJSON that is no collection', JSON.stringify(POINT), 'file_not_geojson'],
    ['a collection of nothing', '{"type":"FeatureCollection","features":[]}', 'file_empty'],
    ['a table without rows', ROOMS.split('\n')[0]!, 'file_empty'],
    ['a letter', 'Dear Sir,\nplease find the rooms attached.', 'file_columns_missing'],
    ['a quote that is not closed', `${ROOMS}"A-01;0`, 'file_not_csv'],
    ['20,001 rows', `building,floor,room\n${'A,0,1\n'.repeat(20_001)}`, 'file_too_many_rows'],
  ])('%s is refused in words', async (_, text, code) => {
    expect(await problemOf(read(text))).toBe(code);
  });

  it('whatever bytes it is made of, is read or refused in words', async () => {
    const parts = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.string({ unit: 'binary' }).map((text) => new TextEncoder().encode(ROOMS + text)),
      fc.json().map((text) => new TextEncoder().encode(`{"type":"FeatureCollection","features":[${text}]}`)),
    );
    await fc.assert(
      fc.asyncProperty(parts, async (bytes) => {
        expect(await problemOf(read(new Uint8Array(bytes)))).toEqual(expect.any(String));
      }),
    );
  });
});
