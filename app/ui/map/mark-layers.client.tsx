import { divIcon, latLngBounds } from 'leaflet';
import { useEffect } from 'react';
import { CircleMarker, Marker, Polyline, Tooltip, useMap } from 'react-leaflet';
import type { MarkMapProps } from './mark-map.tsx';

const METRES_AROUND = 400;

export function MarkLayers({ marks, isWay, onSelect }: MarkMapProps) {
  const map = useMap();
  useEffect(() => {
    const [first, ...rest] = marks.map(({ latitude, longitude }) => ({ lat: latitude, lng: longitude }));
    if (!first) return;
    const bounds = latLngBounds([first, ...rest]).pad(0.15);
    const around = map.distance(bounds.getNorthWest(), bounds.getSouthEast()) < METRES_AROUND;
    if (around) map.setView(bounds.getCenter(), 16, { animate: false });
    else map.fitBounds(bounds, { animate: false });
  }, [map, marks]);
  return (
    <>
      {isWay ? (
        <Polyline
          positions={marks.map(({ latitude, longitude }) => [latitude, longitude])}
          pathOptions={{ color: 'var(--brand)', weight: 3, dashArray: '2 6' }}
          interactive={false}
        />
      ) : null}
      {marks.map((mark, index) =>
        isWay ? (
          <Marker
            key={mark.key}
            position={[mark.latitude, mark.longitude]}
            alt={mark.caption}
            title={mark.caption}
            icon={divIcon({ className: 'map-stop', iconSize: [28, 28], html: String(index + 1) })}
          />
        ) : (
          <CircleMarker
            key={mark.key}
            center={[mark.latitude, mark.longitude]}
            radius={8}
            pathOptions={{ color: 'var(--ink)', weight: 1, fillColor: mark.colour, fillOpacity: 1 }}
            eventHandlers={{ click: () => onSelect?.(mark.key) }}
          >
            <Tooltip>{mark.caption}</Tooltip>
          </CircleMarker>
        ),
      )}
    </>
  );
}
