import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { applyPlan, digestOfOvertaken, findOvertaken } from '#app/data/placement/plan-application.ts';
import {
  countPlacementsBySite,
  listPlacementsByRequest,
  listPlacementsByWorker,
} from '#app/data/placement/plan-placements.ts';
import { discardPlan, getPlan } from '#app/data/placement/plans.ts';
import { listSites, listSitesWithOccupancy } from '#app/data/places/places.ts';
import { pageCount } from '#app/domain/paging.ts';
import { readForm } from '#app/server/request/form.ts';
import { readListQuery } from '#app/server/request/list-query.ts';
import { recordId } from '#app/server/request/record-id.ts';
import { signedIn } from '#app/server/request/request-context.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Notice, ProblemNotice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, Facts, PageHeader } from '#app/ui/page.tsx';
import { PlanDecision } from '#app/ui/planning/plan-decision.tsx';
import {
  RequestPlacementTable,
  SitePlacementTable,
  WorkerPlacementTable,
} from '#app/ui/planning/placement-tables.tsx';
import { SiteMap } from '#app/ui/map/site-map.tsx';
import { useRefresh } from '#app/ui/refresh.ts';
import { useRefusal } from '#app/ui/refusal.ts';
import { PlanStateTag } from '#app/ui/state-tags.tsx';
import { Pagination } from '#app/ui/table.tsx';
import { Tabs } from '#app/ui/tabs.tsx';

export const meta = titled((texts) => texts.planning.plansTitle);

/** What was refused was often refused because the records changed: they are read anew then too. */
export const shouldRevalidate = () => true;

const views = ['map', 'sites', 'requests', 'workers'] as const;
const filters = ['all', 'placed', 'unplaced'] as const;

const NONE = { rows: [], total: 0 };

const decisionForm = z.object({
  intent: z.enum(['apply', 'discard']),
  /** The digest of the overtaken placements that the approver was shown. */
  agreedTo: z.string().default(''),
});

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const planId = recordId<'plan'>(params['planId']);
  const asked = new URL(request.url).searchParams;
  const view = views.find((each) => each === asked.get('view')) ?? 'map';
  const only = filters.find((each) => each === asked.get('only')) ?? 'all';
  const query = readListQuery(request);
  const actor = signedIn(context);
  return context.transact(async (transaction) => {
    const plan = await getPlan(transaction, { planId });
    const mayDecide = actor.role === 'planner' && plan.state === 'proposed';
    const showsSites = plan.measures !== null && (view === 'map' || view === 'sites');
    const workers =
      view === 'workers' ? await listPlacementsByWorker(transaction, { planId, ...query, only }) : NONE;
    const requests =
      view === 'requests' ? await listPlacementsByRequest(transaction, { planId, ...query }) : NONE;
    // Judging a large plan anew takes seconds: once, where it is signed, and not at every turn of a page.
    const overtaken = mayDecide && view === 'map' ? await findOvertaken(transaction, { planId }) : [];
    return {
      plan,
      view,
      only,
      page: query.page,
      pages: pageCount(Math.max(workers.total, requests.total)),
      overtaken,
      agreedTo: digestOfOvertaken(overtaken),
      mayDecide,
      isOwn: plan.startedBy === actor.accountId,
      placedAt: await countPlacementsBySite(transaction, { planId }),
      sites: showsSites ? await listSitesWithOccupancy(transaction, { day: context.today }) : [],
      siteNames: view === 'workers' ? await listSites(transaction) : [],
      requests: requests.rows,
      workers: workers.rows,
      outline: context.outline,
      tileUrl: context.tileUrl,
    };
  });
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const planId = recordId<'plan'>(params['planId']);
  const read = readForm(decisionForm, await request.formData());
  if (!read.ok) return read.answer;
  const { intent, agreedTo } = read.value;
  const { accountId } = signedIn(context);
  await context.transact(async (transaction) => {
    if (intent === 'discard') await discardPlan(transaction, { planId, accountId });
    else await applyPlan(transaction, { planId, approver: accountId, agreedTo });
  });
  return redirect(intent === 'discard' ? '/plans' : `/plans/${planId}`);
}

