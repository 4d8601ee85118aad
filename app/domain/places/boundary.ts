import { area } from '@turf/area';
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import { centroid } from '@turf/centroid';
import { kinks } from '@turf/kinks';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { z } from 'zod';
import type { FieldProblemCode } from '#app/domain/problem.ts';
import { latinDigits } from '#app/domain/identity/civil-id.ts';
import { positionProblem, roundDegrees } from './position.ts';

/** Finding where an outline crosses itself takes the square of its corners. */
const MOST_CORNERS = 500;
/** A building's ground plan has fewer than a site's boundary, and a file holds many of them. */
export const MOST_BUILDING_CORNERS = 100;
/** Three corners, and the first again. */
const FEWEST_POSITIONS = 4;

type PolygonProblemCode = Extract<
  FieldProblemCode,
  | 'required'
  | 'not_geojson'
  | 'not_a_polygon'
  | 'not_coordinates'
  | 'polygon_too_few_corners'
  | 'polygon_too_many_corners'
  | 'polygon_not_closed'
  | 'polygon_crosses_itself'
  | 'polygon_has_holes'
  | 'polygon_no_area'
  | 'not_degrees'
  | 'outside_kuwait'
  | 'longitude_latitude_swapped'
>;

export type ReadPolygon =
  | { readonly ok: true; readonly polygon: Polygon; readonly areaM2: number }
  | {
      readonly ok: false;
      readonly code: PolygonProblemCode;
      /** The corner or crossing that is wrong (longitude, latitude), where it is one. */
      readonly at: Position | null;
    };

const refuse = (code: PolygonProblemCode, at: Position | null = null): ReadPolygon => ({
  ok: false,
  code,
  at,
});

const positionSchema = z.array(z.number()).min(2);
const ringsSchema = z.array(z.array(positionSchema)).min(1);
const polygonSchema = z.union([
  z.object({ type: z.literal('Polygon'), coordinates: ringsSchema }),
  // Some programs write every outline as a collection of polygons, of one.
  z
    .object({ type: z.literal('MultiPolygon'), coordinates: z.array(ringsSchema).length(1) })
    .transform(({ coordinates }) => ({ type: 'Polygon' as const, coordinates: coordinates[0] ?? [] })),
]);
const featureSchema = z
  .object({ type: z.literal('Feature'), geometry: polygonSchema })
  .transform(({ geometry }) => geometry);
const anyPolygonSchema = z.union([
  polygonSchema,
  featureSchema,
  z
    .object({ type: z.literal('FeatureCollection'), features: z.array(featureSchema).length(1) })
    .transform(({ features }) => features[0]),
]);

/**
 * A boundary as it is typed or pasted: GeoJSON that holds one polygon, or one corner a line, longitude before latitude
 * in degrees (WGS 84), the last joined to the first.
 */
