import { useSpeech } from '#app/ui/language-context.tsx';

/** A standard's name in the language of the page, where it has one. */
export function useStandardName() {
  const { language } = useSpeech();
  return ({ name, nameAr }: { readonly name: string; readonly nameAr: string | null }) =>
    language === 'ar' ? (nameAr ?? name) : name;
}
