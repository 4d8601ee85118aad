import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import {
  chooseAllUnhoused,
  chooseWorkers,
  dropAllWorkers,
  findChosen,
  getOverview,
} from '#app/data/placement/employer-requests.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import { listWorkers } from '#app/data/placement/workers.ts';
import type { PlacementRequestId, WorkerId } from '#app/domain/identity/ids.ts';
import { maskCivilId } from '#app/domain/identity/civil-id.ts';
import { PAGE_SIZE, pageCount } from '#app/domain/paging.ts';
import { readForm } from '#app/server/request/form.ts';
import { getDraft } from '#app/server/request/own-draft.ts';
import { recordId } from '#app/server/request/record-id.ts';
import type { RequestContext } from '#app/server/request/request-context.ts';
import { signedInEmployer } from '#app/server/request/request-context.ts';
import { workersSought } from '#app/server/request/workers-sought.ts';
import { RequestStep } from '#app/ui/employer/request-step.tsx';
import { WorkerChoice } from '#app/ui/employer/worker-choice.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { FieldProblemSummary, ProblemNotice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { useRefusal } from '#app/ui/refusal.ts';

export const meta = titled((texts) => texts.employer.taskNames.workers);

const pageNumber = z.coerce.number().int().min(1).max(100_000).catch(1);

const choiceForm = z.object({
  intent: z.string().default('show'),
  q: z.string().trim().max(100, 'too_long').default(''),
  housing: z.enum(['unhoused', 'all']).default('unhoused'),
  page: pageNumber,
  shown: z.array(z.uuid('not_a_choice')).max(PAGE_SIZE),
  chosen: z.array(z.uuid('not_a_choice')).max(PAGE_SIZE),
});

type Shown = Pick<z.infer<typeof choiceForm>, 'q' | 'housing' | 'page'>;

async function show(
  context: RequestContext,
  transaction: ActorTransaction,
  requestId: PlacementRequestId,
  { q, housing, page }: Shown,
) {
  const employerId = signedInEmployer(context);
  const request = await getDraft(transaction, { requestId });
  const { rows, total } = await listWorkers(transaction, {
    employerId,
    day: context.today,
    ...workersSought(q, context.secrets),
    housing,
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
  });
  const chosen = await findChosen(transaction, { requestId, workerIds: rows.map(({ id }) => id) });
  return {
    request,
    q,
    housing,
    page,
    pages: pageCount(total),
    hasWorkers:
      rows.length > 0 || (await getOverview(transaction, { employerId, day: context.today })).workers > 0,
    workers: rows.map(({ civilIdEncrypted, ...row }) => ({
      ...row,
      civilId: maskCivilId(context.secrets.openCivilId(civilIdEncrypted)),
      isChosen: chosen.has(row.id),
    })),
  };
}

export async function loader({ context, params }: LoaderFunctionArgs) {
  const requestId = recordId<'placement_request'>(params['requestId']);
  return context.transact((transaction) =>
    show(context, transaction, requestId, { q: '', housing: 'unhoused', page: 1 }),
  );
}

/**
 * Keeps what is ticked on the page, whatever button was pressed, then shows the list that was asked for. All of it is
 * posted, since a name or civil ID that is sought must stand in no URL.
 */
export async function action({ context, params, request }: ActionFunctionArgs) {
  const requestId = recordId<'placement_request'>(params['requestId']);
  const read = readForm(choiceForm, await request.formData());
  if (!read.ok) return read.answer;
  const { intent, shown, chosen, ...asked } = read.value;
  const employerId = signedInEmployer(context);
  const [verb = '', page] = intent.split(' ');
  const answer = await context.transact(async (transaction) => {
    await chooseWorkers(transaction, {
      requestId,
      employerId,
      shown: shown as WorkerId[],
      chosen: chosen as WorkerId[],
    });
    if (verb === 'all') await chooseAllUnhoused(transaction, { requestId, employerId, today: context.today });
    if (verb === 'none') await dropAllWorkers(transaction, { requestId });
    if (verb === 'save' && (await getDraft(transaction, { requestId })).workers > 0) return null;
    const shownList = await show(context, transaction, requestId, {
      ...asked,
      page: verb === 'page' ? pageNumber.parse(page) : verb === 'show' ? 1 : asked.page,
    });
    return verb === 'save' ? { ...shownList, problems: { chosen: 'choose_a_worker' } as const } : shownList;
  });
  if (answer && 'problems' in answer) return data(answer, { status: 422 });
  return answer ?? redirect(`/employer/requests/${requestId}`);
}

export default function RequestWorkers() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { problem, problems } = useRefusal();
  const { employer } = useSpeech().texts;
  const list = answer && 'workers' in answer ? answer : loaded;
  return (
    <RequestStep request={list.request} task="workers" lead={employer.whoHint}>
      <ProblemNotice problem={problem} />
      <Form method="post" noValidate>
        <FieldProblemSummary problems={problems} labels={{ chosen: employer.taskNames.workers }} />
        <div id="chosen">
          <WorkerChoice {...list} chosen={list.request.workers} />
        </div>
      </Form>
    </RequestStep>
  );
}
