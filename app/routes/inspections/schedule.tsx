import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { listInspectors } from '#app/data/inspection/inspectors.ts';
import {
  callOffVisit,
  listLastInspectors,
  listMissedVisits,
  listVisits,
  moveVisit,
  planVisits,
} from '#app/data/inspection/schedule.ts';
import { addDays } from '#app/domain/dates.ts';
import { hindrancesOf, weekOf, workingDaysOf } from '#app/domain/inspection/schedule.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { proposalFor } from '#app/server/inspection/week-proposal.ts';
import { readForm } from '#app/server/request/form.ts';
import { signedIn } from '#app/server/request/request-context.ts';
import { readScheduleQuery } from '#app/server/request/schedule-query.ts';
import { callOffForm, confirmForm, moveForm } from '#app/server/request/visit-form.ts';
import { LinkButton, SubmitButton } from '#app/ui/button.tsx';
import { DoneNotice } from '#app/ui/done-notice.tsx';
import { InspectionTabs, arrangesInspections } from '#app/ui/inspections/inspection-tabs.tsx';
import { VisitBoard } from '#app/ui/inspections/visit-board.tsx';
import { VisitCard } from '#app/ui/inspections/visit-card.tsx';
import { useReportWords } from '#app/ui/inspections/report-words.ts';
import { WayCard } from '#app/ui/inspections/way-card.tsx';
import { WeekProposal } from '#app/ui/inspections/week-proposal.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Notice, ProblemNotice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, PageHeader } from '#app/ui/page.tsx';
import { PrintButton } from '#app/ui/print-button.tsx';
import { useRefusal } from '#app/ui/refusal.ts';

export const meta = titled((texts) => texts.inspections.schedule.title);

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { today } = context;
  const { role } = signedIn(context);
  const mayPlan = arrangesInspections(role);
  const { week, wantsProposal, buildingIds, way, moved } = readScheduleQuery(request, today);
  const to = addDays(week, 6);
  return context.transact(async (transaction) => {
    const visits = await listVisits(transaction, { from: week, to });
    const missed = mayPlan ? await listMissedVisits(transaction, { today }) : [];
    const inspectors = await listInspectors(transaction);
    const working = workingDaysOf(week);
    const held = new Set(visits.map(({ day }) => day));
    const movable = [...visits, ...missed].filter(({ state }) => state === 'scheduled');
    const lastInspectors = await listLastInspectors(transaction, {
      buildingIds: movable.flatMap(({ buildingId }) => buildingId ?? []),
    });
    return {
      week,
      to,
      today,
      role,
      days: Array.from({ length: 7 }, (_, index) => addDays(week, index)).filter(
        (day) => working.includes(day) || held.has(day),
      ),
      visits,
      missed,
      inspectors: inspectors.map(({ accountId, displayName }) => ({ accountId, displayName })),
      hindrances: Object.fromEntries(
        movable.map((visit) => [
          visit.id,
          hindrancesOf(inspectors, {
            ...visit,
            lastInspectorIds: lastInspectors.get(visit.buildingId ?? '') ?? [],
          }),
        ]),
      ),
      proposal:
        wantsProposal && mayPlan
          ? await proposalFor(transaction, { days: working, today, buildingIds, inspectors, visits })
          : null,
      chosen: buildingIds?.length ?? null,
      way,
      moved,
      outline: context.outline,
      tileUrl: context.tileUrl,
    };
  });
}

/** Plans what was proposed (`intent=confirm`), moves a visit (`move`, `undo`) or calls one off (`call_off`). */
export async function action({ context, request }: ActionFunctionArgs) {
  const { today } = context;
  const form = await request.formData();
  const { week } = readScheduleQuery(request, today);
  const intent = form.get('intent');
  const done = (word: string, shown = week) => redirect(`/inspections/schedule?week=${shown}&done=${word}`);
  if (intent === 'confirm') {
    const read = readForm(confirmForm, form);
    if (!read.ok) return read.answer;
    const scheduledBy = signedIn(context).accountId;
    await context.transact((transaction) =>
      planVisits(transaction, { wanted: read.value.visit, scheduledBy, today }),
    );
    return done('planned');
  }
  if (intent === 'move' || intent === 'undo') {
    const read = readForm(moveForm, form);
    if (!read.ok) return read.answer;
    const before = await context.transact((transaction) => moveVisit(transaction, { ...read.value, today }));
    const shown = weekOf(read.value.day);
    if (intent === 'undo') return done('undone', shown);
    const search = new URLSearchParams({ week: shown, moved: read.value.id, fromDay: before.day });
    if (before.inspectorId) search.set('fromInspector', before.inspectorId);
    return redirect(`/inspections/schedule?${search}`);
  }
  if (intent !== 'call_off') throw new ProblemError('form_unreadable');
  const read = readForm(callOffForm, form);
  if (!read.ok) return read.answer;
  await context.transact((transaction) => callOffVisit(transaction, read.value));
  return done('called_off');
}

