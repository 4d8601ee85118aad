import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { proposeClosure } from '#app/data/capacity/capacity-changes.ts';
import { countPeopleIn, getClosingPlace } from '#app/data/capacity/closures.ts';
import { readChangeDays } from '#app/domain/capacity/changes/change-days.ts';
import { readReason, typedChangeDays } from '#app/server/request/change-form.ts';
import { readClosingPlace } from '#app/server/request/closing-place-query.ts';
import { refuseForm } from '#app/server/request/form.ts';
import { signedIn } from '#app/server/request/request-context.ts';
import { SubmitButton } from '#app/ui/button.tsx';
import { ChangeDayFields } from '#app/ui/changes/change-day-fields.tsx';
import { usePlaceInWords } from '#app/ui/changes/place-in-words.ts';
import { TextArea } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { FieldProblemSummary, ProblemNotice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, PageHeader } from '#app/ui/page.tsx';
import { useRefusal } from '#app/ui/refusal.ts';

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
  const { problem, problems, typed } = useRefusal();
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
        <Form method="post" noValidate className="flex flex-col gap-5">
          <ProblemNotice problem={problem} />
          <FieldProblemSummary problems={problems} labels={{ ...changes.days, reason: changes.reason }} />
          <ChangeDayFields today={today} days={typed ?? {}} problems={problems} kind="closure" />
          <TextArea
            id="reason"
            name="reason"
            label={changes.reason}
            hint={changes.reasonHint}
            defaultValue={typed?.['reason']}
            problem={problems?.['reason']}
          />
          <div>
            <SubmitButton>{changes.propose}</SubmitButton>
          </div>
        </Form>
      </Card>
    </>
  );
}
