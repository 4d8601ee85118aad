import type { DrawnFinding } from '#app/domain/inspection/findings.ts';
import type { Rule } from '#app/domain/standards/criterion.ts';
import { yardstickOf } from '#app/domain/standards/yardstick.ts';
import { useSpeech } from '#app/ui/language-context.tsx';

/** What a finding was judged by: `Floor area (m²): 11; 4 people, where 2 may live`. */
export function useMeasuredInWords() {
  const { texts, format } = useSpeech();
  const { findings, places, limits } = texts;
  return (rule: Pick<Rule, 'key' | 'threshold'>, measured: DrawnFinding['measured'] | null): string => {
    if (!measured) return '—';
    const { value, people, allows, unit } = measured;
    if (typeof value === 'boolean') return value ? findings.yes : findings.no;
    const yardstick = yardstickOf(rule);
    const counted = 'fact' in yardstick ? yardstick.fact.key : null;
    const name = counted && (limits.facility[counted] ?? limits.fact[counted]);
    const amount =
      typeof value === 'number' && yardstick.kind !== 'ceiling'
        ? name
          ? `${name}: ${format.number(value)}`
          : [format.number(value), places.units[unit ?? ''] ?? unit ?? ''].join(' ').trim()
        : null;
    const crowd = allows === null ? null : findings.peopleWhere(people, allows);
    return [amount, crowd].filter((part) => part !== null).join(findings.semicolon) || '—';
  };
}
