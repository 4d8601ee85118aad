import { Link, useSearchParams, useSubmit } from '@remix-run/react';
import { useState } from 'react';
import type { Day } from '#app/domain/dates.ts';
import { travelMetres } from '#app/domain/inspection/travel.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { EmptyState } from '#app/ui/page.tsx';
import type { Hindrances, ShownInspector, ShownVisit } from './visit-card.tsx';
import { VisitCard } from './visit-card.tsx';

interface Row {
  /** Null for visits that nobody is to make yet. */
  readonly accountId: string | null;
  readonly displayName: string;
}

/**
 * The visits of a week, a row an inspector, a column a day. A visit is dragged to another cell, or moved by the form in
 * its card. On a narrow screen the days of an inspector stand under one another, those without a visit left out.
 */
export function VisitBoard({
  days,
  visits,
  inspectors,
  hindrances,
  today,
  mayPlan,
}: {
  days: readonly Day[];
  visits: readonly ShownVisit[];
  inspectors: readonly ShownInspector[];
  hindrances: Readonly<Record<string, Hindrances>>;
  today: Day;
  mayPlan: boolean;
}) {
  const { texts, format } = useSpeech();
  const { inspections } = texts;
  const { schedule } = inspections;
  const rows: Row[] = [
    ...inspectors,
    // Who inspects no longer, and whose visits are to be given to others.
    ...new Map(
      visits.flatMap(({ inspectorId, inspectorName }) =>
        inspectorId === null || inspectors.some(({ accountId }) => accountId === inspectorId)
          ? []
          : [[inspectorId, { accountId: inspectorId, displayName: inspectorName ?? '' }] as const],
      ),
    ).values(),
    ...(visits.some(({ inspectorId }) => inspectorId === null)
      ? [{ accountId: null, displayName: schedule.nobody }]
      : []),
  ];
  if (visits.length === 0) return <EmptyState title={schedule.empty} />;
  return (
    <>
      {mayPlan ? <p className="mb-2 text-sm text-muted print:hidden">{schedule.dragHint}</p> : null}
      <div
        className="overflow-x-auto rounded-lg border border-line bg-surface"
        tabIndex={0}
        role="region"
        aria-label={schedule.board}
      >
        <table role="table" className="w-full border-collapse max-lg:block">
          <caption className="sr-only">{schedule.board}</caption>
          <thead className="bg-raised text-sm max-lg:sr-only">
            <tr role="row">
              <th scope="col" role="columnheader" className="px-3 py-2 text-start">
                {inspections.inspector}
              </th>
              {days.map((day) => (
                <th
                  key={day}
                  scope="col"
                  role="columnheader"
                  aria-current={day === today ? 'date' : undefined}
                  className={`px-2 py-2 text-start font-semibold aria-[current=date]:text-brand ${days.length > 5 ? 'lg:w-[13%]' : 'lg:w-[18%]'}`}
                >
                  {format.weekday(day)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="max-lg:block">
            {rows.map((row) => {
              const ofRow = visits.filter(({ inspectorId }) => inspectorId === row.accountId);
              return (
                <tr
                  key={row.accountId}
                  role="row"
                  className={`border-t border-line align-top max-lg:block max-lg:p-3 ${ofRow.length === 0 ? 'print:hidden' : ''}`}
                >
                  <th
                    scope="row"
                    role="rowheader"
                    className="px-3 py-2.5 text-start font-semibold max-lg:block max-lg:px-0"
                  >
                    <bdi>{row.displayName}</bdi>
                    <span className="block text-sm font-normal text-muted">
                      {ofRow.length === 0 ? schedule.noVisits : inspections.visits(ofRow.length)}
                    </span>
                  </th>
                  {days.map((day) => (
                    <BoardCell
                      key={day}
                      day={day}
                      row={row}
                      visits={ofRow.filter((visit) => visit.day === day)}
                      canTake={mayPlan && row.accountId !== null && day >= today}
                      inspectors={inspectors}
                      hindrances={hindrances}
                      today={today}
                      mayPlan={mayPlan}
                    />
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}

function BoardCell({
  day,
  row,
  visits,
  canTake,
  inspectors,
  hindrances,
  today,
  mayPlan,
}: {
  day: Day;
  row: Row;
  visits: readonly ShownVisit[];
  canTake: boolean;
  inspectors: readonly ShownInspector[];
  hindrances: Readonly<Record<string, Hindrances>>;
  today: Day;
  mayPlan: boolean;
}) {
  const { texts, format } = useSpeech();
  const { inspections, terms } = texts;
  const [isOver, setIsOver] = useState(false);
  const [search] = useSearchParams();
  const submit = useSubmit();
  const way = new URLSearchParams({
    week: search.get('week') ?? day,
    way: `${row.accountId ?? ''}.${day}`,
  });
  return (
    <td
      // Written out, since cells that are laid out as blocks lose it in some browsers.
      // eslint-disable-next-line jsx-a11y/no-interactive-element-to-noninteractive-role
      role="cell"
      className={`h-full border-s border-line p-1.5 max-lg:block max-lg:border-s-0 max-lg:px-0 ${visits.length === 0 ? 'max-lg:hidden' : ''} ${isOver ? 'bg-brand-soft' : ''}`}
      {...(canTake && {
        onDragOver: (event) => {
          event.preventDefault();
          setIsOver(true);
        },
        onDragLeave: () => setIsOver(false),
        onDrop: (event) => {
          event.preventDefault();
          setIsOver(false);
          const id = event.dataTransfer.getData('text/plain');
          if (!id || visits.some((visit) => visit.id === id)) return;
          submit(
            { intent: 'move', id, day, inspectorId: row.accountId },
            { method: 'post', preventScrollReset: true },
          );
        },
      })}
    >
      <p className="mb-1 font-semibold lg:hidden">{format.weekday(day)}</p>
      <ol className="flex flex-col gap-1.5 lg:min-w-36">
        {visits.map((visit, index) => (
          <li key={visit.id}>
            <VisitCard
              visit={visit}
              order={index + 1}
              inspectors={inspectors}
              hindrances={hindrances[visit.id] ?? {}}
              today={today}
              mayPlan={mayPlan}
            />
          </li>
        ))}
      </ol>
      {visits.length > 1 && row.accountId !== null ? (
        <Link
          to={`?${way}#way`}
          aria-label={inspections.schedule.showWay(row.displayName, format.day(day))}
          className="mt-1 inline-flex min-h-8 items-center px-1 text-sm text-brand underline underline-offset-4"
        >
          {inspections.schedule.way(terms.kilometres(travelMetres(visits)))}
        </Link>
      ) : null}
    </td>
  );
}
