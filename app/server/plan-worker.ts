import { parentPort, workerData } from 'node:worker_threads';
import { plan } from '#app/domain/allocation/plan.ts';
import type { PlanOptions, Proposal } from '#app/domain/allocation/proposal.ts';
import type { Snapshot } from '#app/domain/allocation/snapshot.ts';

export interface PlanTask {
  readonly snapshot: Snapshot;
  readonly options: PlanOptions;
}

export type PlanMessage =
  | { readonly kind: 'progress'; readonly decided: number; readonly total: number }
  | { readonly kind: 'done'; readonly proposal: Proposal };

const { snapshot, options } = workerData as PlanTask;
const tell = (message: PlanMessage) => parentPort?.postMessage(message);

tell({
  kind: 'done',
  proposal: plan(snapshot, options, (decided, total) => tell({ kind: 'progress', decided, total })),
});
