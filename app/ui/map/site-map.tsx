import type { MultiPolygon, Polygon } from 'geojson';
import { Suspense, lazy } from 'react';
import type { Occupancy } from '#app/domain/capacity/occupancy.ts';
import { LeafletMap } from './leaflet-map.tsx';

const Layers = lazy(() =>
  import('./site-layers.client.tsx').then((module) => ({ default: module.SiteLayers })),
);

export interface MapSite {
  readonly key: string;
  readonly name: string;
  /** Read out and shown on hover. */
  readonly caption: string;
  readonly longitude: number;
  readonly latitude: number;
  /** Null where none is published. */
  readonly boundary: Polygon | null;
  readonly boundaryQuality: 'published' | 'estimate' | null;
  readonly occupancy: Pick<Occupancy, 'occupied' | 'reserved' | 'vacant' | 'closed'>;
}

interface MapBuilding {
  readonly id: string;
  readonly name: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly takenShare: number;
}

export interface SiteMapProps {
  readonly outline: MultiPolygon;
  readonly tileUrl?: string | undefined;
  readonly label: string;
  readonly className?: string;
  readonly sites: readonly MapSite[];
  /** Shown in full and zoomed to. */
  readonly selectedKey?: string | undefined;
  readonly buildings?: readonly MapBuilding[];
  readonly onSelect?: (key: string) => void;
  readonly onSelectBuilding?: (id: string) => void;
}

/** The sites as rings of occupancy on the outline of Kuwait; the chosen one with its boundary and buildings. */
export function SiteMap({ outline, tileUrl, label, className, ...layers }: SiteMapProps) {
  return (
    <LeafletMap outline={outline} tileUrl={tileUrl} label={label} {...(className && { className })}>
      <Suspense fallback={null}>
        <Layers {...layers} />
      </Suspense>
    </LeafletMap>
  );
}
