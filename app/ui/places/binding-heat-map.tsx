import { Link } from '@remix-run/react';
import { addLostBeds } from '#app/domain/capacity/waterfall.ts';
import type { LostBeds } from '#app/domain/capacity/waterfall.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { DataTable } from '#app/ui/table.tsx';
import { useLostInWords } from './lost-in-words.ts';

/** Above these shares of the beds that were built a cell is a step darker. */
const STEPS = [0, 0.02, 0.05, 0.1] as const;
const colours = ['', 'bg-heat-1', 'bg-heat-2', 'bg-heat-3', 'bg-heat-4'] as const;

interface HeatedPlace {
  readonly id: string;
  readonly name: string;
  readonly to: string;
  /** Beds that were built. */
  readonly beds: number;
  readonly lost: readonly LostBeds[];
  /** The rooms behind a loss, where there is a list of them. */
  readonly roomsBehind?: (lost: LostBeds) => string;
}

/** Places against criteria: how many beds each criterion takes, the darker the larger its share of the beds built. */
export function BindingHeatMap({
  caption,
  placeHeader,
  places,
  all,
}: {
  caption: string;
  placeHeader: string;
  places: readonly HeatedPlace[];
  /** The losses that have a column, where more than those of the places shown. */
  all?: readonly LostBeds[];
}) {
  const { texts, format } = useSpeech();
  const inWords = useLostInWords();
  const columns = all ?? addLostBeds(places.flatMap(({ lost }) => lost));
  const cell = (place: HeatedPlace, column: LostBeds) => {
    const lost = place.lost.find((each) => isSame(each, column));
    if (!lost) return <span className="block px-2 py-1 text-end text-muted">0</span>;
    const share = lost.beds / Math.max(1, place.beds);
    const heat = colours[STEPS.filter((step) => share > step).length];
    const percent = format.number(share, { style: 'percent', maximumFractionDigits: 1 });
    const figure = `${format.number(lost.beds)} (${percent})`;
    return (
      <span className={`block rounded px-2 py-1 text-end ${heat}`}>
        {place.roomsBehind ? (
          <Link to={place.roomsBehind(lost)} className="text-ink underline underline-offset-4">
            {figure}
          </Link>
        ) : (
          figure
        )}
      </span>
    );
  };
  return (
    <div>
      <DataTable
        caption={caption}
        captionVisible
        rows={places}
        rowKey={(place) => place.id}
        columns={[
          {
            key: 'place',
            header: placeHeader,
            rowHeader: true,
            cell: (place) => (
              <Link to={place.to}>
                <bdi>{place.name}</bdi>
              </Link>
            ),
          },
          ...columns.map((column) => ({
            key: `${column.criterionKey} ${column.isUnknown}`,
            header: inWords(column),
            cell: (place: HeatedPlace) => cell(place, column),
          })),
        ]}
      />
      <p className="mt-2 text-sm text-muted">{texts.places.heatLegend}</p>
    </div>
  );
}

const isSame = (one: LostBeds, other: LostBeds) =>
  one.criterionKey === other.criterionKey && one.isUnknown === other.isUnknown;
