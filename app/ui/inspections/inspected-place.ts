import { useSpeech } from '#app/ui/language-context.tsx';

/** What is inspected by the names on its doors: a building of a site, or a whole site. */
export function useInspectedPlace() {
  const { texts, language } = useSpeech();
  return ({
    siteAr,
    siteEn,
    buildingName,
  }: {
    readonly siteAr: string;
    readonly siteEn: string;
    readonly buildingName: string | null;
  }): string => {
    const site = language === 'ar' ? siteAr : siteEn;
    return buildingName === null
      ? texts.reports.wholeSite(site)
      : [site, texts.places.building(buildingName)].join(texts.terms.comma);
  };
}
