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

/** True when the request can be sent. */
export function isComplete(request: RequestSoFar, today: Day): boolean {
  return Object.values(taskStates(request, today)).every((state) => state !== 'to_do');
}
