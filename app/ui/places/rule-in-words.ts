import { useSpeech } from '#app/ui/language-context.tsx';

/** A rule's operator, threshold and unit in words: `at least 4.2 m²`. */
export function useRuleInWords() {
  const { texts, format } = useSpeech();
  const { operators, units } = texts.places;
  return ({ operator, threshold, unit }: { operator: string; threshold: unknown; unit: string | null }) =>
    [
      operators[operator] ?? operator,
      ...(typeof threshold === 'number' ? [format.number(threshold), units[unit ?? ''] ?? unit ?? ''] : []),
    ]
      .filter(Boolean)
      .join(' ');
}
