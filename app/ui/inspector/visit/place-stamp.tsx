import { useState } from 'react';
import { useSpeech } from '#app/ui/language-context.tsx';
import { usePhone } from '#app/ui/inspector/phone-context.tsx';
import type { Visit } from '#app/ui/inspector/store/visit.ts';
import { Icon, ThumbButton } from '#app/ui/inspector/thumb.tsx';

/** Below ground a phone finds nothing: it isn't waited for longer. */
const LONGEST_SEARCH_MS = 15_000;

type Search = 'idle' | 'searching' | 'refused' | 'unknown';

function useStamp(visit: Visit) {
  const { phone } = usePhone();
  const [search, setSearch] = useState<Search>('idle');
  const stamp = () => {
    setSearch('searching');
    navigator.geolocation.getCurrentPosition(
      ({ coords: { longitude, latitude, accuracy } }) => {
        setSearch('idle');
        const body = { longitude, latitude, accuracyM: Math.round(accuracy) };
        void phone.record(visit.pack.id, { kind: 'stamped', body }).catch(() => undefined);
      },
      ({ code }) => setSearch(code === GeolocationPositionError.PERMISSION_DENIED ? 'refused' : 'unknown'),
      { enableHighAccuracy: true, timeout: LONGEST_SEARCH_MS },
    );
  };
  return { search, stamp };
}

/** Begins the visit at once, whether or not the phone finds where it is. */
export function StartVisit({ visit }: { visit: Visit }) {
  const { texts } = useSpeech();
  const { phone } = usePhone();
  const { stamp } = useStamp(visit);
  const start = async () => {
    await phone.record(visit.pack.id, { kind: 'started', body: {} });
    stamp();
  };
  return (
    <ThumbButton kind="primary" className="grow" onClick={() => void start().catch(() => undefined)}>
      <Icon name="place" />
      {texts.inspector.start}
    </ThumbButton>
  );
}

/** Where the phone was when it was last asked, and a key to ask again. */
export function PlaceStamp({ visit }: { visit: Visit }) {
  const { texts, format } = useSpeech();
  const words = texts.inspector;
  const { search, stamp } = useStamp(visit);
  const { stamps, isStarted, submission } = visit.record;
  const last = stamps.at(-1);
  if (!isStarted) return <p className="text-sm text-muted">{words.startHint}</p>;
  return (
    <div className="flex flex-col gap-1 text-sm">
      {last ? (
        <p className="text-muted">
          {words.stamped(format.number(last.body.accuracyM), format.instant(last.recordedAt))}
        </p>
      ) : null}
      <p role="status">
        {search === 'searching' ? words.locating : null}
        {search === 'refused' ? words.placeRefused : null}
        {search === 'unknown' ? words.placeUnknown : null}
      </p>
      {submission ? null : (
        <button
          type="button"
          disabled={search === 'searching'}
          onClick={stamp}
          className="inline-flex min-h-11 cursor-pointer items-center gap-2 self-start font-semibold text-brand underline underline-offset-4"
        >
          <Icon name="place" />
          {words.stampAgain}
        </button>
      )}
    </div>
  );
}
