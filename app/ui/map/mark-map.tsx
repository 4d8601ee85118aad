import { Suspense, lazy } from 'react';
import type { MapProps } from './leaflet-map.tsx';
import { LeafletMap } from './leaflet-map.tsx';

const Layers = lazy(() =>
  import('./mark-layers.client.tsx').then((module) => ({ default: module.MarkLayers })),
);

interface MapMark {
  readonly key: string;
  readonly caption: string;
  readonly latitude: number;
  readonly longitude: number;
  /** A colour of the style sheet, `var(--…)`. */
  readonly colour: string;
}

export interface MarkMapProps {
  readonly marks: readonly MapMark[];
  /** The marks are the stops of a way: numbered, and joined in their order. */
  readonly isWay?: boolean;
  readonly onSelect?: (key: string) => void;
}

/** Coloured marks on the outline of Kuwait, or a way from mark to mark; the map shows all of them. */
export function MarkMap({ marks, isWay = false, onSelect, ...map }: MarkMapProps & MapProps) {
  return (
    <LeafletMap {...map}>
      <Suspense fallback={null}>
        <Layers marks={marks} isWay={isWay} {...(onSelect && { onSelect })} />
      </Suspense>
    </LeafletMap>
  );
}
