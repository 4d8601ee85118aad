import type { Lift, LiftStep } from '#app/domain/capacity/judging/lift.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Tag } from '#app/ui/page.tsx';
import { useFactInWords } from './limit-in-words.ts';

/** What would let a place hold more, where something of its own binds that can be changed. */
export function LiftNote({ lift }: { lift: Lift | null }) {
  const { texts, format } = useSpeech();
  const { limits, terms } = texts;
  const factInWords = useFactInWords();
  if (!lift) return null;
  const inWords = (step: LiftStep) => {
    const fact = factInWords(step.fact);
    switch (step.kind) {
      case 'more':
      case 'less':
        return limits.lift[step.kind](fact, format.number(step.by));
      case 'measure':
        if (step.isSo) return limits.lift.measure(fact);
        if (step.least !== null) return limits.lift.measureLeast(fact, format.number(step.least));
        return limits.lift.measureMost(fact, format.number(step.most ?? 0));
      default:
        return limits.lift[step.kind](fact);
    }
  };
  const onlyFacilities = lift.steps.every((step) => step.kind === 'more' && step.fact.kind === 'facility');
  return (
    <p className="mb-2 text-sm">
      <Tag tone="warning">{onlyFacilities ? limits.facilitiesBind : limits.factsBind}</Tag>{' '}
      {limits.wouldLift(lift.steps.map(inWords).join(' · '), terms.workers(lift.people))}
    </p>
  );
}
