import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { changeWorker, getWorker, removeWorker } from '#app/data/placement/workers.ts';
import type { TypedWorker } from '#app/domain/placement/worker-facts.ts';
import { readWorkerFacts } from '#app/domain/placement/worker-facts.ts';
import { recordId } from '#app/server/request/record-id.ts';
import { readTypedWorker, refuseWorker, sealFacts } from '#app/server/request/worker-form.ts';
import { SubmitButton } from '#app/ui/button.tsx';
import { ConfirmButton } from '#app/ui/confirm-button.tsx';
import { WorkerFields } from '#app/ui/employer/worker-fields.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { ProblemNotice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, PageHeader } from '#app/ui/page.tsx';
import { useRefusal } from '#app/ui/refusal.ts';

export const meta = titled((texts) => texts.employer.editWorker);

export async function loader({ context, params }: LoaderFunctionArgs) {
  const workerId = recordId<'worker'>(params['workerId']);
  const { civilIdEncrypted, ...worker } = await context.transact((transaction) =>
    getWorker(transaction, { workerId }),
  );
  return { ...worker, civilId: context.secrets.openCivilId(civilIdEncrypted) as string };
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const workerId = recordId<'worker'>(params['workerId']);
  const form = await request.formData();
  if (form.get('intent') === 'remove') {
    await context.transact((transaction) => removeWorker(transaction, { workerId }));
    return redirect('/employer/workers?done=removed');
  }
  const version = String(form.get('version') ?? '');
  const worker = readTypedWorker(form);
  const read = readWorkerFacts(worker, context.today);
  if (!read.ok) return data({ problems: read.problems, worker }, { status: 422 });
  try {
    await context.transact((transaction) =>
      changeWorker(transaction, { workerId, version, facts: sealFacts(read.facts, context.secrets) }),
    );
  } catch (error) {
    return refuseWorker(error, worker);
  }
  return redirect('/employer/workers?done=saved');
}

export default function WorkerPage() {
  const loaded = useLoaderData<typeof loader>();
  const { problem, problems } = useRefusal();
  const answer = useActionData<{ worker?: TypedWorker }>();
  const { texts } = useSpeech();
  const { employer, shell } = texts;
  return (
    <>
      <PageHeader
        title={<bdi>{loaded.fullName}</bdi>}
        back={{ to: '/employer/workers', label: employer.workersTitle }}
      />
      <Card className="max-w-2xl">
        <Form method="post" id="worker" noValidate className="flex flex-col gap-5">
          <ProblemNotice problem={problem} />
          <input type="hidden" name="version" value={loaded.version} />
          <WorkerFields worker={answer?.worker ?? loaded} problems={problems} />
          <div className="flex flex-wrap gap-3">
            <SubmitButton name="intent" value="save">
              {shell.save}
            </SubmitButton>
            <ConfirmButton
              form="worker"
              name="intent"
              value="remove"
              label={employer.removeWorker}
              question={employer.removeWorkerQuestion}
            />
          </div>
        </Form>
      </Card>
    </>
  );
}
