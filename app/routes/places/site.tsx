import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigate, useSearchParams } from '@remix-run/react';
import { countLostBeds, sumCapacity } from '#app/data/capacity/capacity.ts';
import { listClosures } from '#app/data/capacity/closures.ts';
import { readSiteJudgement } from '#app/data/capacity/site-judgement.ts';
import { getSiteWithBuildings } from '#app/data/places/places.ts';
import type { LostBeds } from '#app/domain/capacity/waterfall.ts';
import { bindingHeat } from '#app/domain/capacity/binding-heat.ts';
import { addLostBeds, waterfall } from '#app/domain/capacity/waterfall.ts';
import { readDay } from '#app/server/request/day-query.ts';
import { readListQuery, readPage } from '#app/server/request/list-query.ts';
import { signedIn } from '#app/server/request/request-context.ts';
import { CLOSURES_BESIDE_PLACE, HEAT_PAGE_SIZE, PAGE_SIZE, pageCount } from '#app/domain/paging.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { CloseLink } from '#app/ui/changes/close-link.tsx';
import { ClosureCard } from '#app/ui/changes/closure-list.tsx';
import { DoneNotice } from '#app/ui/done-notice.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { SiteMap } from '#app/ui/map/site-map.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, EmptyState, PageHeader } from '#app/ui/page.tsx';
import { BindingHeatMap } from '#app/ui/places/binding-heat-map.tsx';
import { boundRoomsPath } from '#app/ui/places/bound-rooms-path.ts';
import { CapacityWaterfall } from '#app/ui/places/capacity-waterfall.tsx';
import { DayChooser } from '#app/ui/places/day-chooser.tsx';
import { sortedBy, takenShare, useOccupancyColumns } from '#app/ui/places/occupancy-columns.tsx';
import { JudgementNote } from '#app/ui/places/judgement-note.tsx';
import { SiteFacts } from '#app/ui/places/site-facts.tsx';
import { SearchForm } from '#app/ui/search-form.tsx';
import { DataTable, Pagination } from '#app/ui/table.tsx';

export const meta = titled((texts) => texts.places.site);

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const day = readDay(request, context.today);
  const { search, page } = readListQuery(request);
  return context.transact(async (transaction) => {
    const { site, buildings: all } = await getSiteWithBuildings(transaction, {
      siteKey: params['siteKey'] ?? '',
      day,
    });
    const sought = search.toLowerCase();
    const lost = await countLostBeds(transaction, { siteId: site.id, day });
    const { kept, ...rooms } = await sumCapacity(transaction, { siteId: site.id, day });
    const ofSite = addLostBeds(lost);
    const heat = bindingHeat(lost);
    const heatPage = readPage(request, 'heat');
    return {
      steps: waterfall(ofSite, site, { kept }),
      // Facts are kept as they are now: of a day that has passed they tell nothing.
      judgement:
        day >= context.today ? await readSiteJudgement(transaction, { siteId: site.id, day, rooms }) : null,
      heat: {
        columns: ofSite,
        rows: heat.slice((heatPage - 1) * HEAT_PAGE_SIZE, heatPage * HEAT_PAGE_SIZE),
        page: heatPage,
        pages: pageCount(heat.length, HEAT_PAGE_SIZE),
      },
      site,
      day,
      today: context.today,
      all,
      found: all
        .filter((building) => building.name.toLowerCase().includes(sought))
        .map((building) => building.id),
      closures: await listClosures(transaction, {
        within: { siteId: site.id },
        day,
        limit: CLOSURES_BESIDE_PLACE,
      }),
      role: signedIn(context).role,
      page,
      outline: context.outline,
      tileUrl: context.tileUrl,
    };
  });
}

