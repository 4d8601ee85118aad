export const languages = ['ar', 'en'] as const;
export type Language = (typeof languages)[number];

export const LANGUAGE_COOKIE = 'language';

/** The language asked for in the URL, else the one kept in the cookie, else Arabic. */
export function chooseLanguage(asked: string | null, kept: string | null): Language {
  return (
    languages.find((language) => language === asked) ??
    languages.find((language) => language === kept) ??
    'ar'
  );
}

export const directionOf = { ar: 'rtl', en: 'ltr' } as const satisfies Record<Language, 'rtl' | 'ltr'>;
