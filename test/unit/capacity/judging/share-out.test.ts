import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareOut, sumOf } from '#app/domain/capacity/judging/share-out.ts';

/** The rule as it is said: the fullest room gives up a bed, the last among equals, until all fit. */
function oneAtATime(most: readonly number[], people: number, kept: readonly number[] = []): number[] {
  const left = [...most];
  while (sumOf(left) > people) {
    const mayGive = left.flatMap((count, index) => (count > (kept[index] ?? 0) ? [index] : []));
    const fullest = Math.max(...mayGive.map((index) => left[index]!));
    const gives = mayGive.findLast((index) => left[index] === fullest)!;
    left[gives]! -= 1;
  }
  return left;
}

const anyRooms = fc.array(
  fc
    .record({ most: fc.nat(9), kept: fc.nat(9) })
    .map(({ most, kept }) => ({ most, kept: Math.min(most, kept) })),
  { maxLength: 12 },
);

describe('what shared facilities allow', () => {
  it('is shared out among rooms of 4, 4 and 3 as 3, 3 and 2 where 8 may live', () => {
    expect(shareOut([4, 4, 3], 8)).toEqual([3, 3, 2]);
  });

  it('leaves the rooms as they are where it is enough', () => {
    expect(shareOut([4, 4, 3], 11)).toEqual([4, 4, 3]);
  });

  it('is what giving up one bed at a time comes to', () => {
    fc.assert(
      fc.property(anyRooms, fc.nat(60), (rooms, people) => {
        const most = rooms.map((room) => room.most);
        expect(shareOut(most, people)).toEqual(oneAtATime(most, people));
      }),
    );
  });

  it('is so too where rooms keep some of their beds in any case', () => {
    fc.assert(
      fc.property(anyRooms, fc.nat(60), (rooms, spare) => {
        const [most, kept] = [rooms.map((room) => room.most), rooms.map((room) => room.kept)];
        const people = sumOf(kept) + spare;
        expect(shareOut(most, people, kept)).toEqual(oneAtATime(most, people, kept));
      }),
    );
  });
});
