import type { BuildingRisk } from '#app/domain/risk/building-risk.ts';
import { severities } from '#app/domain/standards/criterion.ts';
import { useSpeech } from '#app/ui/language-context.tsx';

type Reason = BuildingRisk['reasons'][number];

/** What a building's points rest on, each in a few words. */
export function useRiskInWords() {
  const { texts, format } = useSpeech();
  const { inspections, places, terms } = texts;
  const { inWords, ofSeverity } = inspections.risk;
  return (reason: Reason): string => {
    switch (reason.factor) {
      case 'days_since_check':
        return inWords.days_since_check(reason.numbers.days);
      case 'never_inspected':
        return inWords.never_inspected;
      case 'findings':
        return inWords.findings(
          [...severities]
            .reverse()
            .filter((severity) => reason.numbers[severity] > 0)
            .map((severity) => ofSeverity[severity](format.number(reason.numbers[severity])))
            .join(terms.comma),
        );
      case 'repeats':
        return inWords.repeats(
          reason.numbers.criterionKeys.map((key) => places.criteria[key] ?? key).join(terms.comma),
        );
      case 'reports':
        return inWords.reports(reason.numbers.reports);
      case 'overdue':
        return inWords.overdue(reason.numbers.actions, reason.numbers.longestDays);
      case 'crowding':
        return inWords.crowding(
          format.number(reason.numbers.residents),
          format.number(reason.numbers.compliantCapacity),
        );
      case 'unmeasured':
        return inWords.unmeasured(reason.numbers.rooms);
    }
  };
}
