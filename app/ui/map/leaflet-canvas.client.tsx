import { geoJSON } from 'leaflet';
import 'leaflet/dist/leaflet.css';
import { GeoJSON, MapContainer, TileLayer, ZoomControl } from 'react-leaflet';
import { useSpeech } from '#app/ui/language-context.tsx';
import type { MapProps } from './leaflet-map.tsx';

const land = { color: 'var(--control-line)', weight: 1.2, fillColor: 'var(--surface)', fillOpacity: 1 };

/** Room for the name of a place in the country's far south. */
const NAME_PIXELS = 28;

/** The Leaflet map itself; the browser alone can draw it. */
export function LeafletCanvas({ outline, tileUrl, children }: MapProps) {
  const { shell } = useSpeech().texts;
  return (
    <MapContainer
      bounds={geoJSON(outline).getBounds()}
      boundsOptions={{ paddingBottomRight: [0, NAME_PIXELS] }}
      zoomSnap={0.25}
      scrollWheelZoom
      className="size-full bg-raised"
      attributionControl={Boolean(tileUrl)}
      zoomControl={false}
      maxZoom={18}
      minZoom={6}
    >
      <ZoomControl zoomInTitle={shell.zoomIn} zoomOutTitle={shell.zoomOut} />
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
