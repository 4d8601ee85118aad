import type { Severity } from '#app/domain/standards/criterion.ts';
import { findingsOf } from '#app/domain/inspection/findings.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Card, Tag } from '#app/ui/page.tsx';
import { AskFirst } from '#app/ui/inspector/ask-first.tsx';
import { hashPath } from '#app/ui/inspector/hash-path.ts';
import { usePhone, useVisitName } from '#app/ui/inspector/phone-context.tsx';
import { CapacityNote } from '#app/ui/inspector/place/capacity-note.tsx';
import { usePlaceName } from '#app/ui/inspector/place/place-name.ts';
import { Screen } from '#app/ui/inspector/screen.tsx';
import { severityTones } from '#app/ui/inspector/severity-tones.ts';
import type { Visit } from '#app/ui/inspector/store/visit.ts';
import { placesOf } from '#app/ui/inspector/store/visit.ts';
import { Signatures } from './signatures.tsx';

const order: Readonly<Record<Severity, number>> = { critical: 0, major: 1, minor: 2 };

/** What is not answered, what was found, who signed; and the way to submit. */
export function SummaryScreen({ visit }: { visit: Visit }) {
  const { texts } = useSpeech();
  const { phone } = usePhone();
  const words = texts.inspector;
  const names = useVisitName()(visit);
  const placeName = usePlaceName(visit);
  const { pack, record, verdicts } = visit;
  const visitPath = hashPath('visit', pack.id);
  const left = placesOf(visit).filter(({ answered, questions }) => answered < questions.length);
  const unanswered = left.reduce((sum, { answered, questions }) => sum + questions.length - answered, 0);
  const findings = [...findingsOf(verdicts, record)].sort(
    (one, other) => order[one.severity] - order[other.severity],
  );
  const closing = [...new Set(findings.filter(({ closes }) => closes).map(({ place }) => placeName(place)))];
  const hasSigned =
    record.signatures.some(({ body }) => body.by === 'inspector') &&
    (record.refusals.length > 0 || record.signatures.some(({ body }) => body.by === 'representative'));
  const submit = () => {
    // Its own number says what this phone recorded before it, and no other phone's acts hold it back.
    void phone.record(pack.id, { kind: 'submitted', body: { upTo: {} } }).catch(() => undefined);
  };
  const closingNote =
    closing.length > 0 ? (
      <Notice tone="danger" title={words.closing}>
        <p className="font-semibold">{closing.join(texts.terms.comma)}</p>
        <p>{words.closingHint}</p>
      </Notice>
    ) : null;
  return (
    <Screen
      title={words.summary}
      lead={`${names.place} · ${names.site}`}
      back={visitPath}
      bottom={
        record.submission ? null : (
          <AskFirst
            className="grow"
            label={words.submit}
            question={words.submitQuestion}
            disabled={!hasSigned}
            onConfirm={submit}
          >
            {closingNote}
            {unanswered > 0 ? (
              <p>
                {words.unansweredCount(unanswered)}. {words.submitUnanswered}
              </p>
            ) : null}
            <p>{words.submitHint}</p>
          </AskFirst>
        )
      }
    >
      {record.submission ? <Notice tone="success" title={words.submittedHint} /> : null}
      {closingNote}
      {record.missing.size > 0 ? <Notice tone="warning">{words.missingActs}</Notice> : null}
      {record.conflicts.length > 0 ? (
        <Notice tone="danger" title={words.conflicts(record.conflicts.length)}>
          <p>{words.conflictHint}</p>
        </Notice>
      ) : null}
      <Card title={words.findings}>
        <CapacityNote visit={visit} />
        {findings.length === 0 ? <p>{words.noFindings}</p> : null}
        <ul className="flex flex-col divide-y divide-line">
          {findings.map(({ criterionId, criterionKey, severity, place, note, questionId }) => (
            <li key={`${criterionId} ${questionId}`} className="flex flex-col gap-1 py-2">
              <span className="flex flex-wrap items-center gap-2">
                <a href={hashPath('visit', pack.id, ...questionId.split('/').slice(0, -1))}>
                  {placeName(place)}
                </a>
                <Tag tone={severityTones[severity]}>{texts.places.severities[severity]}</Tag>
              </span>
              <span>{texts.places.criteria[criterionKey] ?? criterionKey}</span>
              {note ? <bdi className="text-sm text-muted">{note}</bdi> : null}
            </li>
          ))}
        </ul>
      </Card>
      <Card title={words.unanswered}>
        {unanswered === 0 ? (
          <p>{words.nothingUnanswered}</p>
        ) : (
          <details>
            <summary className="cursor-pointer py-2">{words.unansweredCount(unanswered)}</summary>
            <ul className="flex flex-col">
              {left.map(({ key, place, answered, questions }) => (
                <li key={key}>
                  <a
                    href={hashPath('visit', pack.id, ...key.split('/'))}
                    className="flex min-h-11 items-center justify-between gap-2 text-brand"
                  >
                    <span>{placeName(place)}</span>
                    <span className="text-muted">{questions.length - answered}</span>
                  </a>
                </li>
              ))}
            </ul>
          </details>
        )}
      </Card>
      <Signatures visit={visit} />
      {hasSigned || record.submission ? null : <p className="text-muted">{words.needsSignature}</p>}
    </Screen>
  );
}
