import { useState } from 'react';
import { kuwaitDay } from '#app/domain/dates.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { EmptyState, Tag } from '#app/ui/page.tsx';
import { hashPath } from './hash-path.ts';
import { usePhone, useVisitName } from './phone-context.tsx';
import { ProgressBar } from './progress-bar.tsx';
import { Screen } from './screen.tsx';
import type { Visit } from './store/visit.ts';
import { ThumbButton } from './thumb.tsx';

/** The visits that are on the phone, in the order of the way. */
export function TodayScreen({ isKept }: { isKept: boolean }) {
  const { texts, format } = useSpeech();
  const { phone, open } = usePhone();
  const words = texts.inspector;
  const [isFetching, setFetching] = useState(false);
  const { day, dayProblem, visits, storage } = open;
  const today = kuwaitDay(new Date());
  const days = Map.groupBy(
    [...visits.values()].filter((visit) => visit !== null),
    ({ pack }) => pack.scheduledOn,
  );
  const fetchDay = async () => {
    setFetching(true);
    await phone.storeDay();
    setFetching(false);
  };
  return (
    <Screen
      keepsPlace
      title={words.today}
      lead={format.day(today)}
      bottom={
        <ThumbButton
          className="grow"
          kind={day ? 'secondary' : 'primary'}
          disabled={isFetching}
          onClick={() => void fetchDay()}
        >
          {isFetching ? words.fetching : words.fetchDay}
        </ThumbButton>
      }
    >
      {dayProblem && words.dayProblem[dayProblem] ? (
        <Notice tone="warning">{words.dayProblem[dayProblem]}</Notice>
      ) : null}
      {day === null ? (
        <EmptyState title={words.notStored} />
      ) : visits.size === 0 ? (
        <EmptyState title={words.noVisits}>
          <p>{words.noVisitsHint}</p>
        </EmptyState>
      ) : null}
      {[...days].map(([scheduledOn, ofDay]) => (
        <section key={scheduledOn} className="flex flex-col gap-3">
          {scheduledOn === today && days.size === 1 ? null : (
            <h2>{scheduledOn === today ? texts.places.today : format.day(scheduledOn)}</h2>
          )}
          <ol className="flex flex-col gap-3">
            {ofDay.map((visit) => (
              <li key={visit.pack.id}>
                <VisitCard visit={visit} />
              </li>
            ))}
          </ol>
        </section>
      ))}
      <div className="mt-auto flex flex-col gap-1 text-sm text-muted">
        {day ? (
          <p>
            {day.today === today
              ? words.storedAt(format.instant(day.preparedAt))
              : words.storedFor(format.day(day.today))}
          </p>
        ) : null}
        <p>{isKept ? `${words.ready} ✓` : words.notReady}</p>
        {storage && !storage.isKept ? <p>{words.mayBeCleared}</p> : null}
      </div>
    </Screen>
  );
}

function VisitCard({ visit }: { visit: Visit }) {
  const { texts } = useSpeech();
  const names = useVisitName()(visit);
  const words = texts.inspector;
  const { pack, record, questions, acts } = visit;
  const answered = questions.filter(({ id }) => record.answers.get(id)?.kind === 'settled').length;
  const unsent = acts.filter(({ state }) => state !== 'held').length;
  return (
    <a
      href={hashPath('visit', pack.id)}
      className="flex flex-col gap-2 rounded-xl border border-line bg-surface p-4 text-ink no-underline hover:bg-raised"
    >
      <span className="flex items-center gap-3">
        {pack.visitOrder === null ? null : (
          <span
            aria-label={words.stop(pack.visitOrder)}
            role="img"
            className="inline-flex size-10 shrink-0 items-center justify-center rounded-full bg-brand text-lg font-semibold text-brand-ink"
          >
            {pack.visitOrder}
          </span>
        )}
        <span className="min-w-0 grow">
          <span className="block text-lg font-semibold">{names.place}</span>
          <span className="block text-muted">{names.site}</span>
        </span>
      </span>
      <ProgressBar done={answered} all={questions.length} />
      <span className="flex flex-wrap gap-2">
        <Tag>{texts.terms.inspectionReason[pack.reason]}</Tag>
        {record.submission ? <Tag tone="success">{words.submitted}</Tag> : null}
        {record.conflicts.length > 0 ? <Tag tone="danger">{words.conflict}</Tag> : null}
        {unsent > 0 ? <Tag tone="warning">{words.waiting(unsent)}</Tag> : null}
      </span>
    </a>
  );
}
