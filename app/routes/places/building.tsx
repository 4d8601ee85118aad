import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { listClosures } from '#app/data/capacity/closures.ts';
import { readBuildingFacts } from '#app/data/places/place-facts.ts';
import { getBuilding, listRoomTiles } from '#app/data/places/places.ts';
import { listAdoptedCriteria } from '#app/data/standards/standards.ts';
import { judgeBuilding, summaryOf } from '#app/domain/capacity/judging/judgement.ts';
import type { Facilities } from '#app/domain/capacity/judging/place-facts.ts';
import type { SexDesignation } from '#app/domain/placement/people.ts';
import { CLOSURES_BESIDE_PLACE } from '#app/domain/paging.ts';
import { readDay } from '#app/server/request/day-query.ts';
import { recordId } from '#app/server/request/record-id.ts';
import { signedIn } from '#app/server/request/request-context.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { CloseLink } from '#app/ui/changes/close-link.tsx';
import { ClosureCard } from '#app/ui/changes/closure-list.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, Facts, PageHeader } from '#app/ui/page.tsx';
import { DayChooser } from '#app/ui/places/day-chooser.tsx';
import { JudgementNote } from '#app/ui/places/judgement-note.tsx';
import { BedLegend, BedSign } from '#app/ui/places/legend.tsx';

export const meta = titled((texts) => texts.places.buildings);

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const day = readDay(request, context.today);
  const buildingId = recordId<'building'>(params['buildingId']);
  return context.transact(async (transaction) => {
    const building = await getBuilding(transaction, { buildingId, siteKey: params['siteKey'] ?? '' });
    const { building: facts } = await readBuildingFacts(transaction, { buildingId });
    // Facts are kept as they are now: of a day that has passed they tell nothing.
    const judged =
      day >= context.today ? judgeBuilding(facts, await listAdoptedCriteria(transaction, { day })) : null;
    return {
      building,
      rooms: await listRoomTiles(transaction, { buildingId, day }),
      facilities: facts.facilities,
      judgement: judged && summaryOf(judged),
      floors: facts.floors.map(({ floor, facilities }) => {
        const ofFloor = judged?.floors.find((each) => each.floor === floor);
        return { floor, facilities, judgement: ofFloor ? summaryOf(ofFloor) : null };
      }),
      closures: await listClosures(transaction, {
        within: { siteId: building.siteId, buildingId },
        day,
        limit: CLOSURES_BESIDE_PLACE,
      }),
      role: signedIn(context).role,
      day,
      today: context.today,
    };
  });
}

type Tile = ReturnType<typeof useLoaderData<typeof loader>>['rooms'][number];

export default function BuildingPage() {
  const { building, rooms, facilities, judgement, floors, closures, role, day, today } =
    useLoaderData<typeof loader>();
  const closing = { siteKey: building.siteKey, buildingId: building.id };
  const { texts, format, language } = useSpeech();
  const { places, sitePlan, limits, terms } = texts;
  const counted = (kinds: Facilities) =>
    Object.entries(kinds)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([kind, number]) => ({ label: limits.facility[kind] ?? kind, value: format.number(number) }));
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
        actions={
          <>
            <LinkButton to={`/sites/${building.siteKey}/buildings/${building.id}/history`}>
              {texts.reports.history}
            </LinkButton>
            {role === 'planner' ? (
              <LinkButton to={`/sites/${building.siteKey}/buildings/${building.id}/edit?floor=0`}>
                {sitePlan.editBuilding}
              </LinkButton>
            ) : null}
            <CloseLink role={role} place={closing} name={places.building(building.name)} />
          </>
        }
      />
      <ClosureCard closures={closures} role={role} />
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
              label: places.available,
              value: terms.beds(count('occupied') + count('reserved') + count('vacant')),
            },
            { label: places.occupied, value: format.number(count('occupied')) },
            { label: places.reserved, value: format.number(count('reserved')) },
            { label: places.vacant, value: format.number(count('vacant')) },
            { label: places.closed, value: format.number(count('closed')) },
            ...counted(facilities),
          ]}
        />
      </Card>
      <DayChooser day={day} today={today} />
      {judgement ? (
        <JudgementNote judgement={judgement} scope="building" name={sitePlan.wholeBuilding} />
      ) : null}
      <BedLegend />
      {floors.toReversed().map(({ floor, ...ofFloor }) => (
        <section key={floor} className="mt-5">
          <div className="mb-1 flex flex-wrap items-baseline gap-x-4">
            <h2>{places.floor(floor)}</h2>
            <CloseLink role={role} place={{ ...closing, floor }} name={places.floor(floor)} />
          </div>
          <p className="mb-2 text-sm text-muted">
            {counted(ofFloor.facilities)
              .map(({ label, value }) => `${label}: ${value}`)
              .join(' · ')}
          </p>
          {ofFloor.judgement ? <JudgementNote judgement={ofFloor.judgement} scope="floor" /> : null}
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
      aria-label={[spoken, who, room.accessible ? places.accessible : ''].filter(Boolean).join(terms.comma)}
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
