import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '#app/domain/places/boundary.ts';
import { readPlaceFeatures } from '#app/domain/places/place-features.ts';
import { judgeBuildingRows } from '#app/domain/places/place-rows.ts';
import { readKuwaitOutline } from '#db/reference/reference.ts';

const outline = readKuwaitOutline();
const SQUARE = [
  [
    [47.6, 29.6],
    [47.61, 29.6],
    [47.61, 29.61],
    [47.6, 29.61],
    [47.6, 29.6],
  ],
];
const PROPERTIES = {
  building: 'A-01',
  floors: 3,
  for: 'men',
  opening: '2027-01-01',
  'step-free entrance': true,
};
const aFeature = (geometry: unknown, properties: unknown = PROPERTIES) => ({
  type: 'Feature',
  geometry,
  properties,
});
const aPoint = (...coordinates: unknown[]) => ({ type: 'Point', coordinates });
const anArea = (coordinates: unknown = SQUARE) => ({ type: 'Polygon', coordinates });
const read = (...features: unknown[]) => {
  const found = readPlaceFeatures({ type: 'FeatureCollection', features }, outline);
  if (!found) throw new Error('no collection');
  return found;
};

describe('a feature collection', () => {
  it('holds buildings as points or polygons, with the properties as the table has its columns', () => {
    const { buildings, wrong } = read(
      aFeature(aPoint(47.6, 29.6)),
      aFeature(anArea(), { ...PROPERTIES, building: undefined, المبنى: 'A-02' }),
    );
    expect(wrong).toEqual([]);
    const judged = judgeBuildingRows(buildings, { known: new Map(), outline, boundary: null });
    expect(judged.right.map(({ line, entry }) => [line, entry])).toEqual([
      [
        1,
        {
          name: 'A-01',
          floorCount: 3,
          sex: 'men',
          accessibleEntrance: true,
          openedOn: '2027-01-01',
          longitude: 47.6,
          latitude: 29.6,
        },
      ],
      [
        2,
        {
          name: 'A-02',
          floorCount: 3,
          sex: 'men',
          accessibleEntrance: true,
          openedOn: '2027-01-01',
          longitude: 47.605,
          latitude: 29.605,
        },
      ],
    ]);
  });

  it.each([
    ['with the property boundary', { boundary: true, name: 'Al-Subiya' }],
    ['of the kind boundary', { kind: 'boundary', name: 'Al-Subiya' }],
    ['with no property that a building has', { source: 'survey' }],
    ['with none at all', null],
  ])('holds the site’s boundary as a polygon %s', (_, properties) => {
    const { boundary, buildings } = read(aFeature(anArea(), properties));
    expect(boundary?.ok).toBe(true);
    expect(buildings).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['no feature', 7, 'not_a_feature'],
    ['a feature without geometry', aFeature(null), 'not_a_place_geometry'],
    ['a line', aFeature({ type: 'LineString', coordinates: SQUARE[0] }), 'not_a_place_geometry'],
    ['a point of words', aFeature(aPoint('47.6', '29.6')), 'not_a_place_geometry'],
    ['an open outline', aFeature(anArea([SQUARE[0]!.slice(0, 4)])), 'polygon_not_closed'],
    [
      'an outline that crosses itself',
      aFeature(anArea([[0, 2, 1, 3, 0].map((at) => SQUARE[0]![at])])),
      'polygon_crosses_itself',
    ],
  ])('names %s as wrong, and reads the others', (_, feature, code) => {
    const { buildings, wrong } = read(feature, aFeature(aPoint(47.6, 29.6)));
    expect(wrong.map(({ line, problems }) => [line, problems.map((each) => each.code)])).toEqual([
      [1, [code]],
    ]);
    expect(buildings.map(({ line }) => line)).toEqual([2]);
  });

  it('says of swapped coordinates that they are', () => {
    const { buildings } = read(aFeature(aPoint(29.6, 47.6)));
    const { wrong } = judgeBuildingRows(buildings, { known: new Map(), outline, boundary: null });
    expect(wrong[0]?.problems).toEqual([{ field: 'latitude', code: 'longitude_latitude_swapped' }]);
  });

  it('is told from anything else', () => {
    for (const other of [undefined, null, 3, 'x', [], {}, { type: 'FeatureCollection' }, anArea()])
      expect(readPlaceFeatures(other, outline)).toBeNull();
  });

  it('whatever it holds is read, and no feature is lost', () => {
    const geometry = fc.oneof(
      fc.jsonValue(),
      fc.record({
        type: fc.constantFrom('Point', 'Polygon', 'MultiPolygon', 'x'),
        coordinates: fc.jsonValue(),
      }),
    );
    const feature = fc.oneof(
      fc.jsonValue(),
      fc.record({ type: fc.constant('Feature'), geometry, properties: fc.jsonValue() }),
    );
    fc.assert(
      fc.property(fc.array(feature), (features) => {
        const { buildings, wrong } = read(...features, aFeature(aPoint(47.6, 29.6)));
        expect(buildings.at(-1)?.line).toBe(features.length + 1);
        expect(buildings.length + wrong.length).toBeLessThanOrEqual(features.length + 1);
        judgeBuildingRows(buildings, { known: new Map(), outline, boundary: null });
      }),
    );
    fc.assert(fc.property(fc.json(), (text) => void readPlaceFeatures(parseJson(text), outline)));
  });
});
