import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { readBuildingFacts } from '#app/data/places/place-facts.ts';
import { getBuilding, listBuildingPoints } from '#app/data/places/places.ts';
import { listAdoptedCriteria } from '#app/data/standards/standards.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { recordId } from '#app/server/request/record-id.ts';
import type { EditedPart } from '#app/server/site-plan/building-edits.ts';
import {
  proposeFacts,
  saveBeds,
  saveCopy,
  saveFacts,
  saveRoom,
} from '#app/server/site-plan/building-edits.ts';
import { DoneNotice } from '#app/ui/done-notice.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { ProblemNotice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, PageHeader } from '#app/ui/page.tsx';
import { useRefusal } from '#app/ui/refusal.ts';
import { AddBedsForm } from '#app/ui/site-plan/add-beds-form.tsx';
import { AddRoomForm } from '#app/ui/site-plan/add-room-form.tsx';
import { CopyFloorForm } from '#app/ui/site-plan/copy-floor-form.tsx';
import { FactsFields } from '#app/ui/site-plan/facts-fields.tsx';
import { Tabs } from '#app/ui/tabs.tsx';
import { floorOf } from '#app/domain/places/facts-form.ts';

export const meta = titled((texts) => texts.sitePlan.editBuilding);

/** The part that the URL asks for: `?floor=`, else the whole building. */
function partOf({ params, request }: Pick<LoaderFunctionArgs, 'params' | 'request'>): EditedPart {
  const floor = new URL(request.url).searchParams.get('floor');
  if (floor !== null && !/^\d{1,2}$/.test(floor)) throw new ProblemError('not_found');
  return {
    siteKey: params['siteKey'] ?? '',
    buildingId: recordId<'building'>(params['buildingId']),
    floor: floor === null ? null : Number(floor),
  };
}

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const part = partOf({ params, request });
  return context.transact(async (transaction) => {
    const { siteKey, name, floorCount } = await getBuilding(transaction, part);
    if (part.floor !== null && part.floor >= floorCount) throw new ProblemError('not_found');
    const { siteId, building } = await readBuildingFacts(transaction, part);
    const others = await listBuildingPoints(transaction, { siteId });
    return {
      siteKey,
      siteId,
      name,
      floor: part.floor,
      building,
      criteria: await listAdoptedCriteria(transaction, { day: context.today }),
      buildings: others.map(({ id, name: label }) => ({ value: id, label })),
      today: context.today,
    };
  });
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const part = partOf({ params, request });
  await context.transact((transaction) => getBuilding(transaction, part));
  const form = await request.formData();
  switch (form.get('intent')) {
    case 'propose':
      return proposeFacts(context, part, form);
    case 'room':
      return saveRoom(context, part, form);
    case 'beds':
      return saveBeds(context, part, form);
    case 'copy':
      return saveCopy(context, part, form);
    default:
      return saveFacts(context, part, form);
  }
}

export default function EditBuilding() {
  const { siteKey, siteId, name, floor, building, criteria, buildings, today } =
    useLoaderData<typeof loader>();
  const { problem, problems, typed } = useRefusal();
  const { texts } = useSpeech();
  const { sitePlan, places } = texts;
  const page = `/sites/${siteKey}/buildings/${building.id}`;
  const rooms = floor === null ? [] : floorOf(building, floor).rooms;
  const form = { problems, typed };
  return (
    <>
      <PageHeader
        title={sitePlan.editTitle(name)}
        lead={sitePlan.editLead}
        back={{ to: page, label: places.building(name) }}
      />
      <Tabs
        label={sitePlan.place}
        tabs={[
          { to: `${page}/edit`, label: sitePlan.wholeBuilding, current: floor === null },
          ...Array.from({ length: building.floorCount }, (_, number) => ({
            to: `${page}/edit?floor=${number}`,
            label: places.floor(number),
            current: floor === number,
          })),
        ]}
      />
      <DoneNotice words={sitePlan.done} />
      <div className="flex flex-col gap-6">
        {problem?.code === 'people_would_move' ? null : <ProblemNotice problem={problem} />}
        <FactsFields
          key={`${floor} ${JSON.stringify(building)}`}
          siteId={siteId}
          building={building}
          floor={floor}
          criteria={criteria}
          today={today}
          mayPropose={problem?.code === 'people_would_move' || typed?.['intent'] === 'propose'}
          {...form}
        />
        {floor === null ? null : (
          <div className="grid gap-6 lg:grid-cols-2">
            <Card title={sitePlan.addRoom}>
              <AddRoomForm {...form} />
            </Card>
            <div className="flex flex-col gap-6">
              {rooms.length > 0 ? (
                <>
                  <Card title={sitePlan.copyFloor}>
                    <CopyFloorForm buildings={buildings} buildingId={building.id} {...form} />
                  </Card>
                  <Card title={sitePlan.addBeds}>
                    <AddBedsForm rooms={rooms} {...form} />
                  </Card>
                </>
              ) : null}
            </div>
          </div>
        )}
      </div>
    </>
  );
}