export default function SitePage() {
  const { steps, judgement, heat, site, day, today, all, found, closures, role, page, outline, tileUrl } =
    useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const { texts, format, language } = useSpeech();
  const { places, sitePlan, terms } = texts;
  const name = language === 'ar' ? site.nameAr : site.nameEn;
  const sort = search.get('sort') ?? undefined;
  const rows = sortedBy(
    all.filter((building) => found.includes(building.id)),
    sort,
    (building, key) => building[key as 'name'],
  );
  const columns = useOccupancyColumns<(typeof all)[number]>();
  const to = (id: string) => `/sites/${site.key}/buildings/${id}?day=${day}`;
  return (
    <>
      <PageHeader
        title={name}
        lead={places.sitesLead(format.day(day))}
        back={{ to: '/sites', label: places.sitesTitle }}
        actions={
          <>
            {role === 'planner' ? (
              <>
                <LinkButton to={`/sites/${site.key}/buildings/new`}>{sitePlan.addBuilding}</LinkButton>
                <LinkButton to={`/sites/${site.key}/import`}>{sitePlan.importPlaces}</LinkButton>
                <LinkButton to={`/sites/${site.key}/boundary`}>{sitePlan.drawBoundary}</LinkButton>
              </>
            ) : null}
            <CloseLink role={role} place={{ siteKey: site.key }} name={name} />
          </>
        }
      />
      <DoneNotice words={sitePlan.done} />
      <ClosureCard closures={closures} role={role} />
      <div className="mb-6 grid gap-6 lg:grid-cols-2">
        <SiteMap
          outline={outline}
          tileUrl={tileUrl}
          label={name}
          className="h-80"
          selectedKey={site.key}
          sites={[{ ...site, name, caption: '', occupancy: site }]}
          buildings={all.map((building) => ({ ...building, takenShare: takenShare(building) }))}
          onSelectBuilding={(id) => navigate(to(id))}
        />
        <Card>
          <SiteFacts site={site} />
        </Card>
      </div>
      <p className="mb-4 text-sm text-muted">
        {places.legendDots} {places.boundaryNote}
      </p>
      <DayChooser day={day} today={today} />
      {judgement ? <JudgementNote judgement={judgement} scope="site" /> : null}
      <div className="mb-6">
        <CapacityWaterfall siteKey={site.key} day={day} steps={steps} />
      </div>
      <SiteHeat site={site} day={day} heat={heat} buildings={all} />
      <h2 className="mb-3">{places.buildings}</h2>
      <SearchForm label={places.searchBuilding} keep={['day', 'sort']} />
      {rows.length === 0 ? (
        <EmptyState title={places.noBuildings} />
      ) : (
        <DataTable
          caption={places.buildings}
          rows={rows.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)}
          rowKey={(building) => building.id}
          sort={sort}
          columns={[
            {
              key: 'name',
              header: places.searchBuilding,
              rowHeader: true,
              sortable: true,
              cell: (building) => <Link to={to(building.id)}>{building.name}</Link>,
            },
            {
              key: 'sex',
              header: places.forWhom,
              sortable: true,
              cell: (building) => terms.sexDesignation[building.sex],
            },
            {
              key: 'openedOn',
              header: places.opening,
              sortable: true,
              cell: (building) => format.day(building.openedOn),
            },
            ...columns,
          ]}
        />
      )}
      <Pagination page={page} pages={pageCount(rows.length)} />
    </>
  );
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

/** What each criterion takes from each building, those that lose most first. */
function SiteHeat({
  site,
  day,
  heat,
  buildings,
}: {
  site: Loaded['site'];
  day: string;
  heat: Loaded['heat'];
  buildings: Loaded['all'];
}) {
  const { places } = useSpeech().texts;
  if (heat.rows.length === 0) return null;
  const rows = heat.rows.flatMap(({ buildingId, lost }) => {
    const building = buildings.find(({ id }) => id === buildingId);
    if (!building) return [];
    return [
      {
        id: buildingId,
        name: building.name,
        to: `/sites/${site.key}/buildings/${buildingId}?day=${day}`,
        beds: building.available + building.closed,
        lost,
        roomsBehind: (each: LostBeds) => boundRoomsPath(site.key, each, { day, buildingId }),
      },
    ];
  });
  return (
    <div className="mb-6">
      <BindingHeatMap
        caption={places.heatTitle}
        placeHeader={places.searchBuilding}
        places={rows}
        all={heat.columns}
      />
      <Pagination name="heat" of={places.heatTitle} page={heat.page} pages={heat.pages} />
    </div>
  );
}
