import type { DayRange } from '#app/domain/dates.ts';
import type { RequestTask } from '#app/domain/placement/request-tasks.ts';
import { useSpeech } from '#app/ui/language-context.tsx';

export interface AnsweredRequest {
  readonly workers: number;
  readonly range: DayRange | null;
  readonly workplaceName: string | null;
  readonly note: string;
}

/** What was answered at each step, in words; empty where nothing was yet. */
export function useRequestAnswers(request: AnsweredRequest): Readonly<Record<RequestTask, string>> {
  const { texts, format } = useSpeech();
  return {
    workers: request.workers > 0 ? texts.employer.chosen(request.workers) : '',
    dates: request.range ? format.range(request.range, texts.shell.openEnded) : '',
    workplace: request.workplaceName ?? '',
    needs: request.note,
  };
}
