import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { occupancyOf } from '#app/domain/capacity/occupancy.ts';
import { sumOf } from '#app/domain/capacity/judging/share-out.ts';
import { waterfall } from '#app/domain/capacity/waterfall.ts';

describe('from the beds that were built to those that are free', () => {
  it('each loss hangs from the one before, the heaviest first', () => {
    const lost = [
      { criterionKey: 'persons_per_toilet', isUnknown: false, beds: 4, rooms: 2 },
      { criterionKey: 'floor_area_per_person_m2', isUnknown: false, beds: 10, rooms: 10 },
    ];
    const occupancy = occupancyOf({ beds: 100, available: 80, occupied: 50, reserved: 5 });
    expect(
      waterfall(lost, occupancy, { kept: 0 }).map(({ kind, beds, from, to }) => [kind, beds, from, to]),
    ).toEqual([
      ['design', 100, 0, 100],
      ['criterion', 10, 90, 100],
      ['criterion', 4, 86, 90],
      ['compliant', 86, 0, 86],
      ['closed', 6, 80, 86],
      ['available', 80, 0, 80],
      ['occupied', 50, 0, 50],
      ['reserved', 5, 50, 55],
      ['vacant', 25, 55, 80],
    ]);
  });

  it('says which beds stay open beyond the standard for who lives in them', () => {
    const lost = [{ criterionKey: 'max_occupants_per_room', isUnknown: false, beds: 25, rooms: 25 }];
    const occupancy = occupancyOf({ beds: 100, available: 90, occupied: 85, reserved: 0 });
    const steps = waterfall(lost, occupancy, { kept: 18 });
    expect(steps.map(({ kind, beds, from, to }) => [kind, beds, from, to])).toEqual([
      ['design', 100, 0, 100],
      ['criterion', 25, 75, 100],
      ['compliant', 75, 0, 75],
      ['closed', 3, 72, 75],
      ['kept', 18, 72, 90],
      ['available', 90, 0, 90],
      ['occupied', 85, 0, 85],
      ['reserved', 0, 85, 85],
      ['vacant', 5, 85, 90],
    ]);
  });

  it('adds up, whatever the figures', () => {
    const figures = fc
      .record({
        losses: fc.array(fc.nat(50), { maxLength: 5 }),
        closed: fc.nat(50),
        occupied: fc.nat(50),
        reserved: fc.nat(50),
        vacant: fc.nat(50),
        kept: fc.nat(10),
      })
      .map(({ losses, closed, occupied, reserved, vacant, kept: beyond }) => {
        const available = occupied + reserved + vacant;
        const lost = losses.map((beds, index) => ({
          criterionKey: `criterion ${index}`,
          isUnknown: index % 2 === 0,
          beds,
          rooms: 1,
        }));
        // What stays open beyond the standard is of the beds that it takes.
        const kept = Math.min(beyond, available, sumOf(losses));
        const beds = sumOf(losses) + available + closed - kept;
        return { lost, kept, counts: { beds, available, occupied, reserved } };
      });
    fc.assert(
      fc.property(figures, ({ lost, counts, kept }) => {
        const steps = waterfall(lost, occupancyOf(counts), { kept });
        const of = (kind: string) => steps.filter((step) => step.kind === kind);
        const sum = (kind: string) => of(kind).reduce((total, step) => total + step.beds, 0);
        expect(sum('design') - sum('criterion')).toBe(sum('compliant'));
        expect(sum('compliant') - sum('closed') + sum('kept')).toBe(sum('available'));
        expect(sum('occupied') + sum('reserved') + sum('vacant')).toBe(sum('available'));
        for (const { from, to, beds } of steps) {
          expect(to - from).toBe(beds);
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeLessThanOrEqual(counts.beds);
        }
      }),
    );
  });
});
