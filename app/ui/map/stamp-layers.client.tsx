import { latLng, latLngBounds } from 'leaflet';
import { useEffect, useRef } from 'react';
import { Circle, CircleMarker, Polygon, useMap } from 'react-leaflet';
import type { StampMapProps } from './stamp-map.tsx';

const METRES_AROUND = 300;

const outline = { color: 'var(--brand)', weight: 2, dashArray: '6 5', fill: false };
const building = { color: 'var(--brand)', weight: 2, fillColor: 'var(--brand)', fillOpacity: 0.6 };
const unsure = { color: 'var(--danger)', weight: 1, fillColor: 'var(--danger)', fillOpacity: 0.12 };
const phone = { color: 'var(--danger)', weight: 2, fillColor: 'var(--danger)', fillOpacity: 1 };

export function StampLayers({ boundary, place, stamps }: StampMapProps) {
  const map = useMap();
  const first = useRef({ place, stamps });
  useEffect(() => {
    const bounds = latLngBounds([]);
    for (const { latitude, longitude } of [first.current.place, ...first.current.stamps])
      bounds.extend(latLng(latitude, longitude).toBounds(METRES_AROUND));
    map.fitBounds(bounds, { animate: false });
  }, [map]);
  return (
    <>
      {boundary ? (
        <Polygon
          positions={(boundary.coordinates[0] ?? []).map(([lng = 0, lat = 0]) => [lat, lng] as const)}
          pathOptions={outline}
          interactive={false}
        />
      ) : null}
      <CircleMarker
        center={[place.latitude, place.longitude]}
        radius={9}
        pathOptions={building}
        interactive={false}
      />
      {stamps.map(({ latitude, longitude, accuracyM }, index) => (
        <Circle
          key={`around ${index}`}
          center={[latitude, longitude]}
          radius={accuracyM}
          pathOptions={unsure}
          interactive={false}
        />
      ))}
      {stamps.map(({ latitude, longitude }, index) => (
        <CircleMarker
          key={index}
          center={[latitude, longitude]}
          radius={4}
          pathOptions={phone}
          interactive={false}
        />
      ))}
    </>
  );
}
