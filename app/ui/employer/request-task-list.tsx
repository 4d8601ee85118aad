import { Link } from '@remix-run/react';
import type { DayRange } from '#app/domain/dates.ts';
import type { RequestTask, TaskState } from '#app/domain/placement/request-tasks.ts';
import { requestTasks } from '#app/domain/placement/request-tasks.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import type { TagTone } from '#app/ui/page.tsx';
import { Tag } from '#app/ui/page.tsx';

const tones: Readonly<Record<TaskState, TagTone>> = {
  done: 'success',
  to_do: 'warning',
  optional: 'neutral',
};

interface ShownRequest {
  readonly id: string;
  readonly workers: number;
  readonly range: DayRange | null;
  readonly workplaceName: string | null;
  readonly note: string;
}

/** The steps of a request, what was answered at each, and what is left before it can be sent. */
export function RequestTaskList({
  request,
  tasks,
}: {
  request: ShownRequest;
  tasks: Readonly<Record<RequestTask, TaskState>>;
}) {
  const { texts } = useSpeech();
  const { employer } = texts;
  const answers = useRequestAnswers(request);
  const states = { done: employer.done, to_do: employer.toDo, optional: employer.optionalStep };
  const isReady = requestTasks.every((task) => tasks[task] !== 'to_do');
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
        {isReady ? (
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

/** What was answered at each step, in words; empty where nothing was yet. */
export function useRequestAnswers(request: ShownRequest): Readonly<Record<RequestTask, string>> {
  const { texts, format } = useSpeech();
  return {
    workers: request.workers > 0 ? texts.employer.chosen(request.workers) : '',
    dates: request.range ? format.range(request.range, texts.shell.openEnded) : '',
    workplace: request.workplaceName ?? '',
    needs: request.note,
  };
}
