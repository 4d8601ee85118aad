import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { listInspectors } from '#app/data/inspection/inspectors.ts';
import { rankBuildings } from '#app/data/inspection/risk.ts';
import { listRoomNames, planVisits } from '#app/data/inspection/schedule.ts';
import { listSites } from '#app/data/places/places.ts';
import { inspectionReasons } from '#app/domain/inspection/day-pack.ts';
import { hindrancesOf } from '#app/domain/inspection/schedule.ts';
import { pageCount } from '#app/domain/paging.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { riskWeights } from '#app/domain/risk/risk-weights.ts';
import { readForm, refuseWhole } from '#app/server/request/form.ts';
import { readListQuery } from '#app/server/request/list-query.ts';
import { ofBuildings } from '#app/server/request/ranked-buildings.ts';
import { recordId } from '#app/server/request/record-id.ts';
import { signedIn } from '#app/server/request/request-context.ts';
import { readScheduleQuery } from '#app/server/request/schedule-query.ts';
import { visitForm } from '#app/server/request/visit-form.ts';
import { LinkButton, SubmitButton } from '#app/ui/button.tsx';
import { CheckboxField, RadioFields, SelectField, TextField } from '#app/ui/field.tsx';
import { useReportWords } from '#app/ui/inspections/report-words.ts';
import { RiskFigure, RiskReasons } from '#app/ui/inspections/risk-figure.tsx';
import { SiteFilter } from '#app/ui/inspections/site-filter.tsx';
import { useInspectorOptions } from '#app/ui/inspections/visit-card.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { FieldProblemSummary, ProblemNotice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, EmptyState, PageHeader } from '#app/ui/page.tsx';
import { useRefusal } from '#app/ui/refusal.ts';
import { SearchForm } from '#app/ui/search-form.tsx';
import { DataTable, Pagination } from '#app/ui/table.tsx';

export const meta = titled((texts) => texts.inspections.schedule.addTitle);

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { today } = context;
  const { page, limit, offset, search } = readListQuery(request);
  const asked = new URL(request.url).searchParams;
  const wanted = asked.get('building');
  const { week } = readScheduleQuery(request, today);
  return context.transact(async (transaction) => {
    const { buildings } = await rankBuildings(transaction, { today, weights: riskWeights });
    const building = wanted === null ? null : buildings.find(({ buildingId }) => buildingId === wanted);
    if (building === undefined) throw new ProblemError('not_found');
    if (building === null) {
      const found = ofBuildings(buildings, { siteKey: asked.get('site'), search });
      const sites = await listSites(transaction);
      return {
        step: 'building' as const,
        rows: found.slice(offset, offset + limit),
        page,
        pages: pageCount(found.length),
        sites,
      };
    }
    const inspectors = await listInspectors(transaction);
    return {
      step: 'visit' as const,
      building,
      inspectors: inspectors.map(({ accountId, displayName }) => ({ accountId, displayName })),
      hindrances: hindrancesOf(inspectors, building),
      rooms: await listRoomNames(transaction, building),
      day: week > today ? week : today,
      today,
    };
  });
}

export async function action({ context, request }: ActionFunctionArgs) {
  const buildingId = recordId<'building'>(new URL(request.url).searchParams.get('building') ?? '');
  const form = await request.formData();
  const read = readForm(visitForm, form);
  if (!read.ok) return read.answer;
  const { rooms, ...visit } = read.value;
  const scheduledBy = signedIn(context).accountId;
  try {
    await context.transact((transaction) =>
      planVisits(transaction, {
        wanted: [{ ...visit, buildingId, roomIds: rooms }],
        scheduledBy,
        today: context.today,
      }),
    );
  } catch (error) {
    return refuseWhole(error, form);
  }
  return redirect(`/inspections/schedule?week=${visit.day}&done=added`);
}

export default function VisitNew() {
  const page = useLoaderData<typeof loader>();
  const { schedule } = useSpeech().texts.inspections;
  return (
    <>
      <PageHeader
        title={schedule.addTitle}
        lead={schedule.addLead}
        back={{ to: '/inspections/schedule', label: schedule.title }}
      />
      {page.step === 'building' ? <ChooseBuilding {...page} /> : <PlanVisit {...page} />}
    </>
  );
}

type Step<Name> = Extract<ReturnType<typeof useLoaderData<typeof loader>>, { step: Name }>;

