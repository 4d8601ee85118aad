import type { DrawnFinding } from '#app/domain/inspection/findings.ts';
import { useSpeech } from '#app/ui/language-context.tsx';

/** What a finding was judged by: `11 m²; 4 people, where 2 may live`. */
export function useMeasuredInWords() {
  const { texts, format } = useSpeech();
  const { findings, places, terms } = texts;
  return (measured: DrawnFinding['measured'] | null): string => {
    if (!measured) return '—';
    const { value, people, allows, unit } = measured;
    const isOfPeople = allows !== null;
    const parts = [
      typeof value === 'boolean' ? (value ? findings.yes : findings.no) : null,
      typeof value === 'number' && !(isOfPeople && value === people)
        ? [format.number(value), isOfPeople ? '' : (places.units[unit ?? ''] ?? unit ?? '')].join(' ').trim()
        : null,
      isOfPeople ? findings.peopleWhere(people, allows) : null,
    ].filter((part) => part !== null);
    return parts.join(terms.comma) || '—';
  };
}
