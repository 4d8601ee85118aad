import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlanOptions } from '#app/domain/allocation/options.ts';
import { defaultOptions, priorityClasses } from '#app/domain/allocation/options.ts';
import { plan } from '#app/domain/allocation/plan.ts';
import type { Proposal, ProposedPlacement } from '#app/domain/allocation/proposal.ts';
import type { Snapshot, SnapshotBed } from '#app/domain/allocation/snapshot.ts';
import { verify } from '#app/domain/allocation/verify.ts';
import type { PlacementVector } from './exact-placement.ts';
import { comparePlacement, tryEverything } from './exact-placement.ts';
import { anySnapshot, shuffled, tinySnapshot } from './snapshot-arbitrary.ts';

/** How many countries are tried; many more in a search for counterexamples: `RUNS=3000 npx vitest run …`. */
const RUNS = Number(process.env['RUNS'] ?? 100);
const WITHOUT_HASTE = { timeout: 1_000 * RUNS };

const options = fc.boolean().map((sharedRooms): PlanOptions => ({ ...defaultOptions, sharedRooms }));
const withMoves = fc
  .tuple(options, fc.constantFrom(0, 1, 3))
  .map(([chosen, mostMoves]): PlanOptions => ({ ...chosen, mostMoves }));

const isPlacedBy = ({ placements }: Proposal) => {
  const placed = new Set(placements.map(({ requestId, workerId }) => `${requestId} ${workerId}`));
  return ({ request, worker }: { request: { id: string }; worker: { id: string } }) =>
    placed.has(`${request.id} ${worker.id}`);
};

const vectorOf = (snapshot: Snapshot, chosen: PlanOptions, proposal: Proposal): PlacementVector => {
  const { byClass } = verify(snapshot, chosen, proposal).restated;
  return priorityClasses.map((name) => byClass.get(name)?.placed ?? 0);
};

