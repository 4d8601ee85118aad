import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultOptions } from '#app/domain/allocation/options.ts';
import { plan } from '#app/domain/allocation/plan.ts';
import { verify } from '#app/domain/allocation/verify.ts';
import type { EmployerId } from '#app/domain/identity/ids.ts';
import { aRequest, aSnapshot, aWorker, far, near } from './snapshot-builder.ts';
import { anySnapshot, shuffled } from './snapshot-arbitrary.ts';

const shared = defaultOptions;
const options = fc.boolean().map((sharedRooms) => ({ ...defaultOptions, sharedRooms }));

describe('any plan', () => {
  it('breaks no hard rule', () => {
    fc.assert(
      fc.property(anySnapshot, options, (snapshot, chosen) => {
        expect(verify(snapshot, chosen, plan(snapshot, chosen)).broken).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  it('is the same, byte for byte, for the same snapshot in any order', () => {
    fc.assert(
      fc.property(anySnapshot, options, fc.nat(), (snapshot, chosen, seed) => {
        expect(JSON.stringify(plan(shuffled(snapshot, seed), chosen))).toBe(
          JSON.stringify(plan(snapshot, chosen)),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('tells of requests that contradict themselves in one order, and passes the checker with them', () => {
    const endsBeforeItStarts = [aWorker(), aWorker()];
    const snapshot = aSnapshot({
      sites: [{ ...near, buildings: [{ rooms: [{ beds: 2 }] }] }],
      requests: [
        aRequest({ workers: endsBeforeItStarts, from: '2026-03-01', to: '2026-02-01' }),
        aRequest({ workers: [aWorker()], from: '2026-03-01', to: '2026-03-01' }),
        aRequest({ workers: [aWorker()] }),
      ],
    });
    const proposal = plan(snapshot, shared);
    expect(proposal.unplaced).toHaveLength(3);
    expect(JSON.stringify(plan(shuffled(snapshot, 1), shared))).toBe(JSON.stringify(proposal));
    expect(verify(snapshot, shared, proposal)).toMatchObject({ broken: [], mismatches: [] });
  });

  it('is not said to be far from fair for people whom no bed would suit', () => {
    const snapshot = aSnapshot({
      sites: [{ ...near, buildings: [{ sex: 'men', rooms: [{ beds: 4 }] }] }],
      requests: [
        aRequest({ employerId: 'e0' as EmployerId, workers: [1, 2, 3, 4].map(() => aWorker()) }),
        aRequest({
          employerId: 'e1' as EmployerId,
          workers: [1, 2, 3, 4].map(() => aWorker({ sex: 'female' })),
        }),
      ],
    });
    const { placements, measures } = plan(snapshot, shared);
    expect(placements).toHaveLength(4);
    expect(measures.objectives.find(({ objective }) => objective === 'fairness')).toMatchObject({
      value: 2,
      bound: 2,
    });
    expect(measures.gap).toBeLessThan(0.001);
  });

  it('of a country without a site places nobody, and says so', () => {
    const request = aRequest({ workers: [aWorker(), aWorker({ sex: 'female' })] });
    for (const requests of [[], [request]]) {
      const snapshot = aSnapshot({ sites: [], requests });
      for (const chosen of [shared, { ...shared, sharedRooms: false, mostMoves: 5 }]) {
        const proposal = plan(snapshot, chosen);
        expect(proposal.unplaced).toHaveLength(requests.length * 2);
        expect(verify(snapshot, chosen, proposal)).toMatchObject({ broken: [], mismatches: [] });
      }
    }
  });

  it('answers for every worker of every request exactly once, and for every bed that one without a bed did not get', () => {
    fc.assert(
      fc.property(anySnapshot, options, (snapshot, chosen) => {
        const { placements, unplaced } = plan(snapshot, chosen);
        const asked = snapshot.requests.flatMap((request) =>
          request.workers.map((worker) => `${request.id} ${worker.id}`),
        );
        const answered = [...placements, ...unplaced].map(
          ({ requestId, workerId }) => `${requestId} ${workerId}`,
        );
        expect([...answered].sort()).toEqual([...asked].sort());
        for (const { blockers } of unplaced) {
          expect(blockers.reduce((sum, blocker) => sum + blocker.beds, 0)).toBe(snapshot.beds.length);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('never scores above the bound', () => {
    fc.assert(
      fc.property(anySnapshot, options, (snapshot, chosen) => {
        const { measures } = plan(snapshot, chosen);
        expect(measures.gap).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('keeps employers apart where rooms are not shared', () => {
    fc.assert(
      fc.property(anySnapshot, (snapshot) => {
        const employerOf = new Map(snapshot.requests.map((request) => [request.id, request.employerId]));
        const { placements } = plan(snapshot, { ...defaultOptions, sharedRooms: false });
        const roomOf = new Map(snapshot.beds.map((bed) => [bed.id, bed.roomId]));
        for (const one of placements) {
          for (const other of placements) {
            const together =
              roomOf.get(one.bedId) === roomOf.get(other.bedId) &&
              one.from < (other.to ?? '9') &&
              other.from < (one.to ?? '9');
            if (together) expect(employerOf.get(one.requestId)).toBe(employerOf.get(other.requestId));
          }
        }
      }),
    );
  });
});

describe('among what is allowed, a plan', () => {
  it('takes the nearest site, and says that it is the nearest', () => {
    const request = aRequest({ workers: [aWorker()] });
    const sites = [far, near].map((place) => ({ ...place, buildings: [{ rooms: [{ beds: 1 }] }] }));
    const { placements } = plan(aSnapshot({ sites, requests: [request] }), shared);
    expect(placements).toMatchObject([
      {
        siteId: 's1',
        reasons: [
          { code: 'near_workplace', rank: 1 },
          { code: 'alternative', siteId: 's0' },
        ],
      },
    ]);
  });

  it('goes on to the next site when the nearest is full, and says so', () => {
    const request = aRequest({ workers: [aWorker(), aWorker()] });
    const sites = [
      { ...near, buildings: [{ rooms: [{ beds: 1 }] }] },
      { ...far, buildings: [{ rooms: [{ beds: 2 }] }] },
    ];
    const { placements } = plan(aSnapshot({ sites, requests: [request] }), shared);
    // Which of two alike workers goes there is nobody's matter.
    const [, further] = placements.toSorted((one, other) => one.siteId.localeCompare(other.siteId));
    expect(placements.map(({ siteId }) => siteId).sort()).toEqual(['s0', 's1']);
    expect(further?.reasons).toContainEqual({ code: 'nearer_site_full', siteId: 's0' });
  });

  it('serves the higher priority first, then the longer wait', () => {
    const [late, early, urgent] = [
      aRequest({ workers: [aWorker()], submittedAt: '2025-12-20T08:00:00Z' }),
      aRequest({ workers: [aWorker()], submittedAt: '2025-11-01T08:00:00Z' }),
      aRequest({ workers: [aWorker()], submittedAt: '2025-12-30T08:00:00Z', priority: 50 }),
    ];
    const { placements, unplaced } = plan(
      aSnapshot({
        sites: [{ ...near, buildings: [{ rooms: [{ beds: 2 }] }] }],
        requests: [late, early, urgent],
      }),
      shared,
    );
    expect(new Set(placements.map(({ requestId }) => requestId))).toEqual(new Set([urgent.id, early.id]));
    expect(unplaced).toMatchObject([
      {
        workerId: late.workers[0]?.id,
        requestId: late.id,
        blockers: [{ code: 'bed_taken', beds: 2 }],
        refusal: { rules: ['bed_taken'], beds: 2, wanted: { beds: 1, siteId: 's0', from: late.from } },
      },
    ]);
  });

  it('keeps a crew in one room, the tightest that holds it', () => {
    const crew = [aWorker({ crew: 'a' }), aWorker({ crew: 'a' }), aWorker({ crew: 'a' })];
    const sites = [{ ...near, buildings: [{ rooms: [{ beds: 2 }, { beds: 4 }, { beds: 3 }] }] }];
    const { placements, measures } = plan(
      aSnapshot({ sites, requests: [aRequest({ workers: crew })] }),
      shared,
    );
    expect(new Set(placements.map(({ bedId }) => bedId.slice(0, -2)))).toEqual(new Set(['s0-b0-r2']));
    expect(placements[0]?.reasons).toContainEqual({ code: 'with_crew', crew: 'a', share: 'room' });
    expect(measures.crewsInOneRoom).toBe(1);
  });

  it('leaves lower beds to those who need them, and opens no room more than it must', () => {
    const [needs, other] = [aWorker({ stepFree: true, lowerBed: true }), aWorker()];
    const sites = [
      {
        ...near,
        buildings: [
          { accessibleEntrance: true, rooms: [{ beds: 2, bunks: true, accessible: true }, { beds: 2 }] },
        ],
      },
    ];
    const requests = [aRequest({ workers: [other], priority: 9 }), aRequest({ workers: [needs] })];
    const { placements } = plan(aSnapshot({ sites, requests }), shared);
    expect(placements.map(({ bedId }) => bedId)).toEqual(['s0-b0-r0-1', 's0-b0-r0-0']);
  });

  it('fills no accessible room with those who do not need it, though one of the request does', () => {
    const workers = [aWorker({ stepFree: true }), ...Array.from({ length: 4 }, () => aWorker())];
    const rooms = [{ beds: 4, accessible: true }, { beds: 2 }, { beds: 2 }];
    const sites = [{ ...near, buildings: [{ accessibleEntrance: true, rooms }] }];
    const { placements } = plan(aSnapshot({ sites, requests: [aRequest({ workers })] }), shared);
    expect(placements.filter(({ bedId }) => bedId.startsWith('s0-b0-r0'))).toHaveLength(1);
    expect(placements).toHaveLength(5);
  });

  it('joins colleagues in a city too large to be looked at whole', () => {
    const [first, second] = [aRequest({ workers: [aWorker()] }), aRequest({ workers: [aWorker()] })];
    const buildings = Array.from({ length: 100 }, () => ({ rooms: [{ beds: 20 }] }));
    const snapshot = aSnapshot({ sites: [{ ...near, buildings }], requests: [second] });
    const last = snapshot.beds.at(-1);
    const worker = aWorker();
    const bedId = last?.id ?? ('' as never);
    const colleague = { ...first, ...worker, id: undefined as never, workerId: worker.id, bedId };
    const { placements } = plan({ ...snapshot, assignments: [colleague] }, shared);
    expect(placements[0]?.bedId.startsWith(last?.roomId ?? '?')).toBe(true);
    expect(placements[0]?.reasons).toContainEqual({ code: 'with_employer', roommates: 1 });
  });

  it('finds the one fitting bed of a city too large to be looked at whole', () => {
    const request = aRequest({ workers: [aWorker({ stepFree: true, lowerBed: true })] });
    const last = { accessibleEntrance: true, rooms: [{ beds: 1, accessible: true }] };
    const buildings = [...Array.from({ length: 100 }, () => ({ rooms: [{ beds: 20 }] })), last];
    const { placements } = plan(aSnapshot({ sites: [{ ...near, buildings }], requests: [request] }), shared);
    expect(placements.map(({ bedId }) => bedId)).toEqual(['s0-b100-r0-0']);
  });

  it('is bounded by the beds there are on the day when most are sought', () => {
    const request = aRequest({ workers: [aWorker(), aWorker(), aWorker()] });
    const sites = [{ ...near, buildings: [{ rooms: [{ beds: 2 }] }] }];
    const { measures } = plan(aSnapshot({ sites, requests: [request] }), shared);
    expect(measures.placed).toBe(2);
    expect(measures.gap).toBeLessThan(0.001);
  });

  it('tells what stood in the way, bed by bed', () => {
    const sites = [
      {
        ...near,
        buildings: [
          { sex: 'women' as const, rooms: [{ beds: 3 }] },
          { rooms: [{ beds: 2, availability: [] }, { beds: 4 }] },
        ],
      },
    ];
    const night = aRequest({ workers: [aWorker({ shift: 'night' })], priority: 9 });
    const step = aRequest({ workers: [aWorker({ stepFree: true })] });
    const day = aRequest({ workers: [aWorker()] });
    const { unplaced } = plan(aSnapshot({ sites, requests: [night, step, day] }), shared);
    expect(unplaced.map(({ blockers }) => blockers)).toEqual([
      [
        { code: 'other_sex_building', beds: 3 },
        { code: 'not_accessible', beds: 6 },
      ],
      [
        { code: 'other_sex_building', beds: 3 },
        { code: 'bed_closed', beds: 2 },
        { code: 'bed_taken', beds: 1 },
        { code: 'room_other_shift', beds: 3 },
      ],
    ]);
  });
});
