import type { Polygon } from 'geojson';
import { Suspense, lazy } from 'react';
import type { MapProps } from './leaflet-map.tsx';
import { LeafletMap } from './leaflet-map.tsx';

const Layers = lazy(() =>
  import('./stamp-layers.client.tsx').then((module) => ({ default: module.StampLayers })),
);

interface Point {
  readonly longitude: number;
  readonly latitude: number;
}

export interface StampMapProps {
  readonly boundary: Polygon | null;
  /** The building, or the middle of the site. */
  readonly place: Point;
  readonly stamps: readonly (Point & { readonly accuracyM: number })[];
}

/** Where phones were, each in a circle as wide as it was unsure, beside the place that was inspected. */
export function StampMap({ boundary, place, stamps, ...map }: StampMapProps & MapProps) {
  return (
    <LeafletMap {...map}>
      <Suspense fallback={null}>
        <Layers boundary={boundary} place={place} stamps={stamps} />
      </Suspense>
    </LeafletMap>
  );
}