describe('a plan of a country small enough to try everything', WITHOUT_HASTE, () => {
  it('places as many of each class as can be placed', () => {
    fc.assert(
      fc.property(tinySnapshot, options, (snapshot, chosen) => {
        const { optimum } = tryEverything(snapshot, chosen);
        expect(vectorOf(snapshot, chosen, plan(snapshot, chosen))).toEqual(optimum);
      }),
      { numRuns: RUNS },
    );
  });

  it('states bounds that nothing that can be done is better than', () => {
    fc.assert(
      fc.property(tinySnapshot, options, (snapshot, chosen) => {
        const everything = tryEverything(snapshot, chosen);
        const proposal = plan(snapshot, chosen);
        const { byClass, objectives } = proposal.measures;
        const bounds = priorityClasses.map(
          (name) => byClass.find(({ priorityClass }) => priorityClass === name)?.bound ?? 0,
        );
        expect(comparePlacement(everything.optimum, bounds)).toBeLessThanOrEqual(0);
        const boundOf = (name: string) => objectives.find(({ objective }) => objective === name)?.bound ?? 0;
        const placed = vectorOf(snapshot, chosen, proposal);
        expect(boundOf('fairness')).toBeLessThanOrEqual(everything.leastSpread(placed) + 1e-9);
        expect(boundOf('commute')).toBeLessThanOrEqual(everything.leastCommute(isPlacedBy(proposal)) + 1e-6);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('a plan of a country small enough to look for everybody’s bed together', WITHOUT_HASTE, () => {
  it('is in all but few as fair as can be for the numbers placed, on ways as short as can be for the numbers of each employer', () => {
    let worse = 0;
    fc.assert(
      fc.property(tinySnapshot, options, (snapshot, chosen) => {
        const everything = tryEverything(snapshot, chosen);
        const proposal = plan(snapshot, chosen);
        const { objectives } = verify(snapshot, chosen, proposal).restated;
        const spread = everything.leastSpread(vectorOf(snapshot, chosen, proposal));
        const commute = everything.leastCommute(isPlacedBy(proposal));
        // Whole crews may lengthen it a little.
        const isBest = objectives.fairness < spread + 1e-9 && objectives.commute <= 1.005 * commute;
        if (!isBest) worse++;
      }),
      { numRuns: RUNS },
    );
    // A search by chance proves nothing: of 10,000 countries, two were worse.
    expect(worse).toBeLessThanOrEqual(0.02 * RUNS);
  });
});

describe('a plan of any country', WITHOUT_HASTE, () => {
  it('keeps every rule, and what it says of itself is so', () => {
    fc.assert(
      fc.property(anySnapshot, withMoves, (snapshot, chosen) => {
        const { broken, mismatches } = verify(snapshot, chosen, plan(snapshot, chosen));
        expect({ broken, mismatches }).toEqual({ broken: [], mismatches: [] });
      }),
      { numRuns: RUNS },
    );
  });

  it('is the same in whatever order the country is told', () => {
    fc.assert(
      fc.property(anySnapshot, withMoves, fc.nat(), (snapshot, chosen, seed) => {
        expect(plan(shuffled(snapshot, seed), chosen)).toEqual(plan(snapshot, chosen));
      }),
      { numRuns: RUNS },
    );
  });

  it.each([
    ['tiny', tinySnapshot],
    ['any', anySnapshot],
  ])('places no fewer where there is a bed more (%s)', (_size, snapshots) => {
    fc.assert(
      fc.property(snapshots, options, fc.nat(), fc.boolean(), (snapshot, chosen, at, upper) => {
        const room = snapshot.rooms[at % snapshot.rooms.length];
        if (!room) return;
        const bed = {
          id: `${room.id}-more`,
          roomId: room.id,
          upper,
          availability: [{ from: '2020-01-01', to: null }],
        } as unknown as SnapshotBed;
        const more = { ...snapshot, beds: [...snapshot.beds, bed] };
        const before = vectorOf(snapshot, chosen, plan(snapshot, chosen));
        const after = vectorOf(more, chosen, plan(more, chosen));
        expect(comparePlacement(after, before)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: RUNS },
    );
  });

  it('gives no bed to one employer that another of whom fewer are placed could have had', () => {
    fc.assert(
      fc.property(anySnapshot, options, (snapshot, chosen) => {
        const proposal = plan(snapshot, chosen);
        const before = verify(snapshot, chosen, proposal).restated.objectives.fairness;
        const fairer = exchanges(snapshot, proposal).filter((exchanged) => {
          const { broken, restated } = verify(snapshot, chosen, exchanged);
          return broken.length === 0 && restated.objectives.fairness < before - 1e-9;
        });
        expect(fairer).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });
});

/** Every plan in which one who has no bed takes that of another of the same class and another employer. */
function exchanges(snapshot: Snapshot, proposal: Proposal): Proposal[] {
  const requests = new Map(snapshot.requests.map((request) => [request.id, request]));
  const classes = new Map(
    proposal.requests.map(({ requestId, priorityClass }) => [requestId, priorityClass]),
  );
  return proposal.unplaced.flatMap((out) => {
    const request = requests.get(out.requestId);
    if (!request) return [];
    return proposal.placements.flatMap((placement) => {
      const other = requests.get(placement.requestId);
      const isAlike = classes.get(out.requestId) === classes.get(placement.requestId);
      if (!isAlike || other?.employerId === request.employerId) return [];
      const { from, to } = request;
      const { bedId, siteId } = placement;
      const into: ProposedPlacement = {
        ...{ workerId: out.workerId, requestId: out.requestId },
        ...{ bedId, siteId, from, to, reasons: [] },
      };
      const { workerId, requestId } = placement;
      return [
        {
          ...proposal,
          placements: proposal.placements.map((each) => (each === placement ? into : each)),
          unplaced: proposal.unplaced.map((each) => (each === out ? { ...out, workerId, requestId } : each)),
        },
      ];
    });
  });
}
