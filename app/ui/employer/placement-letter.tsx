import type { DayRange } from '#app/domain/dates.ts';
import { createFormat } from '#app/i18n/format.ts';
import type { Language } from '#app/i18n/language.ts';
import { directionOf } from '#app/i18n/language.ts';
import { texts } from '#app/i18n/texts.ts';

interface PlacedWorker {
  readonly id: string;
  readonly name: string;
  /** Masked: the site checks the card itself. */
  readonly civilId: string;
  readonly bed: DayRange & {
    readonly siteAr: string;
    readonly siteEn: string;
    readonly buildingName: string;
    readonly floor: number;
    readonly roomName: string;
    readonly bedLabel: string;
  };
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
  const heads = [
    words.name,
    words.civilIdEnding,
    places.site,
    words.place.building,
    words.place.floor,
    words.place.room,
    words.bed,
    words.dates,
  ];
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
      <p className="mb-1">
        <bdi>{words.letterIntro(employer.name, employer.fileNumber)}</bdi>
      </p>
      <p className="mb-4">{words.letterShow}</p>
      <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={words.letterTitle}>
        <table className="w-full border-collapse text-start text-sm">
          <caption className="sr-only">{words.letterTitle}</caption>
          <thead>
            <tr className="border-b-2 border-control">
              {heads.map((head) => (
                <th key={head} scope="col" className="px-2 py-1.5 text-start font-semibold">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {workers.map(({ id, name, civilId, bed }) => (
              <tr key={id} className="border-b border-line">
                <th scope="row" className="px-2 py-1.5 text-start font-semibold">
                  <bdi>{name}</bdi>
                </th>
                <td className="px-2 py-1.5 tabular-nums">
                  <bdi>{civilId}</bdi>
                </td>
                <td className="px-2 py-1.5">{language === 'ar' ? bed.siteAr : bed.siteEn}</td>
                <td className="px-2 py-1.5">{bed.buildingName}</td>
                <td className="px-2 py-1.5">{format.number(bed.floor)}</td>
                <td className="px-2 py-1.5">{bed.roomName}</td>
                <td className="px-2 py-1.5">{bed.bedLabel}</td>
                <td className="px-2 py-1.5">{format.range(bed, shell.openEnded)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="mt-4 text-sm text-muted">{words.letterIndicative}</p>
    </article>
  );
}
