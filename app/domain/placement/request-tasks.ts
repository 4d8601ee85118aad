import type { Day, DayRange } from '#app/domain/dates.ts';

/** The steps of a placement request, in the order in which an employer is led through them. */
export const requestTasks = ['workers', 'dates', 'workplace', 'needs'] as const;
export type RequestTask = (typeof requestTasks)[number];

export type TaskState = 'done' | 'to_do' | 'optional';

interface RequestSoFar {
  readonly workers: number;
  readonly range: DayRange | null;
  readonly workplaceId: string | null;
}

/** How far each step is. A first night that has passed meanwhile is to be chosen anew. */
export function taskStates(request: RequestSoFar, today: Day): Readonly<Record<RequestTask, TaskState>> {
  const when = (isDone: boolean): TaskState => (isDone ? 'done' : 'to_do');
  return {
    workers: when(request.workers > 0),
    dates: when(request.range !== null && request.range.from >= today),
    workplace: when(request.workplaceId !== null),
    needs: 'optional',
  };
}

/** True when no step is left to do. */
export function isReady(tasks: Readonly<Record<RequestTask, TaskState>>): boolean {
  return requestTasks.every((task) => tasks[task] !== 'to_do');
}

/** True when the request can be sent. */
export function isComplete(request: RequestSoFar, today: Day): boolean {
  return isReady(taskStates(request, today));
}
