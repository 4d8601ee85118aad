import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { listRoomFacts } from '#app/data/capacity.ts';
import { getBuilding, listFacilities, listRoomTiles } from '#app/data/places.ts';
import { listAdoptedCriteria } from '#app/data/standards.ts';
import type { FloorLift } from '#app/domain/capacity/floor-capacity.ts';
import { liftsOfFloors } from '#app/domain/capacity/floors-of-building.ts';
import type { SexDesignation } from '#app/domain/placement/people.ts';
import { readDay } from '#app/server/request/day-query.ts';
import { recordId } from '#app/server/request/record-id.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, Facts, PageHeader, Tag } from '#app/ui/page.tsx';
import { DayChooser } from '#app/ui/places/day-chooser.tsx';
import { BedLegend, BedSign } from '#app/ui/places/legend.tsx';

export const meta = titled((texts) => texts.places.buildings);

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const day = readDay(request, context.today);
  const buildingId = recordId<'building'>(params['buildingId']);
  return context.transact(async (transaction) => {
    const building = await getBuilding(transaction, { buildingId, siteKey: params['siteKey'] ?? '' });
    const facilities = await listFacilities(transaction, { buildingId });
    const facts = await listRoomFacts(transaction, { buildingId });
    const criteria = await listAdoptedCriteria(transaction, { day });
    return {
      building,
      rooms: await listRoomTiles(transaction, { buildingId, day }),
      facilities,
      lifts: liftsOfFloors(facts, facilities, criteria),
      day,
      today: context.today,
    };
  });
}

type Tile = ReturnType<typeof useLoaderData<typeof loader>>['rooms'][number];

export default function BuildingPage() {
  const { building, rooms, facilities, lifts, day, today } = useLoaderData<typeof loader>();
  const { texts, format, language } = useSpeech();
  const { places, terms } = texts;
  const floors = [...new Set(rooms.map((room) => room.floor))].sort((one, other) => other - one);
  const count = (state: string) =>
    rooms.reduce((sum, room) => sum + room.beds.filter((bed) => bed.state === state).length, 0);
  return (
    <>
      <PageHeader
        title={places.building(building.name)}
        lead={places.sitesLead(format.day(day))}
        back={{
          to: `/sites/${building.siteKey}?day=${day}`,
          label: language === 'ar' ? building.siteAr : building.siteEn,
        }}
      />
      <Card className="mb-4">
        <Facts
          facts={[
            { label: places.forWhom, value: terms.sexDesignation[building.sex] },
            { label: places.accessibleEntrance, value: building.accessibleEntrance ? places.yes : places.no },
            {
              label: building.openedOn > today ? places.opensOn : places.openedOn,
              value: format.day(building.openedOn),
            },
            {
              label: places.capacity,
              value: terms.beds(count('occupied') + count('reserved') + count('vacant')),
            },
            { label: places.occupied, value: format.number(count('occupied')) },
            { label: places.reserved, value: format.number(count('reserved')) },
            { label: places.vacant, value: format.number(count('vacant')) },
            { label: places.closed, value: format.number(count('closed')) },
            ...facilities
              .filter((facility) => facility.floor === null)
              .map((facility) => ({
                label: places.facility[facility.kind] ?? facility.kind,
                value: format.number(facility.count),
              })),
          ]}
        />
      </Card>
      <DayChooser day={day} today={today} />
      <BedLegend />
      {floors.map((floor) => (
        <section key={floor} className="mt-5">
          <h2 className="mb-1">{places.floor(floor)}</h2>
          <p className="mb-2 text-sm text-muted">
            {facilities
              .filter((facility) => facility.floor === floor)
              .map(
                (facility) =>
                  `${places.facility[facility.kind] ?? facility.kind}: ${format.number(facility.count)}`,
              )
              .join(' · ')}
          </p>
          <FloorLiftNote lift={lifts.find((each) => each.floor === floor)} />
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))] gap-2">
            {rooms
              .filter((room) => room.floor === floor)
              .map((room) => (
                <li key={room.id}>
                  <RoomLink room={room} sex={building.sex} day={day} />
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  );
}

/** What would let the floor hold more, where its facilities bind. */
function FloorLiftNote({ lift }: { lift: FloorLift | undefined }) {
  const { texts, format } = useSpeech();
  const { places, terms } = texts;
  if (!lift) return null;
  const named = lift.facilities.map(
    ({ kind, more }) => `${places.facility[kind] ?? kind} +${format.number(more)}`,
  );
  return (
    <p className="mb-2 text-sm">
      <Tag tone="warning">{places.facilitiesBind}</Tag>{' '}
      {places.wouldLift(named.join(' · '), terms.workers(lift.people))}
    </p>
  );
}

function RoomLink({ room, sex, day }: { room: Tile; sex: SexDesignation; day: string }) {
  const { places, terms } = useSpeech().texts;
  const count = (state: string) => room.beds.filter((bed) => bed.state === state).length;
  const spoken = places.roomTile({
    name: room.name,
    occupied: count('occupied'),
    reserved: count('reserved'),
    vacant: count('vacant'),
    closed: count('closed'),
  });
  const who = [terms.sexDesignation[sex], room.shift ? terms.shift[room.shift] : '']
    .filter(Boolean)
    .join(' · ');
  return (
    <Link
      to={`/rooms/${room.id}?day=${day}`}
      aria-label={[spoken, who, room.accessible ? places.accessible : ''].filter(Boolean).join(', ')}
      className="flex min-h-24 flex-col gap-1 rounded-md border border-line bg-surface p-3 text-ink no-underline hover:border-brand"
    >
      <span className="flex justify-between gap-2 font-semibold">
        <bdi>{room.name}</bdi>
        {room.accessible ? <span className="text-xs font-normal text-muted">{places.accessible}</span> : null}
      </span>
      <span className="flex flex-wrap gap-1">
        {room.beds.map((bed) => (
          <BedSign key={bed.label} state={bed.state} />
        ))}
      </span>
      <span className="text-xs text-muted">{who}</span>
    </Link>
  );
}
