import { Form, useSearchParams } from '@remix-run/react';
import type { CheckedPlace, ReportedAnswer } from '#app/domain/inspection/report.ts';
import { SubmitButton } from '#app/ui/button.tsx';
import { SelectField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Tag } from '#app/ui/page.tsx';
import { useRuleInWords } from '#app/ui/places/rule-in-words.ts';
import { DataTable } from '#app/ui/table.tsx';
import { useReportWords } from './report-words.ts';

/** Which part of the place is shown: all that is asked of a floor and its rooms, or of the building or site itself. */
export function PartChooser({ parts, part }: { parts: readonly (number | null)[]; part: number | null }) {
  const { reports, places } = useSpeech().texts;
  const [search] = useSearchParams();
  if (parts.length < 2) return null;
  return (
    <Form method="get" preventScrollReset className="mb-4 flex flex-wrap items-end gap-3 print:hidden">
      <input type="hidden" name="view" value="answers" />
      {search.get('version') ? (
        <input type="hidden" name="version" value={search.get('version') ?? ''} />
      ) : null}
      <SelectField
        key={String(part)}
        name="part"
        label={reports.answers.chooseFloor}
        defaultValue={part ?? ''}
        options={parts.map((each) => ({
          value: String(each ?? ''),
          label: each === null ? reports.theBuilding : places.floor(each),
        }))}
      />
      <SubmitButton kind="secondary">{places.showDay}</SubmitButton>
    </Form>
  );
}

/** People counted in each place against those who should sleep there and those who may. */
export function HeadCounts({ places }: { places: readonly CheckedPlace[] }) {
  const { texts, format } = useSpeech();
  const words = texts.reports.answers;
  const { placeWithin } = useReportWords();
  return (
    <DataTable
      caption={words.heads}
      captionVisible
      rows={places}
      rowKey={(place) => `${place.scope} ${place.floor} ${place.roomName}`}
      columns={[
        { key: 'place', header: words.place, rowHeader: true, cell: placeWithin },
        {
          key: 'counted',
          header: words.counted,
          numeric: true,
          cell: ({ counted, assigned, certain }) =>
            counted === null ? (
              words.notCounted
            ) : (
              <>
                {format.number(counted)}
                {counted > assigned ? (
                  <span className="block text-sm font-semibold text-warning">{words.moreThanAssigned}</span>
                ) : null}
                {certain !== null && counted > certain ? (
                  <span className="block text-sm font-semibold text-danger">{words.moreThanAllowed}</span>
                ) : null}
              </>
            ),
        },
        {
          key: 'assigned',
          header: words.assigned,
          numeric: true,
          cell: ({ assigned }) => format.number(assigned),
        },
        {
          key: 'holds',
          header: words.holds,
          numeric: true,
          cell: ({ certain, possible }) =>
            certain === null ? (
              '—'
            ) : (
              <bdi dir="ltr">
                {possible !== null && possible > certain
                  ? words.upTo(format.number(certain), format.number(possible))
                  : format.number(certain)}
              </bdi>
            ),
        },
      ]}
    />
  );
}

/** All that was asked in these places, with the answers and how each criterion judges them. */
export function AnswerTables({ places }: { places: readonly CheckedPlace[] }) {
  const { texts, format } = useSpeech();
  const words = texts.reports.answers;
  const { placeWithin, question, value } = useReportWords();
  return (
    <>
      {places
        .filter(({ answers }) => answers.length > 0)
        .map((place) => (
          <section key={`${place.scope} ${place.floor} ${place.roomName}`} className="mt-6">
            <DataTable
              caption={placeWithin(place)}
              captionVisible
              rows={place.answers}
              rowKey={({ questionId }) => questionId}
              columns={[
                {
                  key: 'question',
                  header: words.question,
                  rowHeader: true,
                  cell: question,
                },
                {
                  key: 'answer',
                  header: words.answer,
                  cell: (answer) => (
                    <>
                      {answer.isConflict ? (
                        <Tag tone="danger">{words.inConflict}</Tag>
                      ) : (
                        value(answer.value, answer)
                      )}
                      {answer.note ? (
                        <bdi className="block text-sm whitespace-pre-line">{answer.note}</bdi>
                      ) : null}
                    </>
                  ),
                },
                {
                  key: 'before',
                  header: words.before,
                  cell: (answer) => (answer.known === null ? '—' : value(answer.known, answer)),
                },
                {
                  key: 'verdict',
                  header: words.verdict,
                  wide: true,
                  cell: (answer) => <Verdicts answer={answer} />,
                },
                {
                  key: 'who',
                  header: words.who,
                  cell: ({ by, at }) =>
                    at === null ? (
                      '—'
                    ) : (
                      <>
                        <bdi>{by}</bdi>
                        <span className="block text-sm text-muted">{format.instant(at)}</span>
                      </>
                    ),
                },
              ]}
            />
          </section>
        ))}
    </>
  );
}

function Verdicts({ answer }: { answer: ReportedAnswer }) {
  const { texts, format } = useSpeech();
  const { reports, places } = texts;
  const words = reports.answers;
  const ruleInWords = useRuleInWords();
  const { question } = useReportWords();
  if (answer.verdicts.length === 0) return <>—</>;
  return (
    <ul className="flex flex-col gap-1">
      {answer.verdicts.map(({ key, rule, isMet, allows }) => {
        const name = places.criteria[key] ?? key;
        return (
          <li key={`${key} ${String(rule.threshold)}`} className="flex flex-wrap items-baseline gap-x-2">
            <Tag tone={isMet === null ? 'neutral' : isMet ? 'success' : 'danger'}>
              {isMet === null ? words.unknown : isMet ? words.met : words.notMet}
            </Tag>
            <span className="text-sm">
              {name === question(answer) ? '' : `${name}: `}
              {ruleInWords(rule)}
              {allows === null ? '' : ` (${words.allows(format.number(allows))})`}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