export default function PlanPage() {
  const loaded = useLoaderData<typeof loader>();
  const { plan, view, only, page, pages, overtaken, placedAt, sites, requests, workers, outline, tileUrl } =
    loaded;
  const { problem } = useRefusal();
  const { texts, format, language } = useSpeech();
  const { planning, terms } = texts;
  useRefresh(plan.state === 'running');
  const { measures } = plan;
  const placed = new Map(placedAt.map((each) => [each.siteKey, each.placed]));
  const nameOf = (site: { nameAr: string; nameEn: string }) =>
    language === 'ar' ? site.nameAr : site.nameEn;
  return (
    <>
      <PageHeader
        title={planning.plan(plan.number)}
        lead={<PlanStateTag state={plan.state} />}
        back={{ to: '/plans', label: planning.plansTitle }}
      />
      <div className="mb-5 flex flex-col gap-4">
        <ProblemNotice problem={problem} />
        {plan.state === 'running' ? (
          <Card>
            <p role="status">{planning.running}</p>
            <progress
              className="my-2 w-full"
              max={Math.max(1, plan.totalWorkers)}
              value={plan.decidedWorkers}
              aria-label={planning.running}
            />
            <p>{planning.progress(plan.decidedWorkers, plan.totalWorkers)}</p>
          </Card>
        ) : null}
        {plan.failure ? <Notice tone="danger">{planning.failed(plan.failure)}</Notice> : null}
        {plan.state === 'applied' && measures ? (
          <Notice tone="success">{planning.applied(measures.placed - plan.leftOut, plan.leftOut)}</Notice>
        ) : null}
      </div>
      {measures ? (
        <div className="mb-6 grid gap-6 lg:grid-cols-[2fr_1fr]">
          <Card title={planning.measures}>
            <Facts
              facts={[
                { label: planning.placed, value: terms.workers(measures.placed - plan.leftOut) },
                { label: planning.unplaced, value: terms.workers(measures.unplaced + plan.leftOut) },
                { label: planning.meanDistance, value: terms.kilometres(measures.meanDistanceMetres) },
                {
                  label: planning.crewsTogether,
                  value: planning.crews({
                    room: measures.crewsInOneRoom,
                    building: measures.crewsInOneBuilding,
                    site: measures.crewsInOneSite,
                    split: measures.crewsSplit,
                  }),
                },
                ...(measures.gap === null
                  ? []
                  : [
                      {
                        label: planning.quality,
                        value: format.number(1 - measures.gap, {
                          style: 'percent',
                          maximumFractionDigits: 1,
                        }),
                      },
                    ]),
                { label: planning.startedBy, value: plan.startedByName },
                ...(plan.approvedByName ? [{ label: planning.approvedBy, value: plan.approvedByName }] : []),
              ]}
            />
            <p className="mt-2 text-sm text-muted">{planning.qualityHint}</p>
          </Card>
          {loaded.mayDecide && view === 'map' ? (
            <PlanDecision
              placed={measures.placed}
              isOwn={loaded.isOwn}
              overtaken={overtaken}
              agreedTo={loaded.agreedTo}
            />
          ) : null}
          {loaded.mayDecide && view !== 'map' ? (
            <Card>
              <LinkButton to="?view=map" kind="primary" preventScrollReset>
                {planning.toDecision}
              </LinkButton>
            </Card>
          ) : null}
        </div>
      ) : null}
      {measures ? (
        <>
          <Tabs
            label={planning.plansTitle}
            tabs={views.map((each) => ({
              to: `?view=${each}`,
              label: planning.views[each],
              current: each === view,
            }))}
          />
          {view === 'map' ? (
            <SiteMap
              outline={outline}
              tileUrl={tileUrl}
              label={planning.views.map}
              className="h-[26rem] sm:h-[34rem]"
              sites={sites.map((site) => {
                const count = placed.get(site.key) ?? 0;
                const isApplied = plan.state === 'applied';
                return {
                  ...site,
                  name: nameOf(site),
                  caption: `${planning.placed}: ${format.number(count)}`,
                  occupancy: {
                    ...site,
                    reserved: isApplied ? site.reserved : site.reserved + count,
                    vacant: isApplied ? site.vacant : site.vacant - count,
                  },
                };
              })}
            />
          ) : null}
          {view === 'map' || view === 'sites' ? (
            <SitePlacementTable
              sites={sites.map((site) => ({
                key: site.key,
                name: nameOf(site),
                vacant: site.vacant,
                placed: placed.get(site.key) ?? 0,
              }))}
              isApplied={plan.state === 'applied'}
            />
          ) : null}
          {view === 'requests' ? <RequestPlacementTable requests={requests} /> : null}
          {view === 'workers' ? (
            <WorkerPlacementTable workers={workers} only={only} filters={filters} sites={loaded.siteNames} />
          ) : null}
          <Pagination page={page} pages={pages} />
        </>
      ) : null}
    </>
  );
}
