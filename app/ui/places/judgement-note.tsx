import type { JudgementSummary } from '#app/domain/capacity/judging/judgement.ts';
import type { Scope } from '#app/domain/standards/criterion.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { LiftNote } from './lift-note.tsx';
import { useFactInWords, useLimitInWords } from './limit-in-words.ts';

/** How many people a place may hold, what binds and what binds next, what nobody measured, and what would lift it. */
export function JudgementNote({
  judgement,
  scope,
  name,
}: {
  judgement: JudgementSummary;
  scope: Scope;
  /** Of the place, where no heading says it. */
  name?: string;
}) {
  const { texts, format } = useSpeech();
  const { limits, terms } = texts;
  const limitInWords = useLimitInWords();
  const factInWords = useFactInWords();
  const { certain, possible, binding, next, missing, lift } = judgement;
  const facts = [
    limits.holds(
      possible > certain
        ? limits.upTo(format.number(certain), format.number(possible))
        : format.number(certain),
    ),
    limits.binds(limitInWords(binding, scope)),
    ...(next ? [limits.next(limitInWords(next, scope), format.number(next.allows.certain))] : []),
    ...(missing.length > 0
      ? [limits.missing([...new Set(missing.map(({ fact }) => factInWords(fact)))].join(terms.comma))]
      : []),
  ];
  return (
    <>
      <p className="mb-2 text-sm">
        {name ? <strong>{name} · </strong> : null}
        {facts.join(' · ')}
      </p>
      <LiftNote lift={lift} />
    </>
  );
}
