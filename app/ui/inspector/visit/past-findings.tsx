import type { PastFinding } from '#app/domain/inspection/day-pack.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Card, Tag } from '#app/ui/page.tsx';
import { severityTones } from '#app/ui/inspector/severity-tones.ts';
import type { Visit } from '#app/ui/inspector/store/visit.ts';
import { usePlaceName } from '#app/ui/inspector/place/place-name.ts';

/** What was found before; those still open first. */
export function PastFindings({ visit }: { visit: Visit }) {
  const { texts } = useSpeech();
  const words = texts.inspector;
  const found = [...visit.pack.pastFindings].sort(
    (one, other) => Number(one.correctedOn !== null) - Number(other.correctedOn !== null),
  );
  const openOnes = found.filter(({ correctedOn }) => correctedOn === null).length;
  return (
    <Card>
      <details>
        <summary className="cursor-pointer py-1 text-lg font-semibold">
          {words.pastFindings} {found.length > 0 ? `(${found.length})` : ''}{' '}
          {openOnes > 0 ? (
            <Tag tone="warning">
              {words.stillOpen}: {openOnes}
            </Tag>
          ) : null}
        </summary>
        {found.length === 0 ? <p>{words.noPastFindings}</p> : <FindingList visit={visit} findings={found} />}
      </details>
    </Card>
  );
}

export function FindingList({ visit, findings }: { visit: Visit; findings: readonly PastFinding[] }) {
  const { texts, format } = useSpeech();
  const placeName = usePlaceName(visit);
  const words = texts.inspector;
  return (
    <ul className="flex flex-col divide-y divide-line">
      {findings.map((finding, at) => (
        <li key={at} className="flex flex-col gap-1 py-2">
          <span className="flex flex-wrap items-center gap-2">
            <span className="font-semibold">
              {texts.places.criteria[finding.criterionKey] ?? finding.criterionKey}
            </span>
            <Tag tone={severityTones[finding.severity]}>{texts.places.severities[finding.severity]}</Tag>
          </span>
          <span className="text-sm text-muted">
            {placeName(finding.place)} · {words.foundOn(format.day(finding.foundOn))} ·{' '}
            {finding.correctedOn ? words.correctedOn(format.day(finding.correctedOn)) : words.stillOpen}
          </span>
          {finding.note ? <bdi className="text-sm">{finding.note}</bdi> : null}
        </li>
      ))}
    </ul>
  );
}
