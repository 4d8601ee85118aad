import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { nameChanges } from '#app/data/placement/scenario-choices.ts';
import { getScenarios } from '#app/data/placement/scenarios.ts';
import { listMapSites } from '#app/data/places/places.ts';
import { tightestDay } from '#app/domain/allocation/scenario-result.ts';
import { siteMeasures } from '#app/domain/allocation/site-comparison.ts';
import { scenarioName } from '#app/i18n/scenario-name.ts';
import { recordId } from '#app/server/request/record-id.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, EmptyState, PageHeader } from '#app/ui/page.tsx';
import { FairnessPicture } from '#app/ui/planning/fairness-picture.tsx';
import { PrintButton } from '#app/ui/print-button.tsx';
import { useRefresh } from '#app/ui/refresh.ts';
import { BedsDayChooser } from '#app/ui/scenarios/beds-day-chooser.tsx';
import { useChangeInWords } from '#app/ui/scenarios/change-in-words.ts';
import { columnsOf } from '#app/ui/scenarios/columns.ts';
import { ClassComparison, FigureComparison } from '#app/ui/scenarios/comparison-tables.tsx';
import { RingPictures } from '#app/ui/scenarios/ring-pictures.tsx';
import { SiteComparison } from '#app/ui/scenarios/site-comparison.tsx';

export const meta = titled((texts) => texts.scenarios.comparison);

const FEWEST = 2;
const MOST = 4;

/**
 * Two to four scenarios side by side: `?ids=`, several times or with commas between them; `?base=` is what the others are
 * measured by, `?by=` and `?on=` what of the sites is compared.
 */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const asked = new URL(request.url).searchParams;
  const named = asked.getAll('ids').flatMap((ids) => ids.split(',').filter(Boolean));
  const base = asked.get('base');
  const distinct = [...new Set(named)];
  const ids = distinct.slice(0, MOST).map((id) => recordId<'scenario'>(id));
  return context.transact(async (transaction) => {
    const found = ids.length < FEWEST ? [] : await getScenarios(transaction, { scenarioIds: ids });
    const scenarios = found
      .map((each) => ({
        ...each,
        name: scenarioName({ name: each.name, changeCount: each.changes.length }, context.language),
      }))
      // The others are measured by the one that was chosen, or else by things as they are where they are among them.
      .sort(
        (one, other) =>
          Number(other.id === base) - Number(one.id === base) ||
          Number(one.changes.length > 0) - Number(other.changes.length > 0),
      );
    const measure = scenarios.find(({ result }) => result !== null)?.result;
    return {
      scenarios,
      isCut: distinct.length > MOST,
      day: measure ? (measure.days.find((each) => each === asked.get('on')) ?? tightestDay(measure)) : null,
      days: measure?.days ?? [],
      by: siteMeasures.find((each) => each === asked.get('by')) ?? siteMeasures[0],
      names: await nameChanges(
        transaction,
        scenarios.flatMap(({ changes }) => changes),
      ),
      sites: await listMapSites(transaction),
      outline: context.outline,
    };
  });
}

export default function CompareScenarios() {
  const { scenarios, isCut, day, days, by, names, sites, outline } = useLoaderData<typeof loader>();
  const { texts, language } = useSpeech();
  const words = texts.scenarios;
  const [search] = useSearchParams();
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
  const ready = scenarios.flatMap(({ result, ...scenario }) => (result ? [{ ...scenario, result }] : []));
  const numbered = sites
    .filter(({ id }) =>
      ready.some(({ result }) => result.sites.some(({ siteId, beds }) => siteId === id && beds > 0)),
    )
    .map((site, index) => ({
      ...site,
      name: language === 'ar' ? site.nameAr : site.nameEn,
      number: index + 1,
    }));
  const measuredBy = (id: string) => {
    const next = new URLSearchParams(search);
    next.set('base', id);
    return `?${next}`;
  };
  return (
    <>
      <PageHeader
        title={words.comparison}
        lead={words.comparisonLead(first.name)}
        back={back}
        actions={<PrintButton kind="secondary" />}
      />
      <div className="flex flex-col gap-8">
        {isCut ? <Notice tone="warning">{words.tooMany(MOST)}</Notice> : null}
        <div className={`grid gap-4 ${columnsOf(scenarios.length)}`}>
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
              {scenario === first ? (
                <p className="mt-3 font-semibold print:hidden">{words.isMeasure}</p>
              ) : (
                <p className="mt-3 print:hidden">
                  <Link
                    to={measuredBy(scenario.id)}
                    aria-label={`${words.measureBy}: ${scenario.name}`}
                    preventScrollReset
                  >
                    {words.measureBy}
                  </Link>
                </p>
              )}
            </Card>
          ))}
        </div>
        <FigureComparison scenarios={scenarios} />
        <ClassComparison scenarios={scenarios} />
        {day ? (
          <>
            <BedsDayChooser days={days} day={day} />
            <SiteComparison scenarios={scenarios} sites={numbered} measure={by} day={day} outline={outline} />
            <RingPictures scenarios={ready} sites={numbered} day={day} outline={outline} />
            <section>
              <h2 className="mb-2">{words.fairness}</h2>
              <div className={`grid gap-6 ${columnsOf(ready.length)}`}>
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
