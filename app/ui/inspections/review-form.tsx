import { Form } from '@remix-run/react';
import { useState } from 'react';
import type { InspectionOutcome } from '#app/domain/inspection/findings.ts';
import { inspectionOutcomes } from '#app/domain/inspection/findings.ts';
import type { ReportDifferences, ReportedFinding } from '#app/domain/inspection/report.ts';
import { ConfirmButton } from '#app/ui/confirm-button.tsx';
import { CheckboxField, SelectField, TextArea } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Card } from '#app/ui/page.tsx';
import { useRefusal } from '#app/ui/refusal.ts';
import { useReportWords } from './report-words.ts';
import { DifferenceList } from './version-table.tsx';

/** A supervisor's word on what was submitted, or on what was published already. */
export function ReviewForm({
  mark,
  proposedOutcome,
  photosAwaited,
  obstacles,
  correction,
}: {
  /** Stands for what is looked at. */
  mark: string;
  proposedOutcome: InspectionOutcome;
  photosAwaited: number;
  /** What has to be settled first, in words. */
  obstacles: readonly string[];
  /** What was published last, and what stands otherwise by now; null where nothing is published yet. */
  correction: {
    readonly outcome: InspectionOutcome;
    readonly summary: string;
    readonly differences: ReportDifferences;
    readonly findings: readonly ReportedFinding[];
  } | null;
}) {
  const { texts } = useSpeech();
  const { reports, terms, places } = texts;
  const words = reports.review;
  const { problems, typed, chosen } = useRefusal();
  const { placeWithin } = useReportWords();
  const isOwn = typed?.['intent'] === (correction ? 'correct' : 'publish');
  const problemOf = (name: string) => (isOwn ? problems?.[name] : undefined);
  const typedOf = (name: string) => (isOwn ? typed[name] : undefined);
  const isTicked = (id: string) =>
    isOwn && (chosen?.['withdrawn']?.includes(id) ?? typed['withdrawn'] === id);
  const first = inspectionOutcomes.find((each) => each === typedOf('outcome'));
  const [outcome, setOutcome] = useState(first ?? correction?.outcome ?? proposedOutcome);
  return (
    <Card title={correction ? words.correct : words.title} className="mb-6 print:hidden">
      <p className="mb-4 max-w-prose text-muted">
        {correction ? words.correctLead : words.lead} {correction ? '' : words.ask}
      </p>
      {correction ? (
        <div className="mb-4">
          <h3>{words.sinceThen}</h3>
          <DifferenceList differences={correction.differences} />
        </div>
      ) : null}
      {obstacles.length > 0 ? (
        <>
          <p className="font-semibold">{words.first}</p>
          <ul className="list-disc ps-5">
            {obstacles.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </>
      ) : (
        <Form method="post" id="review" className="flex max-w-prose flex-col gap-4" preventScrollReset>
          <input type="hidden" name="agreedTo" value={mark} />
          <SelectField
            id="outcome"
            name="outcome"
            label={words.outcome}
            hint={words.outcomeHint(terms.inspectionOutcome[proposedOutcome])}
            value={outcome}
            onChange={({ target }) =>
              setOutcome(inspectionOutcomes.find((each) => each === target.value) ?? outcome)
            }
            options={inspectionOutcomes.map((value) => ({ value, label: terms.inspectionOutcome[value] }))}
          />
          <TextArea
            id="summary"
            name="summary"
            label={words.summary}
            hint={words.summaryHint}
            optional={outcome === proposedOutcome}
            problem={problemOf('summary')}
            defaultValue={typedOf('summary') ?? correction?.summary}
          />
          {correction && correction.findings.length > 0 ? (
            <fieldset>
              <legend className="font-semibold">{words.takeBack}</legend>
              {correction.findings.map((finding) => (
                <CheckboxField
                  key={finding.id}
                  name="withdrawn"
                  value={finding.id}
                  defaultChecked={isTicked(finding.id)}
                  label={
                    <>
                      {places.criteria[finding.criterionKey] ?? finding.criterionKey}{' '}
                      <span className="text-muted">
                        {placeWithin(finding)} · {places.severities[finding.severity]}
                      </span>
                    </>
                  }
                />
              ))}
            </fieldset>
          ) : null}
          {photosAwaited > 0 ? (
            <CheckboxField
              name="withoutPhotos"
              value="yes"
              label={words.withoutPhotos}
              hint={reports.open.photos(photosAwaited)}
              defaultChecked={typedOf('withoutPhotos') === 'yes'}
            />
          ) : null}
          {correction ? (
            <TextArea
              id="reason"
              name="reason"
              label={words.reason}
              problem={problemOf('reason')}
              defaultValue={typedOf('reason')}
            />
          ) : null}
          <div>
            <ConfirmButton
              form="review"
              name="intent"
              value={correction ? 'correct' : 'publish'}
              kind="primary"
              label={correction ? words.publishCorrection : words.publish}
              question={
                correction ? words.correctQuestion : words.publishQuestion(terms.inspectionOutcome[outcome])
              }
            />
          </div>
        </Form>
      )}
    </Card>
  );
}
