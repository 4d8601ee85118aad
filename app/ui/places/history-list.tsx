import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { Role } from '#app/domain/identity/actor.ts';
import type { HistoryEvent } from '#app/domain/places/building-history.ts';
import { useReportWords } from '#app/ui/inspections/report-words.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import type { TagTone } from '#app/ui/page.tsx';
import { Tag } from '#app/ui/page.tsx';
import { useStandardName } from '#app/ui/standards/standard-name.ts';
import { OutcomeTag, SeverityTag } from '#app/ui/state-tags.tsx';

const tones: Readonly<Record<HistoryEvent['kind'], TagTone>> = {
  inspection: 'brand',
  report: 'brand',
  finding: 'warning',
  notice: 'warning',
  repair: 'success',
  closing: 'danger',
  reopening: 'success',
  measurement: 'neutral',
  standard: 'neutral',
};

/** What happened, day by day along a line, the newest first. */
export function HistoryList({ events, role }: { events: readonly HistoryEvent[]; role: Role }) {
  const { texts, format } = useSpeech();
  const { kinds } = texts.reports.timeline;
  const days = [...Map.groupBy(events, ({ day }) => day)];
  return (
    <ol className="ms-2 border-s-2 border-line">
      {days.map(([day, ofDay]) => (
        <li key={day} className="relative ps-6 pb-6">
          <span
            aria-hidden="true"
            className="absolute -start-[0.56rem] top-1.5 size-4 rounded-full border-2 border-brand bg-surface"
          />
          <h2 className="mb-2 text-base">
            <time dateTime={day}>{format.day(day)}</time>
          </h2>
          <ul className="flex flex-col gap-2">
            {ofDay.map((event) => (
              <li
                key={`${event.kind} ${event.id} ${'version' in event.facts ? event.facts.version : ''} ${'isAccepted' in event.facts ? String(event.facts.isAccepted) : ''}`}
                className="flex flex-wrap items-baseline gap-x-3 gap-y-1"
              >
                <Tag tone={tones[event.kind]}>{kinds[event.kind]}</Tag>
                <span>
                  <Told event={event} role={role} />
                </span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function Told({ event, role }: { event: HistoryEvent; role: Role }): ReactNode {
  const { texts } = useSpeech();
  const { reports, places, terms, findings, changes } = texts;
  const words = reports.timeline;
  const { placeWithin } = useReportWords();
  const standardName = useStandardName();
  const at = ({ floor, roomName }: { floor: number | null; roomName: string | null }) =>
    placeWithin({ scope: 'building', floor, roomName });
  const criterion = (key: string) => places.criteria[key] ?? key;
  switch (event.kind) {
    case 'inspection': {
      const { inspectionId, number, reason, outcome } = event.facts;
      return (
        <>
          <Link to={`/inspections/${inspectionId}`}>{reports.inspection(number)}</Link> (
          {terms.inspectionReason[reason]}) {outcome ? <OutcomeTag outcome={outcome} /> : null}
        </>
      );
    }
    case 'report': {
      const { inspectionId, number, version, outcome } = event.facts;
      return (
        <>
          <Link to={`/inspections/${inspectionId}?version=${version}`}>
            {reports.inspection(number)}
            {terms.comma}
            {reports.version(version)}
          </Link>{' '}
          <OutcomeTag outcome={outcome} />
        </>
      );
    }
    case 'finding': {
      const { findingId, criterionKey, severity, isWithdrawn } = event.facts;
      return (
        <>
          <SeverityTag severity={severity} />{' '}
          <Link to={`/findings/${findingId}`} className={isWithdrawn ? 'line-through' : undefined}>
            {criterion(criterionKey)}
          </Link>{' '}
          ({at(event.facts)}) {isWithdrawn ? <Tag>{reports.finding.withdrawn}</Tag> : null}
        </>
      );
    }
    case 'notice':
      return (
        <>
          <Link to={`/notices/${event.id}`}>{findings.notice(event.facts.number)}</Link>:{' '}
          {findings.steps[event.facts.step]} – {criterion(event.facts.criterionKey)} ({at(event.facts)})
        </>
      );
    case 'repair': {
      const { isAccepted, criterionKey } = event.facts;
      return (
        <>
          {isAccepted === null ? words.reported : isAccepted ? words.accepted : words.rejected}:{' '}
          {criterion(criterionKey)} ({at(event.facts)})
        </>
      );
    }
    case 'closing':
    case 'reopening': {
      const { bedLabel, reason } = event.facts;
      return (
        <>
          {[at(event.facts), bedLabel === null ? '' : changes.place.bed(bedLabel)]
            .filter(Boolean)
            .join(terms.comma)}
          {event.kind === 'closing' ? (
            <>
              : <bdi>{reason}</bdi>
            </>
          ) : null}
        </>
      );
    }
    case 'measurement': {
      const said = changes.change(event.facts.number);
      return role === 'planner' || role === 'auditor' ? (
        <Link to={`/changes/${event.id}`}>{said}</Link>
      ) : (
        said
      );
    }
    case 'standard':
      return (
        <>
          <bdi>{standardName(event.facts)}</bdi>
          {terms.comma}
          {reports.version(event.facts.version)}
        </>
      );
  }
}
