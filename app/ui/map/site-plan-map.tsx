import type { Position } from 'geojson';
import { Suspense, lazy } from 'react';
import type { MapProps } from './leaflet-map.tsx';
import { LeafletMap } from './leaflet-map.tsx';
import type { MapPoint } from './point-map.tsx';

const Layers = lazy(() =>
  import('./site-plan-layers.client.tsx').then((module) => ({ default: module.SitePlanLayers })),
);

export interface SitePlanMapProps {
  /** Where the site lies, shown where it has no boundary yet. */
  readonly center: { readonly longitude: number; readonly latitude: number };
  /** The boundary's corners, each once. */
  readonly corners: readonly Position[];
  readonly buildings: readonly MapPoint[];
  /** Marked in the colour of danger: where a new building is to be, or where something is wrong. */
  readonly marked?: Position | null;
  readonly onClick?: (position: Position) => void;
  /** The corners can be moved and removed. */
  readonly edit?: {
    readonly cornerName: (number: number) => string;
    readonly onMove: (index: number, position: Position) => void;
    readonly onRemove: (index: number) => void;
  };
}

/** A site's boundary and buildings, close up, to place a building or to draw the boundary. */
export function SitePlanMap({
  center,
  corners,
  buildings,
  marked = null,
  onClick,
  edit,
  ...map
}: SitePlanMapProps & MapProps) {
  return (
    <LeafletMap {...map}>
      <Suspense fallback={null}>
        <Layers
          center={center}
          corners={corners}
          buildings={buildings}
          marked={marked}
          {...(onClick && { onClick })}
          {...(edit && { edit })}
        />
      </Suspense>
    </LeafletMap>
  );
}