export function readBoundaryText(text: string, outline: MultiPolygon): ReadPolygon {
  const typed = text.replace(/\p{Bidi_Control}/gu, '').trim();
  if (!typed) return refuse('required');
  if (/^[{[]/.test(typed)) {
    const parsed = parseJson(typed);
    return parsed === undefined ? refuse('not_geojson') : readPolygon(parsed, outline);
  }
  const corners = readCorners(typed);
  if (!corners) return refuse('not_coordinates');
  return judgeRing(closed(corners), outline);
}

/** Corners one a line, longitude before latitude; null where a line is none. */
export function readCorners(text: string): Position[] | null {
  const corners: Position[] = [];
  for (const line of text.split(/[\r\n]+/).filter((each) => each.trim())) {
    const match = /^(-?\d+(?:\.\d+)?)[\s,;،]+(-?\d+(?:\.\d+)?)$/.exec(
      latinDigits(line.replace(/\p{Bidi_Control}/gu, '').trim()).replace(/٫/g, '.'),
    );
    if (!match) return null;
    corners.push([Number(match[1]), Number(match[2])]);
  }
  return corners;
}

/** A boundary as GeoJSON has it: a polygon, or a feature or collection that holds one. */
export function readPolygon(
  geojson: unknown,
  outline: MultiPolygon,
  mostCorners = MOST_CORNERS,
): ReadPolygon {
  const parsed = anyPolygonSchema.safeParse(geojson);
  if (!parsed.success || !parsed.data) return refuse('not_a_polygon');
  const [ring = [], ...holes] = parsed.data.coordinates;
  return holes.length > 0 ? refuse('polygon_has_holes') : judgeRing(ring, outline, mostCorners);
}

/** `undefined` where the text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function judgeRing(
  positions: readonly Position[],
  outline: MultiPolygon,
  mostCorners = MOST_CORNERS,
): ReadPolygon {
  if (positions.length > mostCorners) return refuse('polygon_too_many_corners');
  if (positions.length < FEWEST_POSITIONS) return refuse('polygon_too_few_corners');
  const flat = positions.map(([longitude = 0, latitude = 0]): Position => [longitude, latitude]);
  for (const position of flat) {
    const code = positionProblem(position, outline);
    if (code) return refuse(code, position);
  }
  const last = flat[flat.length - 1];
  if (!last || !isSame(last, flat[0])) return refuse('polygon_not_closed', last);
  const ring = flat
    .map((position) => position.map(roundDegrees))
    .filter((position, index, all) => index === 0 || !isSame(position, all[index - 1]));
  if (ring.length < FEWEST_POSITIONS) return refuse('polygon_too_few_corners');
  const polygon: Polygon = { type: 'Polygon', coordinates: [ring] };
  const areaM2 = Math.round(area(polygon));
  const crossing = kinks(polygon).features[0];
  if (crossing) return refuse('polygon_crosses_itself', crossing.geometry.coordinates.map(roundDegrees));
  return areaM2 < 1 ? refuse('polygon_no_area') : { ok: true, polygon, areaM2 };
}

function closed(corners: readonly Position[]): Position[] {
  const [first] = corners;
  return first && !isSame(first, corners[corners.length - 1]) ? [...corners, first] : [...corners];
}

function isSame(one: Position, other: Position | undefined): boolean {
  return one[0] === other?.[0] && one[1] === other?.[1];
}

/** Corners as `readCorners` reads them. */
export function cornersText(corners: readonly Position[]): string {
  return corners.map((corner) => corner.map(roundDegrees).join(', ')).join('\n');
}

/** A boundary's corners, each once. */
export function cornersOf(boundary: Polygon): readonly Position[] {
  return (boundary.coordinates[0] ?? []).slice(0, -1);
}

/** The corners with one more, put into the side that it lies nearest to. */
export function withCorner(corners: readonly Position[], corner: Position): Position[] {
  if (corners.length < 3) return [...corners, corner];
  let [nearest, at] = [Infinity, corners.length];
  for (const [index, start] of corners.entries()) {
    const away = distanceToSide(corner, start, corners[(index + 1) % corners.length] ?? start);
    if (away < nearest) [nearest, at] = [away, index + 1];
  }
  return corners.toSpliced(at, 0, corner);
}

/** In degrees of latitude: a degree of longitude is shorter, by the cosine of the latitude. */
function distanceToSide([x = 0, y = 0]: Position, start: Position, end: Position): number {
  const shorter = Math.cos((y * Math.PI) / 180);
  const across = ((end[0] ?? 0) - (start[0] ?? 0)) * shorter;
  const along = (end[1] ?? 0) - (start[1] ?? 0);
  const [fromX, fromY] = [(x - (start[0] ?? 0)) * shorter, y - (start[1] ?? 0)];
  const share = (fromX * across + fromY * along) / (across ** 2 + along ** 2 || 1);
  const nearest = Math.min(1, Math.max(0, share));
  return Math.hypot(fromX - nearest * across, fromY - nearest * along);
}

/** The middle of an outline's corners: where its dot stands on the map. */
export function middleOf(polygon: Polygon): Position {
  return centroid(polygon).geometry.coordinates.map(roundDegrees);
}

export function isWithin(position: Position, boundary: Polygon): boolean {
  return booleanPointInPolygon(position, boundary);
}
