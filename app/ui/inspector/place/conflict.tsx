import type { Question } from '#app/domain/inspection/checklist.ts';
import type { OperationOf } from '#app/domain/inspection/operation.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Notice } from '#app/ui/notice.tsx';
import type { Visit } from '#app/ui/inspector/store/visit.ts';
import { useQuestionWords } from './question-words.ts';

/** Two answers that were given without knowing of each other, side by side; another answer settles it. */
export function Conflict({
  visit,
  question,
  answers,
}: {
  visit: Visit;
  question: Question;
  answers: readonly OperationOf<'answered'>[];
}) {
  const { texts, format } = useSpeech();
  const { answer: inWords } = useQuestionWords();
  const words = texts.inspector;
  const nameOf = (id: string) => {
    const accountId = visit.acts.find((act) => act.id === id)?.accountId;
    return visit.pack.inspectors.find((each) => each.accountId === accountId)?.displayName ?? '';
  };
  return (
    <Notice tone="danger" title={words.conflict}>
      <p>{words.conflictHint}</p>
      <ul className="mt-2 grid grid-cols-2 gap-2">
        {answers.map(({ id, body, recordedAt }) => (
          <li key={id} className="rounded-lg bg-surface p-2">
            <p className="text-xl font-semibold">{inWords(question, body.value)}</p>
            <p className="text-sm">{words.answeredBy(nameOf(id), format.instant(recordedAt))}</p>
            {body.note ? <bdi className="text-sm">{body.note}</bdi> : null}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
