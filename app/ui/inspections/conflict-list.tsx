import { Form } from '@remix-run/react';
import type { Conflict } from '#app/domain/inspection/conflicts.ts';
import { OTHER_VALUE, valueText } from '#app/domain/inspection/conflicts.ts';
import { SubmitButton } from '#app/ui/button.tsx';
import { RadioFields, TextArea, TextField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Card } from '#app/ui/page.tsx';
import { useRefusal } from '#app/ui/refusal.ts';
import { FilePhotos } from './file-photos.tsx';
import { useReportWords } from './report-words.ts';

/** Questions answered in two ways, the answers side by side; whoever may settle it answers anew. */
export function ConflictList({
  conflicts,
  arrived,
  maySettle,
}: {
  conflicts: readonly Conflict[];
  arrived: readonly string[];
  maySettle: boolean;
}) {
  const { texts, format } = useSpeech();
  const words = texts.reports.conflict;
  const { open } = texts.reports;
  const { question: questionWords, placeWithin, value } = useReportWords();
  return (
    <Card title={open.conflicts(conflicts.length)} className="mb-6 border-danger">
      <p className="mb-4 max-w-prose text-muted">{open.conflictsLead}</p>
      <ul className="flex flex-col gap-6">
        {conflicts.map(({ question, answers }) => (
          <li key={question.id} className="border-t border-line pt-4">
            <h3 className="mb-2">
              {questionWords(question)}{' '}
              <span className="font-normal text-muted">{placeWithin(question)}</span>
            </h3>
            <ul className="mb-4 grid gap-3 sm:grid-cols-2">
              {answers.map((answer) => (
                <li key={answer.operationId} className="rounded-md border border-line bg-raised/50 p-3">
                  <p className="text-lg font-semibold">{value(answer.value, question)}</p>
                  <p className="text-sm text-muted">{words.by(answer.by, format.instant(answer.at))}</p>
                  {answer.note ? <bdi className="block whitespace-pre-line">{answer.note}</bdi> : null}
                  <FilePhotos hashes={answer.photos} arrived={arrived} />
                </li>
              ))}
            </ul>
            {maySettle ? <SettlementForm question={question} answers={answers} /> : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function SettlementForm({ question, answers }: Conflict) {
  const { reports, places } = useSpeech().texts;
  const words = reports.conflict;
  const { value } = useReportWords();
  const { problems: refused, typed: refusedText } = useRefusal();
  const isRefused = refusedText?.['questionId'] === question.id;
  const problems = isRefused ? refused : undefined;
  const typed = isRefused ? refusedText : undefined;
  const given = [...new Map(answers.map((answer) => [valueText(answer.value), answer.value])).values()];
  const choices =
    question.kind === 'yes_no'
      ? [
          { value: 'true', label: places.yes },
          { value: 'false', label: places.no },
          { value: 'not_applicable', label: reports.notApplicable },
        ]
      : [
          ...given.map((each) => ({ value: valueText(each), label: value(each, question) })),
          { value: OTHER_VALUE, label: words.other },
        ];
  return (
    <Form method="post" preventScrollReset className="flex max-w-prose flex-col gap-3 print:hidden">
      <input type="hidden" name="questionId" value={question.id} />
      {answers.map(({ operationId }) => (
        <input key={operationId} type="hidden" name="replaces" value={operationId} />
      ))}
      <RadioFields
        name="choice"
        label={words.choice}
        options={choices}
        problem={problems?.['choice']}
        value={typed?.['choice']}
      />
      {question.kind === 'yes_no' ? null : (
        <TextField
          id={`other-${question.id}`}
          name="other"
          inputMode="decimal"
          label={words.otherValue}
          optional
          problem={problems?.['other']}
          defaultValue={typed?.['other']}
        />
      )}
      <TextArea
        id={`note-${question.id}`}
        name="note"
        label={words.note}
        optional
        problem={problems?.['note']}
        defaultValue={typed?.['note']}
      />
      <div>
        <SubmitButton name="intent" value="settle">
          {words.settle}
        </SubmitButton>
      </div>
    </Form>
  );
}
