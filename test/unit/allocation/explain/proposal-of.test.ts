import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '#app/domain/allocation/compile.ts';
import { distanceMetres } from '#app/domain/allocation/distance.ts';
import { proposalOf } from '#app/domain/allocation/explain/proposal-of.ts';
import { firstCome } from '#app/domain/allocation/first-come.ts';
import { openOccupancy, putInto } from '#app/domain/allocation/occupancy.ts';
import { defaultOptions, priorityClasses, priorityClassOf } from '#app/domain/allocation/options.ts';
import type { Proposal } from '#app/domain/allocation/proposal.ts';
import type { Snapshot } from '#app/domain/allocation/snapshot.ts';
import { addDays, daysBetween } from '#app/domain/dates.ts';
import type { EmployerId } from '#app/domain/identity/ids.ts';
import { anySnapshot as anyCountry } from '#test/unit/allocation/snapshot-arbitrary.ts';
import { aRequest, aSnapshot, aWorker, far, near } from '#test/unit/allocation/snapshot-builder.ts';
import { bedOf, measuresByHand, residentsOf, rulesBroken, workerOf } from './naive.ts';

const noBounds = { byClass: [0, 0, 0, 0, 0], spread: null, commute: null, crews: null };

/** Beds are given first come, first served; `leftOut` of the seekers are taken out of them again. */
function propose(
  snapshot: Snapshot,
  { sharedRooms = true, leftOut = [] as readonly number[] } = {},
): Proposal {
  const options = { ...defaultOptions, sharedRooms };
  const compiled = compile(snapshot, options);
  const served = firstCome(compiled);
  const occupancy = openOccupancy(compiled.instance);
  served.bedOf.forEach((bed, seeker) => {
    if (bed >= 0 && !leftOut.includes(seeker)) putInto(occupancy, seeker, bed);
  });
  return proposalOf(compiled, options, occupancy, {
    bounds: noBounds,
    prices: { priceAt: () => 500 },
    firstCome: firstCome(compiled).bedOf,
  });
}

const languages = fc.subarray(['ar', 'hi', 'bn', 'ne'] as const);
/** Any country, in which some languages are known. */
const anySnapshot = fc
  .tuple(anyCountry, fc.array(languages, { minLength: 7, maxLength: 7 }))
  .map(([snapshot, spoken]): Snapshot => ({
    ...snapshot,
    assignments: snapshot.assignments.map((stay, index) => ({ ...stay, languages: spoken[index % 7] })),
    requests: snapshot.requests.map((request, at) => ({
      ...request,
      workers: request.workers.map((worker, index) => ({ ...worker, languages: spoken[(at + index) % 7] })),
    })),
  }));
const leavings = fc.array(fc.nat(30), { maxLength: 4 });
const refused = (proposal: Proposal) =>
  proposal.unplaced.filter(({ blockers }) => blockers[0]?.code !== 'already_housed');

