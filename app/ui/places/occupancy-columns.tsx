import type { Occupancy } from '#app/domain/capacity/occupancy.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import type { Column } from '#app/ui/table.tsx';

/** The same five figures wherever places are listed. */
export function useOccupancyColumns<Row extends Occupancy>(): Column<Row>[] {
  const { texts, format } = useSpeech();
  const { places } = texts;
  const figure = (key: keyof Occupancy, header: string): Column<Row> => ({
    key,
    header,
    numeric: true,
    sortable: true,
    cell: (row) => format.number(row[key]),
  });
  return [
    figure('available', places.available),
    figure('occupied', places.occupied),
    figure('reserved', places.reserved),
    figure('vacant', places.vacant),
    figure('closed', places.closed),
    {
      key: 'share',
      header: places.takenShare,
      numeric: true,
      cell: (row) => (
        <span className="inline-flex items-center justify-end gap-2">
          <ShareBar share={takenShare(row)} />
          {format.percent(takenShare(row))}
        </span>
      ),
    },
  ];
}

/** The share as a bar; the figure stands beside it. */
function ShareBar({ share }: { share: number }) {
  return (
    <svg width="48" height="8" aria-hidden="true" className="rtl:-scale-x-100">
      <rect width="48" height="8" rx="4" fill="var(--vacant)" />
      <rect width={48 * Math.min(1, share)} height="8" rx="4" fill="var(--occupied)" />
    </svg>
  );
}

export function takenShare({ available, occupied, reserved }: Occupancy): number {
  return available > 0 ? (occupied + reserved) / available : 0;
}

/** Orders rows by one of their figures or words, the other way round with `-`. */
export function sortedBy<Row>(
  rows: readonly Row[],
  sort: string | undefined,
  valueOf: (row: Row, key: string) => string | number | undefined,
): Row[] {
  if (!sort) return [...rows];
  const key = sort.replace(/^-/, '');
  const sign = sort.startsWith('-') ? -1 : 1;
  return [...rows].sort((one, other) => {
    const [a, b] = [valueOf(one, key) ?? '', valueOf(other, key) ?? ''];
    return (
      sign *
      (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'ar'))
    );
  });
}
