import type { Position } from 'geojson';
import { canvas, divIcon, latLng, latLngBounds } from 'leaflet';
import { useEffect, useMemo, useRef } from 'react';
import { CircleMarker, Marker, Polygon, Tooltip, useMap, useMapEvents } from 'react-leaflet';
import type { SitePlanMapProps } from './site-plan-map.tsx';

const METRES_ACROSS = 3000;
const CORNER_PIXELS = 24;
/** An arrow key moves a corner by so many pixels of the map as it is zoomed, with Shift by more. */
const STEP_PIXELS = 4;
const WIDE_STEP_PIXELS = 24;

const steps: Readonly<Record<string, readonly [across: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** On a canvas: it knows no variables of the style sheet. */
const built = { color: '#10201c', weight: 1, fillColor: '#4a97cb', fillOpacity: 1 };
const outline = {
  color: 'var(--brand)',
  weight: 2,
  dashArray: '6 5',
  fillColor: 'var(--brand)',
  fillOpacity: 0.08,
};
const alarm = { color: 'var(--danger)', weight: 3, fillColor: 'var(--danger)', fillOpacity: 0.25 };

const toMap = ([longitude = 0, latitude = 0]: Position): [number, number] => [latitude, longitude];
const fromMap = ({ lat, lng }: { lat: number; lng: number }): Position => [lng, lat];

export function SitePlanLayers({ center, corners, buildings, marked, onClick, edit }: SitePlanMapProps) {
  const map = useMap();
  const renderer = useMemo(() => canvas({ padding: 0.3 }), []);
  // The view is chosen once: whoever draws stays where they are.
  const first = useRef({ center, corners });
  useEffect(() => {
    const { center: middle, corners: known } = first.current;
    const bounds =
      known.length > 2
        ? latLngBounds(known.map(toMap))
        : latLng(middle.latitude, middle.longitude).toBounds(METRES_ACROSS);
    map.fitBounds(bounds, { padding: [32, 32], animate: false });
  }, [map]);
  useMapEvents({ click: ({ latlng }) => onClick?.(fromMap(latlng)) });
  return (
    <>
      {corners.length > 1 ? (
        <Polygon positions={corners.map(toMap)} pathOptions={outline} interactive={false} />
      ) : null}
      {buildings.map((building) => (
        <CircleMarker
          key={building.key}
          center={[building.latitude, building.longitude]}
          radius={6}
          renderer={renderer}
          pathOptions={built}
        >
          <Tooltip>{building.name}</Tooltip>
        </CircleMarker>
      ))}
      {marked ? (
        <CircleMarker center={toMap(marked)} radius={11} pathOptions={alarm} interactive={false} />
      ) : null}
      {edit
        ? corners.map((corner, index) => <Corner key={index} corner={corner} index={index} edit={edit} />)
        : null}
    </>
  );
}

/** A corner that is dragged, moved by the arrow keys, or removed by Delete: Leaflet's own marker takes the focus. */
function Corner({
  corner,
  index,
  edit,
}: {
  corner: Position;
  index: number;
  edit: NonNullable<SitePlanMapProps['edit']>;
}) {
  const map = useMap();
  const icon = useMemo(
    () =>
      divIcon({
        className: 'map-corner',
        iconSize: [CORNER_PIXELS, CORNER_PIXELS],
      }),
    [],
  );
  const move = (key: string, isWide: boolean) => {
    const step = steps[key];
    if (!step) return false;
    const pixels = isWide ? WIDE_STEP_PIXELS : STEP_PIXELS;
    const at = map.latLngToContainerPoint(toMap(corner)).add([step[0] * pixels, step[1] * pixels]);
    edit.onMove(index, fromMap(map.containerPointToLatLng(at)));
    return true;
  };
  return (
    <Marker
      position={toMap(corner)}
      icon={icon}
      draggable
      keyboard
      title={edit.cornerName(index + 1)}
      alt={edit.cornerName(index + 1)}
      eventHandlers={{
        dragend: ({ target }) => edit.onMove(index, fromMap(target.getLatLng())),
        keydown: ({ originalEvent }) => {
          const isRemoval = originalEvent.key === 'Delete' || originalEvent.key === 'Backspace';
          if (isRemoval) edit.onRemove(index);
          if (isRemoval || move(originalEvent.key, originalEvent.shiftKey)) {
            // The map would move too.
            originalEvent.preventDefault();
            originalEvent.stopPropagation();
          }
        },
      }}
    />
  );
}
