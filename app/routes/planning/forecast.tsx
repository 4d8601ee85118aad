import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { listPlannedOpenings, readVacancyForecast } from '#app/data/placement/vacancy-forecast.ts';
import { listSites } from '#app/data/places/places.ts';
import type { Day } from '#app/domain/dates.ts';
import { MONTHS_AHEAD } from '#app/domain/placement/vacancy-forecast.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, PageHeader } from '#app/ui/page.tsx';
import { VacancyChart } from '#app/ui/scenarios/vacancy-chart.tsx';
import type { Column } from '#app/ui/table.tsx';
import { DataTable } from '#app/ui/table.tsx';
import { Tabs } from '#app/ui/tabs.tsx';

export const meta = titled((texts) => texts.scenarios.forecast.title);

/** Vacancy to come by site and month; `?site=` shows one site’s columns. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const { today } = context;
  const asked = new URL(request.url).searchParams.get('site');
  return context.transact(async (transaction) => {
    const { forecast, plan } = await readVacancyForecast(transaction, { today });
    const withBeds = new Set(
      forecast.sites.filter(({ open }) => open.some((beds) => beds > 0)).map(({ siteId }) => siteId),
    );
    const sites = (await listSites(transaction)).filter(({ id }) => withBeds.has(id));
    return {
      forecast,
      plan,
      sites,
      shown: sites.find(({ key }) => key === asked)?.id ?? null,
      openings: await listPlannedOpenings(transaction, { today }),
    };
  });
}

export default function Forecast() {
  const { forecast, plan, sites, shown, openings } = useLoaderData<typeof loader>();
  const { texts, format, language } = useSpeech();
  const { scenarios } = texts;
  const words = scenarios.forecast;
  const nameOf = (site: { nameAr: string; nameEn: string }) =>
    language === 'ar' ? site.nameAr : site.nameEn;
  const figures = new Map(forecast.sites.map((site) => [site.siteId, site]));
  const sum = (key: 'open' | 'assigned' | 'planned' | 'vacant', index: number, siteId: string | null) =>
    forecast.sites
      .filter((site) => siteId === null || site.siteId === siteId)
      .reduce((total, site) => total + (site[key][index] ?? 0), 0);
  const months = forecast.days.map((day, index) => {
    const planned = sum('planned', index, shown);
    const [assigned, vacant] = [sum('assigned', index, shown), sum('vacant', index, shown)];
    return { day, index, open: sum('open', index, shown), assigned, planned, left: vacant - planned };
  });
  const shownSite = sites.find(({ id }) => id === shown);
  const shownName = shownSite ? nameOf(shownSite) : words.allSites;
  const tabs = [
    { to: '/forecast', label: words.allSites, current: shown === null },
    ...sites.map((site) => ({
      to: `/forecast?site=${site.key}`,
      label: nameOf(site),
      current: site.id === shown,
    })),
  ];
  const day: Column<{ day: Day }> = {
    key: 'day',
    header: words.month,
    rowHeader: true,
    cell: (row) => format.day(row.day),
  };
  return (
    <>
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={
          <LinkButton to="/forecast.csv" reloadDocument download>
            {words.download}
          </LinkButton>
        }
      />
      <Tabs label={words.chooseSite} tabs={tabs} />
      <div className="flex flex-col gap-8">
        <section>
          <h2>{`${words.chart}: ${shownName}`}</h2>
          <p className="mb-3 text-sm text-muted">
            {words.chartHint(MONTHS_AHEAD)} {plan ? words.plannedLead(plan.number) : words.noPlan}
          </p>
          <VacancyChart site={shownName} months={months} />
        </section>
        <DataTable
          caption={`${words.title}: ${shownName}`}
          captionVisible
          rows={months}
          rowKey={(row) => row.day}
          columns={[
            day,
            { key: 'open', header: words.open, numeric: true, cell: (row) => format.number(row.open) },
            {
              key: 'assigned',
              header: words.part.assigned,
              numeric: true,
              cell: (row) => format.number(row.assigned),
            },
            {
              key: 'planned',
              header: words.part.planned,
              numeric: true,
              cell: (row) => format.number(row.planned),
            },
            { key: 'left', header: words.part.left, numeric: true, cell: (row) => format.number(row.left) },
          ]}
        />
        <section>
          <DataTable
            caption={words.table}
            captionVisible
            rows={months}
            rowKey={(row) => row.day}
            columns={[
              day,
              ...sites.map((site) => ({
                key: site.key,
                header: nameOf(site),
                numeric: true,
                cell: ({ index }: { index: number }) =>
                  format.number(figures.get(site.id)?.vacant[index] ?? 0),
              })),
              {
                key: 'all',
                header: words.allSites,
                numeric: true,
                cell: ({ index }) => format.number(sum('vacant', index, null)),
              },
              {
                key: 'waiting',
                header: words.waiting,
                numeric: true,
                cell: ({ index }) => format.number(forecast.waiting[index] ?? 0),
              },
            ]}
          />
          <p className="mt-2 max-w-prose text-sm text-muted">{words.waitingLead}</p>
        </section>
        {openings.length === 0 ? (
          <Card title={words.openings}>
            <p className="text-muted">{words.noOpenings}</p>
          </Card>
        ) : (
          <DataTable
            caption={words.openings}
            captionVisible
            rows={openings}
            rowKey={(row) => row.buildingId}
            columns={[
              {
                key: 'building',
                header: words.opening,
                rowHeader: true,
                cell: (row) => (
                  <Link to={`/sites/${row.siteKey}/buildings/${row.buildingId}`}>
                    <bdi>{row.buildingName}</bdi>
                  </Link>
                ),
              },
              {
                key: 'site',
                header: scenarios.site,
                cell: (row) => (language === 'ar' ? row.siteNameAr : row.siteNameEn),
              },
              { key: 'opens', header: words.opens, cell: (row) => format.day(row.opensOn) },
              { key: 'beds', header: words.beds, numeric: true, cell: (row) => format.number(row.beds) },
            ]}
          />
        )}
      </div>
    </>
  );
}
