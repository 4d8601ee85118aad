import type { ReactNode } from 'react';
import type { RequestTask } from '#app/domain/placement/request-tasks.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { PageHeader } from '#app/ui/page.tsx';

/** The frame of one step of a placement request. */
export function RequestStep({
  request,
  task,
  lead,
  children,
}: {
  request: { readonly id: string; readonly number: number };
  task: RequestTask | 'check';
  lead?: ReactNode;
  children: ReactNode;
}) {
  const { employer } = useSpeech().texts;
  return (
    <>
      <PageHeader
        title={task === 'check' ? employer.checkTitle : employer.taskNames[task]}
        lead={lead}
        back={{ to: `/employer/requests/${request.id}`, label: employer.request(request.number) }}
      />
      <div className="flex flex-col gap-5">{children}</div>
    </>
  );
}
