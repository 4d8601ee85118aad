import { canvas, divIcon, geoJSON, latLng } from 'leaflet';
import { useEffect, useMemo, useState } from 'react';
import { createPortal } from 'react-dom';
import { CircleMarker, GeoJSON, Marker, Tooltip, useMap, useMapEvents } from 'react-leaflet';
import { OccupancyRing } from './occupancy-ring.tsx';
import type { MapSite, SiteMapProps } from './site-map.tsx';

const RING_PIXELS = 56;

/** From this zoom on a site's streets are told apart: its buildings are shown. */
const CLOSE_ZOOM = 14;
const METRES_ACROSS_WITHOUT_BOUNDARY = 1500;

const boundsOf = ({ boundary, latitude, longitude }: MapSite) =>
  boundary
    ? geoJSON(boundary).getBounds()
    : latLng(latitude, longitude).toBounds(METRES_ACROSS_WITHOUT_BOUNDARY);

/** Shades of one hue, from empty to full: told apart by lightness, so by the colour-blind too. */
const shades = ['#cfe4f2', '#8fc1e3', '#4a97cb', '#0072b2', '#023e66'];
const shadeOf = (share: number) =>
  shades[Math.min(shades.length - 1, Math.floor(share * shades.length))] ?? '#cfe4f2';

type LayersProps = Omit<SiteMapProps, 'outline' | 'tileUrl' | 'label' | 'className'>;

export function SiteLayers({ sites, selectedKey, buildings = [], onSelect, onSelectBuilding }: LayersProps) {
  const map = useMap();
  const renderer = useMemo(() => canvas({ padding: 0.3 }), []);
  const selected = sites.find((site) => site.key === selectedKey);
  useEffect(() => {
    const wanted = sites.find((site) => site.key === selectedKey);
    // Whoever zoomed in to the site by hand stays where they are.
    if (!wanted || (map.getZoom() >= CLOSE_ZOOM && boundsOf(wanted).intersects(map.getBounds()))) return;
    map.fitBounds(boundsOf(wanted), { padding: [24, 24], animate: false });
  }, [map, sites, selectedKey]);
  useMapEvents({
    moveend() {
      if (!onSelect || map.getZoom() < CLOSE_ZOOM) return;
      const inView = sites.filter((site) => boundsOf(site).intersects(map.getBounds()));
      if (inView[0] && (!selected || !inView.includes(selected))) onSelect(inView[0].key);
    },
  });
  return (
    <>
      {sites.map((site) =>
        site.boundary ? (
          <GeoJSON
            key={`${site.key} boundary`}
            data={site.boundary}
            interactive={false}
            style={{
              color: 'var(--brand)',
              weight: 2,
              dashArray: site.boundaryQuality === 'estimate' ? '6 5' : '',
              fillColor: 'var(--brand)',
              fillOpacity: 0.08,
            }}
          />
        ) : null,
      )}
      {sites.map((site) =>
        site === selected ? null : (
          <SiteRing
            key={`${site.key} ring`}
            site={site}
            isNamedAbove={isNearestBelow(site, sites)}
            onSelect={onSelect}
          />
        ),
      )}
      {buildings.map((building) => (
        <CircleMarker
          key={building.id}
          center={[building.latitude, building.longitude]}
          radius={9}
          renderer={renderer}
          pathOptions={{
            color: '#10201c',
            weight: 1,
            fillColor: shadeOf(building.takenShare),
            fillOpacity: 1,
          }}
          eventHandlers={{ click: () => onSelectBuilding?.(building.id) }}
        >
          <Tooltip>{`${building.name} · ${Math.round(building.takenShare * 100)}%`}</Tooltip>
        </CircleMarker>
      ))}
    </>
  );
}

/** Whether the nearest of the others lies to the south, where its ring would cover the name. */
function isNearestBelow(site: MapSite, sites: readonly MapSite[]): boolean {
  const at = latLng(site.latitude, site.longitude);
  const others = sites
    .filter((other) => other !== site)
    .map(({ latitude, longitude }) => ({ latitude, metres: at.distanceTo([latitude, longitude]) }))
    .sort((one, other) => one.metres - other.metres);
  return others[0] !== undefined && others[0].latitude < site.latitude;
}

function SiteRing({
  site,
  isNamedAbove,
  onSelect,
}: {
  site: MapSite;
  isNamedAbove: boolean;
  onSelect: LayersProps['onSelect'];
}) {
  // Leaflet places the element; React draws into it.
  const [holder] = useState(() => document.createElement('div'));
  const icon = useMemo(
    () => divIcon({ className: 'cursor-pointer', iconSize: [RING_PIXELS, RING_PIXELS], html: holder }),
    [holder],
  );
  return (
    <>
      {createPortal(<OccupancyRing occupancy={site.occupancy} size={RING_PIXELS} />, holder)}
      <Marker
        position={[site.latitude, site.longitude]}
        icon={icon}
        alt={`${site.name}: ${site.caption}`}
        title={`${site.name} · ${site.caption}`}
        keyboard
        eventHandlers={{
          click: () => onSelect?.(site.key),
          keydown: ({ originalEvent }) => (originalEvent.key === 'Enter' ? onSelect?.(site.key) : undefined),
        }}
      >
        {/* Names lie below the rings of their neighbours: a small map shows every figure. */}
        <Tooltip
          direction={isNamedAbove ? 'top' : 'bottom'}
          offset={[0, (RING_PIXELS / 2 - 6) * (isNamedAbove ? -1 : 1)]}
          permanent
          pane="shadowPane"
          className="site-name"
        >
          {site.name}
        </Tooltip>
      </Marker>
    </>
  );
}
