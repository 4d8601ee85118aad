import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { nameChanges } from '#app/data/placement/scenario-choices.ts';
import { getScenarios } from '#app/data/placement/scenarios.ts';
import { listMapSites } from '#app/data/places/places.ts';
import { tightestDay } from '#app/domain/allocation/scenario-result.ts';
import { scenarioName } from '#app/i18n/scenario-name.ts';
import { recordId } from '#app/server/request/record-id.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, EmptyState, PageHeader } from '#app/ui/page.tsx';
import { FairnessPicture } from '#app/ui/planning/fairness-picture.tsx';
import { RingLegend } from '#app/ui/places/legend.tsx';
import { PrintButton } from '#app/ui/print-button.tsx';
import { useRefresh } from '#app/ui/refresh.ts';
import { BedsDayChooser } from '#app/ui/scenarios/beds-day-chooser.tsx';
import { useChangeInWords } from '#app/ui/scenarios/change-in-words.ts';
import { ClassComparison, FigureComparison, SiteComparison } from '#app/ui/scenarios/comparison-tables.tsx';
import { ScenarioSiteMap } from '#app/ui/scenarios/scenario-site-map.tsx';

export const meta = titled((texts) => texts.scenarios.comparison);

const FEWEST = 2;
const MOST = 4;

/** Two to four scenarios side by side: `?ids=`, several times or with commas between them. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const asked = new URL(request.url).searchParams;
  const named = asked.getAll('ids').flatMap((ids) => ids.split(',').filter(Boolean));
  const ids = [...new Set(named)].slice(0, MOST).map((id) => recordId<'scenario'>(id));
  return context.transact(async (transaction) => {
    const found = ids.length < FEWEST ? [] : await getScenarios(transaction, { scenarioIds: ids });
    const scenarios = found
      .map((each) => ({
        ...each,
        name: scenarioName({ name: each.name, changeCount: each.changes.length }, context.language),
      }))
      // Things as they are, where they are among them, are what the others are measured by.
      .sort((one, other) => Number(one.changes.length > 0) - Number(other.changes.length > 0));
    const measure = scenarios.find(({ result }) => result !== null)?.result;
    return {
      scenarios,
      day: measure ? (measure.days.find((each) => each === asked.get('on')) ?? tightestDay(measure)) : null,
      days: measure?.days ?? [],
      names: await nameChanges(
        transaction,
        scenarios.flatMap(({ changes }) => changes),
      ),
      sites: await listMapSites(transaction),
      outline: context.outline,
      tileUrl: context.tileUrl,
    };
  });
}

export default function CompareScenarios() {
  const { scenarios, day, days, names, sites, outline, tileUrl } = useLoaderData<typeof loader>();
  const { scenarios: words } = useSpeech().texts;
  const inWords = useChangeInWords(names, sites);
  useRefresh(scenarios.some(({ state }) => state === 'running'));
  const [first] = scenarios;
  const back = { to: '/scenarios', label: words.title };
  if (!first)
    return (
      <>
        <PageHeader title={words.comparison} back={back} />
        <EmptyState title={words.chooseTwo}>
          <LinkButton to="/scenarios">{words.toList}</LinkButton>
        </EmptyState>
      </>
    );
  const columns = { 2: 'lg:grid-cols-2', 3: 'lg:grid-cols-3' }[scenarios.length] ?? 'lg:grid-cols-4';
  const ready = scenarios.flatMap(({ result, ...scenario }) => (result ? [{ ...scenario, result }] : []));
  return (
    <>
      <PageHeader
        title={words.comparison}
        lead={words.comparisonLead(first.name)}
        back={back}
        actions={<PrintButton kind="secondary" />}
      />
      <div className="flex flex-col gap-8">
        <div className={`grid gap-4 sm:grid-cols-2 ${columns}`}>
          {scenarios.map((scenario) => (
            <Card key={scenario.id}>
              <h2>
                <Link to={`/scenarios/${scenario.id}`}>
                  <bdi>{scenario.name}</bdi>
                </Link>
              </h2>
              <p className="text-sm text-muted">{words.scenario(scenario.number)}</p>
              <ul className="mt-2 list-disc ps-5">
                {scenario.changes.length === 0 ? <li>{words.asThingsAreLead}</li> : null}
                {scenario.changes.map((change, place) => (
                  <li key={place}>{inWords(change)}</li>
                ))}
              </ul>
              {scenario.state === 'running' ? (
                <p role="status" className="mt-2 font-semibold">
                  {words.running}
                </p>
              ) : null}
              {scenario.failure ? <p className="mt-2 text-danger">{words.failed(scenario.failure)}</p> : null}
            </Card>
          ))}
        </div>
        <FigureComparison scenarios={scenarios} />
        <ClassComparison scenarios={scenarios} />
        {day ? (
          <>
            <BedsDayChooser days={days} day={day} />
            <SiteComparison scenarios={scenarios} sites={sites} day={day} />
            <section className="print:break-inside-avoid">
              <h2 className="mb-2">{words.map}</h2>
              <p className="mb-3 max-w-prose text-sm text-muted">{words.mapHint}</p>
              <div className={`grid gap-4 ${columns}`}>
                {ready.map(({ id, name, result }) => (
                  <div key={id}>
                    <h3 className="mb-2">
                      <bdi>{name}</bdi>
                    </h3>
                    <ScenarioSiteMap
                      result={result}
                      day={day}
                      sites={sites}
                      label={words.mapOf(name)}
                      outline={outline}
                      tileUrl={tileUrl}
                      className="h-80"
                    />
                  </div>
                ))}
              </div>
              <RingLegend />
            </section>
            <section>
              <h2 className="mb-2">{words.fairness}</h2>
              <div className={`grid gap-6 ${columns}`}>
                {ready.map(({ id, name, result }) => (
                  <FairnessPicture key={id} title={name} figures={result.fairness} />
                ))}
              </div>
            </section>
          </>
        ) : null}
      </div>
    </>
  );
}
