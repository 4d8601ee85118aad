import { Form } from '@remix-run/react';
import type { ReportedFinding } from '#app/domain/inspection/report.ts';
import { SubmitButton } from '#app/ui/button.tsx';
import { TextField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { EstimateMark, Facts, Tag } from '#app/ui/page.tsx';
import { useRuleInWords } from '#app/ui/places/rule-in-words.ts';
import { useRefusal } from '#app/ui/refusal.ts';
import { SeverityTag } from '#app/ui/state-tags.tsx';
import { FilePhotos } from './file-photos.tsx';
import { useReportWords } from './report-words.ts';

/** What was found wanting, each with what is required, what was found, the proof, and what is to be done by when. */
export function FindingList({
  findings,
  arrived,
  canWithdraw,
}: {
  findings: readonly ReportedFinding[];
  /** Hashes of photos whose files are here. */
  arrived: readonly string[];
  canWithdraw: boolean;
}) {
  return (
    <ul className="grid gap-4 xl:grid-cols-2">
      {findings.map((finding) => (
        <li
          key={finding.id}
          className={`min-w-0 rounded-lg border border-line bg-surface p-4 ${finding.withdrawn ? 'border-dashed' : ''}`}
        >
          <Finding finding={finding} arrived={arrived} />
          {canWithdraw && !finding.withdrawn ? <Withdrawal findingId={finding.id} /> : null}
        </li>
      ))}
    </ul>
  );
}

function Finding({ finding, arrived }: { finding: ReportedFinding; arrived: readonly string[] }) {
  const { texts, format } = useSpeech();
  const { places, reports } = texts;
  const words = reports.finding;
  const { placeWithin, found } = useReportWords();
  const ruleInWords = useRuleInWords();
  const { instrument, clause, confidence, action, withdrawn } = finding;
  return (
    <>
      <h3 className="mb-2 flex flex-wrap items-center gap-2">
        <SeverityTag severity={finding.severity} />
        <span className={withdrawn ? 'line-through' : ''}>
          {places.criteria[finding.criterionKey] ?? finding.criterionKey}
        </span>
        <span className="font-normal text-muted">{placeWithin(finding)}</span>
        {finding.isRepeated ? <Tag tone="warning">{words.repeated}</Tag> : null}
        {withdrawn ? <Tag>{words.withdrawn}</Tag> : null}
      </h3>
      {withdrawn ? (
        <p className="mb-2">
          {words.withdrawnBy(withdrawn.by, format.instant(withdrawn.at))}: <bdi>{withdrawn.reason}</bdi>
        </p>
      ) : null}
      <Facts
        facts={[
          { label: words.required, value: ruleInWords(finding.rule) },
          { label: words.found, value: found(finding) },
          ...(finding.note
            ? [{ label: words.note, value: <bdi className="whitespace-pre-line">{finding.note}</bdi> }]
            : []),
          ...(instrument
            ? [
                {
                  label: words.source,
                  value: (
                    <span className="font-normal">
                      {instrument.url ? (
                        <a href={instrument.url} rel="noreferrer" target="_blank">
                          <bdi>{instrument.name}</bdi>
                        </a>
                      ) : (
                        <bdi>{instrument.name}</bdi>
                      )}
                      {clause ? (
                        <>
                          {texts.terms.comma}
                          <bdi>{clause}</bdi>
                        </>
                      ) : null}
                      {confidence && confidence !== 'verified' ? (
                        <span className="block text-sm text-muted">
                          {places.confidence[confidence] ?? confidence}
                        </span>
                      ) : null}
                    </span>
                  ),
                },
              ]
            : []),
          { label: words.answerable, value: texts.terms.answerable[finding.answerable] },
          ...(withdrawn
            ? []
            : [
                {
                  label: words.due,
                  value: action ? (
                    <>
                      {format.day(action.dueOn)} <EstimateMark>{words.dueHint}</EstimateMark>
                      {action.completedOn ? (
                        <span className="block text-success">
                          {words.completed(format.day(action.completedOn))}
                        </span>
                      ) : null}
                    </>
                  ) : (
                    words.nothingDue
                  ),
                },
              ]),
        ]}
      />
      <FilePhotos hashes={finding.hashes} arrived={arrived} />
    </>
  );
}

function Withdrawal({ findingId }: { findingId: string }) {
  const { reports } = useSpeech().texts;
  const words = reports.finding;
  const { problems, typed } = useRefusal();
  const isRefused = typed?.['findingId'] === findingId;
  return (
    <details className="mt-3 print:hidden" open={isRefused}>
      <summary className="inline-flex min-h-11 cursor-pointer items-center text-brand underline underline-offset-4">
        {words.withdraw}
      </summary>
      <Form method="post" preventScrollReset className="mt-2 flex max-w-prose flex-col gap-3">
        <input type="hidden" name="findingId" value={findingId} />
        <TextField
          id={`reason-${findingId}`}
          name="reason"
          label={words.withdrawReason}
          problem={isRefused ? problems?.['reason'] : undefined}
          defaultValue={isRefused ? typed['reason'] : ''}
        />
        <div>
          <SubmitButton kind="danger" name="intent" value="withdraw">
            {words.withdrawNow}
          </SubmitButton>
        </div>
      </Form>
    </details>
  );
}
