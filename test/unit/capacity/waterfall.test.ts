import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { occupancyOf } from '#app/domain/capacity/occupancy.ts';
import { waterfall } from '#app/domain/capacity/waterfall.ts';

describe('from the beds that were built to those that are free', () => {
  it('each loss hangs from the one before, the heaviest first', () => {
    const lost = [
      { criterionKey: 'persons_per_toilet', beds: 4, rooms: 2 },
      { criterionKey: 'floor_area_per_person_m2', beds: 10, rooms: 10 },
    ];
    const occupancy = occupancyOf({ beds: 100, available: 80, occupied: 50, reserved: 5 });
    expect(waterfall(lost, occupancy).map(({ kind, beds, from, to }) => [kind, beds, from, to])).toEqual([
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

  it('adds up, whatever the figures', () => {
    const figures = fc
      .record({
        losses: fc.array(fc.nat(50), { maxLength: 5 }),
        closed: fc.nat(50),
        occupied: fc.nat(50),
        reserved: fc.nat(50),
        vacant: fc.nat(50),
      })
      .map(({ losses, closed, occupied, reserved, vacant }) => ({
        lost: losses.map((beds, index) => ({ criterionKey: `criterion ${index}`, beds, rooms: 1 })),
        counts: {
          beds: losses.reduce((sum, beds) => sum + beds, closed + occupied + reserved + vacant),
          available: occupied + reserved + vacant,
          occupied,
          reserved,
        },
      }));
    fc.assert(
      fc.property(figures, ({ lost, counts }) => {
        const steps = waterfall(lost, occupancyOf(counts));
        const of = (kind: string) => steps.filter((step) => step.kind === kind);
        const sum = (kind: string) => of(kind).reduce((total, step) => total + step.beds, 0);
        expect(sum('design') - sum('criterion')).toBe(sum('compliant'));
        expect(sum('compliant') - sum('closed')).toBe(sum('available'));
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
