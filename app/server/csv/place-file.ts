import type { MultiPolygon } from 'geojson';
import { parseJson } from '#app/domain/places/boundary.ts';
import type { BuildingField } from '#app/domain/places/building-entry.ts';
import type { PlaceFeatures } from '#app/domain/places/place-features.ts';
import { readPlaceFeatures } from '#app/domain/places/place-features.ts';
import type { FacilityField, RoomColumn } from '#app/domain/places/place-headers.ts';
import { readPlaceHeaders } from '#app/domain/places/place-headers.ts';
import type { PlaceRow } from '#app/domain/places/place-rows.ts';
import { MOST_PLACE_ROWS } from '#app/domain/places/place-rows.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { readTable, rowByField } from './table-file.ts';

/** What a file of places holds: one kind of row, or the features of a map. */
export type PlaceFile = {
  /** Headers that mean nothing here. */
  readonly ignored: readonly string[];
} & (
  | { readonly kind: 'buildings'; readonly rows: readonly PlaceRow<BuildingField>[] }
  | { readonly kind: 'rooms'; readonly rows: readonly PlaceRow<RoomColumn>[] }
  | { readonly kind: 'facilities'; readonly rows: readonly PlaceRow<FacilityField>[] }
  | ({ readonly kind: 'features' } & PlaceFeatures)
);

/**
 * A file's text as places: GeoJSON where it begins as one, else CSV.
 * @throws ProblemError file_not_geojson, file_not_csv, file_empty, file_columns_missing, or file_too_many_rows
 */
export function readPlaceFile(text: string, outline: MultiPolygon): PlaceFile {
  return /^\ufeff?\s*[{[]/.test(text) ? readFeatures(text, outline) : readPlaceTable(text);
}

function readFeatures(text: string, outline: MultiPolygon): PlaceFile {
  const features = readPlaceFeatures(parseJson(text.replace(/^\ufeff/, '')), outline);
  if (!features) throw new ProblemError('file_not_geojson');
  const count = features.buildings.length + features.wrong.length;
  if (count === 0 && !features.boundary) throw new ProblemError('file_empty');
  if (count > MOST_PLACE_ROWS) throw new ProblemError('file_too_many_rows', { rows: MOST_PLACE_ROWS });
  return { kind: 'features', ignored: [], ...features };
}

function readPlaceTable(text: string): PlaceFile {
  const { headers, rows } = readTable(text, { readHeaders: readPlaceHeaders, mostRows: MOST_PLACE_ROWS });
  const { table, ignored } = headers;
  switch (table.kind) {
    case 'buildings':
      return { kind: 'buildings', ignored, rows: rows.map((row) => rowByField(row, table.columns)) };
    case 'facilities':
      return { kind: 'facilities', ignored, rows: rows.map((row) => rowByField(row, table.columns)) };
    case 'rooms':
      return {
        kind: 'rooms',
        ignored,
        rows: rows.map((row) => {
          const { line, cells } = rowByField(row, table.columns);
          return { line, cells: { ...cells, ...unitsOf(cells, table.units) } };
        }),
      };
  }
}

/** A unit in the row counts before one in the header. */
function unitsOf(
  cells: PlaceRow<RoomColumn>['cells'],
  units: Readonly<Record<'areaUnit' | 'heightUnit', string>>,
) {
  return {
    areaUnit: cells.areaUnit?.trim() ? cells.areaUnit : units.areaUnit,
    heightUnit: cells.heightUnit?.trim() ? cells.heightUnit : units.heightUnit,
  };
}
