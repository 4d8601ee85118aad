import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { countLostBeds, listBoundRooms } from '#app/data/capacity.ts';
import { getSite } from '#app/data/places.ts';
import { pageCount } from '#app/domain/paging.ts';
import { readDay } from '#app/server/request/day-query.ts';
import { readListQuery } from '#app/server/request/list-query.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { titled } from '#app/ui/page-title.ts';
import { EmptyState, PageHeader } from '#app/ui/page.tsx';
import { useReasonInWords } from '#app/ui/places/reason-in-words.ts';
import { DataTable, Pagination } from '#app/ui/table.tsx';
import { Tabs } from '#app/ui/tabs.tsx';

export const meta = titled((texts) => texts.places.rooms);

/** The rooms of a site that may hold fewer people than they have beds, by the criterion that binds (`?criterion=`). */
export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const { page, limit, offset } = readListQuery(request);
  const day = readDay(request, context.today);
  return context.transact(async (transaction) => {
    const site = await getSite(transaction, { siteKey: params['siteKey'] ?? '' });
    const lost = await countLostBeds(transaction, { siteId: site.id, day });
    const criterionKey = new URL(request.url).searchParams.get('criterion') ?? lost[0]?.criterionKey ?? '';
    const { rows, total } = await listBoundRooms(transaction, {
      siteId: site.id,
      day,
      criterionKey,
      limit,
      offset,
    });
    return { site, lost, criterionKey, day, rows, page, pages: pageCount(total) };
  });
}

export default function BoundRooms() {
  const { site, lost, criterionKey, day, rows, page, pages } = useLoaderData<typeof loader>();
  const { texts, format, language } = useSpeech();
  const { places } = texts;
  const inWords = useReasonInWords();
  return (
    <>
      <PageHeader
        title={places.boundRoomsTitle}
        lead={places.boundRoomsLead}
        back={{ to: `/sites/${site.key}?day=${day}`, label: language === 'ar' ? site.nameAr : site.nameEn }}
      />
      <Tabs
        label={places.criterion}
        tabs={lost.map((each) => ({
          to: `?criterion=${each.criterionKey}&day=${day}`,
          label: `${places.criteria[each.criterionKey] ?? each.criterionKey} (${format.number(each.rooms)})`,
          current: each.criterionKey === criterionKey,
        }))}
      />
      {rows.length === 0 ? (
        <EmptyState title={places.boundRoomsNone} />
      ) : (
        <DataTable
          caption={places.boundRoomsTitle}
          rows={rows}
          rowKey={(room) => room.id}
          columns={[
            {
              key: 'room',
              header: places.rooms,
              rowHeader: true,
              cell: (room) => <Link to={`/rooms/${room.id}?day=${day}`}>{places.room(room.name)}</Link>,
            },
            {
              key: 'building',
              header: places.buildings,
              cell: (room) => (
                <Link to={`/sites/${site.key}/buildings/${room.buildingId}?day=${day}`}>
                  {places.building(room.buildingName)}
                </Link>
              ),
            },
            { key: 'floor', header: places.floorHeader, cell: (room) => places.floor(room.floor) },
            {
              key: 'holds',
              header: places.capacity,
              cell: (room) => places.holds(room.compliantCapacity, room.beds),
            },
            {
              key: 'why',
              header: places.whyHeader,
              cell: (room) => inWords(room.bindingReason),
            },
          ]}
        />
      )}
      <Pagination page={page} pages={pages} />
    </>
  );
}
