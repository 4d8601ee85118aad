import type { WordedRule } from '#app/i18n/rule-in-words.ts';
import { ruleInWords } from '#app/i18n/rule-in-words.ts';
import { useSpeech } from '#app/ui/language-context.tsx';

/** A rule in the words of the page's language. */
export function useRuleInWords() {
  const speech = useSpeech();
  return (rule: WordedRule) => ruleInWords(rule, speech);
}
