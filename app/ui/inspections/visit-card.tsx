import { Form, Link } from '@remix-run/react';
import type { DragEvent } from 'react';
import { useId } from 'react';
import type { Day } from '#app/domain/dates.ts';
import type { InspectionReason, InspectionState } from '#app/domain/inspection/day-pack.ts';
import type { SchedulingHindrance } from '#app/domain/inspection/schedule.ts';
import { mayBeSent } from '#app/domain/inspection/schedule.ts';
import { SubmitButton } from '#app/ui/button.tsx';
import { ConfirmButton } from '#app/ui/confirm-button.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Tag } from '#app/ui/page.tsx';
import { InspectionStateTag } from '#app/ui/state-tags.tsx';
import { useReportWords } from './report-words.ts';

export interface ShownVisit {
  readonly id: string;
  readonly reason: InspectionReason;
  readonly state: InspectionState;
  readonly day: Day;
  readonly visitOrder: number | null;
  readonly inspectorId: string | null;
  readonly inspectorName: string | null;
  readonly secondInspectorName: string | null;
  readonly siteAr: string;
  readonly siteEn: string;
  readonly buildingName: string | null;
  readonly rooms: number;
  readonly longitude: number;
  readonly latitude: number;
}

export interface ShownInspector {
  readonly accountId: string;
  readonly displayName: string;
}

/** What stands against each inspector, by account. */
export type Hindrances = Readonly<Record<string, SchedulingHindrance>>;

/** The inspectors as choices, with what stands against each; who may not go can't be chosen. */
export function useInspectorOptions() {
  const { schedule } = useSpeech().texts.inspections;
  return (inspectors: readonly ShownInspector[], hindrances: Hindrances, reason: InspectionReason) =>
    inspectors.map(({ accountId, displayName }) => {
      const hindrance = hindrances[accountId] ?? null;
      return {
        value: accountId,
        label: hindrance ? schedule.inspectorSaid(displayName, schedule.why[hindrance]) : displayName,
        disabled: !mayBeSent(hindrance, reason),
      };
    });
}

/** What the cells of the board take; the form in the card does the same without a mouse. */
const draggedAs = (id: string) => ({
  onDragStart: ({ dataTransfer }: DragEvent) => {
    dataTransfer.setData('text/plain', id);
    dataTransfer.effectAllowed = 'move';
  },
});

/** A visit on the board; one that hasn't begun can be moved and called off. */
export function VisitCard({
  visit,
  inspectors,
  hindrances,
  today,
  mayPlan,
  isDated = false,
  order,
}: {
  visit: ShownVisit;
  inspectors: readonly ShownInspector[];
  hindrances: Hindrances;
  today: Day;
  mayPlan: boolean;
  /** Says day and inspector too, where the card doesn't stand under them. */
  isDated?: boolean;
  /** Which stop of the day it is. */
  order?: number;
}) {
  const { texts, format, language } = useSpeech();
  const { terms, inspections, places } = texts;
  const { schedule } = inspections;
  const { inspectedPlace: placeName } = useReportWords();
  const site = language === 'ar' ? visit.siteAr : visit.siteEn;
  const isMovable = mayPlan && visit.state === 'scheduled';
  return (
    <article
      aria-label={placeName(visit)}
      draggable={isMovable}
      {...(isMovable && draggedAs(visit.id))}
      className={`rounded-md border border-line bg-surface p-2.5 text-start text-sm font-normal shadow-xs ${isMovable ? 'cursor-grab' : ''}`}
    >
      <p className="flex items-start gap-2">
        {order ? (
          <span
            aria-hidden="true"
            className="inline-flex size-6 shrink-0 items-center justify-center rounded-full bg-brand text-xs font-semibold text-brand-ink"
          >
            {order}
          </span>
        ) : null}
        <span className="min-w-0">
          <Link to={`/inspections/${visit.id}`} draggable={false} className="font-semibold">
            {visit.buildingName === null ? site : places.building(visit.buildingName)}
          </Link>
          {visit.buildingName === null ? null : <span className="block text-muted">{site}</span>}
        </span>
      </p>
      {isDated ? (
        <p className="mt-1">
          {format.day(visit.day)}
          {visit.inspectorName ? (
            <>
              {terms.comma}
              <bdi>{visit.inspectorName}</bdi>
            </>
          ) : null}
        </p>
      ) : null}
      {visit.secondInspectorName ? (
        <p className="mt-1">{schedule.second(visit.secondInspectorName)}</p>
      ) : null}
      <p className="mt-1.5 flex flex-wrap gap-1">
        <Tag>{terms.inspectionReason[visit.reason]}</Tag>
        {visit.state === 'scheduled' ? null : <InspectionStateTag state={visit.state} />}
        {visit.rooms > 0 ? <Tag>{schedule.onlyRooms(visit.rooms)}</Tag> : null}
      </p>
      {isMovable ? (
        <MoveForm visit={visit} inspectors={inspectors} hindrances={hindrances} today={today} />
      ) : null}
    </article>
  );
}

function MoveForm({
  visit,
  inspectors,
  hindrances,
  today,
}: {
  visit: ShownVisit;
  inspectors: readonly ShownInspector[];
  hindrances: Hindrances;
  today: Day;
}) {
  const { texts } = useSpeech();
  const { schedule } = texts.inspections;
  const { inspectedPlace: placeName } = useReportWords();
  const optionsOf = useInspectorOptions();
  const form = useId();
  return (
    <details key={`${visit.day} ${visit.inspectorId}`} className="mt-1 print:hidden">
      <summary
        aria-label={schedule.moveTitle(placeName(visit))}
        className="inline-flex min-h-8 cursor-pointer items-center text-brand underline underline-offset-4"
      >
        {schedule.move}
      </summary>
      <Form id={form} method="post" className="mt-2 flex flex-col gap-3">
        <input type="hidden" name="id" value={visit.id} />
        <TextField
          type="date"
          name="day"
          label={schedule.fields.day}
          min={today}
          defaultValue={visit.day < today ? today : visit.day}
          required
        />
        <SelectField
          name="inspectorId"
          label={schedule.fields.inspector}
          defaultValue={visit.inspectorId ?? ''}
          options={optionsOf(inspectors, hindrances, visit.reason)}
        />
        <div className="flex flex-wrap gap-2">
          <SubmitButton name="intent" value="move">
            {schedule.moveNow}
          </SubmitButton>
          <ConfirmButton
            form={form}
            name="intent"
            value="call_off"
            label={schedule.callOff}
            question={schedule.callOffQuestion(placeName(visit))}
          >
            <p>{schedule.callOffHint}</p>
          </ConfirmButton>
        </div>
      </Form>
    </details>
  );
}