describe('the answer of any plan', () => {
  it('counts each bed that a worker did not get with the first rule that stands in the way', () => {
    fc.assert(
      fc.property(anySnapshot, fc.boolean(), leavings, (snapshot, sharedRooms, leftOut) => {
        const proposal = propose(snapshot, { sharedRooms, leftOut });
        const residents = residentsOf(snapshot, proposal.placements);
        for (const each of refused(proposal)) {
          const asked = workerOf(snapshot, each);
          const first = snapshot.beds.flatMap(
            ({ id }) => rulesBroken(snapshot, residents, asked, id, sharedRooms)[0] ?? [],
          );
          const counts = Map.groupBy(first, (rule) => rule);
          expect(Object.fromEntries(each.blockers.map(({ code, beds }) => [code, beds]))).toEqual(
            Object.fromEntries([...counts].map(([code, beds]) => [code, beds.length])),
          );
        }
      }),
      { numRuns: 200 },
    );
  });

  it('names the fewest rules that would have to give way for one bed, and for how many beds they would do', () => {
    fc.assert(
      fc.property(anySnapshot, fc.boolean(), leavings, (snapshot, sharedRooms, leftOut) => {
        const proposal = propose(snapshot, { sharedRooms, leftOut });
        const residents = residentsOf(snapshot, proposal.placements);
        for (const each of refused(proposal)) {
          const asked = workerOf(snapshot, each);
          const sets = snapshot.beds.map(({ id }) =>
            rulesBroken(snapshot, residents, asked, id, sharedRooms),
          );
          const { rules, beds } = each.refusal!;
          if (sets.length > 0) expect(rules.length).toBe(Math.min(...sets.map((set) => set.length)));
          const freed = (given: readonly string[]) =>
            sets.filter((set) => given.length === set.length && set.every((rule) => given.includes(rule)));
          expect(freed(rules).length).toBe(beds);
          for (const set of sets)
            if (set.length === rules.length) expect(freed(set).length).toBeLessThanOrEqual(beds);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('calls a site free for a worker only where a bed is, and full only where one would be without the plan', () => {
    fc.assert(
      fc.property(anySnapshot, fc.boolean(), leavings, (snapshot, sharedRooms, leftOut) => {
        const { placements } = propose(snapshot, { sharedRooms, leftOut });
        const [after, before] = [residentsOf(snapshot, placements), residentsOf(snapshot, [])];
        for (const placement of placements) {
          const asked = workerOf(snapshot, placement);
          const fits = (siteId: string, residents: typeof after) =>
            snapshot.beds.some(
              ({ id }) =>
                bedOf(snapshot, id).building.siteId === siteId &&
                rulesBroken(snapshot, residents, asked, id, sharedRooms).length === 0,
            );
          const alternatives = placement.reasons.filter((reason) => reason.code === 'alternative');
          expect(alternatives.length).toBe(Math.min(2, snapshot.sites.length - 1));
          for (const { siteId, state, extraMetres, displacedMetres } of alternatives) {
            expect(state).toBe(fits(siteId, after) ? 'free' : fits(siteId, before) ? 'full' : 'unsuitable');
            expect(displacedMetres).toBe(state === 'full' ? 500 : 0);
            const metresTo = (id: string) =>
              distanceMetres(
                asked.request,
                snapshot.sites.find((site) => site.id === id)!,
              );
            expect(extraMetres).toBe(metresTo(siteId) - metresTo(placement.siteId));
          }
          for (const reason of placement.reasons)
            if (reason.code === 'nearer_site_full') expect(fits(reason.siteId, after)).toBe(false);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('measures what the README says, however it is worked out', () => {
    fc.assert(
      fc.property(anySnapshot, fc.boolean(), (snapshot, sharedRooms) => {
        const { placements, unplaced, measures, employers } = propose(snapshot, { sharedRooms });
        const byHand = measuresByHand(snapshot, placements);
        const value = (objective: string) =>
          measures.objectives.find((each) => each.objective === objective)!.value;
        expect(value('crews')).toBe(byHand.crews);
        expect(value('free_rooms')).toBe(byHand.freeRooms);
        expect(value('languages')).toBe(byHand.alone);
        expect(measures.mix).toEqual(byHand.mix);
        const [room, floor, building, site, split] = byHand.crewCounts;
        expect(measures).toMatchObject({
          placed: placements.length,
          unplaced: unplaced.length,
          crewsInOneRoom: room,
          crewsInOneBuilding: floor! + building!,
          crewsInOneSite: site,
          crewsSplit: split,
          firstCome: { placed: placements.length, meanDistanceMetres: measures.meanDistanceMetres },
        });
        const metres = placements.map((placement) =>
          distanceMetres(
            workerOf(snapshot, placement).request,
            snapshot.sites.find(({ id }) => id === placement.siteId)!,
          ),
        );
        expect(value('commute')).toBe(metres.reduce((sum, each) => sum + each, 0));

        const seekers = [...placements, ...refused({ unplaced } as Proposal)].map((each) => {
          const { request } = workerOf(snapshot, each);
          const priorityClass = priorityClassOf(request, snapshot.day, defaultOptions);
          return { priorityClass, employerId: request.employerId, placed: 'bedId' in each };
        });
        const squares = (keyOf: (seeker: (typeof seekers)[number]) => string) =>
          [...Map.groupBy(seekers, keyOf).values()].reduce(
            (sum, group) => sum + group.filter(({ placed }) => placed).length ** 2 / group.length,
            0,
          );
        expect(value('fairness')).toBeCloseTo(
          squares(({ priorityClass, employerId }) => `${priorityClass} ${employerId}`) -
            squares(({ priorityClass }) => priorityClass),
          9,
        );
        for (const priorityClass of priorityClasses) {
          const ofClass = seekers.filter((each) => each.priorityClass === priorityClass);
          expect(measures.byClass.find((each) => each.priorityClass === priorityClass)).toMatchObject({
            asked: ofClass.length,
            placed: ofClass.filter(({ placed }) => placed).length,
          });
        }
        expect(employers).toEqual(
          [...new Set(seekers.map(({ employerId }) => employerId))].sort().map((employerId) => {
            const ofEmployer = seekers.filter((each) => each.employerId === employerId);
            const placed = ofEmployer.filter((each) => each.placed).length;
            return { employerId, asked: ofEmployer.length, placed, firstComePlaced: placed };
          }),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('promises a day on which beds are free for all who are left of a request, and asks for beds for all who are left', () => {
    fc.assert(
      fc.property(anySnapshot, fc.boolean(), leavings, (snapshot, sharedRooms, leftOut) => {
        const proposal = propose(snapshot, { sharedRooms, leftOut });
        const residents = residentsOf(snapshot, proposal.placements);
        for (const { requestId, expectedFrom } of proposal.requests) {
          const left = refused(proposal).filter((each) => each.requestId === requestId);
          if (left.length === 0 || expectedFrom === null) continue;
          const { request } = workerOf(snapshot, left[0]!);
          expect(expectedFrom >= request.from).toBe(true);
          const to = request.to && addDays(expectedFrom, daysBetween(request.from, request.to));
          const later = { ...request, from: expectedFrom, to };
          for (const each of left) {
            const { worker } = workerOf(snapshot, each);
            const free = snapshot.beds.filter(
              ({ id }) =>
                rulesBroken(snapshot, residents, { request: later, worker }, id, sharedRooms).length === 0,
            );
            const alike = left.filter(({ workerId }) => {
              const { worker: other } = workerOf(snapshot, { requestId, workerId });
              return (
                other.sex === worker.sex &&
                other.shift === worker.shift &&
                other.stepFree >= worker.stepFree &&
                other.lowerBed >= worker.lowerBed
              );
            });
            expect(free.length).toBeGreaterThanOrEqual(alike.length);
          }
        }
        const wanted = new Set(refused(proposal).map(({ refusal }) => JSON.stringify(refusal!.wanted)));
        const sum = [...wanted].reduce((beds, each) => beds + JSON.parse(each).beds, 0);
        expect(sum).toBe(refused(proposal).length);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a planner reads', () => {
  it('that a crew lives together with its colleagues, who speak one language, and what the next sites would cost', () => {
    const workers = [1, 2].map(() => aWorker({ crew: 'a', languages: ['ne'] }));
    const sites = [far, near, far].map((place) => ({ ...place, buildings: [{ rooms: [{ beds: 2 }] }] }));
    const { placements } = propose(aSnapshot({ sites, requests: [aRequest({ workers })] }));
    expect(placements[0]?.reasons).toMatchObject([
      { code: 'near_workplace', rank: 1 },
      { code: 'with_crew', crew: 'a', share: 'room' },
      { code: 'with_employer', roommates: 1 },
      { code: 'shares_language' },
      { code: 'alternative', siteId: 's0', state: 'free' },
      { code: 'alternative', siteId: 's2', state: 'free' },
    ]);
    expect(placements[1]?.reasons).toBe(placements[0]?.reasons);
  });

  it('how many beds of which kind would place those who are left, near most of their workplaces', () => {
    const nights = (position: { longitude: number; latitude: number }, count: number) =>
      aRequest({ ...position, workers: Array.from({ length: count }, () => aWorker({ shift: 'night' })) });
    const stays = aRequest({ workers: [aWorker(), aWorker()], submittedAt: '2025-01-01' });
    const sites = [far, near].map((place) => ({ ...place, buildings: [{ rooms: [{ beds: 2 }] }] }));
    const day = aRequest({ ...far, workers: [aWorker(), aWorker()], submittedAt: '2025-01-01' });
    const requests = [stays, day, nights(far, 2), nights(near, 3)];
    const { unplaced, requests: outlooks } = propose(aSnapshot({ sites, requests }));
    expect(unplaced.map(({ refusal }) => refusal?.wanted)).toEqual(
      Array.from({ length: 5 }, () => ({
        beds: 5,
        siteId: 's1',
        sex: 'male',
        shift: 'night',
        stepFree: false,
        lowerBed: false,
        from: '2026-02-01',
        to: '2026-08-01',
      })),
    );
    expect(outlooks.map(({ placed, expectedFrom }) => [placed, expectedFrom])).toEqual([
      [2, null],
      [2, null],
      [0, '2026-08-01'],
      [0, '2026-08-01'],
    ]);
  });

  it('from which day all who are left find beds at once, though they cannot share rooms', () => {
    const workers = [aWorker(), aWorker({ shift: 'night' }), aWorker({ sex: 'female' })];
    const request = aRequest({ workers, from: '2026-02-01', to: '2026-03-01' });
    const opening = (from: string) => ({ beds: 1, availability: [{ from, to: null }] });
    const men = { rooms: [opening('2026-04-01'), opening('2026-05-01')] };
    const women = { sex: 'women' as const, rooms: [opening('2026-03-15')] };
    const sites = [{ ...near, buildings: [men, women] }];
    const { requests } = propose(aSnapshot({ sites, requests: [request] }));
    expect(requests[0]?.expectedFrom).toBe('2026-05-01');
  });

  it('who fared how against first come, first served', () => {
    const [early, late] = ['e0', 'e1'].map((employer, index) =>
      aRequest({
        employerId: employer as EmployerId,
        workers: [aWorker()],
        submittedAt: `2025-12-0${index + 1}`,
      }),
    );
    const snapshot = aSnapshot({
      sites: [{ ...near, buildings: [{ rooms: [{ beds: 1 }] }] }],
      requests: [early!, late!],
    });
    const compiled = compile(snapshot, defaultOptions);
    const occupancy = openOccupancy(compiled.instance);
    putInto(occupancy, 1, 0);
    const bounds = { ...noBounds, byClass: [0, 0, 0, 2, 0] };
    const { employers, measures } = proposalOf(compiled, defaultOptions, occupancy, {
      bounds,
      prices: null,
      firstCome: firstCome(compiled).bedOf,
    });
    expect(employers).toEqual([
      { employerId: 'e0', asked: 1, placed: 0, firstComePlaced: 1 },
      { employerId: 'e1', asked: 1, placed: 1, firstComePlaced: 0 },
    ]);
    expect(measures.gap).toBe(0.5);
  });
});
