import { createContext, useContext, useMemo } from 'react';
import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import type { Format } from '#app/i18n/format.ts';
import { createFormat } from '#app/i18n/format.ts';
import type { Language } from '#app/i18n/language.ts';
import { localeOf } from '#app/i18n/plural.ts';
import type { Texts } from '#app/i18n/texts.ts';
import { texts } from '#app/i18n/texts.ts';

interface Speech {
  readonly language: Language;
  readonly texts: Texts;
  readonly format: Format;
}

const SpeechContext = createContext<Speech | null>(null);

export function LanguageProvider({ language, children }: { language: Language; children: ReactNode }) {
  const speech = useMemo(
    () => ({ language, texts: texts[language], format: createFormat(language) }),
    [language],
  );
  return (
    <SpeechContext.Provider value={speech}>
      <I18nProvider locale={localeOf[language]}>{children}</I18nProvider>
    </SpeechContext.Provider>
  );
}

/** The page's language: its words, and how it writes numbers and dates. */
export function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (!speech) throw new Error('useSpeech needs a LanguageProvider above it.');
  return speech;
}
