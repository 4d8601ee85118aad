import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, Link, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { changeDraft, nameCrewOfTheRest, nameCrews } from '#app/data/placement/employer-requests.ts';
import { listMembers } from '#app/data/placement/request-queue.ts';
import { pageCount } from '#app/domain/paging.ts';
import { isProblemError } from '#app/domain/problem.ts';
import { readForm, refuseForm, refuseWhole } from '#app/server/request/form.ts';
import { readListQuery } from '#app/server/request/list-query.ts';
import { getDraft } from '#app/server/request/own-draft.ts';
import { recordId } from '#app/server/request/record-id.ts';
import { LinkButton, SubmitButton } from '#app/ui/button.tsx';
import { RequestStep } from '#app/ui/employer/request-step.tsx';
import { TextArea, TextField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { FieldProblemSummary, ProblemNotice } from '#app/ui/notice.tsx';
import { PageButtons } from '#app/ui/page-buttons.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, EmptyState } from '#app/ui/page.tsx';
import { useRefusal } from '#app/ui/refusal.ts';
import { DataTable } from '#app/ui/table.tsx';
import { useWorkerColumns } from '#app/ui/worker-columns.tsx';

export const meta = titled((texts) => texts.employer.taskNames.needs);

const needsForm = z.object({
  intent: z.string().default('save'),
  note: z.string().max(2000, 'too_long').default(''),
  restCrew: z.string().trim().max(60, 'too_long').default(''),
  worker: z.array(z.uuid('not_a_choice')),
  crew: z.array(z.string().max(60, 'too_long')),
});

export async function loader({ context, params, request: asked }: LoaderFunctionArgs) {
  const requestId = recordId<'placement_request'>(params['requestId']);
  const { page, limit, offset } = readListQuery(asked);
  return context.transact(async (transaction) => {
    const request = await getDraft(transaction, { requestId });
    const members = await listMembers(transaction, { requestId, limit, offset });
    return { request, members, page, pages: pageCount(request.workers) };
  });
}

/** Keeps the note and the crews named on this page; `worker` and `crew` stand in the form side by side. */
export async function action({ context, params, request }: ActionFunctionArgs) {
  const requestId = recordId<'placement_request'>(params['requestId']);
  const form = await request.formData();
  const read = readForm(needsForm, form);
  if (!read.ok) return read.answer;
  const { intent, note, restCrew, worker, crew } = read.value;
  const crews = worker.map((workerId, index) => ({ workerId, crew: crew[index] ?? '' }));
  try {
    await context.transact(async (transaction) => {
      await changeDraft(transaction, { requestId, note });
      await nameCrews(transaction, { requestId, crews });
      if (intent === 'rest') await nameCrewOfTheRest(transaction, { requestId, crew: restCrew });
    });
  } catch (error) {
    if (!isProblemError(error) || error.problem.code !== 'crew_of_both_sexes') throw error;
    const mixed = error.problem.details['crew'];
    const fields = crews
      .filter(({ crew: name }) => name.trim() === mixed)
      .map(({ workerId }) => crewField(workerId));
    if (intent === 'rest' && restCrew === mixed) fields.push('restCrew');
    if (fields.length === 0) return refuseWhole(error, form);
    return refuseForm(Object.fromEntries(fields.map((field) => [field, 'crew_of_both_sexes'])), form);
  }
  const [verb, page] = intent.split(' ');
  return redirect(
    verb === 'page' || verb === 'rest'
      ? `/employer/requests/${requestId}/needs?page=${Number(page) || 1}`
      : `/employer/requests/${requestId}`,
  );
}

const crewField = (workerId: string) => `crew-${workerId}`;

export default function RequestNeeds() {
  const { request, members, page, pages } = useLoaderData<typeof loader>();
  const { problem, problems, typed, chosen } = useRefusal();
  const workerColumns = useWorkerColumns<(typeof members)[number]>();
  const { employer, fieldProblems } = useSpeech().texts;
  const typedOf = (name: string) => chosen?.[name] ?? (typed?.[name] === undefined ? [] : [typed[name]]);
  const typedCrews = new Map(typedOf('worker').map((workerId, index) => [workerId, typedOf('crew')[index]]));
  const crews = [...new Set(members.flatMap((member) => member.crew ?? []))];
  return (
    <RequestStep request={request} task="needs" lead={employer.crewsHint}>
      <ProblemNotice problem={problem} />
      <Form method="post" noValidate className="flex flex-col gap-5">
        <FieldProblemSummary
          problems={problems}
          labels={{
            ...Object.fromEntries(
              members.map(({ workerId, name }) => [crewField(workerId), employer.crewOf(name)]),
            ),
            note: employer.note,
            crew: employer.crew,
            restCrew: employer.crewOfTheRest,
          }}
        />
        {members.length === 0 ? (
          <EmptyState title={employer.noWorkersYet}>
            <LinkButton to={`/employer/requests/${request.id}/workers`}>
              {employer.taskNames.workers}
            </LinkButton>
          </EmptyState>
        ) : (
          <>
            <p className="text-muted">{employer.needsOf}</p>
            <datalist id="crews">
              {crews.map((crew) => (
                <option key={crew} value={crew} />
              ))}
            </datalist>
            <DataTable
              caption={employer.taskNames.needs}
              rows={members}
              rowKey={(member) => member.workerId}
              columns={[
                {
                  key: 'name',
                  header: employer.name,
                  rowHeader: true,
                  cell: (member) => (
                    <Link to={`/employer/workers/${member.workerId}`}>
                      <bdi>{member.name}</bdi>
                    </Link>
                  ),
                },
                ...workerColumns,
                {
                  key: 'crew',
                  header: employer.crew,
                  cell: (member) => {
                    const id = crewField(member.workerId);
                    const refused = problems?.[id];
                    return (
                      <>
                        <input type="hidden" name="worker" value={member.workerId} />
                        <input
                          key={member.crew ?? ''}
                          id={id}
                          name="crew"
                          list="crews"
                          defaultValue={typedCrews.get(member.workerId) ?? member.crew ?? ''}
                          aria-label={employer.crewOf(member.name)}
                          aria-invalid={refused ? true : undefined}
                          aria-describedby={refused ? `${id}-problem` : undefined}
                          maxLength={60}
                          autoComplete="off"
                          dir="auto"
                          className="min-h-11 w-40 rounded-md border border-control bg-surface px-3 text-ink"
                        />
                        {refused ? (
                          <p id={`${id}-problem`} className="text-sm font-semibold text-danger">
                            {fieldProblems[refused]}
                          </p>
                        ) : null}
                      </>
                    );
                  },
                },
              ]}
            />
            <PageButtons page={page} pages={pages} />
            <div className="flex flex-wrap items-end gap-3">
              <TextField
                id="restCrew"
                name="restCrew"
                label={employer.crewOfTheRest}
                defaultValue={typed?.['restCrew'] ?? ''}
                problem={problems?.['restCrew']}
                autoComplete="off"
                dir="auto"
              />
              <SubmitButton kind="secondary" name="intent" value="rest">
                {employer.nameThem}
              </SubmitButton>
            </div>
          </>
        )}
        <Card className="max-w-2xl">
          <TextArea
            id="note"
            name="note"
            optional
            label={employer.note}
            defaultValue={typed?.['note'] ?? request.note}
            problem={problems?.['note']}
            dir="auto"
          />
        </Card>
        <div>
          <SubmitButton name="intent" value="save">
            {employer.saveAndGoOn}
          </SubmitButton>
        </div>
      </Form>
    </RequestStep>
  );
}
