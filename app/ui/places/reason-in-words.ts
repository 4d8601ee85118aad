import type { BindingReason } from '#app/domain/capacity/judging/room-capacities.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { useRuleInWords } from './rule-in-words.ts';

/** Why a room holds no more: what was found, and what the criterion asks. */
export function useReasonInWords() {
  const { texts, format } = useSpeech();
  const { places, limits } = texts;
  const inWords = useRuleInWords();
  const found = (measured: BindingReason['measured']) => {
    if (measured === null) return limits.notMeasured;
    if (typeof measured === 'number') return format.number(measured);
    return measured ? places.yes : places.no;
  };
  return ({ criterionKey, operator, threshold, unit, measured, scope }: BindingReason) => {
    const isWide = scope === 'building' || scope === 'site';
    if (!isWide && typeof measured === 'number' && typeof threshold === 'number') {
      const said = limits.why[criterionKey]?.(measured, threshold);
      if (said) return said;
    }
    const criterion = places.criteria[criterionKey] ?? criterionKey;
    return limits.whyOtherwise(criterion, inWords({ operator, threshold, unit }), found(measured));
  };
}
