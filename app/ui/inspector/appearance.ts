import { useEffect, useState } from 'react';
import type { Language } from '#app/i18n/language.ts';
import { LANGUAGE_COOKIE, directionOf, languages } from '#app/i18n/language.ts';

export const themes = ['auto', 'light', 'dark', 'sun'] as const;
type Theme = (typeof themes)[number];

const THEME = 'inspector theme';
const LANGUAGE = 'inspector language';

/** Theme and language, chosen on the phone and kept there, so that both can be changed without a network. */
export function useAppearance(ofPage: Language) {
  const [theme, setTheme] = useState<Theme>('auto');
  const [language, setLanguage] = useState(ofPage);
  useEffect(() => {
    // The server knows nothing of either; they are read once the page is there.
    // eslint-disable-next-line react-hooks/set-state-in-effect
    setTheme(themes.find((each) => each === localStorage.getItem(THEME)) ?? 'auto');
    setLanguage(languages.find((each) => each === localStorage.getItem(LANGUAGE)) ?? ofPage);
  }, [ofPage]);
  useEffect(() => {
    const { documentElement } = document;
    documentElement.dataset['theme'] = theme;
    documentElement.lang = language;
    documentElement.dir = directionOf[language];
    return () => {
      delete documentElement.dataset['theme'];
    };
  }, [theme, language]);
  return {
    theme,
    language,
    chooseTheme(next: Theme) {
      localStorage.setItem(THEME, next);
      setTheme(next);
    },
    chooseLanguage(next: Language) {
      localStorage.setItem(LANGUAGE, next);
      document.cookie = `${LANGUAGE_COOKIE}=${next}; path=/; max-age=31536000; samesite=lax`;
      setLanguage(next);
    },
  };
}
