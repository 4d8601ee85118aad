import { CircleMarker, Tooltip, useMapEvents } from 'react-leaflet';
import type { PointMapProps } from './point-map.tsx';

const known = { color: 'var(--brand)', weight: 2, fillColor: 'var(--brand)', fillOpacity: 0.5 };
const wanted = { color: 'var(--danger)', weight: 3, fillColor: 'var(--danger)', fillOpacity: 0.25 };

export function PointLayers({ points, picked, onPick }: PointMapProps) {
  useMapEvents({ click: ({ latlng }) => onPick?.(latlng.lat, latlng.lng) });
  return (
    <>
      {points.map((point) => (
        <CircleMarker
          key={point.key}
          center={[point.latitude, point.longitude]}
          radius={8}
          pathOptions={known}
          interactive={false}
        >
          <Tooltip permanent direction="top" offset={[0, -6]}>
            {point.name}
          </Tooltip>
        </CircleMarker>
      ))}
      {picked ? (
        <CircleMarker center={[picked.latitude, picked.longitude]} radius={10} pathOptions={wanted} />
      ) : null}
    </>
  );
}
