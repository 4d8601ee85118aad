import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Compiled } from '#app/domain/allocation/compile.ts';
import { compile } from '#app/domain/allocation/compile.ts';
import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import { fittingBed, openOccupancy, putInto } from '#app/domain/allocation/occupancy.ts';
import { defaultOptions, objectives } from '#app/domain/allocation/options.ts';
import { improvingParts, solvePart } from '#app/domain/allocation/parts.ts';
import type { ProposedPlacement } from '#app/domain/allocation/proposal.ts';
import { inhabitedRegions, joined } from '#app/domain/allocation/regions.ts';
import { acrossSites, improve, withinSites } from '#app/domain/allocation/search/improve.ts';
import { oneLanguageLimits } from '#app/domain/allocation/search/language-mix.ts';
import type { Snapshot } from '#app/domain/allocation/snapshot.ts';
import { verify } from '#app/domain/allocation/verify.ts';
import { workerLanguages } from '#app/domain/placement/people.ts';
import { anySnapshot } from '#test/unit/allocation/snapshot-arbitrary.ts';
import { aRequest, aSnapshot, aWorker, far, near } from '#test/unit/allocation/snapshot-builder.ts';
import { anHonestProposal } from '#test/unit/allocation/verify-proposal.ts';
import { oneLanguagePart, scoreOf } from './plan-score.ts';

const allPasses = { ...acrossSites, ...withinSites };

/** Everybody takes a bed of the first room that has one, rooms turned round so that the start is a poor one. */
function anywhere(compiled: Compiled, stride: number): Occupancy {
  const occupancy = openOccupancy(compiled.instance);
  const { rooms, seekers } = compiled.instance;
  for (let seeker = 0; seeker < seekers.count; seeker++)
    for (let look = 0; look < rooms.count; look++) {
      const bed = fittingBed(occupancy, (look + seeker * stride) % rooms.count, seeker);
      if (bed < 0) continue;
      putInto(occupancy, seeker, bed);
      break;
    }
  return occupancy;
}

function placementsOf({ instance, beds, requests, seekers, rooms }: Compiled, { bedOf }: Occupancy) {
  return seekers.flatMap((worker, seeker) => {
    const bed = beds[bedOf[seeker]!];
    if (!bed) return [];
    const request = requests[instance.seekers.request[seeker]!]!;
    const siteId = instance.rooms.site[rooms.findIndex(({ id }) => id === bed.roomId)]!;
    return [
      {
        workerId: worker.id,
        requestId: request.id,
        bedId: bed.id,
        siteId: `s${siteId}`,
        from: request.from,
        to: request.to,
      },
    ];
  }) as unknown as ProposedPlacement[];
}

const withLanguages = (snapshot: Snapshot, seed: number): Snapshot => ({
  ...snapshot,
  requests: snapshot.requests.map((request) => ({
    ...request,
    workers: request.workers.map((worker, index) => ({
      ...worker,
      languages: [workerLanguages[(index * 7 + seed) % 3]!],
    })),
  })),
});

/** Nobody is sought a bed twice: the old generator draws one worker into several requests. */
const eachOnce = (snapshot: Snapshot): Snapshot => {
  const seen = new Set<string>();
  return {
    ...snapshot,
    requests: snapshot.requests.map((request) => ({
      ...request,
      workers: request.workers.filter(({ id }) => !seen.has(id) && seen.add(id)),
    })),
  };
};

const cases = fc
  .tuple(anySnapshot, fc.nat(5), fc.nat(2))
  .map(([snapshot, stride, seed]) => ({ snapshot: withLanguages(eachOnce(snapshot), seed), stride }));
const ranked = fc.record({
  objectives: fc
    .tuple(...objectives.map(() => fc.tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom(0, 1, 2, 0.5))))
    .map((drawn) =>
      objectives.map((objective, index) => ({ objective, rank: drawn[index]![0], weight: drawn[index]![1] })),
    ),
  languageCap: fc.constantFrom(0, 0.5, 1),
});

