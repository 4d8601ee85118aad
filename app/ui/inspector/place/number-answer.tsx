import { useId, useState } from 'react';
import type { Question } from '#app/domain/inspection/checklist.ts';
import type { AnswerValue } from '#app/domain/inspection/operation.ts';
import type { Plausibility } from '#app/domain/inspection/plausibility.ts';
import { boundsOf, plausibilityOf } from '#app/domain/inspection/plausibility.ts';
import { readDecimal } from '#app/domain/typed-text.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { useDraft } from '#app/ui/inspector/phone-context.tsx';
import type { Visit } from '#app/ui/inspector/store/visit.ts';
import { ThumbButton } from '#app/ui/inspector/thumb.tsx';
import { useQuestionWords } from './question-words.ts';

/** A figure with its unit, or a count with keys for one more and one less; refused where it can't be, asked again where it is far off. */
export function NumberAnswer({
  visit,
  question,
  value,
  expected,
  disabled,
  onAnswer,
}: {
  visit: Visit;
  question: Question;
  value: AnswerValue | null;
  expected: number | null;
  disabled: boolean;
  onAnswer: (value: AnswerValue, draft: string) => Promise<void>;
}) {
  const id = useId();
  const { texts, format } = useSpeech();
  const words = texts.inspector;
  const { asked, unitOf, answer: inWords } = useQuestionWords();
  const draft = useDraft(visit, `${question.id}/value`);
  const [isChanging, setChanging] = useState(false);
  const [problem, setProblem] = useState<
    Exclude<Plausibility, { kind: 'plausible' }> | 'not_a_number' | null
  >(null);
  const { isWhole } = boundsOf(question);
  const shown =
    draft.typed ?? (typeof value === 'number' ? String(value) : isWhole ? String(expected ?? 0) : '');
  const figure = readDecimal(shown);

  if (value !== null && !isChanging && draft.typed === null)
    return (
      <div className="flex items-center gap-3">
        <span className="grow text-2xl font-semibold">{inWords(question, value)}</span>
        {disabled ? null : <ThumbButton onClick={() => setChanging(true)}>{words.change}</ThumbButton>}
      </div>
    );

  const type = (text: string) => {
    setProblem(null);
    draft.type(text);
  };
  const save = async (next: AnswerValue) => {
    await onAnswer(next, draft.id);
    draft.forget();
    setProblem(null);
    setChanging(false);
  };
  const check = () => {
    if (figure === null) return setProblem('not_a_number');
    const plausibility = plausibilityOf(question, figure, expected);
    if (plausibility.kind !== 'plausible') return setProblem(plausibility);
    void save(figure).catch(() => undefined);
  };
  const step = (by: number) => type(String(Math.max(0, (figure ?? expected ?? 0) + by)));
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-stretch gap-2" dir="ltr">
        {isWhole ? <StepKey word={words.less} sign="−" disabled={disabled} onStep={() => step(-1)} /> : null}
        <input
          type="text"
          inputMode={isWhole ? 'numeric' : 'decimal'}
          autoComplete="off"
          aria-label={asked(question)}
          aria-describedby={problem ? `${id}-problem` : undefined}
          aria-invalid={
            problem && problem !== 'not_a_number' && problem.kind === 'unlikely'
              ? undefined
              : problem
                ? true
                : undefined
          }
          disabled={disabled}
          value={shown}
          onChange={(event) => type(event.target.value)}
          onFocus={(event) => event.target.select()}
          className="min-h-14 w-full min-w-0 grow rounded-lg border-2 border-control bg-surface px-3 text-center text-2xl font-semibold text-ink aria-invalid:border-danger"
        />
        {isWhole ? <StepKey word={words.more} sign="+" disabled={disabled} onStep={() => step(1)} /> : null}
        {unitOf(question) ? (
          <span className="inline-flex min-w-10 items-center text-lg text-muted">{unitOf(question)}</span>
        ) : null}
      </div>
      {problem ? (
        <div id={`${id}-problem`} role="alert" className="flex flex-col gap-2 font-semibold text-danger">
          {problem === 'not_a_number'
            ? words.notANumber
            : problem.kind === 'unlikely'
              ? words.unlikely(inWords(question, problem.expected))
              : problem.isWhole && figure !== null && !Number.isInteger(figure)
                ? words.wholeNumber
                : words.impossible(format.number(problem.lowest), inWords(question, problem.highest))}
          {problem !== 'not_a_number' && problem.kind === 'unlikely' && figure !== null ? (
            <ThumbButton kind="danger" onClick={() => void save(figure).catch(() => undefined)}>
              {words.confirmValue(inWords(question, figure))}
            </ThumbButton>
          ) : null}
        </div>
      ) : null}
      {disabled ? null : (
        <div className="grid grid-cols-[2fr_1fr] gap-2">
          <ThumbButton kind="primary" disabled={shown.trim() === ''} onClick={check}>
            {figure === null ? words.save : words.saveValue(inWords(question, figure))}
          </ThumbButton>
          <ThumbButton
            className="leading-tight"
            onClick={() => void save('not_applicable').catch(() => undefined)}
          >
            {texts.checklist.notApplicable}
          </ThumbButton>
        </div>
      )}
    </div>
  );
}

function StepKey({
  word,
  sign,
  disabled,
  onStep,
}: {
  word: string;
  sign: string;
  disabled: boolean;
  onStep: () => void;
}) {
  return (
    <ThumbButton aria-label={word} disabled={disabled} onClick={onStep} className="size-16 shrink-0 text-3xl">
      {sign}
    </ThumbButton>
  );
}
