import { parentPort, workerData } from 'node:worker_threads';
import type { SolvePart } from './plan-split.ts';

/** Solves the parts that it is sent, one after the other. `workerData` is the address of a module that exports `solvePart`. */
const { solvePart } = (await import(workerData as string)) as { solvePart: SolvePart };
parentPort?.on('message', (problem: Uint8Array) => {
  void (async () => parentPort?.postMessage(await solvePart(problem)))();
});
