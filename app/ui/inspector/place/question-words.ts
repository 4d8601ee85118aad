import type { Question } from '#app/domain/inspection/checklist.ts';
import type { AnswerValue } from '#app/domain/inspection/operation.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { useFactInWords } from '#app/ui/places/limit-in-words.ts';

/** What a question asks, and its answers, in words. */
export function useQuestionWords() {
  const { texts, format } = useSpeech();
  const { checklist, places } = texts;
  const factInWords = useFactInWords();
  const unitOf = ({ unit, kind }: Pick<Question, 'unit' | 'kind'>) =>
    kind === 'number' ? (places.units[unit ?? ''] ?? unit ?? '') : '';
  return {
    unitOf,
    asked({ kind, key, fact }: Question): string {
      if (kind === 'people') return checklist.people;
      if (kind === 'yes_no') return checklist.questions[key] ?? places.criteria[key] ?? key;
      return fact ? factInWords(fact) : (places.criteria[key] ?? key);
    },
    answer(question: Pick<Question, 'unit' | 'kind'>, value: AnswerValue): string {
      if (value === 'not_applicable') return checklist.notApplicable;
      if (typeof value === 'boolean') return value ? checklist.yes : checklist.no;
      return `${format.number(value)} ${unitOf(question)}`.trim();
    },
  };
}
