import type { BedState } from '#app/domain/capacity/occupancy.ts';
import { bedStates } from '#app/domain/capacity/occupancy.ts';
import { useSpeech } from '#app/ui/language-context.tsx';

/** One bed as a small sign: filled, half filled, open, or crossed out. */
export function BedSign({ state }: { state: BedState }) {
  return (
    <svg viewBox="0 0 14 14" width="18" height="18" aria-hidden="true">
      <rect
        x="1"
        y="1"
        width="12"
        height="12"
        rx="2"
        fill={state === 'occupied' ? 'var(--occupied)' : 'none'}
        stroke={colourOf[state]}
        strokeWidth="1.6"
        strokeDasharray={state === 'closed' ? '2 1.5' : undefined}
      />
      {state === 'reserved' ? <path d="M1.5 12.5 12.5 1.5V12.5Z" fill="var(--reserved)" /> : null}
      {state === 'closed' ? (
        <path d="M3.5 3.5 10.5 10.5M10.5 3.5 3.5 10.5" stroke="var(--shut)" strokeWidth="1.6" />
      ) : null}
    </svg>
  );
}

const colourOf = {
  occupied: 'var(--occupied)',
  reserved: 'var(--reserved)',
  vacant: 'var(--control-line)',
  closed: 'var(--shut)',
} as const;

export function BedLegend() {
  const { places } = useSpeech().texts;
  return (
    <ul aria-label={places.legend} className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
      {bedStates.map((state) => (
        <li key={state} className="flex items-center gap-2">
          <BedSign state={state} />
          {places.bedState[state]}
        </li>
      ))}
    </ul>
  );
}

/** The colours of the map's rings, in words. */
export function RingLegend() {
  const { places } = useSpeech().texts;
  const heights = { occupied: 10, reserved: 7, vacant: 4, closed: 2 } as const;
  const fills = {
    occupied: 'var(--occupied)',
    reserved: 'var(--reserved)',
    vacant: 'var(--vacant)',
    closed: 'var(--shut)',
  } as const;
  return (
    <div className="text-sm">
      <ul aria-label={places.legend} className="flex flex-wrap gap-x-5 gap-y-1">
        {bedStates.map((state) => (
          <li key={state} className="flex items-center gap-2">
            <svg width="26" height="12" aria-hidden="true">
              <rect
                x="0"
                y={(12 - heights[state]) / 2}
                width="26"
                height={heights[state]}
                fill={fills[state]}
              />
            </svg>
            {places.bedState[state]}
          </li>
        ))}
      </ul>
      <p className="mt-1 text-muted">{places.legendRing}</p>
    </div>
  );
}
