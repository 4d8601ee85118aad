import type { Rule } from '#app/domain/standards/criterion.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import type { Visit } from '#app/ui/inspector/store/visit.ts';
import { EstimateMark } from '#app/ui/page.tsx';
import { useRuleInWords } from '#app/ui/places/rule-in-words.ts';

/** What the criteria ask, with their instrument and clause; all of it lies on the phone. */
export function CriteriaTexts({ visit: { pack }, criteria }: { visit: Visit; criteria: readonly Rule[] }) {
  const { texts } = useSpeech();
  const { places, standards, checklist, inspector } = texts;
  const inWords = useRuleInWords();
  const always = new Set(pack.lifeSafety.map(({ id }) => id));
  return (
    <details className="text-sm">
      <summary className="inline-block cursor-pointer py-1 text-muted underline underline-offset-4">
        {inspector.criteria}
      </summary>
      <ul className="flex flex-col gap-2">
        {criteria.map((rule) => (
          <li key={rule.id} className="border-s-4 border-line ps-3">
            <p>
              {places.criteria[rule.key] ?? rule.key}: <strong>{inWords(rule)}</strong> (
              {places.severities[rule.severity]})
            </p>
            <p className="text-muted">
              <bdi>
                {pack.instruments.find(({ key }) => key === rule.standardKey)?.name ?? rule.standardKey}
              </bdi>
              {rule.clause ? ` · ${standards.clause(rule.clause)}` : ''}
              {always.has(rule.id) ? ` · ${checklist.alwaysAsked}` : ''}
            </p>
            {rule.confidence === 'proposal' || rule.confidence === 'implied' ? (
              <EstimateMark>{places.confidence[rule.confidence]}</EstimateMark>
            ) : null}
            {rule.note ? <bdi className="text-muted">{rule.note}</bdi> : null}
          </li>
        ))}
      </ul>
    </details>
  );
}
