import { Worker } from 'node:worker_threads';
import type { ReportDocument } from './report-document.ts';

export interface ReportJob {
  readonly id: number;
  readonly document: ReportDocument;
  /** Thumbnails, as JPEG. */
  readonly photos: readonly { readonly hash: string; readonly bytes: Uint8Array }[];
}

export type ReportAnswer =
  { readonly id: number; readonly pdf: Uint8Array } | { readonly id: number; readonly failure: string };

/** Sets reports as PDF. */
export interface ReportPrinter {
  /** @throws Error when it can't be set: a fault of the template */
  readonly print: (job: Omit<ReportJob, 'id'>) => Promise<Uint8Array>;
  readonly stop: () => Promise<void>;
}

/**
 * Setting takes some hundred milliseconds (a second the first time, for the fonts): a thread of its own does it, one
 * report after the other, so that pages don't wait. It begins with the first report.
 */
export function createReportPrinter(): ReportPrinter {
  let thread: Worker | undefined;
  let count = 0;
  const waiting = new Map<number, { done: (pdf: Uint8Array) => void; failed: (error: Error) => void }>();

  function open(): Worker {
    const worker = new Worker(new URL('./report-worker.ts', import.meta.url));
    worker.on('message', (answer: ReportAnswer) => {
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ('pdf' in answer) asked?.done(answer.pdf);
      else asked?.failed(new Error(answer.failure));
    });
    // The next report gets a new thread; those that waited for this one are told.
    const ended = (error: Error) => {
      if (thread === worker) thread = undefined;
      for (const { failed } of waiting.values()) failed(error);
      waiting.clear();
    };
    worker.on('error', ended);
    worker.on('exit', () => ended(new Error('The thread that sets reports has ended.')));
    return worker;
  }

  return {
    print: (job) =>
      new Promise((done, failed) => {
        const id = ++count;
        waiting.set(id, { done, failed });
        thread ??= open();
        thread.postMessage({ id, ...job } satisfies ReportJob);
      }),
    stop: async () => {
      await thread?.terminate();
    },
  };
}
