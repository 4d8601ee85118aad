import type { LostBeds } from '#app/domain/capacity/waterfall.ts';
import { useSpeech } from '#app/ui/language-context.tsx';

/** The criterion that takes beds, and that it does since nobody measured what it asks for. */
export function useLostInWords() {
  const { places } = useSpeech().texts;
  return ({ criterionKey, isUnknown }: Pick<LostBeds, 'criterionKey' | 'isUnknown'>) => {
    const criterion = places.criteria[criterionKey] ?? criterionKey;
    return isUnknown ? places.notMeasured(criterion) : criterion;
  };
}
