import { Form } from '@remix-run/react';
import { useState } from 'react';
import type { Day } from '#app/domain/dates.ts';
import type { ProposedWeek } from '#app/domain/inspection/schedule.ts';
import { DAYS_BETWEEN_CHECKS, VISITS_A_DAY } from '#app/domain/inspection/schedule.ts';
import { travelMetres } from '#app/domain/inspection/travel.ts';
import type { BuildingRisk } from '#app/domain/risk/building-risk.ts';
import { LinkButton, SubmitButton } from '#app/ui/button.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Card, EmptyState } from '#app/ui/page.tsx';
import { useReportWords } from './report-words.ts';
import { RiskFigure, RiskReasons } from './risk-figure.tsx';

type ShownBuilding = BuildingRisk & {
  readonly siteId: string;
  readonly buildingId: string;
  readonly buildingName: string;
  readonly siteAr: string;
  readonly siteEn: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly lastInspectorIds: readonly string[];
};

interface ShownProposal {
  readonly visits: readonly (ProposedWeek<ShownBuilding>['visits'][number] & {
    readonly inspectorName: string;
  })[];
  readonly leftOut: ProposedWeek<ShownBuilding>['leftOut'];
  readonly emptyBecause: 'nonePast' | 'noneNoInspector' | 'noneFull';
}

/** Reasons of a building that the preview names. */
const REASONS = 3;

/** What is proposed for a week, with its reasons; each visit can be taken out before all are planned at once. */
export function WeekProposal({
  proposal: { visits, leftOut, emptyBecause },
  chosen,
  week,
}: {
  proposal: ShownProposal;
  /** How many buildings it is restricted to; null for all. */
  chosen: number | null;
  week: Day;
}) {
  const { texts, format } = useSpeech();
  const { inspections, terms } = texts;
  const { schedule } = inspections;
  const { inspectedPlace: placeName } = useReportWords();
  const [out, setOut] = useState<ReadonlySet<string>>(new Set());
  const rounds = [...Map.groupBy(visits, ({ day, inspectorId }) => `${day} ${inspectorId}`)].sort(
    ([one], [other]) => (one < other ? -1 : 1),
  );
  const taken = visits.length - out.size;
  return (
    <Card title={schedule.proposalTitle} className="mb-6 print:hidden">
      {visits.length === 0 ? (
        <EmptyState title={schedule.proposalNone}>
          <p className="w-full text-muted">{schedule[emptyBecause]}</p>
          {emptyBecause === 'noneNoInspector' ? (
            <LinkButton to="/inspections/inspectors">{inspections.tabs.inspectors}</LinkButton>
          ) : null}
        </EmptyState>
      ) : (
        <>
          <p className="font-semibold">{schedule.proposalLead(visits.length)}</p>
          {chosen === null ? null : <p>{schedule.proposalChosen(chosen)}</p>}
          <p className="max-w-prose text-sm text-muted">
            {schedule.proposalRule(format.number(VISITS_A_DAY), format.number(DAYS_BETWEEN_CHECKS))}
          </p>
          <Form method="post" action={`/inspections/schedule?week=${week}`}>
            <div className="mt-4 grid gap-4 md:grid-cols-2 2xl:grid-cols-3">
              {rounds.map(([key, stops]) => (
                <section key={key} className="rounded-md border border-line p-3">
                  <h3 className="flex flex-wrap justify-between gap-x-4">
                    <span>
                      {format.weekday(stops[0]?.day ?? week)} · <bdi>{stops[0]?.inspectorName}</bdi>
                    </span>
                    <span className="text-sm font-normal text-muted">
                      {schedule.way(terms.kilometres(travelMetres(stops.map(({ building }) => building))))}
                    </span>
                  </h3>
                  <ol className="mt-2 flex flex-col gap-3">
                    {stops.map(({ building, inspectorId, day }) => (
                      <li key={building.buildingId} className="flex gap-3">
                        <input
                          type="checkbox"
                          name="visit"
                          value={`${building.buildingId} ${inspectorId} ${day}`}
                          defaultChecked
                          aria-label={schedule.include(building.buildingName, format.day(day))}
                          className="mt-0.5 size-6 shrink-0"
                          onChange={({ target }) => {
                            const next = new Set(out);
                            if (target.checked) next.delete(building.buildingId);
                            else next.add(building.buildingId);
                            setOut(next);
                          }}
                        />
                        <div className={`min-w-0 ${out.has(building.buildingId) ? 'opacity-60' : ''}`}>
                          <p className="flex flex-wrap items-center gap-x-3 font-semibold">
                            {placeName(building)}
                            <RiskFigure figure={building.figure} />
                          </p>
                          <RiskReasons reasons={building.reasons} most={REASONS} />
                        </div>
                      </li>
                    ))}
                  </ol>
                </section>
              ))}
            </div>
            <div className="mt-4 flex flex-wrap gap-3">
              <SubmitButton name="intent" value="confirm" disabled={taken === 0}>
                {schedule.confirm(taken)}
              </SubmitButton>
              <LinkButton to={`?week=${week}`}>{schedule.discard}</LinkButton>
            </div>
          </Form>
        </>
      )}
      {leftOut.length > 0 ? (
        <>
          <h3 className="mt-5">{schedule.leftOut}</h3>
          <ul className="mt-1 list-disc ps-5 text-sm">
            {leftOut.map(({ building, hindrances }) => (
              <li key={building.buildingId}>
                {schedule.leftOutWhy(
                  placeName(building),
                  hindrances.map((hindrance) => schedule.hindrances[hindrance]).join(terms.comma),
                )}
              </li>
            ))}
          </ul>
          <p className="mt-3">
            <LinkButton to="/inspections/inspectors">{inspections.tabs.inspectors}</LinkButton>
          </p>
        </>
      ) : null}
    </Card>
  );
}
