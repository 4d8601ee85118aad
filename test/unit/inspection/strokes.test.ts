import { describe, expect, it } from 'vitest';
import { operationSchema } from '#app/domain/inspection/operation.ts';
import { strokesOf } from '#app/ui/inspector/closing/strokes.ts';

const size = { width: 300, height: 100 };
const isTaken = (strokes: string) =>
  operationSchema.safeParse({
    id: '01890000-0000-7000-8000-000000000001',
    inspectionId: '01890000-0000-7000-8000-000000000001',
    phoneId: '01890000-0000-7000-8000-000000000001',
    sequence: 1,
    recordedAt: '2026-11-26T08:00:00.000Z',
    kind: 'signed',
    body: { by: 'inspector', name: 'Maryam', strokes },
  }).success;

describe('a drawn signature', () => {
  it('is a path in a box of 600 × 200, kept within it', () => {
    const strokes = strokesOf(
      [
        [
          { x: 0, y: 0 },
          { x: 150, y: 50.04 },
          { x: 400, y: -5 },
        ],
      ],
      size,
    );
    expect(strokes).toBe('M0 0L300 100.1L600 0');
    expect(isTaken(strokes)).toBe(true);
  });

  it('may be a dot, and is empty where nothing was drawn', () => {
    expect(strokesOf([[{ x: 10, y: 10 }]], size)).toBe('M20 20L20 20');
    expect(strokesOf([], size)).toBe('');
  });

  it('is drawn with fewer points where somebody scribbles without end', () => {
    const line = Array.from({ length: 20_000 }, (_, at) => ({ x: at % 300, y: at % 100 }));
    expect(isTaken(strokesOf([line], size))).toBe(true);
    expect(
      isTaken(
        strokesOf(
          line.map((point) => [point]),
          size,
        ),
      ),
    ).toBe(true);
  });
});
