import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import type { MultiPolygon, Position } from 'geojson';
import type { FieldProblemCode } from '#app/domain/problem.ts';

/** Degrees to the sixth digit: about a tenth of a metre in Kuwait. */
export const roundDegrees = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

/** What is wrong with a position (longitude, latitude in degrees of WGS 84) that should lie in Kuwait; null where nothing is. */
export function positionProblem(
  position: Position,
  outline: MultiPolygon,
): Extract<FieldProblemCode, 'not_degrees' | 'outside_kuwait' | 'longitude_latitude_swapped'> | null {
  const [longitude = NaN, latitude = NaN] = position;
  if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 180)) return 'not_degrees';
  if (booleanPointInPolygon([longitude, latitude], outline)) return null;
  return booleanPointInPolygon([latitude, longitude], outline)
    ? 'longitude_latitude_swapped'
    : 'outside_kuwait';
}
