import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { getOwnRequest } from '#app/data/placement/employer-requests.ts';
import { getEmployer } from '#app/data/placement/employers.ts';
import { listMembers } from '#app/data/placement/request-queue.ts';
import { findCivilIds } from '#app/data/placement/workers.ts';
import { maskCivilId } from '#app/domain/identity/civil-id.ts';
import { recordId } from '#app/server/request/record-id.ts';
import { signedInEmployer } from '#app/server/request/request-context.ts';
import { languages } from '#app/i18n/language.ts';
import { PlacementLetter } from '#app/ui/employer/placement-letter.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { titled } from '#app/ui/page-title.ts';
import { EmptyState, PageHeader } from '#app/ui/page.tsx';
import { PrintButton } from '#app/ui/print-button.tsx';

export const meta = titled((texts) => texts.employer.letterTitle);

/** The letter for every placed worker of a request, or for one of them (`?worker=`). */
export async function loader({ context, params, request: asked }: LoaderFunctionArgs) {
  const requestId = recordId<'placement_request'>(params['requestId']);
  const wanted = new URL(asked.url).searchParams.get('worker');
  const workerId = wanted === null ? undefined : recordId<'worker'>(wanted);
  const employerId = signedInEmployer(context);
  return context.transact(async (transaction) => {
    const { id, number } = await getOwnRequest(transaction, { requestId });
    const members = await listMembers(transaction, { requestId, workerId, onlyPlaced: true });
    const civilIds = await findCivilIds(transaction, {
      workerIds: members.map((member) => member.workerId),
    });
    return {
      request: { id, number },
      day: context.today,
      employer: await getEmployer(transaction, { employerId }),
      workers: members.flatMap(({ bed, workerId: id, name }) => {
        const sealed = civilIds.get(id);
        return bed && sealed
          ? [{ id, name, bed, civilId: maskCivilId(context.secrets.openCivilId(sealed)) }]
          : [];
      }),
    };
  });
}

export default function RequestLetter() {
  const { request, day, employer, workers } = useLoaderData<typeof loader>();
  const { texts } = useSpeech();
  return (
    <>
      <div className="print:hidden">
        <PageHeader
          title={texts.employer.letterTitle}
          back={{ to: `/employer/requests/${request.id}`, label: texts.employer.request(request.number) }}
          actions={workers.length > 0 ? <PrintButton /> : null}
        />
      </div>
      {workers.length === 0 ? (
        <EmptyState title={texts.employer.letterNone} />
      ) : (
        <div className="flex flex-col gap-6">
          {languages.map((language) => (
            <PlacementLetter
              key={language}
              language={language}
              number={request.number}
              day={day}
              employer={employer}
              workers={workers}
            />
          ))}
        </div>
      )}
    </>
  );
}
