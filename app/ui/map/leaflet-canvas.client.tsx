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
      {/* Leaflet puts shapes above the canvas of one pane: the ground lies in a pane below, or it would hide the buildings. */}
      <GeoJSON
        data={outline}
        style={tileUrl ? { ...land, fillOpacity: 0 } : land}
        interactive={false}
        pane="tilePane"
      />
      {children}
    </MapContainer>
  );
}
