import type { MultiPolygon } from 'geojson';
import { z } from 'zod';
import { findColumns, wordReader } from '#app/domain/typed-text.ts';
import type { ReadPolygon } from './boundary.ts';
import { MOST_BUILDING_CORNERS, middleOf, readPolygon } from './boundary.ts';
import type { BuildingColumn, BuildingField } from './building-entry.ts';
import { buildingHeaders } from './place-headers.ts';
import type { PlaceRow, WrongPlaceRow } from './place-rows.ts';

const collectionSchema = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(z.unknown()),
});
const featureSchema = z.object({
  type: z.literal('Feature'),
  geometry: z.looseObject({ type: z.string(), coordinates: z.unknown() }).nullable(),
  properties: z.record(z.string(), z.unknown()).nullish(),
});
const pointSchema = z.array(z.number()).min(2);

export interface PlaceFeatures {
  /** The buildings, as rows of a table would have them; their positions come from their geometries. */
  readonly buildings: readonly PlaceRow<BuildingField>[];
  /** Features whose geometry can't be read. */
  readonly wrong: readonly WrongPlaceRow<BuildingColumn>[];
  /** The site's boundary, where the collection holds one. */
  readonly boundary: ReadPolygon | null;
}

const isYes = wordReader({ true: 'yes', yes: 'yes', '1': 'yes', نعم: 'yes', boundary: 'yes', حدود: 'yes' });

/**
 * What a GeoJSON feature collection holds: buildings as points or polygons whose properties bear the names of the
 * table's columns, and the site's boundary, a polygon with the property `boundary` or with none of those. Null where it
 * is no feature collection. Of several boundaries the first counts.
 */
export function readPlaceFeatures(geojson: unknown, outline: MultiPolygon): PlaceFeatures | null {
  const collection = collectionSchema.safeParse(geojson);
  if (!collection.success) return null;
  const buildings: PlaceRow<BuildingField>[] = [];
  const wrong: WrongPlaceRow<BuildingColumn>[] = [];
  let boundary: ReadPolygon | null = null;
  for (const [index, each] of collection.data.features.entries()) {
    const line = index + 1;
    const parsed = featureSchema.safeParse(each);
    if (!parsed.success) {
      wrong.push({ line, cells: {}, problems: [{ field: 'shape', code: 'not_a_feature' }] });
      continue;
    }
    const { geometry } = parsed.data;
    const properties = parsed.data.properties ?? {};
    const cells = cellsOf(properties);
    const isArea = geometry?.type === 'Polygon' || geometry?.type === 'MultiPolygon';
    if (isArea && isBoundary(properties, cells)) {
      boundary ??= readPolygon(geometry, outline);
      continue;
    }
    if (isArea) {
      const read = readPolygon(geometry, outline, MOST_BUILDING_CORNERS);
      if (read.ok) buildings.push({ line, cells: { ...cells, ...positionCells(middleOf(read.polygon)) } });
      else wrong.push({ line, cells, problems: [{ field: 'shape', code: read.code }] });
      continue;
    }
    const point = geometry?.type === 'Point' ? pointSchema.safeParse(geometry.coordinates) : null;
    if (point?.success) buildings.push({ line, cells: { ...cells, ...positionCells(point.data) } });
    else wrong.push({ line, cells, problems: [{ field: 'shape', code: 'not_a_place_geometry' }] });
  }
  return { buildings, wrong, boundary };
}

function isBoundary(properties: Record<string, unknown>, cells: PlaceRow<BuildingField>['cells']): boolean {
  const told = Object.entries(properties).some(
    ([name, value]) =>
      ['boundary', 'kind', 'الحدود'].includes(name.toLowerCase()) && isYes(textOf(value)) === 'yes',
  );
  return told || Object.keys(cells).length === 0;
}

function cellsOf(properties: Record<string, unknown>): Partial<Record<BuildingField, string>> {
  // Programs write every column for every feature, empty ones too.
  const names = Object.keys(properties).filter((name) => textOf(properties[name]).trim());
  return Object.fromEntries(
    [...findColumns(names, buildingHeaders)].map(([field, index]) => [
      field,
      textOf(properties[names[index] ?? '']),
    ]),
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}

/** Written out in full: a tiny figure's own text would be `1e-7`. */
function positionCells([longitude = NaN, latitude = NaN]: readonly number[]) {
  return { longitude: degreesText(longitude), latitude: degreesText(latitude) };
}

const degreesText = (degrees: number) => (Math.abs(degrees) < 1e15 ? degrees.toFixed(7) : String(degrees));
