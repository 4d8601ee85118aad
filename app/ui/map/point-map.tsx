import { Suspense, lazy } from 'react';
import type { MapProps } from './leaflet-map.tsx';
import { LeafletMap } from './leaflet-map.tsx';

const Layers = lazy(() =>
  import('./point-layers.client.tsx').then((module) => ({ default: module.PointLayers })),
);

export interface MapPoint {
  readonly key: string;
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
}

export interface PointMapProps {
  readonly points: readonly MapPoint[];
  /** Where a new point is to be; degrees. */
  readonly picked?: { readonly latitude: number; readonly longitude: number } | null;
  readonly onPick?: (latitude: number, longitude: number) => void;
}

/** Named points on the outline of Kuwait; a click picks a place where `onPick` is given. */
export function PointMap({ points, picked = null, onPick, ...map }: PointMapProps & MapProps) {
  return (
    <LeafletMap {...map}>
      <Suspense fallback={null}>
        <Layers points={points} picked={picked} {...(onPick && { onPick })} />
      </Suspense>
    </LeafletMap>
  );
}
