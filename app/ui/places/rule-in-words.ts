import { useSpeech } from '#app/ui/language-context.tsx';

interface WordedRule {
  readonly operator: string;
  readonly threshold: unknown;
  readonly unit: string | null;
  readonly appliesAbove?: number | null;
}

/** A rule's operator, threshold and unit in words, and from how many people on it binds: `at least 4.2 m²`. */
export function useRuleInWords() {
  const { texts, format } = useSpeech();
  const { operators, units } = texts.places;
  return ({ operator, threshold, unit, appliesAbove = null }: WordedRule) =>
    [
      operator === 'forbidden' && threshold === false
        ? texts.standards.allowed
        : (operators[operator] ?? operator),
      ...(typeof threshold === 'number' ? [format.number(threshold), units[unit ?? ''] ?? unit ?? ''] : []),
      appliesAbove === null ? '' : texts.standards.whereMoreLive(format.number(appliesAbove)),
    ]
      .filter(Boolean)
      .join(' ');
}
