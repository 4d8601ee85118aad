import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigate, useSearchParams } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { listBuildingsWithOccupancy, listSitesWithOccupancy } from '#app/data/places/places.ts';
import { addOccupancies } from '#app/domain/capacity/occupancy.ts';
import { readDay } from '#app/server/request/day-query.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { SiteMap } from '#app/ui/map/site-map.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, PageHeader } from '#app/ui/page.tsx';
import { DayChooser } from '#app/ui/places/day-chooser.tsx';
import { RingLegend } from '#app/ui/places/legend.tsx';
import { sortedBy, takenShare, useOccupancyColumns } from '#app/ui/places/occupancy-columns.tsx';
import { SiteFacts } from '#app/ui/places/site-facts.tsx';
import { DataTable } from '#app/ui/table.tsx';

export const meta = titled((texts) => texts.places.sitesTitle);

export async function loader({ context, request }: LoaderFunctionArgs) {
  const day = readDay(request, context.today);
  const chosen = new URL(request.url).searchParams.get('site');
  return context.transact(async (transaction) => {
    const sites = await listSitesWithOccupancy(transaction, { day });
    const selected = sites.find((site) => site.key === chosen);
    return {
      sites,
      day,
      today: context.today,
      selectedKey: selected?.key,
      buildings: selected ? await listBuildingsWithOccupancy(transaction, { siteId: selected.id, day }) : [],
      outline: context.outline,
      tileUrl: context.tileUrl,
    };
  });
}

/** Whoever chooses a site by the keyboard goes on in its panel. */
function useChosenFocus(key: string | undefined) {
  const panel = useRef<HTMLElement>(null);
  const shown = useRef(key);
  useEffect(() => {
    if (key !== undefined && key !== shown.current) panel.current?.focus({ preventScroll: true });
    shown.current = key;
  }, [key]);
  return panel;
}

export default function Sites() {
  const { sites, day, today, selectedKey, buildings, outline, tileUrl } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const { texts, format, language } = useSpeech();
  const { places } = texts;
  const nameOf = (site: (typeof sites)[number]) => (language === 'ar' ? site.nameAr : site.nameEn);
  const selected = sites.find((site) => site.key === selectedKey);
  const select = (key: string | null) => {
    const next = new URLSearchParams(search);
    if (key) next.set('site', key);
    else next.delete('site');
    return `?${next}`;
  };
  const panel = useChosenFocus(selectedKey);
  const rows = sortedBy(sites, search.get('sort') ?? undefined, (site, key) =>
    key === 'name' ? nameOf(site) : (site[key as 'available'] ?? ''),
  );
  const total = { ...addOccupancies(sites), key: 'total', isTotal: true as const };
  const columns = useOccupancyColumns<(typeof sites)[number] | typeof total>();
  return (
    <>
      <PageHeader title={places.sitesTitle} lead={places.sitesLead(format.day(day))} />
      <div className="grid gap-6 xl:grid-cols-[2fr_3fr]">
        <div className="flex min-w-0 flex-col gap-3">
          <SiteMap
            outline={outline}
            tileUrl={tileUrl}
            label={places.mapLabel}
            className="h-[22rem] sm:h-[36rem]"
            selectedKey={selectedKey}
            sites={sites.map((site) => ({
              ...site,
              name: nameOf(site),
              occupancy: site,
              caption: `${places.vacant} ${format.number(site.vacant)} / ${format.number(site.available)}`,
            }))}
            buildings={buildings.map((building) => ({ ...building, takenShare: takenShare(building) }))}
            onSelect={(key) => navigate(select(key), { preventScrollReset: true })}
            onSelectBuilding={(id) => navigate(`/sites/${selectedKey}/buildings/${id}?day=${day}`)}
          />
          <RingLegend />
          <p className="text-sm text-muted">{places.boundaryNote}</p>
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          {selected ? (
            <Card title={nameOf(selected)} focus={panel}>
              <SiteFacts site={selected} />
              <div className="mt-4 flex flex-wrap gap-3">
                <LinkButton kind="primary" to={`/sites/${selected.key}?day=${day}`}>
                  {places.openSite}
                </LinkButton>
                <LinkButton to={select(null)} preventScrollReset>
                  {places.closePanel}
                </LinkButton>
              </div>
            </Card>
          ) : null}
          <DataTable
            caption={places.sitesTitle}
            rows={[...rows, total]}
            rowKey={(row) => row.key}
            sort={search.get('sort') ?? undefined}
            columns={[
              {
                key: 'name',
                header: places.site,
                rowHeader: true,
                sortable: true,
                cell: (row) =>
                  'isTotal' in row ? (
                    places.total
                  ) : (
                    <Link
                      to={select(row.key)}
                      preventScrollReset
                      aria-current={row.key === selectedKey || undefined}
                    >
                      {nameOf(row)}
                    </Link>
                  ),
              },
              ...columns,
            ]}
          />
          <DayChooser day={day} today={today} />
        </div>
      </div>
    </>
  );
}
