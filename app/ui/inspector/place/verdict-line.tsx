import { closesAtOnce } from '#app/domain/inspection/findings.ts';
import type { Verdict } from '#app/domain/inspection/judged-answers.ts';
import { severityTones } from '#app/ui/inspector/severity-tones.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Tag } from '#app/ui/page.tsx';
import { useRuleInWords } from '#app/ui/places/rule-in-words.ts';

/** What one criterion says to the answer, the moment it is given. */
export function VerdictLine({ verdict: { rule, isMet, allows } }: { verdict: Verdict }) {
  const { texts, format } = useSpeech();
  const { checklist, places } = texts;
  const inWords = useRuleInWords();
  return (
    <div aria-live="polite" className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
      {isMet === null ? null : (
        <Tag tone={isMet ? 'success' : 'danger'}>
          {isMet ? `✓ ${checklist.met}` : `✗ ${checklist.notMet}`}
        </Tag>
      )}
      <span className={isMet === null ? 'text-muted' : ''}>
        {places.criteria[rule.key] ?? rule.key}: {inWords(rule)}
        {allows === null ? '' : ` (${checklist.allows(format.number(allows))})`}
      </span>
      {isMet === false ? (
        <Tag tone={severityTones[rule.severity]}>{places.severities[rule.severity]}</Tag>
      ) : null}
      {isMet === false && closesAtOnce(rule) ? (
        <span className="font-semibold text-danger">{checklist.closesAtOnce}</span>
      ) : null}
    </div>
  );
}
