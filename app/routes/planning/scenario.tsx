import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { nameChanges } from '#app/data/placement/scenario-choices.ts';
import {
  describeScenario,
  findBaseScenario,
  getScenario,
  keepScenario,
  removeScenario,
  shareScenario,
} from '#app/data/placement/scenarios.ts';
import { listMapSites } from '#app/data/places/places.ts';
import { optionsOf } from '#app/domain/allocation/scenario.ts';
import { tightestDay } from '#app/domain/allocation/scenario-result.ts';
import { scenarioName } from '#app/i18n/scenario-name.ts';
import { readForm, refuseForm } from '#app/server/request/form.ts';
import { recordId } from '#app/server/request/record-id.ts';
import { signedIn } from '#app/server/request/request-context.ts';
import { readDescription } from '#app/server/request/scenario-form.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { DoneNotice } from '#app/ui/done-notice.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Notice, ProblemNotice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, Facts, PageHeader } from '#app/ui/page.tsx';
import { WorkProgress } from '#app/ui/planning/work-progress.tsx';
import { RecordedOptions } from '#app/ui/planning/recorded-options.tsx';
import { PrintButton } from '#app/ui/print-button.tsx';
import { useRefresh } from '#app/ui/refresh.ts';
import { useRefusal } from '#app/ui/refusal.ts';
import { useChangeInWords } from '#app/ui/scenarios/change-in-words.ts';
import { RealActs } from '#app/ui/scenarios/real-acts.tsx';
import { ScenarioActs } from '#app/ui/scenarios/scenario-acts.tsx';
import { ScenarioOutcome } from '#app/ui/scenarios/scenario-outcome.tsx';
import { ScenarioTags } from '#app/ui/scenarios/scenario-tags.tsx';

export const meta = titled((texts) => texts.scenarios.title);

export const shouldRevalidate = () => true;

const actForm = z.object({
  intent: z.enum(['describe', 'keep', 'unkeep', 'share', 'unshare', 'delete']),
});

/** `?on=`: the day of the map and of the beds left. */
export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const scenarioId = recordId<'scenario'>(params['scenarioId']);
  const on = new URL(request.url).searchParams.get('on');
  const { accountId, role } = signedIn(context);
  return context.transact(async (transaction) => {
    const { createdBy, ...scenario } = await getScenario(transaction, { scenarioId });
    const { result, changes } = scenario;
    const name = scenarioName({ name: scenario.name, changeCount: changes.length }, context.language);
    return {
      scenario: { ...scenario, name },
      isOwn: role === 'planner' && createdBy === accountId,
      mayAct: role === 'planner',
      baseId: await findBaseScenario(transaction, { today: scenario.snapshotDay }),
      names: await nameChanges(transaction, changes),
      options: optionsOf(changes),
      day: result && (result.days.find((each) => each === on) ?? tightestDay(result)),
      sites: await listMapSites(transaction),
      outline: context.outline,
      tileUrl: context.tileUrl,
    };
  });
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const scenarioId = recordId<'scenario'>(params['scenarioId']);
  const form = await request.formData();
  const read = readForm(actForm, form);
  if (!read.ok) return read.answer;
  const { intent } = read.value;
  const done = (what: string) => redirect(`/scenarios/${scenarioId}?done=${what}`);
  return context.transact(async (transaction) => {
    switch (intent) {
      case 'describe': {
        const { name, note, problems } = readDescription(form);
        if (Object.keys(problems).length > 0) return refuseForm(problems, form);
        await describeScenario(transaction, { scenarioId, name, note });
        return done('described');
      }
      case 'keep':
      case 'unkeep':
        await keepScenario(transaction, { scenarioId, kept: intent === 'keep' });
        return done(intent === 'keep' ? 'kept' : 'unkept');
      case 'share':
      case 'unshare':
        await shareScenario(transaction, { scenarioId, shared: intent === 'share' });
        return done(intent === 'share' ? 'shared' : 'unshared');
      case 'delete':
        await removeScenario(transaction, { scenarioId });
        return redirect('/scenarios?done=deleted');
    }
  });
}

export default function ScenarioPage() {
  const { scenario, isOwn, mayAct, baseId, names, options, day, sites, outline, tileUrl } =
    useLoaderData<typeof loader>();
  const refusal = useRefusal();
  const { texts, format } = useSpeech();
  const words = texts.scenarios;
  const inWords = useChangeInWords(names, sites);
  useRefresh(scenario.state === 'running');
  const { result, changes } = scenario;
  return (
    <>
      <PageHeader
        title={<bdi>{scenario.name}</bdi>}
        lead={
          <>
            {words.scenario(scenario.number)} <ScenarioTags scenario={scenario} />
          </>
        }
        back={{ to: '/scenarios', label: words.title }}
        actions={
          <>
            {baseId && changes.length > 0 ? (
              <LinkButton to={`/scenarios/compare?ids=${baseId},${scenario.id}`} kind="primary">
                {words.compareWithNow}
              </LinkButton>
            ) : null}
            <PrintButton kind="secondary" />
          </>
        }
      />
      <DoneNotice words={words.done} />
      <div className="mb-5 flex flex-col gap-4">
        <ProblemNotice problem={refusal.problem} />
        {scenario.state === 'running' ? (
          <WorkProgress
            label={words.running}
            decided={scenario.decidedWorkers}
            total={scenario.totalWorkers}
          />
        ) : null}
        {scenario.failure ? <Notice tone="danger">{words.failed(scenario.failure)}</Notice> : null}
      </div>
      <div className="mb-8 grid items-start gap-6 lg:grid-cols-2">
        <div className="flex flex-col gap-6">
          <Card title={words.changes}>
            <ul className="mb-4 list-disc ps-5">
              {changes.length === 0 ? <li>{words.asThingsAreLead}</li> : null}
              {changes.map((change, place) => (
                <li key={place}>{inWords(change)}</li>
              ))}
            </ul>
            <Facts
              facts={[
                { label: words.day, value: format.day(scenario.snapshotDay) },
                { label: words.by, value: <bdi>{scenario.createdByName}</bdi> },
                ...(scenario.note ? [{ label: words.note, value: <bdi>{scenario.note}</bdi> }] : []),
              ]}
            />
          </Card>
          {changes.some(({ kind }) => kind === 'options') ? <RecordedOptions options={options} /> : null}
          {mayAct ? <RealActs scenarioId={scenario.id} changes={changes} names={names} /> : null}
        </div>
        {isOwn ? <ScenarioActs key={scenario.name} scenario={scenario} refusal={refusal} /> : null}
      </div>
      {result && day ? (
        <ScenarioOutcome
          scenario={{ id: scenario.id, name: scenario.name, result }}
          options={options}
          day={day}
          sites={sites}
          outline={outline}
          tileUrl={tileUrl}
        />
      ) : null}
    </>
  );
}
