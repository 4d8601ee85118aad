import { geoJSON } from 'leaflet';
import 'leaflet/dist/leaflet.css';
import { GeoJSON, MapContainer, TileLayer } from 'react-leaflet';
import type { MapProps } from './leaflet-map.tsx';

const land = { color: 'var(--control-line)', weight: 1.2, fillColor: 'var(--surface)', fillOpacity: 1 };

/** The Leaflet map itself; the browser alone can draw it. */
export function LeafletCanvas({ outline, tileUrl, children }: MapProps) {
  return (
    <MapContainer
      bounds={geoJSON(outline).getBounds()}
      zoomSnap={0.25}
      scrollWheelZoom
      className="size-full bg-raised"
      attributionControl={Boolean(tileUrl)}
      maxZoom={18}
      minZoom={6}
    >
      {tileUrl ? <TileLayer url={tileUrl} /> : null}
      <GeoJSON data={outline} style={tileUrl ? { ...land, fillOpacity: 0 } : land} interactive={false} />
      {children}
    </MapContainer>
  );
}
