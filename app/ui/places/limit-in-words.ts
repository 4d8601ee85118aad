import type { Limit } from '#app/domain/capacity/judging/limit.ts';
import type { Scope } from '#app/domain/standards/criterion.ts';
import type { Fact } from '#app/domain/standards/yardstick.ts';
import { yardstickOf } from '#app/domain/standards/yardstick.ts';
import { useSpeech } from '#app/ui/language-context.tsx';

/** A fact that a criterion is judged by: the facilities, else the measure, else as the criterion is called. */
export function useFactInWords() {
  const { limits, places } = useSpeech().texts;
  return ({ kind, key }: Fact): string =>
    (kind === 'facility' ? limits.facility[key] : (limits.fact[key] ?? places.criteria[key])) ?? key;
}

/** What limits a place: the facilities, the criterion, or what lies within. */
export function useLimitInWords() {
  const { limits, places } = useSpeech().texts;
  return (limit: Limit, scope: Scope): string => {
    if (limit.kind === 'within') return limits.within[scope];
    const yardstick = yardstickOf({ key: limit.criterionKey, threshold: limit.threshold });
    const kind = 'fact' in yardstick && yardstick.fact.kind === 'facility' ? yardstick.fact.key : null;
    return (kind && limits.facility[kind]) ?? places.criteria[limit.criterionKey] ?? limit.criterionKey;
  };
}
