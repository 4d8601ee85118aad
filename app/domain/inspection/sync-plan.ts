import type { Operation } from './operation.ts';

/** So many acts go in one request, and about so many bytes: a bad line loses little of it. */
const BATCH_ACTS = 200;
const BATCH_BYTES = 200_000;
/** A photo goes in pieces of this size, so that a line that drops loses no more than one. */
const PIECE_BYTES = 128 * 1024;

const FIRST_WAIT_SECONDS = 2;
const LONGEST_WAIT_SECONDS = 120;

/**
 * The acts that go together, in the order in which each phone recorded them in each inspection: what a later act builds
 * on was sent before it. An act that alone is larger than a batch goes alone.
 */
export function batchesOf(operations: readonly Operation[]): readonly (readonly Operation[])[] {
  const ordered = [...operations].sort(
    (one, other) =>
      compare(one.inspectionId, other.inspectionId) ||
      compare(one.phoneId, other.phoneId) ||
      one.sequence - other.sequence,
  );
  const batches: Operation[][] = [];
  let bytes = Infinity;
  for (const operation of ordered) {
    const size = JSON.stringify(operation).length;
    const batch = batches.at(-1);
    if (!batch || batch.length >= BATCH_ACTS || bytes + size > BATCH_BYTES) {
      batches.push([operation]);
      bytes = size;
    } else {
      batch.push(operation);
      bytes += size;
    }
  }
  return batches;
}

const compare = (one: string, other: string) => (one < other ? -1 : Number(one > other));

/** Seconds until the next attempt, after so many that failed one after the other; never without end. */
export function waitSeconds(failures: number): number {
  return Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** Math.max(0, failures - 1));
}

/** The next piece of a photo once `received` of its bytes are there; empty when all are, which has the server judge it. */
export function nextPiece(received: number, bytes: number): { readonly from: number; readonly to: number } {
  const from = Math.min(received, bytes);
  return { from, to: Math.min(bytes, from + PIECE_BYTES) };
}
