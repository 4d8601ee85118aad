import type { SiteStatus } from '#app/domain/capacity/site-status.ts';
import type { Occupancy } from '#app/domain/capacity/occupancy.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { EstimateMark, Facts } from '#app/ui/page.tsx';

type Quality = 'published' | 'estimate';

interface SiteFactsOf extends Occupancy {
  readonly governorateAr: string;
  readonly governorateEn: string;
  readonly status: SiteStatus;
  readonly latitude: number;
  readonly longitude: number;
  readonly locationQuality: Quality;
  readonly locationErrorKm: number | null;
  readonly areaM2: number | null;
  readonly areaQuality: Quality | null;
  readonly sources: readonly { readonly title: string; readonly url: string }[];
}

/** What is known of a site, each figure marked where it is an estimate, with the sources. */
export function SiteFacts({ site }: { site: SiteFactsOf }) {
  const { texts, format, language } = useSpeech();
  const { places, shell, terms } = texts;
  const mark = (quality: Quality | null) =>
    quality === 'estimate' ? <EstimateMark>{shell.estimate}</EstimateMark> : null;
  return (
    <>
      <Facts
        facts={[
          { label: places.status, value: terms.siteStatus[site.status] },
          { label: places.governorate, value: language === 'ar' ? site.governorateAr : site.governorateEn },
          { label: places.available, value: terms.beds(site.available) },
          { label: places.vacant, value: terms.beds(site.vacant) },
          { label: places.reserved, value: format.number(site.reserved) },
          {
            label: places.area,
            value:
              site.areaM2 === null ? (
                places.notPublished
              ) : (
                <>
                  {places.squareKilometres(site.areaM2)} {mark(site.areaQuality)}
                </>
              ),
          },
          {
            label: places.location,
            value: (
              <>
                {places.locationAbout(site.latitude, site.longitude, site.locationErrorKm)}{' '}
                {mark(site.locationQuality)}
              </>
            ),
          },
        ]}
      />
      <details className="mt-3">
        <summary className="min-h-8 cursor-pointer font-semibold text-brand">{places.sources}</summary>
        <ul className="mt-1 list-disc ps-5 text-sm">
          {site.sources.map((source) => (
            <li key={source.url}>
              <a href={source.url} rel="noreferrer" dir="auto">
                {source.title}
              </a>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
