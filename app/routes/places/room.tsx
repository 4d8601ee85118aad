import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listClosures } from '#app/data/capacity/closures.ts';
import { readBuildingFacts } from '#app/data/places/place-facts.ts';
import { getRoom, listRoomBeds } from '#app/data/places/places.ts';
import { findInstrument, listAdoptedCriteria } from '#app/data/standards/standards.ts';
import { parseDayRange } from '#app/data/day-range.ts';
import { judgeBuilding, judgementsBehindRoom } from '#app/domain/capacity/judging/judgement.ts';
import { CLOSURES_BESIDE_PLACE } from '#app/domain/paging.ts';
import { readDay } from '#app/server/request/day-query.ts';
import { recordId } from '#app/server/request/record-id.ts';
import { signedIn } from '#app/server/request/request-context.ts';
import { CloseLink } from '#app/ui/changes/close-link.tsx';
import { ClosureCard } from '#app/ui/changes/closure-list.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, Facts, PageHeader } from '#app/ui/page.tsx';
import { DayChooser } from '#app/ui/places/day-chooser.tsx';
import { JudgementNote } from '#app/ui/places/judgement-note.tsx';
import { BedSign } from '#app/ui/places/legend.tsx';
import { useReasonInWords } from '#app/ui/places/reason-in-words.ts';
import { DataTable } from '#app/ui/table.tsx';

export const meta = titled((texts) => texts.places.rooms);

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const day = readDay(request, context.today);
  const roomId = recordId<'room'>(params['roomId']);
  const { role } = signedIn(context);
  const maySeeNames = role === 'planner';
  return context.transact(async (transaction) => {
    const room = await getRoom(transaction, { roomId, day });
    const beds = await listRoomBeds(transaction, { roomId, day });
    const boundBy = room.bindingReason?.scope ?? 'room';
    return {
      room,
      instrument: room.bindingReason
        ? await findInstrument(transaction, { key: room.bindingReason.standardKey })
        : undefined,
      beds: beds.map(({ during, workerName, employerName, ...bed }) => ({
        ...bed,
        range: during ? parseDayRange(during) : null,
        workerName: maySeeNames ? workerName : null,
        employerName: maySeeNames ? employerName : null,
      })),
      // Facts are kept as they are now: of a day that has passed they tell nothing.
      judgements:
        day < context.today
          ? []
          : judgementsBehindRoom(
              judgeBuilding(
                (await readBuildingFacts(transaction, { buildingId: room.buildingId })).building,
                await listAdoptedCriteria(transaction, { day }),
              ),
              { roomId, boundBy },
            ),
      closures: await listClosures(transaction, {
        within: { siteId: room.siteId, buildingId: room.buildingId, floor: room.floor, roomId },
        day,
        limit: CLOSURES_BESIDE_PLACE,
      }),
      maySeeNames,
      role,
      day,
      today: context.today,
    };
  });
}

export default function RoomPage() {
  const { room, instrument, beds, judgements, closures, maySeeNames, role, day, today } =
    useLoaderData<typeof loader>();
  const closing = { siteKey: room.siteKey, roomId: room.id };
  const { texts, format, language } = useSpeech();
  const { places, changes, limits, terms, shell } = texts;
  const inWords = useReasonInWords();
  const around = {
    room: places.room(room.name),
    floor: places.floor(room.floor),
    building: places.building(room.buildingName),
    site: language === 'ar' ? room.siteAr : room.siteEn,
  };
  return (
    <>
      <PageHeader
        title={`${around.site} · ${around.building} · ${around.room}`}
        lead={places.sitesLead(format.day(day))}
        back={{
          to: `/sites/${room.siteKey}/buildings/${room.buildingId}?day=${day}`,
          label: around.building,
        }}
        actions={<CloseLink role={role} place={closing} name={around.room} />}
      />
      <ClosureCard closures={closures} role={role} />
      <div className="mb-4 grid gap-4 lg:grid-cols-2">
        <Card title={places.facts}>
          <Facts
            facts={[
              { label: places.floorArea, value: places.measured(room.floorAreaM2, places.squareMetres) },
              { label: places.ceilingHeight, value: places.measured(room.ceilingHeightM, places.metres) },
              { label: places.windows, value: places.measured(room.windows, format.number) },
              { label: places.designBeds, value: format.number(beds.length) },
              { label: places.accessible, value: room.accessible ? places.yes : places.no },
              { label: places.forWhom, value: terms.sexDesignation[room.sex] },
            ]}
          />
        </Card>
        <Card title={places.capacity}>
          <p className="text-lg font-semibold">{places.holds(room.compliantCapacity, beds.length)}</p>
          {room.possibleCapacity > room.compliantCapacity ? (
            <p>{limits.mayTurnOut(format.number(room.possibleCapacity))}</p>
          ) : null}
          {room.bindingReason ? <p>{inWords(room.bindingReason)}</p> : null}
          {instrument ? (
            <p className="mt-2 text-sm text-muted">
              {places.instrument}:{' '}
              {instrument.url ? (
                <a href={instrument.url} rel="noreferrer" dir="auto">
                  {instrument.name}
                </a>
              ) : (
                instrument.name
              )}{' '}
              ({places.confidence[instrument.confidence] ?? instrument.confidence})
            </p>
          ) : null}
          {judgements.length > 0 ? <hr className="my-3 border-line" /> : null}
          {judgements.map(({ scope, ...judgement }) => (
            <JudgementNote
              key={scope}
              judgement={judgement}
              scope={scope}
              name={scope === 'room' ? limits.byItself : around[scope]}
            />
          ))}
        </Card>
      </div>
      <DayChooser day={day} today={today} />
      <DataTable
        caption={places.beds}
        rows={beds}
        rowKey={(bed) => bed.id}
        columns={[
          {
            key: 'label',
            header: places.bed,
            rowHeader: true,
            cell: (bed) => `${bed.label} · ${places.position[bed.position]}`,
          },
          {
            key: 'state',
            header: places.state,
            cell: (bed) => (
              <span className="inline-flex items-center gap-2">
                <BedSign state={bed.state} />
                {places.bedState[bed.state]}
                {bed.keptUntil ? ` · ${places.keptUntil(format.day(bed.keptUntil))}` : null}
              </span>
            ),
          },
          { key: 'shift', header: places.shift, cell: (bed) => (bed.shift ? terms.shift[bed.shift] : '—') },
          {
            key: 'who',
            header: places.who,
            cell: (bed) =>
              bed.range === null ? '—' : maySeeNames ? <bdi>{bed.workerName}</bdi> : places.whoHidden,
          },
          ...(maySeeNames
            ? [
                {
                  key: 'employer',
                  header: places.employer,
                  cell: (bed: (typeof beds)[number]) => bed.employerName ?? '—',
                },
              ]
            : []),
          {
            key: 'until',
            header: places.until,
            cell: (bed) => (bed.range ? format.range(bed.range, shell.openEnded) : '—'),
          },
          ...(role === 'planner'
            ? [
                {
                  key: 'close',
                  header: changes.kinds.closure,
                  cell: (bed: (typeof beds)[number]) => (
                    <CloseLink
                      role={role}
                      place={{ ...closing, bedId: bed.id }}
                      name={changes.place.bed(bed.label)}
                    />
                  ),
                },
              ]
            : []),
        ]}
      />
    </>
  );
}
