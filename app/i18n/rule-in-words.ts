import type { Format } from './format.ts';
import type { Texts } from './texts.ts';

export interface WordedRule {
  readonly operator: string;
  readonly threshold: unknown;
  readonly unit: string | null;
  readonly appliesAbove?: number | null;
}

/** A rule's operator, threshold and unit in words, and from how many people on it binds: `at least 4.2 m²`. */
export function ruleInWords(
  { operator, threshold, unit, appliesAbove = null }: WordedRule,
  { texts, format }: { texts: Texts; format: Format },
): string {
  const { operators, units } = texts.places;
  return [
    operator === 'forbidden' && threshold === false
      ? texts.standards.allowed
      : (operators[operator] ?? operator),
    ...(typeof threshold === 'number' ? [format.number(threshold), units[unit ?? ''] ?? unit ?? ''] : []),
    appliesAbove === null ? '' : texts.standards.whereMoreLive(format.number(appliesAbove)),
  ]
    .filter(Boolean)
    .join(' ');
}
