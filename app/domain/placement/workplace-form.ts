import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import type { MultiPolygon } from 'geojson';
import { z } from 'zod';
import { readDecimal } from '#app/domain/typed-text.ts';

const degrees = z.string().trim().min(1, 'required').transform(readDecimal).pipe(z.number('not_a_number'));

const workplace = z.object({
  name: z.string().trim().min(1, 'required').max(120, 'too_long'),
  latitude: degrees,
  longitude: degrees,
});

/** The form of a new workplace: its name, and a point inside the outline of Kuwait in degrees (WGS 84). */
export function workplaceForm(outline: MultiPolygon) {
  return workplace.refine(
    ({ latitude, longitude }) => booleanPointInPolygon([longitude, latitude], outline),
    { path: ['latitude'], message: 'outside_kuwait' },
  );
}
