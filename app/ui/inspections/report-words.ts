import { useMemo } from 'react';
import { reportWords } from '#app/i18n/report-words.ts';
import { useSpeech } from '#app/ui/language-context.tsx';

/** What a report says, in the language of the page. */
export function useReportWords() {
  const speech = useSpeech();
  return useMemo(() => reportWords(speech), [speech]);
}
