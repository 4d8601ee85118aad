import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { changeDraft } from '#app/data/placement/employer-requests.ts';
import { listWorkplaces } from '#app/data/placement/workplaces.ts';
import type { WorkplaceId } from '#app/domain/identity/ids.ts';
import { readForm } from '#app/server/request/form.ts';
import { getDraft } from '#app/server/request/own-draft.ts';
import { recordId } from '#app/server/request/record-id.ts';
import { signedInEmployer } from '#app/server/request/request-context.ts';
import { LinkButton, SubmitButton } from '#app/ui/button.tsx';
import { RequestStep } from '#app/ui/employer/request-step.tsx';
import { RadioFields } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { PointMap } from '#app/ui/map/point-map.tsx';
import { FieldProblemSummary, ProblemNotice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, EmptyState } from '#app/ui/page.tsx';
import { useRefusal } from '#app/ui/refusal.ts';

export const meta = titled((texts) => texts.employer.taskNames.workplace);

const workplaceChoice = z.object({ workplace: z.uuid('required') });

export async function loader({ context, params }: LoaderFunctionArgs) {
  const requestId = recordId<'placement_request'>(params['requestId']);
  const employerId = signedInEmployer(context);
  return context.transact(async (transaction) => ({
    request: await getDraft(transaction, { requestId }),
    workplaces: await listWorkplaces(transaction, { employerId }),
    outline: context.outline,
    tileUrl: context.tileUrl,
  }));
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const requestId = recordId<'placement_request'>(params['requestId']);
  const read = readForm(workplaceChoice, await request.formData());
  if (!read.ok) return read.answer;
  const workplaceId = read.value.workplace as WorkplaceId;
  await context.transact((transaction) => changeDraft(transaction, { requestId, workplaceId }));
  return redirect(`/employer/requests/${requestId}`);
}

export default function RequestWorkplace() {
  const { request, workplaces, outline, tileUrl } = useLoaderData<typeof loader>();
  const { problem, problems } = useRefusal();
  const { employer } = useSpeech().texts;
  const add = (
    <LinkButton to={`/employer/workplaces?request=${request.id}`}>{employer.addWorkplace}</LinkButton>
  );
  return (
    <RequestStep request={request} task="workplace" lead={employer.workplacesLead}>
      <ProblemNotice problem={problem} />
      {workplaces.length === 0 ? (
        <EmptyState title={employer.noWorkplaceYet}>{add}</EmptyState>
      ) : (
        <div className="grid gap-6 lg:grid-cols-2">
          <Card>
            <Form method="post" noValidate className="flex flex-col gap-5">
              <FieldProblemSummary problems={problems} labels={{ workplace: employer.workplace }} />
              <div id="workplace">
                <RadioFields
                  name="workplace"
                  label={employer.chooseWorkplace}
                  value={request.workplaceId ?? (workplaces.length === 1 ? workplaces[0]?.id : undefined)}
                  problem={problems?.['workplace']}
                  options={workplaces.map(({ id, name }) => ({ value: id, label: <bdi>{name}</bdi> }))}
                />
              </div>
              <div className="flex flex-wrap gap-3">
                <SubmitButton>{employer.saveAndGoOn}</SubmitButton>
                {add}
              </div>
            </Form>
          </Card>
          <PointMap
            outline={outline}
            tileUrl={tileUrl}
            label={employer.workplacesTitle}
            points={workplaces.map((workplace) => ({ ...workplace, key: workplace.id }))}
          />
        </div>
      )}
    </RequestStep>
  );
}
