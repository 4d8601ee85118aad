import { describe, expect, it } from 'vitest';
import type { Operation } from '#app/domain/inspection/operation.ts';
import { batchesOf, nextPiece, waitSeconds } from '#app/domain/inspection/sync-plan.ts';

const inspectionId = '01890000-0000-7000-8000-000000000001';
const phoneId = '01890000-0000-7000-8000-000000000002';

function aRemark(sequence: number, note = 'A remark'): Operation {
  const id = `01890000-0000-7000-9000-${String(sequence).padStart(12, '0')}`;
  const recordedAt = '2026-11-26T08:00:00.000Z';
  return { id, inspectionId, phoneId, sequence, recordedAt, kind: 'noted', body: { note } };
}

describe('acts that wait to be sent', () => {
  it('go in the order in which they were recorded, each once', () => {
    const acts = Array.from({ length: 950 }, (_, at) => aRemark(at + 1));
    const batches = batchesOf(acts.toReversed());
    expect(batches.flat()).toEqual(acts);
    expect(Math.max(...batches.map(({ length }) => length))).toBeLessThanOrEqual(200);
  });

  it('go in smaller batches where they are long, and one that is longer than a batch goes alone', () => {
    const long = 'x'.repeat(90_000);
    const acts = [aRemark(1, long), aRemark(2, long), aRemark(3, long), aRemark(4, 'x'.repeat(300_000))];
    expect(batchesOf(acts).map((batch) => batch.map(({ sequence }) => sequence))).toEqual([[1, 2], [3], [4]]);
    expect(batchesOf([])).toEqual([]);
  });
});

describe('a photo that is sent in pieces', () => {
  it('goes on where the last piece ended, and comes to its end', () => {
    const bytes = 300_000;
    let received = 0;
    const ends: number[] = [];
    while (received < bytes) {
      const { from, to } = nextPiece(received, bytes);
      expect(from).toBe(received);
      ends.push(to);
      received = to;
    }
    expect(ends).toEqual([131_072, 262_144, 300_000]);
    expect(nextPiece(bytes, bytes)).toEqual({ from: bytes, to: bytes });
  });
});

describe('an attempt that failed', () => {
  it('is made again ever later, but never later than two minutes', () => {
    expect([1, 2, 3, 4].map(waitSeconds)).toEqual([2, 4, 8, 16]);
    expect(waitSeconds(50)).toBe(120);
  });
});
