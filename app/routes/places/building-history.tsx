import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { listBuildingHistory } from '#app/data/places/building-history.ts';
import { getBuilding } from '#app/data/places/places.ts';
import { pageCount } from '#app/domain/paging.ts';
import { historyKinds } from '#app/domain/places/building-history.ts';
import { readListQuery } from '#app/server/request/list-query.ts';
import { recordId } from '#app/server/request/record-id.ts';
import { signedIn } from '#app/server/request/request-context.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { titled } from '#app/ui/page-title.ts';
import { EmptyState, PageHeader } from '#app/ui/page.tsx';
import { HistoryList } from '#app/ui/places/history-list.tsx';
import { Pagination } from '#app/ui/table.tsx';
import { Tabs } from '#app/ui/tabs.tsx';

export const meta = titled((texts) => texts.reports.history);

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const buildingId = recordId<'building'>(params['buildingId']);
  const asked = new URL(request.url).searchParams.get('kind');
  const kind = historyKinds.find((each) => each === asked);
  const { page, limit, offset } = readListQuery(request);
  return context.transact(async (transaction) => {
    const building = await getBuilding(transaction, { buildingId, siteKey: params['siteKey'] ?? '' });
    const { today } = context;
    const { rows, total } = await listBuildingHistory(transaction, {
      buildingId,
      today,
      kind,
      limit,
      offset,
    });
    return { building, events: rows, kind, page, pages: pageCount(total), role: signedIn(context).role };
  });
}

export default function BuildingHistory() {
  const { building, events, kind, page, pages, role } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const { texts, language } = useSpeech();
  const { places, reports } = texts;
  const { history } = reports.timeline;
  return (
    <>
      <PageHeader
        title={history(places.building(building.name))}
        lead={language === 'ar' ? building.siteAr : building.siteEn}
        back={{
          to: `/sites/${building.siteKey}/buildings/${building.id}`,
          label: places.building(building.name),
        }}
      />
      <Tabs
        label={reports.history}
        tabs={[undefined, ...historyKinds].map((each) => ({
          to: each ? `?kind=${each}` : '?',
          label: each ? reports.timeline.kinds[each] : reports.list.any,
          current: each === kind,
        }))}
      />
      {events.length === 0 ? (
        <EmptyState title={reports.timeline.empty}>
          {search.get('kind') ? <LinkButton to="?">{reports.timeline.showAll}</LinkButton> : null}
        </EmptyState>
      ) : (
        <HistoryList events={events} role={role} />
      )}
      <Pagination page={page} pages={pages} />
    </>
  );
}
