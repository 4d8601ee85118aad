import type { MultiPolygon, Position } from 'geojson';
import type { ReactNode } from 'react';
import { useSpeech } from '#app/ui/language-context.tsx';

export interface NumberedSite {
  readonly key: string;
  readonly number: number;
  readonly name: string;
  readonly longitude: number;
  readonly latitude: number;
}

const WIDTH = 320;
const MARGIN = { side: 16, top: 14, bottom: 44 } as const;

/** Degrees to the picture’s units: a degree of longitude is as much shorter as it is on the outline’s middle latitude. */
function projectionOf(corners: readonly Position[]) {
  const longitudes = corners.map(([longitude = 0]) => longitude);
  const latitudes = corners.map(([, latitude = 0]) => latitude);
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)];
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const narrowing = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = (WIDTH - 2 * MARGIN.side) / ((east - west) * narrowing);
  return {
    height: Math.ceil(MARGIN.top + (north - south) * scale + MARGIN.bottom),
    x: (longitude: number) => MARGIN.side + (longitude - west) * narrowing * scale,
    y: (latitude: number) => MARGIN.top + (north - latitude) * scale,
  };
}

/**
 * The outline of Kuwait with a mark on each site, as a picture that the server draws: it needs no script and is printed.
 * Sites bear numbers, which `SiteNumbers` explains: on a small picture names would lie over each other.
 */
export function SitePicture<Site extends NumberedSite>({
  outline,
  sites,
  label,
  mark,
}: {
  outline: MultiPolygon;
  sites: readonly Site[];
  /** What the picture shows, for those who can't see it. */
  label: string;
  /** Drawn around the origin, up to 22 units wide each way. */
  mark: (site: Site) => ReactNode;
}) {
  const rings = outline.coordinates.flat();
  const { height, x, y } = projectionOf(rings.flat());
  const land = rings
    .map(
      (ring) =>
        `M${ring.map(([lng = 0, lat = 0]) => `${x(lng).toFixed(1)} ${y(lat).toFixed(1)}`).join('L')}Z`,
    )
    .join('');
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${height}`}
      role="img"
      aria-label={label}
      className="w-full max-w-md rounded-lg border border-line bg-raised text-[0.8125rem]"
    >
      <path d={land} fill="var(--surface)" stroke="var(--control-line)" strokeWidth="1.2" />
      {sites.map((site) => (
        <g
          key={site.key}
          transform={`translate(${x(site.longitude).toFixed(1)} ${y(site.latitude).toFixed(1)})`}
        >
          {mark(site)}
          <Badge number={site.number} at={-18} />
        </g>
      ))}
    </svg>
  );
}

/** The names of the sites by their numbers on pictures. */
export function SiteNumbers({ sites }: { sites: readonly NumberedSite[] }) {
  const { scenarios } = useSpeech().texts;
  return (
    <ol aria-label={scenarios.numbers} className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-sm">
      {sites.map(({ key, name, number }) => (
        <li key={key} className="flex items-center gap-2">
          <NumberSign number={number} />
          {name}
        </li>
      ))}
    </ol>
  );
}

/** A site’s number as pictures bear it. */
export function NumberSign({ number }: { number: number }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width="18"
      height="18"
      role="img"
      aria-label={String(number)}
      className="shrink-0"
    >
      <Badge number={number} at={8} />
    </svg>
  );
}

function Badge({ number, at }: { number: number; at: number }) {
  return (
    <>
      <circle cx={at} cy={at} r="8" fill="var(--ink)" />
      <text
        x={at}
        y={at}
        dy="0.35em"
        textAnchor="middle"
        fontSize="11"
        fontWeight="600"
        fill="var(--surface)"
      >
        {number}
      </text>
    </>
  );
}
