import type { BedPlace } from '#app/domain/capacity/bed-place.ts';
import type { DayRange } from '#app/domain/dates.ts';
import { createFormat } from '#app/i18n/format.ts';
import type { Language } from '#app/i18n/language.ts';
import { directionOf } from '#app/i18n/language.ts';
import { texts } from '#app/i18n/texts.ts';
import { DataTable } from '#app/ui/table.tsx';

interface PlacedWorker {
  readonly id: string;
  readonly name: string;
  /** Masked: the site checks the card itself. */
  readonly civilId: string;
  readonly bed: BedPlace & DayRange;
}

/** A placement letter in one language, whatever the page's own language is: both are printed. */
export function PlacementLetter({
  language,
  number,
  day,
  employer,
  workers,
}: {
  language: Language;
  number: number;
  day: string;
  employer: { readonly name: string; readonly fileNumber: string };
  workers: readonly PlacedWorker[];
}) {
  const { employer: words, shell, places } = texts[language];
  const format = createFormat(language);
  const place = (key: string, header: string, of: (bed: PlacedWorker['bed']) => string) => ({
    key,
    header,
    cell: ({ bed }: PlacedWorker) => of(bed),
  });
  return (
    <article
      lang={language}
      dir={directionOf[language]}
      className="rounded-lg border border-line bg-surface p-6 print:break-after-page print:border-0 print:p-0"
    >
      <header className="mb-4 flex flex-wrap items-baseline justify-between gap-3 border-b border-line pb-3">
        <h2>{words.letterTitle}</h2>
        <p>
          {shell.productName} · {words.request(number)} · {words.letterDate}: {format.day(day)}
        </p>
      </header>
      <p className="mb-1">{words.letterIntro(employer.name, employer.fileNumber)}</p>
      <p className="mb-4">{words.letterShow}</p>
      <DataTable
        caption={words.letterTitle}
        rows={workers}
        rowKey={(worker) => worker.id}
        columns={[
          {
            key: 'name',
            header: words.name,
            rowHeader: true,
            cell: (worker) => <bdi>{worker.name}</bdi>,
          },
          {
            key: 'civilId',
            header: words.civilIdEnding,
            cell: (worker) => <bdi className="tabular-nums">{worker.civilId}</bdi>,
          },
          place('site', places.site, (bed) => (language === 'ar' ? bed.siteAr : bed.siteEn)),
          place('building', words.place.building, (bed) => bed.buildingName),
          place('floor', words.place.floor, (bed) => format.number(bed.floor)),
          place('room', words.place.room, (bed) => bed.roomName),
          place('bed', words.bed, (bed) => bed.bedLabel),
          place('dates', words.dates, (bed) => format.range(bed, shell.openEnded)),
        ]}
      />
      <p className="mt-4 text-sm text-muted">{words.letterIndicative}</p>
    </article>
  );
}
