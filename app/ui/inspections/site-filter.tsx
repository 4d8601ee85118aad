import { SelectField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';

/** Chooses one site of a list, or all: `?site=`. */
export function SiteFilter({
  sites,
  chosen,
}: {
  sites: readonly { readonly key: string; readonly nameAr: string; readonly nameEn: string }[];
  chosen: string | null;
}) {
  const { texts, language } = useSpeech();
  const { inspections } = texts;
  return (
    <SelectField
      key={chosen}
      name="site"
      label={inspections.site}
      defaultValue={chosen ?? ''}
      options={[
        { value: '', label: inspections.allSites },
        ...sites.map(({ key, nameAr, nameEn }) => ({
          value: key,
          label: language === 'ar' ? nameAr : nameEn,
        })),
      ]}
    />
  );
}
