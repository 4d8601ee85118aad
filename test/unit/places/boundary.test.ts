import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cornersOf,
  cornersText,
  middleOf,
  parseJson,
  readBoundaryText,
  readPolygon,
  withCorner,
} from '#app/domain/places/boundary.ts';
import { positionProblem } from '#app/domain/places/position.ts';
import { readKuwaitOutline } from '#db/reference/reference.ts';

const outline = readKuwaitOutline();

/** Corners near Al-Subiya, about a kilometre apart. */
const A = [47.6, 29.6];
const B = [47.61, 29.6];
const C = [47.61, 29.61];
const D = [47.6, 29.61];
const polygon = (...ring: number[][]) => ({ type: 'Polygon', coordinates: [ring] });
const SQUARE = polygon(A, B, C, D, A);

const areaOf = (geojson: unknown) => {
  const read = readPolygon(geojson, outline);
  if (!read.ok) throw new Error(read.code);
  return read.areaM2;
};

describe('a boundary in GeoJSON', () => {
  it('is read with its area', () => {
    const read = readPolygon(SQUARE, outline);
    expect(read.ok && read.polygon).toEqual(SQUARE);
    // 0.01° of latitude is about 1,112 m on the sphere, of longitude at 29.6° about 967 m.
    expect(areaOf(SQUARE) / (1_112 * 967)).toBeCloseTo(1, 2);
  });

  it.each([
    ['as a feature', { type: 'Feature', properties: null, geometry: SQUARE }],
    [
      'as a collection of one feature',
      { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry: SQUARE }] },
    ],
    ['as a multipolygon of one', { type: 'MultiPolygon', coordinates: [SQUARE.coordinates] }],
    ['with heights', polygon(...[A, B, C, D, A].map((corner) => [...corner, 12]))],
    ['with a corner named twice running', polygon(A, B, B, C, D, A)],
    ['the other way round', polygon(A, D, C, B, A)],
  ])('%s', (_, geojson) => {
    expect(areaOf(geojson)).toBe(areaOf(SQUARE));
  });

  it.each([
    ['of two corners', polygon(A, B, A), 'polygon_too_few_corners', null],
    ['of one corner named four times', polygon(A, A, A, A), 'polygon_too_few_corners', null],
    ['that does not close', polygon(A, B, C, D), 'polygon_not_closed', D],
    ['whose sides cross', polygon(A, C, B, D, A), 'polygon_crosses_itself', [47.605, 29.605]],
    ['that goes forth and back', polygon(A, B, C, B, A), 'polygon_crosses_itself', B],
    [
      'that touches itself in a corner',
      polygon(A, B, [47.605, 29.605], C, D, [47.605, 29.605], A),
      'polygon_crosses_itself',
      [47.605, 29.605],
    ],
    [
      'on one line',
      polygon([47.6, 29.6], [47.61, 29.6], [47.62, 29.6], [47.6, 29.6]),
      'polygon_no_area',
      null,
    ],
    [
      'in Basra',
      polygon([47.8, 30.5], [47.81, 30.5], [47.81, 30.51], [47.8, 30.5]),
      'outside_kuwait',
      [47.8, 30.5],
    ],
    ['partly in the sea', polygon(A, B, [48.9, 29.6], A), 'outside_kuwait', [48.9, 29.6]],
    [
      'with latitude first',
      polygon(...[A, B, C, D, A].map(([x, y]) => [y!, x!])),
      'longitude_latitude_swapped',
      [29.6, 47.6],
    ],
    [
      'in metres',
      polygon([750_000, 3_270_000], [751_000, 3_270_000], [751_000, 3_271_000], [750_000, 3_270_000]),
      'not_degrees',
      [750_000, 3_270_000],
    ],
    [
      'with a hole',
      {
        type: 'Polygon',
        coordinates: [
          [A, B, C, D, A],
          [
            [47.602, 29.602],
            [47.604, 29.602],
            [47.604, 29.604],
            [47.602, 29.602],
          ],
        ],
      },
      'polygon_has_holes',
      null,
    ],
    [
      'of two parts',
      { type: 'MultiPolygon', coordinates: [SQUARE.coordinates, SQUARE.coordinates] },
      'not_a_polygon',
      null,
    ],
    ['that is a point', { type: 'Point', coordinates: A }, 'not_a_polygon', null],
    [
      'with words for figures',
      polygon(['47.6', '29.6'] as unknown as number[], B, C, A),
      'not_a_polygon',
      null,
    ],
    ['of nothing', null, 'not_a_polygon', null],
    [
      'of too many corners',
      polygon(...Array.from({ length: 501 }, () => A)),
      'polygon_too_many_corners',
      null,
    ],
  ])('%s is refused', (_, geojson, code, at) => {
    expect(readPolygon(geojson, outline)).toEqual({ ok: false, code, at });
  });
});