export default function Schedule() {
  const page = useLoaderData<typeof loader>();
  const { week, to, today, role, days, visits, missed, inspectors, hindrances, proposal, chosen } = page;
  const { problem, problems } = useRefusal();
  const { texts, format } = useSpeech();
  const { schedule } = texts.inspections;
  const mayPlan = arrangesInspections(role);
  return (
    <>
      <PageHeader
        title={schedule.title}
        lead={schedule.lead(format.day(week), format.day(to))}
        actions={
          <>
            {mayPlan ? (
              <>
                <LinkButton kind="primary" to={`?week=${week}&propose=1`}>
                  {schedule.propose}
                </LinkButton>
                <LinkButton to={`/inspections/schedule/new?week=${week}`}>{schedule.add}</LinkButton>
              </>
            ) : null}
            {visits.length > 0 ? <PrintButton kind="secondary" /> : null}
          </>
        }
      />
      <InspectionTabs current="schedule" role={role} />
      <DoneNotice
        words={{
          planned: schedule.planned,
          added: schedule.added,
          undone: schedule.undone,
          called_off: schedule.calledOff,
        }}
      />
      <div className="mb-4 flex flex-col gap-3 empty:hidden">
        <ProblemNotice problem={problem} />
        {problems ? (
          <Notice tone="danger">
            {Object.values(problems).map((code) => (code ? texts.fieldProblems[code] : null))}
          </Notice>
        ) : null}
        <MovedNotice />
      </div>
      <WeekNavigation week={week} today={today} />
      {proposal ? <WeekProposal proposal={proposal} chosen={chosen} week={week} /> : null}
      <VisitBoard
        days={days}
        visits={visits}
        inspectors={inspectors}
        hindrances={hindrances}
        today={today}
        mayPlan={mayPlan}
      />
      <WayCard {...page} />
      {missed.length > 0 ? (
        <Card title={schedule.missed(missed.length)} className="mt-6 print:hidden">
          <p className="mb-3 text-muted">{schedule.missedLead}</p>
          <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
            {missed.map((visit) => (
              <li key={visit.id}>
                <VisitCard
                  visit={visit}
                  inspectors={inspectors}
                  hindrances={hindrances[visit.id] ?? {}}
                  today={today}
                  mayPlan
                  isDated
                />
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </>
  );
}

function WeekNavigation({ week, today }: { week: string; today: string }) {
  const { schedule } = useSpeech().texts.inspections;
  const link = 'inline-flex min-h-11 items-center px-3 text-brand underline underline-offset-4';
  return (
    <nav aria-label={schedule.title} className="mb-3 flex flex-wrap gap-x-2 print:hidden">
      <Link to={`?week=${addDays(week, -7)}`} className={link} rel="prev">
        {schedule.weekBefore}
      </Link>
      {week === weekOf(today) ? null : (
        <Link to={`?week=${today}`} className={link}>
          {schedule.thisWeek}
        </Link>
      )}
      <Link to={`?week=${addDays(week, 7)}`} className={link} rel="next">
        {schedule.weekAfter}
      </Link>
    </nav>
  );
}

/** Says where a visit now stands, and takes the move back. */
function MovedNotice() {
  const { moved, visits, today } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const { texts, format } = useSpeech();
  const { schedule } = texts.inspections;
  const { inspectedPlace: placeName } = useReportWords();
  const visit = visits.find(({ id }) => id === moved?.id);
  if (!moved || !visit || search.has('done')) return null;
  return (
    <Notice tone="success">
      <p>{schedule.moved(placeName(visit), format.day(visit.day), visit.inspectorName ?? '')}</p>
      {moved.inspectorId && moved.day >= today && visit.state === 'scheduled' ? (
        <Form method="post" className="mt-2">
          <input type="hidden" name="id" value={moved.id} />
          <input type="hidden" name="day" value={moved.day} />
          <input type="hidden" name="inspectorId" value={moved.inspectorId} />
          <SubmitButton kind="secondary" name="intent" value="undo">
            {schedule.undo}
          </SubmitButton>
        </Form>
      ) : null}
    </Notice>
  );
}
