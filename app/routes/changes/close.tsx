import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { proposeClosure } from '#app/data/capacity/capacity-changes.ts';
import { countPeopleIn, getClosingPlace } from '#app/data/capacity/closures.ts';
import { readChangeDays } from '#app/domain/capacity/changes/change-days.ts';
import { readReason, typedChangeDays } from '#app/server/request/change-form.ts';
import { readClosingPlace } from '#app/server/request/closing-place-query.ts';
import { refuseForm } from '#app/server/request/form.ts';
import { signedIn } from '#app/server/request/request-context.ts';
import { ProposalForm } from '#app/ui/changes/proposal-form.tsx';
import { usePlaceInWords } from '#app/ui/changes/place-in-words.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, PageHeader } from '#app/ui/page.tsx';

export const meta = titled((texts) => texts.changes.kinds.closure);

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const asked = readClosingPlace(request, params['siteKey'] ?? '');
  const day = context.today;
  return context.transact(async (transaction) => {
    const place = await getClosingPlace(transaction, asked);
    return { place, housed: await countPeopleIn(transaction, { place, day }), today: day };
  });
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const asked = readClosingPlace(request, params['siteKey'] ?? '');
  const form = await request.formData();
  const days = readChangeDays(typedChangeDays(form), context.today);
  const reason = readReason(form);
  if (!days.ok || !reason.ok)
    return refuseForm({ ...(days.ok ? {} : days.problems), ...(reason.ok ? {} : reason.problems) }, form);
  const changeId = await context.transact(async (transaction) =>
    proposeClosure(transaction, {
      place: await getClosingPlace(transaction, asked),
      ...days.days,
      reason: reason.reason,
      proposedBy: signedIn(context).accountId,
    }),
  );
  context.background.start({ kind: 'change', id: changeId });
  return redirect(`/changes/${changeId}`);
}

export default function ClosePlace() {
  const { place, housed, today } = useLoaderData<typeof loader>();
  const { texts, language } = useSpeech();
  const { changes, places } = texts;
  const placeWords = usePlaceInWords();
  const back =
    place.roomId !== null
      ? { to: `/rooms/${place.roomId}`, label: places.room(place.roomName ?? '') }
      : place.buildingId !== null
        ? {
            to: `/sites/${place.siteKey}/buildings/${place.buildingId}`,
            label: places.building(place.buildingName ?? ''),
          }
        : { to: `/sites/${place.siteKey}`, label: language === 'ar' ? place.siteAr : place.siteEn };
  return (
    <>
      <PageHeader title={changes.closeTitle(placeWords(place))} lead={changes.closeLead} back={back} />
      <Card className="max-w-2xl">
        <p className="mb-4 font-semibold">{changes.livesThere(housed.people, housed.reserved)}</p>
        <ProposalForm today={today} kind="closure" reasonHint={changes.reasonHint} />
      </Card>
    </>
  );
}
