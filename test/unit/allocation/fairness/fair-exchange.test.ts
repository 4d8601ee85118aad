import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alikeSeekers } from '#app/domain/allocation/alike.ts';
import { compile } from '#app/domain/allocation/compile.ts';
import { exchangeFairly } from '#app/domain/allocation/fairness/fair-exchange.ts';
import { spreadOf, tally } from '#app/domain/allocation/fairness/spread.ts';
import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import { fittingBed, openOccupancy, putInto, takeOut } from '#app/domain/allocation/occupancy.ts';
import { defaultOptions } from '#app/domain/allocation/options.ts';
import type { Snapshot } from '#app/domain/allocation/snapshot.ts';
import type { Id } from '#app/domain/identity/ids.ts';
import { compareByClass, mayTake, placedByClass } from '#test/unit/allocation/bounds/tiny-countries.ts';
import { anySnapshot } from '#test/unit/allocation/snapshot-arbitrary.ts';
import { aRequest, aSnapshot, aWorker, near } from '#test/unit/allocation/snapshot-builder.ts';

const anyBed = (occupancy: Occupancy, seeker: number): number => {
  for (let room = 0; room < occupancy.instance.rooms.count; room++) {
    const bed = fittingBed(occupancy, room, seeker);
    if (bed >= 0) return bed;
  }
  return -1;
};

/** Everybody in turn, from the last on, wherever there is a bed. */
function somePlan(snapshot: Snapshot, sharedRooms: boolean): Occupancy {
  const occupancy = openOccupancy(compile(snapshot, { ...defaultOptions, sharedRooms }).instance);
  for (let seeker = occupancy.instance.seekers.count - 1; seeker >= 0; seeker--) {
    const bed = anyBed(occupancy, seeker);
    if (bed >= 0) putInto(occupancy, seeker, bed);
  }
  return occupancy;
}

const exchange = (occupancy: Occupancy) =>
  exchangeFairly(occupancy, {
    alike: alikeSeekers(occupancy.instance),
    findBed: (seeker) => anyBed(occupancy, seeker),
    mostSteps: 1_000_000,
  });

const spread = ({ instance, bedOf }: Occupancy) =>
  spreadOf(
    tally(instance),
    tally(instance, (seeker) => bedOf[seeker]! >= 0),
  );

describe('an exchange of beds', () => {
  it('breaks no rule, makes nothing worse and leaves no single exchange that would be better', () => {
    fc.assert(
      fc.property(anySnapshot, fc.boolean(), (snapshot, sharedRooms) => {
        const occupancy = somePlan(snapshot, sharedRooms);
        const { instance, bedOf } = occupancy;
        const before = { placed: placedByClass(instance, bedOf), spread: spread(occupancy) };
        const { exchanges, isComplete } = exchange(occupancy);
        const after = { placed: placedByClass(instance, bedOf), spread: spread(occupancy) };

        expect(isComplete).toBe(true);
        const byClass = compareByClass(after.placed, before.placed);
        expect(byClass).toBeGreaterThanOrEqual(0);
        if (byClass === 0 && exchanges > 0) expect(after.spread).toBeLessThan(before.spread);

        const everybody = [...bedOf.keys()];
        const placed = everybody.filter((seeker) => bedOf[seeker]! >= 0);
        for (const holder of placed) {
          const bed = bedOf[holder]!;
          takeOut(occupancy, holder);
          expect(mayTake(occupancy, bed, holder)).toBe(true);
          for (const seeker of everybody.filter((each) => each !== holder && bedOf[each]! < 0)) {
            if (!mayTake(occupancy, bed, seeker)) continue;
            putInto(occupancy, seeker, bed);
            const changed = placedByClass(instance, bedOf);
            expect(compareByClass(changed, after.placed)).toBeLessThanOrEqual(0);
            if (compareByClass(changed, after.placed) === 0)
              expect(spread(occupancy)).toBeGreaterThan(after.spread - 1e-6);
            takeOut(occupancy, seeker);
          }
          putInto(occupancy, holder, bed);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('serves danger before who only waits, and equal waits in equal shares', () => {
    const asks = (employer: string, count: number, priority: number) =>
      aRequest({
        employerId: employer as Id<'employer'>,
        priority,
        workers: Array.from({ length: count }, () => aWorker()),
      });
    const occupancy = somePlan(
      aSnapshot({
        sites: [{ ...near, buildings: [{ rooms: [{ beds: 4 }, { beds: 4 }] }] }],
        requests: [asks('in danger', 2, 100), asks('small', 4, 10), asks('large', 8, 10)],
      }),
      true,
    );
    exchange(occupancy);
    const { instance, bedOf } = occupancy;
    const placed = instance.requests.firstSeeker.slice(0, 3).map((first, request) => {
      const beds = bedOf.slice(first, instance.requests.firstSeeker[request + 1]);
      return beds.filter((bed) => bed >= 0).length;
    });
    expect([...placed]).toEqual([2, 2, 4]);
  });

  it('ends early where its steps run out, and says so', () => {
    const occupancy = somePlan(
      aSnapshot({
        sites: [{ ...near, buildings: [{ rooms: [{ beds: 1 }] }] }],
        requests: [
          aRequest({ priority: 100, workers: [aWorker(), aWorker()] }),
          aRequest({ workers: [aWorker(), aWorker()] }),
        ],
      }),
      true,
    );
    const { isComplete } = exchangeFairly(occupancy, {
      alike: alikeSeekers(occupancy.instance),
      findBed: () => -1,
      mostSteps: 0,
    });
    expect(isComplete).toBe(false);
  });
});
