import type { Occupancy } from '#app/domain/capacity/occupancy.ts';

const PARTS = ['occupied', 'reserved', 'vacant', 'closed'] as const;

/** Each part has its own colour and, for those who can't tell colours apart, its own thickness. */
const looks = {
  occupied: { stroke: 'var(--occupied)', width: 9 },
  reserved: { stroke: 'var(--reserved)', width: 6 },
  vacant: { stroke: 'var(--vacant)', width: 3.5 },
  closed: { stroke: 'var(--shut)', width: 1.5 },
} as const;

const RADIUS = 20;

/** A ring of occupied, reserved, vacant and closed beds; the number inside is the share taken of those available. */
export function OccupancyRing({
  occupancy,
  size = 64,
}: {
  occupancy: Pick<Occupancy, (typeof PARTS)[number]>;
  size?: number;
}) {
  const total = PARTS.reduce((sum, part) => sum + Math.max(0, occupancy[part]), 0) || 1;
  const around = 2 * Math.PI * RADIUS;
  const lengthOf = (part: (typeof PARTS)[number]) => (Math.max(0, occupancy[part]) / total) * around;
  const open = occupancy.occupied + occupancy.reserved + occupancy.vacant;
  const taken = open > 0 ? Math.round(((occupancy.occupied + occupancy.reserved) / open) * 100) : 0;
  return (
    <svg viewBox="0 0 52 52" width={size} height={size} aria-hidden="true">
      <circle cx="26" cy="26" r="25" fill="var(--surface)" />
      {PARTS.map((part, index) => {
        const length = lengthOf(part);
        const before = PARTS.slice(0, index).reduce((sum, each) => sum + lengthOf(each), 0);
        return (
          <circle
            key={part}
            cx="26"
            cy="26"
            r={RADIUS}
            fill="none"
            stroke={looks[part].stroke}
            strokeWidth={looks[part].width}
            strokeDasharray={`${Math.max(0, length - 0.8)} ${around}`}
            strokeDashoffset={-before}
            transform="rotate(-90 26 26)"
          />
        );
      })}
      <text x="26" y="30" textAnchor="middle" fontSize="11" fontWeight="600" fill="var(--ink)">
        {taken}%
      </text>
    </svg>
  );
}
