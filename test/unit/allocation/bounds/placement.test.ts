import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placementBounds } from '#app/domain/allocation/bounds/placement.ts';
import { relaxationOf } from '#app/domain/allocation/bounds/relaxation.ts';
import { compile } from '#app/domain/allocation/compile.ts';
import { defaultOptions } from '#app/domain/allocation/options.ts';
import type { Snapshot } from '#app/domain/allocation/snapshot.ts';
import { covers, overlaps } from '#app/domain/dates.ts';
import { aRequest, aSnapshot, aWorker, near } from '#test/unit/allocation/snapshot-builder.ts';
import { compareByClass, forEveryPlan, placedByClass, tinySnapshot } from './tiny-countries.ts';

const boundsOf = (snapshot: Snapshot, sharedRooms = true, mostMoves = 0) =>
  placementBounds(relaxationOf(compile(snapshot, { ...defaultOptions, sharedRooms }).instance, mostMoves))
    .byClass;

function bestOf(snapshot: Snapshot, sharedRooms: boolean): number[] {
  const { instance } = compile(snapshot, { ...defaultOptions, sharedRooms });
  let best = [0, 0, 0, 0, 0];
  forEveryPlan(instance, (bedOf) => {
    const placed = placedByClass(instance, bedOf);
    if (compareByClass(placed, best) > 0) best = placed;
  });
  return best;
}

describe('the bound of placement', () => {
  it('is reached or stays above the best of all plans, class after class', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(tinySnapshot, fc.boolean(), (snapshot, sharedRooms) => {
        const best = bestOf(snapshot, sharedRooms);
        expect(compareByClass(boundsOf(snapshot, sharedRooms), best)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 150 },
    );
  });

  it('holds for plans that first move somebody housed', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(tinySnapshot, (snapshot) => {
        const bound = boundsOf(snapshot, true, 1);
        for (const moved of everyMove(snapshot))
          expect(compareByClass(bound, bestOf(moved, true))).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 150 },
    );
  });

  it('counts beds of the right kind on the right days only', () => {
    const asking = (facts: Parameters<typeof aWorker>[0], count: number) =>
      aRequest({ workers: Array.from({ length: count }, () => aWorker(facts)) });
    const sites = [
      {
        ...near,
        buildings: [
          { accessibleEntrance: true, rooms: [{ beds: 2, bunks: true, accessible: true }] },
          { rooms: [{ beds: 4, bunks: true }] },
          { sex: 'women' as const, rooms: [{ beds: 3 }] },
        ],
      },
    ];
    const most = (requests: Snapshot['requests']) => boundsOf(aSnapshot({ sites, requests }))[3];
    expect(most([asking({}, 7)])).toBe(6);
    expect(most([asking({ sex: 'female' }, 7)])).toBe(3);
    expect(most([asking({ lowerBed: true }, 7)])).toBe(3);
    expect(most([asking({ stepFree: true }, 7)])).toBe(2);
    expect(most([asking({ stepFree: true, lowerBed: true }, 7)])).toBe(1);
    expect(most([{ ...asking({}, 7), from: '2026-03-01', to: '2026-04-01' }, asking({}, 7)])).toBe(6);
    expect(
      most([
        { ...asking({}, 7), from: '2026-03-01', to: '2026-04-01' },
        { ...asking({}, 7), from: '2026-04-01', to: '2026-05-01' },
      ]),
    ).toBe(12);
  });
});

/** The snapshot once one stay goes on in another bed of its site, in each way that breaks no rule. */
function everyMove(snapshot: Snapshot): Snapshot[] {
  const roomOf = new Map(snapshot.beds.map(({ id, roomId }) => [id, roomId]));
  const places = new Map(
    snapshot.rooms.map(({ id, buildingId }) => {
      const building = snapshot.buildings.find((each) => each.id === buildingId)!;
      return [id, `${building.siteId} ${building.sex}`];
    }),
  );
  return snapshot.assignments.flatMap((stay) =>
    snapshot.beds.flatMap((bed) => {
      const oldRoom = roomOf.get(stay.bedId)!;
      const rest = { ...stay, bedId: bed.id, from: `${stay.from.slice(0, 8)}02` };
      const others = snapshot.assignments.filter((other) => other !== stay);
      const clashes = others.some(
        (other) =>
          overlaps(other, rest) &&
          (other.bedId === bed.id || (roomOf.get(other.bedId) === bed.roomId && other.shift !== stay.shift)),
      );
      const isAllowed =
        bed.id !== stay.bedId &&
        rest.from > snapshot.day &&
        places.get(oldRoom) === places.get(bed.roomId) &&
        bed.availability.some((open) => covers(open, rest));
      return isAllowed && !clashes
        ? [{ ...snapshot, assignments: [...others, { ...stay, to: rest.from }, rest] }]
        : [];
    }),
  );
}
