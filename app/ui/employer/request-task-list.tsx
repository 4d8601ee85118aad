import { Link } from '@remix-run/react';
import type { RequestTask, TaskState } from '#app/domain/placement/request-tasks.ts';
import { isReady, requestTasks } from '#app/domain/placement/request-tasks.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import type { TagTone } from '#app/ui/page.tsx';
import { Tag } from '#app/ui/page.tsx';
import type { AnsweredRequest } from './request-answers.ts';
import { useRequestAnswers } from './request-answers.ts';

const tones: Readonly<Record<TaskState, TagTone>> = {
  done: 'success',
  to_do: 'warning',
  optional: 'neutral',
};

/** The steps of a request, what was answered at each, and what is left before it can be sent. */
export function RequestTaskList({
  request,
  tasks,
}: {
  request: AnsweredRequest & { readonly id: string };
  tasks: Readonly<Record<RequestTask, TaskState>>;
}) {
  const { texts } = useSpeech();
  const { employer } = texts;
  const answers = useRequestAnswers(request);
  const states = { done: employer.done, to_do: employer.toDo, optional: employer.optionalStep };
  return (
    <>
      <ol className="divide-y divide-line border-y border-line">
        {requestTasks.map((task) => (
          <li key={task} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-3">
            <span className="grow">
              <Link
                to={`/employer/requests/${request.id}/${task}`}
                className="font-semibold text-brand underline"
              >
                {employer.taskNames[task]}
              </Link>
              <span className="block text-muted">{answers[task]}</span>
            </span>
            <Tag tone={tones[tasks[task]]}>{states[tasks[task]]}</Tag>
          </li>
        ))}
      </ol>
      <div className="mt-4 flex flex-wrap items-center gap-4">
        {isReady(tasks) ? (
          <LinkButton to={`/employer/requests/${request.id}/check`} kind="primary">
            {employer.taskCheck}
          </LinkButton>
        ) : (
          <p className="text-muted">
            {employer.taskCheck}: {employer.notYetReady}
          </p>
        )}
      </div>
    </>
  );
}