describe('Improving a plan', () => {
  it('leaves nobody out and breaks no hard rule, wherever people start', () => {
    fc.assert(
      fc.property(cases, ranked, fc.boolean(), ({ snapshot, stride }, options, sharedRooms) => {
        const chosen = { ...defaultOptions, sharedRooms };
        const compiled = compile(snapshot, chosen);
        const occupancy = anywhere(compiled, stride);
        const placed = occupancy.bedOf.map((bed) => Number(bed >= 0));
        improve(occupancy, allPasses, options, { steps: 3_000 });
        expect(occupancy.bedOf.map((bed) => Number(bed >= 0))).toEqual(placed);
        const proposal = anHonestProposal(snapshot, chosen, {
          placements: placementsOf(compiled, occupancy),
        });
        expect(verify(snapshot, chosen, proposal).broken).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('tells by how much each rank got better, as counting everything anew shows', () => {
    fc.assert(
      fc.property(cases, ranked, ({ snapshot, stride }, options) => {
        const compiled = compile(snapshot, defaultOptions);
        const occupancy = anywhere(compiled, stride);
        const before = scoreOf(snapshot, compiled, occupancy);
        const { changeByRank } = improve(occupancy, allPasses, options, { steps: 3_000 });
        const after = scoreOf(snapshot, compiled, occupancy);
        const byRank = new Map<number, number>();
        for (const { objective, rank, weight } of options.objectives)
          if (objective !== 'fairness' && objective !== 'moves' && weight > 0)
            byRank.set(rank, (byRank.get(rank) ?? 0) + weight * (after[objective] - before[objective]));
        const expected = [...byRank].sort(([one], [other]) => one - other).map(([, change]) => change);
        expect(changeByRank.length).toBe(expected.length);
        expected.forEach((change, rank) => expect(changeByRank[rank]).toBeCloseTo(change, 4));
        const deciding = expected.find((change) => Math.abs(change) > 1e-6) ?? 0;
        expect(deciding).toBeLessThanOrEqual(0);
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same plan whatever the order of the lists', () => {
    fc.assert(
      fc.property(cases, ({ snapshot, stride }) => {
        const bedsOf = (given: Snapshot) => {
          const compiled = compile(given, defaultOptions);
          const occupancy = anywhere(compiled, stride);
          improve(occupancy, allPasses, defaultOptions, { steps: 2_000 });
          return placementsOf(compiled, occupancy);
        };
        const turned = {
          ...snapshot,
          beds: [...snapshot.beds].reverse(),
          rooms: [...snapshot.rooms].reverse(),
          buildings: [...snapshot.buildings].reverse(),
          requests: [...snapshot.requests]
            .reverse()
            .map((request) => ({ ...request, workers: [...request.workers].reverse() })),
          assignments: [...snapshot.assignments].reverse(),
        };
        expect(bedsOf(turned)).toEqual(bedsOf(snapshot));
      }),
      { numRuns: 50 },
    );
  });

  it('does not raise the part of one-language rooms above the cap for the wish to talk', () => {
    fc.assert(
      fc.property(cases, fc.constantFrom(0, 0.3), ({ snapshot, stride }, languageCap) => {
        const compiled = compile(snapshot, defaultOptions);
        const occupancy = anywhere(compiled, stride);
        const before = oneLanguagePart(snapshot, compiled, occupancy);
        const alone = [{ objective: 'languages' as const, rank: 1, weight: 1 }];
        improve(occupancy, allPasses, { objectives: alone, languageCap }, { steps: 2_000 });
        expect(oneLanguagePart(snapshot, compiled, occupancy)).toBeLessThanOrEqual(
          Math.max(before, languageCap) + 1e-9,
        );
      }),
      { numRuns: 200 },
    );
  });

  it('keeps all sites together to the cap where each is made better by itself, and nobody leaves a site', () => {
    let changed = 0;
    fc.assert(
      fc.property(cases, fc.constantFrom(0.3, 0.5, 1), ({ snapshot, stride }, languageCap) => {
        const compiled = compile(snapshot, defaultOptions);
        const before = anywhere(compiled, stride);
        const regions = inhabitedRegions(before);
        const alone = [{ objective: 'languages' as const, rank: 1, weight: 1 }];
        const parts = improvingParts(regions, before, { objectives: alone, languageCap });
        const after = joined(compiled.instance, regions, parts.map(solvePart));
        const part = ({ bedOf }: Occupancy) => oneLanguagePart(snapshot, compiled, { bedOf });
        expect(part(after)).toBeLessThanOrEqual(Math.max(part(before), languageCap) + 1e-9);
        const siteOf = ({ bedOf }: Occupancy) =>
          [...bedOf].map(
            (bed) => bed >= 0 && compiled.instance.rooms.site[compiled.instance.beds.room[bed]!],
          );
        expect(siteOf(after)).toEqual(siteOf(before));
        if (String(after.bedOf) !== String(before.bedOf)) changed++;
      }),
      { numRuns: 500 },
    );
    expect(changed).toBeGreaterThan(0);
  });

  it('lets sites below the cap for one-language rooms leave as many as others are above it', () => {
    const rooms = Array.from({ length: 3 }, () => ({ beds: 3 }));
    const sites = [near, far].map((place) => ({ ...place, buildings: [{ rooms }] }));
    const alike = Array.from({ length: 9 }, () => aWorker({ languages: ['ar'] }));
    const mixed = [...'abc'].flatMap(() =>
      (['ar', 'hi', 'ur'] as const).map((language) => aWorker({ languages: [language] })),
    );
    const snapshot = aSnapshot({ sites, requests: [aRequest({ workers: [...alike, ...mixed] })] });
    const { instance } = compile(snapshot, defaultOptions);
    const occupancy = openOccupancy(instance);
    for (let seeker = 0; seeker < 18; seeker++) putInto(occupancy, seeker, seeker);
    expect(oneLanguageLimits(occupancy, 0.75)).toEqual([0.75, -0.75]);
    expect(oneLanguageLimits(occupancy, 0.25)).toEqual([2.25, -0.75]);
    expect(oneLanguageLimits(occupancy, 1)).toEqual([0, -0]);
  });

  const twoRooms = { ...near, buildings: [{ rooms: [{ beds: 2 }, { beds: 2 }] }] };

  it('brings a crew that was split into one room by an exchange with somebody who is alone', () => {
    const workers = ['a', null, 'a', null].map((crew) => aWorker({ crew }));
    const snapshot = aSnapshot({ sites: [twoRooms], requests: [aRequest({ workers })] });
    const compiled = compile(snapshot, defaultOptions);
    const occupancy = openOccupancy(compiled.instance);
    for (let seeker = 0; seeker < 4; seeker++) putInto(occupancy, seeker, seeker);
    improve(occupancy, allPasses, defaultOptions, { steps: 100 });
    expect(scoreOf(snapshot, compiled, occupancy).crews).toBe(0);
  });

  it('empties a room whose people find beds where others live already', () => {
    const snapshot = aSnapshot({
      sites: [twoRooms],
      requests: [aRequest({ workers: [aWorker(), aWorker()] })],
    });
    const compiled = compile(snapshot, defaultOptions);
    const occupancy = openOccupancy(compiled.instance);
    putInto(occupancy, 0, 0);
    putInto(occupancy, 1, 2);
    improve(occupancy, allPasses, defaultOptions, { steps: 100 });
    expect(scoreOf(snapshot, compiled, occupancy).free_rooms).toBe(11);
  });

  it('exchanges workers of two sites who each live near the other’s work', () => {
    const sites = [near, far].map((place) => ({ ...place, buildings: [{ rooms: [{ beds: 1 }] }] }));
    const requests = [near, far].map((place) => aRequest({ ...place, workers: [aWorker()] }));
    const snapshot = aSnapshot({ sites, requests });
    const compiled = compile(snapshot, defaultOptions);
    const occupancy = openOccupancy(compiled.instance);
    putInto(occupancy, 0, 1);
    putInto(occupancy, 1, 0);
    improve(occupancy, allPasses, defaultOptions, { steps: 100 });
    expect(scoreOf(snapshot, compiled, occupancy).commute).toBe(0);
  });

  it('lets people who have no word in common change rooms with those who have', () => {
    const workers = (['ar', 'hi', 'ar', 'hi'] as const).map((language) => aWorker({ languages: [language] }));
    const snapshot = aSnapshot({ sites: [twoRooms], requests: [aRequest({ workers })] });
    const compiled = compile(snapshot, defaultOptions);
    const occupancy = openOccupancy(compiled.instance);
    for (let seeker = 0; seeker < 4; seeker++) putInto(occupancy, seeker, seeker);
    improve(occupancy, allPasses, defaultOptions, { steps: 100 });
    expect(scoreOf(snapshot, compiled, occupancy).languages).toBe(0);
  });
});
