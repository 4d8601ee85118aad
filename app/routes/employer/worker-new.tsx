import type { ActionFunctionArgs } from '@remix-run/node';
import { data, redirect } from '@remix-run/node';
import { Form, useActionData } from '@remix-run/react';
import { addWorker } from '#app/data/placement/workers.ts';
import type { TypedWorker } from '#app/domain/placement/worker-facts.ts';
import { readWorkerFacts } from '#app/domain/placement/worker-facts.ts';
import { signedInEmployer } from '#app/server/request/request-context.ts';
import { readTypedWorker, refuseWorker, sealFacts } from '#app/server/request/worker-form.ts';
import { LinkButton, SubmitButton } from '#app/ui/button.tsx';
import { WorkerFields } from '#app/ui/employer/worker-fields.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { ProblemNotice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, PageHeader } from '#app/ui/page.tsx';
import { useRefusal } from '#app/ui/refusal.ts';

export const meta = titled((texts) => texts.employer.addWorker);

const NOBODY: TypedWorker = {
  fullName: '',
  civilId: '',
  birthDate: '',
  sex: '',
  shift: '',
  languages: [],
  accessNeeds: [],
};

export function loader() {
  return null;
}

export async function action({ context, request }: ActionFunctionArgs) {
  const worker = readTypedWorker(await request.formData());
  const read = readWorkerFacts(worker, context.today);
  if (!read.ok) return data({ problems: read.problems, worker }, { status: 422 });
  const employerId = signedInEmployer(context);
  try {
    await context.transact((transaction) =>
      addWorker(transaction, { employerId, facts: sealFacts(read.facts, context.secrets) }),
    );
  } catch (error) {
    return refuseWorker(error, worker);
  }
  return redirect('/employer/workers?done=added');
}

export default function NewWorker() {
  const { problem, problems } = useRefusal();
  const answer = useActionData<{ worker?: TypedWorker }>();
  const { texts } = useSpeech();
  return (
    <>
      <PageHeader
        title={texts.employer.addWorker}
        back={{ to: '/employer/workers', label: texts.employer.workersTitle }}
      />
      <Card className="max-w-2xl">
        <Form method="post" noValidate className="flex flex-col gap-5">
          <ProblemNotice problem={problem} />
          <WorkerFields worker={answer?.worker ?? NOBODY} problems={problems} />
          <div className="flex flex-wrap gap-3">
            <SubmitButton>{texts.shell.save}</SubmitButton>
            <LinkButton to="/employer/workers">{texts.shell.cancel}</LinkButton>
          </div>
        </Form>
      </Card>
    </>
  );
}