function ChooseBuilding({ rows, page, pages, sites }: Step<'building'>) {
  const [search] = useSearchParams();
  const { inspections } = useSpeech().texts;
  const { schedule, risk } = inspections;
  const { inspectedPlace: placeName } = useReportWords();
  const choose = (buildingId: string) => {
    const next = new URLSearchParams({ building: buildingId });
    const week = search.get('week');
    if (week) next.set('week', week);
    return `?${next}`;
  };
  return (
    <>
      <p className="mb-3 font-semibold">{schedule.chooseBuilding}</p>
      <SearchForm label={risk.searchLabel} keep={['week']}>
        <SiteFilter sites={sites} chosen={search.get('site')} />
      </SearchForm>
      {rows.length === 0 ? (
        <EmptyState title={risk.none}>
          <LinkButton to="?">{risk.showAll}</LinkButton>
        </EmptyState>
      ) : (
        <DataTable
          caption={schedule.chooseBuilding}
          rows={rows}
          rowKey={({ buildingId }) => buildingId}
          columns={[
            {
              key: 'building',
              header: inspections.building,
              rowHeader: true,
              cell: (row) => <Link to={choose(row.buildingId)}>{placeName(row)}</Link>,
            },
            { key: 'figure', header: risk.figure, cell: ({ figure }) => <RiskFigure figure={figure} /> },
          ]}
        />
      )}
      <Pagination page={page} pages={pages} />
    </>
  );
}

function PlanVisit({ building, inspectors, hindrances, rooms, day, today }: Step<'visit'>) {
  const { problem, problems, typed, chosen } = useRefusal();
  const { texts } = useSpeech();
  const { inspections, terms, changes } = texts;
  const { schedule } = inspections;
  const { inspectedPlace: placeName } = useReportWords();
  const optionsOf = useInspectorOptions();
  // What a person may do hangs on the reason, which is chosen here too: the database and the action have the last word.
  const options = optionsOf(inspectors, hindrances, 'follow_up');
  const ticked = chosen?.['rooms'] ?? [typed?.['rooms']];
  return (
    <div className="grid gap-6 lg:grid-cols-[3fr_2fr]">
      <Card title={placeName(building)}>
        <Form method="post" noValidate className="flex max-w-xl flex-col gap-5">
          <ProblemNotice problem={problem} />
          <FieldProblemSummary problems={problems} labels={schedule.fields} />
          <TextField
            id="day"
            name="day"
            type="date"
            min={today}
            label={schedule.fields.day}
            defaultValue={typed?.['day'] ?? day}
            problem={problems?.['day']}
          />
          <RadioFields
            name="reason"
            label={schedule.fields.reason}
            value={typed?.['reason'] ?? 'routine'}
            options={inspectionReasons.map((value) => ({ value, label: terms.inspectionReason[value] }))}
            problem={problems?.['reason']}
          />
          <SelectField
            id="inspectorId"
            name="inspectorId"
            label={schedule.fields.inspector}
            defaultValue={
              typed?.['inspectorId'] ?? options.find(({ value }) => !hindrances[value])?.value ?? ''
            }
            options={options}
            problem={problems?.['inspectorId']}
          />
          <SelectField
            id="secondInspectorId"
            name="secondInspectorId"
            label={schedule.fields.secondInspector}
            optional
            defaultValue={typed?.['secondInspectorId'] ?? ''}
            options={[{ value: '', label: schedule.nobodyElse }, ...options]}
            problem={problems?.['secondInspectorId']}
          />
          {rooms.length > 0 ? (
            <fieldset>
              <legend className="font-semibold">{schedule.fields.rooms}</legend>
              <p className="text-sm text-muted">{schedule.roomsHint}</p>
              {[...Map.groupBy(rooms, ({ floor }) => floor)].map(([floor, ofFloor]) => (
                <details key={floor} className="mt-2">
                  <summary className="min-h-8 cursor-pointer">{changes.place.floor(floor)}</summary>
                  <div className="grid grid-cols-2 gap-x-4 sm:grid-cols-4">
                    {ofFloor.map(({ id, name }) => (
                      <CheckboxField
                        key={id}
                        name="rooms"
                        value={id}
                        label={<bdi>{name}</bdi>}
                        defaultChecked={ticked.includes(id)}
                      />
                    ))}
                  </div>
                </details>
              ))}
            </fieldset>
          ) : null}
          <div>
            <SubmitButton>{schedule.plan}</SubmitButton>
          </div>
        </Form>
      </Card>
      <Card title={inspections.risk.figure}>
        <div className="mb-3">
          <RiskFigure figure={building.figure} />
        </div>
        <RiskReasons reasons={building.reasons} />
      </Card>
    </div>
  );
}