describe('a boundary as text', () => {
  it.each([
    ['lines of corners, left open', '47.6, 29.6\n47.61, 29.6\n47.61, 29.61\n47.6, 29.61'],
    [
      'closed, parted by blanks, with empty lines',
      '47.6 29.6\r\n\r\n47.61 29.6\n47.61 29.61\n47.6 29.61\n47.6 29.6\n',
    ],
    ['in Arabic digits', '٤٧٫٦، ٢٩٫٦\n٤٧٫٦١، ٢٩٫٦\n٤٧٫٦١، ٢٩٫٦١\n٤٧٫٦، ٢٩٫٦١'],
    ['GeoJSON', JSON.stringify(SQUARE)],
  ])('%s', (_, text) => {
    const read = readBoundaryText(text, outline);
    expect(read.ok && read.polygon).toEqual(SQUARE);
  });

  it.each([
    ['', 'required'],
    ['{"type":', 'not_geojson'],
    ['[1, 2]', 'not_a_polygon'],
    ['47.6\n29.6', 'not_coordinates'],
    ['47.6, 29.6\nnear the road', 'not_coordinates'],
    ['47.6, 29.6\n47.61, 29.6', 'polygon_too_few_corners'],
    ['29.6, 47.6\n29.6, 47.61\n29.61, 47.61', 'longitude_latitude_swapped'],
    ['47.6, 29.6\n47.61, 29.61\n47.61, 29.6\n47.6, 29.61', 'polygon_crosses_itself'],
  ])('%j is refused: %s', (text, code) => {
    expect(readBoundaryText(text, outline)).toMatchObject({ ok: false, code });
  });

  it('is what a boundary is written as', () => {
    const square = readPolygon(SQUARE, outline);
    if (!square.ok) throw new Error(square.code);
    expect(readBoundaryText(cornersText(cornersOf(square.polygon)), outline)).toEqual(square);
    expect(middleOf(square.polygon)).toEqual([47.605, 29.605]);
  });
});

it('a new corner stands in the side that it lies nearest to', () => {
  const square = [A, B, C, D];
  expect(withCorner(square, [47.605, 29.599])).toEqual([A, [47.605, 29.599], B, C, D]);
  expect(withCorner(square, [47.611, 29.605])).toEqual([A, B, [47.611, 29.605], C, D]);
  expect(withCorner(square, [47.599, 29.605])).toEqual([A, B, C, D, [47.599, 29.605]]);
  expect(withCorner([A, B], [47.605, 29.599])).toEqual([A, B, [47.605, 29.599]]);
});

it('a position is in Kuwait, swapped, elsewhere, or none', () => {
  expect(positionProblem([47.6, 29.6], outline)).toBeNull();
  expect(positionProblem([29.6, 47.6], outline)).toBe('longitude_latitude_swapped');
  expect(positionProblem([46.7, 24.7], outline)).toBe('outside_kuwait');
  expect(positionProblem([750_000, 3_270_000], outline)).toBe('not_degrees');
  expect(positionProblem([], outline)).toBe('not_degrees');
});

describe('whatever comes in', () => {
  it('is read or refused', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(readBoundaryText(text, outline)).toHaveProperty('ok');
      }),
    );
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(readPolygon(parseJson(text), outline)).toHaveProperty('ok');
      }),
    );
  });

  it('as a star around a point is read', () => {
    const star = fc.array(fc.integer({ min: 100, max: 900 }), { minLength: 3, maxLength: 40 });
    fc.assert(
      fc.property(star, (radii) => {
        const corners = radii.map((radius, index) => {
          const angle = (2 * Math.PI * index) / radii.length;
          return `${(47.6 + (radius / 1e5) * Math.cos(angle)).toFixed(6)}, ${(29.6 + (radius / 1e5) * Math.sin(angle)).toFixed(6)}`;
        });
        const read = readBoundaryText(corners.join('\n'), outline);
        expect(read.ok && read.areaM2 > 0).toBe(true);
      }),
    );
  });
});
