import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { countLostBeds, listBoundRooms, listStandingRooms } from '#app/data/capacity/capacity.ts';
import { getBuilding, getSite } from '#app/data/places/places.ts';
import { addLostBeds, bedStandings } from '#app/domain/capacity/waterfall.ts';
import { pageCount } from '#app/domain/paging.ts';
import { readBoundRoomsQuery } from '#app/server/request/bound-rooms-query.ts';
import { readDay } from '#app/server/request/day-query.ts';
import { readListQuery } from '#app/server/request/list-query.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { titled } from '#app/ui/page-title.ts';
import { PageHeader } from '#app/ui/page.tsx';
import { BoundRoomTable, StandingRoomTable } from '#app/ui/places/bound-room-tables.tsx';
import { boundRoomsPath, standingRoomsPath } from '#app/ui/places/bound-rooms-path.ts';
import { useLostInWords } from '#app/ui/places/lost-in-words.ts';
import { Pagination } from '#app/ui/table.tsx';
import { Tabs } from '#app/ui/tabs.tsx';

export const meta = titled((texts) => texts.places.rooms);

/** The rooms behind a bar of a site's waterfall, or a cell of its heat map. */
export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const siteKey = params['siteKey'] ?? '';
  const { page, limit, offset } = readListQuery(request);
  const day = readDay(request, context.today);
  const { criterion, standing, buildingId } = readBoundRoomsQuery(request);
  return context.transact(async (transaction) => {
    const site = await getSite(transaction, { siteKey });
    const building = buildingId ? await getBuilding(transaction, { buildingId, siteKey }) : null;
    const ofBuildings = await countLostBeds(transaction, { siteId: site.id, day });
    const lost = addLostBeds(
      buildingId ? ofBuildings.filter((each) => each.buildingId === buildingId) : ofBuildings,
    );
    const asked = { siteId: site.id, buildingId, day, limit, offset };
    const shown = criterion ?? lost[0] ?? { criterionKey: '', isUnknown: false };
    const found = standing
      ? { standing, ...(await listStandingRooms(transaction, { ...asked, standing })) }
      : { standing, criterion: shown, ...(await listBoundRooms(transaction, { ...asked, ...shown })) };
    return { site, building, lost, found, day, page, pages: pageCount(found.total) };
  });
}

export default function BoundRooms() {
  const { site, building, lost, found, day, page, pages } = useLoaderData<typeof loader>();
  const { texts, format, language } = useSpeech();
  const { places } = texts;
  const inWords = useLostInWords();
  const within = { day, buildingId: building?.id };
  return (
    <>
      <PageHeader
        title={found.standing ? places.standing : places.boundRoomsTitle}
        lead={found.standing ? places.waterfall[found.standing] : places.boundRoomsLead}
        back={{ to: `/sites/${site.key}?day=${day}`, label: language === 'ar' ? site.nameAr : site.nameEn }}
      />
      <Tabs
        label={places.criterion}
        tabs={lost.map((each) => ({
          to: boundRoomsPath(site.key, each, within),
          label: `${inWords(each)} (${format.number(each.rooms)})`,
          current:
            !found.standing &&
            each.criterionKey === found.criterion.criterionKey &&
            each.isUnknown === found.criterion.isUnknown,
        }))}
      />
      <Tabs
        label={places.standing}
        tabs={bedStandings.map((standing) => ({
          to: standingRoomsPath(site.key, standing, within),
          label: places.waterfall[standing],
          current: found.standing === standing,
        }))}
      />
      {building ? (
        <p className="mb-4">
          <strong>{places.building(building.name)}</strong>{' '}
          <Link
            to={
              found.standing
                ? standingRoomsPath(site.key, found.standing, { day })
                : boundRoomsPath(site.key, found.criterion, { day })
            }
          >
            {places.allBuildings}
          </Link>
        </p>
      ) : null}
      {found.standing ? (
        <StandingRoomTable
          rooms={found.rows}
          caption={places.waterfall[found.standing]}
          siteKey={site.key}
          day={day}
        />
      ) : (
        <BoundRoomTable rooms={found.rows} siteKey={site.key} day={day} />
      )}
      <Pagination page={page} pages={pages} />
    </>
  );
}
