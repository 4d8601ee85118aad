import type { Question } from '#app/domain/inspection/checklist.ts';
import type { Verdict } from '#app/domain/inspection/judged-answers.ts';
import type { AnswerValue } from '#app/domain/inspection/operation.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { useDraft, usePhone } from '#app/ui/inspector/phone-context.tsx';
import type { Visit } from '#app/ui/inspector/store/visit.ts';
import { Icon } from '#app/ui/inspector/thumb.tsx';
import { Conflict } from './conflict.tsx';
import { CriteriaTexts } from './criteria-texts.tsx';
import { NoteField } from './note-field.tsx';
import { NumberAnswer } from './number-answer.tsx';
import { PhotoStrip } from './photo-strip.tsx';
import { useQuestionWords } from './question-words.ts';
import { VerdictLine } from './verdict-line.tsx';
import { YesNoAnswer } from './yes-no-answer.tsx';

/** One question: what is on record, the answer, what it is judged to be, a note, photos, and the criterion's text. */
export function QuestionCard({
  visit,
  question,
  verdicts,
}: {
  visit: Visit;
  question: Question;
  verdicts: readonly Verdict[];
}) {
  const { texts } = useSpeech();
  const { phone } = usePhone();
  const { asked, answer: inWords } = useQuestionWords();
  const note = useDraft(visit, `${question.id}/note`);
  const { record, pack } = visit;
  const standing = record.answers.get(question.id) ?? null;
  const value = standing?.kind === 'settled' ? standing.value : null;
  const savedNote = standing?.kind === 'settled' ? standing.note : '';
  const heads = standing === null ? [] : standing.kind === 'settled' ? standing.by : standing.answers;

  /** An answer stands in place of all those that stood when it was given. @throws Error where it wasn't written */
  async function give(next: AnswerValue, typedDraft?: string): Promise<void> {
    const body = {
      questionId: question.id,
      value: next,
      note: (note.typed ?? savedNote).trim(),
      replaces: heads.map(({ id }) => id),
    };
    await phone.record(pack.id, { kind: 'answered', body }, note.id);
    note.forget();
    if (typedDraft) await phone.keepDraft(typedDraft, pack.id, null);
  }

  const isOver = record.submission !== null;
  const { known, kind, place } = question;
  const expected = kind === 'people' ? (pack.assigned[place.roomId ?? ''] ?? 0) : known;
  const title = asked(question);
  return (
    <section
      aria-label={title}
      className={`flex flex-col gap-3 rounded-xl border bg-surface p-4 ${
        standing?.kind === 'conflict' ? 'border-2 border-danger' : 'border-line'
      }`}
    >
      <div>
        <h2 className="flex items-start gap-2">
          <span className="grow">{title}</span>
          {value !== null ? (
            <span role="img" aria-label={texts.inspector.saved} className="text-success">
              <Icon name="check" />
            </span>
          ) : null}
        </h2>
        {kind === 'people' ? null : (
          <p className="text-sm text-muted">
            {known === null
              ? texts.checklist.notOnRecord
              : texts.checklist.onRecord(inWords(question, known))}
          </p>
        )}
      </div>
      {standing?.kind === 'conflict' ? (
        <Conflict visit={visit} question={question} answers={standing.answers} />
      ) : null}
      {kind === 'yes_no' ? (
        <YesNoAnswer value={value} disabled={isOver} label={title} onAnswer={give} />
      ) : (
        <NumberAnswer
          visit={visit}
          question={question}
          value={value}
          expected={typeof expected === 'number' ? expected : null}
          disabled={isOver}
          onAnswer={give}
        />
      )}
      {verdicts.map((verdict) => (
        <VerdictLine key={verdict.rule.id} verdict={verdict} />
      ))}
      <div className="flex flex-wrap items-start gap-2">
        {isOver ? (
          <bdi className="whitespace-pre-wrap">{savedNote}</bdi>
        ) : (
          <NoteField
            key={heads.map(({ id }) => id).join()}
            typed={note.typed}
            saved={savedNote}
            onType={note.type}
            onSave={value === null ? null : () => give(value)}
          />
        )}
        <PhotoStrip visit={visit} questionId={question.id} />
      </div>
      {question.criteria.length > 0 ? <CriteriaTexts visit={visit} criteria={question.criteria} /> : null}
    </section>
  );
}
