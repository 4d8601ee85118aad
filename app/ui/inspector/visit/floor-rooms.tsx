import { useSpeech } from '#app/ui/language-context.tsx';
import { hashPath } from '#app/ui/inspector/hash-path.ts';
import type { PlaceProgress, PlaceState, Visit } from '#app/ui/inspector/store/visit.ts';

/** Colour and sign of a place; the colour is never the only sign. */
const tiles: Readonly<Record<PlaceState, { readonly look: string; readonly sign: string }>> = {
  untouched: { look: 'border-control bg-surface text-ink', sign: '' },
  begun: { look: 'border-warning bg-warning-soft text-ink', sign: '…' },
  done: { look: 'border-success bg-success-soft text-ink', sign: '✓' },
  wanting: { look: 'border-danger bg-danger-soft text-ink', sign: '!' },
  conflict: { look: 'border-danger bg-danger-soft text-ink border-4', sign: '≠' },
};

/** A floor with its rooms as they lie on record, coloured by how far one is. */
export function FloorRooms({
  visit,
  floor,
  places,
}: {
  visit: Visit;
  floor: number;
  places: readonly PlaceProgress[];
}) {
  const { texts } = useSpeech();
  const words = texts.inspector;
  const own = places.find(({ scope }) => scope === 'floor');
  const rooms = places.filter(({ scope }) => scope === 'room');
  return (
    <section className="flex flex-col gap-2">
      <h2>{words.floor(floor)}</h2>
      {own ? (
        <Tile
          visit={visit}
          place={own}
          name={words.floorItself}
          spoken={words.floorItself}
          className="w-full"
        />
      ) : null}
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(4.75rem,1fr))] gap-2">
        {rooms.map((place) => {
          const name = 'name' in place.facts ? place.facts.name : '';
          return (
            <li key={place.key}>
              <Tile visit={visit} place={place} name={name} spoken={words.room(name)} className="size-full" />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Tile({
  visit,
  place,
  name,
  spoken,
  className,
}: {
  visit: Visit;
  place: PlaceProgress;
  name: string;
  spoken: string;
  className: string;
}) {
  const { texts } = useSpeech();
  const { look, sign } = tiles[place.state];
  return (
    <a
      href={hashPath('visit', visit.pack.id, ...place.key.split('/'))}
      aria-label={`${spoken}: ${texts.inspector.tileStates[place.state]}`}
      className={`inline-flex min-h-14 items-center justify-center gap-1 rounded-lg border-2 px-1 text-lg font-semibold no-underline ${look} ${className}`}
    >
      <bdi>{name}</bdi>
      {sign ? <span>{sign}</span> : null}
    </a>
  );
}

export function TileLegend() {
  const { texts } = useSpeech();
  const { tileStates, legend } = texts.inspector;
  return (
    <details className="text-sm">
      <summary className="inline-flex min-h-11 cursor-pointer items-center text-muted">{legend}</summary>
      <ul className="flex flex-wrap gap-x-4 gap-y-2">
        {Object.entries(tiles).map(([state, { look, sign }]) => (
          <li key={state} className="flex items-center gap-2">
            <span
              aria-hidden="true"
              className={`inline-flex size-7 items-center justify-center rounded border-2 ${look}`}
            >
              {sign}
            </span>
            {tileStates[state as PlaceState]}
          </li>
        ))}
      </ul>
    </details>
  );
}
