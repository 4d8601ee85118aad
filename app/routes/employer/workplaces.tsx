import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, useLoaderData, useSearchParams } from '@remix-run/react';
import { addWorkplace, listWorkplaces, removeWorkplace } from '#app/data/placement/workplaces.ts';
import { workplaceForm } from '#app/domain/placement/workplace-form.ts';
import { readForm } from '#app/server/request/form.ts';
import { recordId } from '#app/server/request/record-id.ts';
import { signedInEmployer } from '#app/server/request/request-context.ts';
import { ConfirmButton } from '#app/ui/confirm-button.tsx';
import { WorkplaceFields } from '#app/ui/employer/workplace-fields.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { ProblemNotice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, EmptyState, PageHeader } from '#app/ui/page.tsx';
import { useRefusal } from '#app/ui/refusal.ts';
import { DataTable } from '#app/ui/table.tsx';

export const meta = titled((texts) => texts.employer.workplacesTitle);

export async function loader({ context }: LoaderFunctionArgs) {
  const employerId = signedInEmployer(context);
  const workplaces = await context.transact((transaction) => listWorkplaces(transaction, { employerId }));
  return { workplaces, outline: context.outline, tileUrl: context.tileUrl };
}

/** Adds a workplace, and leads back to the request (`?request=`) that it was missing from; or removes one. */
export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData();
  const remove = form.get('remove');
  if (remove !== null) {
    const workplaceId = recordId<'workplace'>(String(remove));
    await context.transact((transaction) => removeWorkplace(transaction, { workplaceId }));
    return redirect('/employer/workplaces');
  }
  const read = readForm(workplaceForm(context.outline), form);
  if (!read.ok) return read.answer;
  const employerId = signedInEmployer(context);
  await context.transact((transaction) => addWorkplace(transaction, { employerId, ...read.value }));
  const forRequest = new URL(request.url).searchParams.get('request');
  return redirect(
    forRequest
      ? `/employer/requests/${recordId<'placement_request'>(forRequest)}/workplace`
      : '/employer/workplaces',
  );
}

export default function Workplaces() {
  const { workplaces, outline, tileUrl } = useLoaderData<typeof loader>();
  const { problem, problems, typed } = useRefusal();
  const [search] = useSearchParams();
  const { texts } = useSpeech();
  const { employer } = texts;
  const forRequest = search.get('request');
  return (
    <>
      <PageHeader
        title={employer.workplacesTitle}
        lead={employer.workplacesLead}
        {...(forRequest && {
          back: { to: `/employer/requests/${forRequest}/workplace`, label: employer.backToRequest },
        })}
      />
      <div className="flex flex-col gap-6">
        <ProblemNotice problem={problem} />
        {workplaces.length === 0 ? (
          <EmptyState title={employer.workplacesEmpty} />
        ) : (
          <DataTable
            caption={employer.workplacesTitle}
            rows={workplaces}
            rowKey={(workplace) => workplace.id}
            columns={[
              {
                key: 'name',
                header: employer.workplaceName,
                rowHeader: true,
                cell: (workplace) => <bdi>{workplace.name}</bdi>,
              },
              {
                key: 'position',
                header: employer.position,
                cell: (workplace) => (
                  <span className="tabular-nums">
                    {employer.picked(workplace.latitude.toFixed(4), workplace.longitude.toFixed(4))}
                  </span>
                ),
              },
              {
                key: 'remove',
                header: employer.remove,
                cell: (workplace) => (
                  <Form method="post" id={`remove-${workplace.id}`}>
                    <ConfirmButton
                      form={`remove-${workplace.id}`}
                      name="remove"
                      value={workplace.id}
                      label={
                        <>
                          {employer.remove} <bdi className="sr-only">{workplace.name}</bdi>
                        </>
                      }
                      question={employer.removeWorkplaceQuestion(workplace.name)}
                    />
                  </Form>
                ),
              },
            ]}
          />
        )}
        <Card title={employer.addWorkplace}>
          <WorkplaceFields
            key={workplaces.length}
            workplaces={workplaces}
            outline={outline}
            tileUrl={tileUrl}
            problems={problems}
            typed={typed}
          />
        </Card>
      </div>
    </>
  );
}
