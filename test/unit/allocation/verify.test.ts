import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultOptions } from '#app/domain/allocation/options.ts';
import { plan } from '#app/domain/allocation/plan.ts';
import type { Proposal, ProposedMove } from '#app/domain/allocation/proposal.ts';
import type { Snapshot, SnapshotAssignment } from '#app/domain/allocation/snapshot.ts';
import { verify } from '#app/domain/allocation/verify.ts';
import { anySnapshot } from './snapshot-arbitrary.ts';
import { aRequest, aSnapshot, aWorker, far, near } from './snapshot-builder.ts';
import { aPlacement, anHonestProposal, withMeasures } from './verify-proposal.ts';

const named = (id: string, facts: Partial<Parameters<typeof aWorker>[0]> = {}) =>
  aWorker({ ...facts, id: id as never });

const stay = (facts: Record<string, unknown> & { bedId: string; workerId: string }) =>
  ({
    id: `stay of ${facts.workerId}`,
    employerId: 'e9',
    sex: 'male',
    shift: 'day',
    from: '2025-06-01',
    to: '2026-12-01',
    ...facts,
  }) as SnapshotAssignment;

/** s0-b0: men, step-free; r0 bunks, r1 shut in May, r2 half full, r3 plain. s0-b1: women. s1: far away, for men. */
const country = aSnapshot({
  sites: [
    {
      ...near,
      buildings: [
        {
          accessibleEntrance: true,
          rooms: [
            { beds: 2, bunks: true, accessible: true },
            { beds: 1, availability: [{ from: '2026-01-01', to: '2026-05-01' }] },
            { beds: 2 },
            { beds: 2, floor: 1 },
            { beds: 1 },
          ],
        },
        { sex: 'women', rooms: [{ beds: 2 }] },
      ],
    },
    { ...far, buildings: [{ rooms: [{ beds: 2 }] }] },
  ],
  assignments: [stay({ workerId: 'h1', bedId: 's0-b0-r2-0' }), stay({ workerId: 'h2', bedId: 's0-b0-r4-0' })],
  requests: [
    aRequest({
      id: 'q1' as never,
      workers: [
        named('w1'),
        named('w2'),
        named('frail', { lowerBed: true }),
        named('wheels', { stepFree: true }),
        named('night', { shift: 'night' }),
        named('mate1', { crew: 'a' }),
        named('mate2', { crew: 'a' }),
        named('h2'),
      ],
    }),
    aRequest({
      id: 'q2' as never,
      employerId: 'e1' as never,
      priority: 50,
      workers: [named('w3'), named('woman', { sex: 'female' })],
    }),
  ],
});

const place = (...pairs: readonly (readonly [string, string])[]) =>
  pairs.map(([workerId, bedId]) => aPlacement(country, workerId, bedId));

const aMove = (facts: Partial<ProposedMove> = {}) =>
  ({
    assignmentId: 'stay of h1',
    workerId: 'h1',
    fromBedId: 's0-b0-r2-0',
    bedId: 's0-b0-r3-0',
    siteId: 's0',
    from: '2026-02-01',
    to: '2026-12-01',
    ...facts,
  }) as ProposedMove;

const withMoves = { ...defaultOptions, mostMoves: 1 };

const rulesBrokenBy = (parts: Partial<Proposal>, options = withMoves, snapshot = country) => {
  const honest = anHonestProposal(snapshot, options, { placements: [...(parts.placements ?? [])] });
  return verify(snapshot, options, { ...honest, ...parts }).broken.map(({ rule }) => rule);
};

describe('the check of a plan', () => {
  it('has nothing to say of a plan that keeps every rule', () => {
    const proposal = anHonestProposal(country, withMoves, {
      placements: place(
        ['w1', 's0-b0-r2-0'],
        ['frail', 's0-b0-r3-1'],
        ['wheels', 's0-b0-r0-1'],
        ['w3', 's0-b0-r0-0'],
        ['woman', 's0-b1-r0-0'],
        ['night', 's1-b0-r0-0'],
      ),
      moves: [aMove()],
    });
    expect(verify(country, withMoves, proposal)).toMatchObject({ broken: [], mismatches: [] });
  });

  const days = { ...aPlacement(country, 'w1', 's0-b0-r3-0'), to: '2026-07-01' };
  it.each([
    ['closed_bed', { placements: place(['w1', 's0-b0-r1-0']) }],
    ['two_in_bed', { placements: place(['w1', 's0-b0-r3-0'], ['w2', 's0-b0-r3-0']) }],
    ['two_in_bed', { placements: place(['w1', 's0-b0-r2-0']) }],
    ['one_in_two_beds', { placements: place(['h2', 's0-b0-r3-0']) }],
    ['other_sex_building', { placements: place(['w1', 's0-b1-r0-0']) }],
    ['other_sex_building', { placements: place(['woman', 's0-b0-r3-0']) }],
    ['other_shift_in_room', { placements: place(['night', 's0-b0-r2-1']) }],
    ['other_shift_in_room', { placements: place(['night', 's0-b0-r3-1'], ['w1', 's0-b0-r3-0']) }],
    ['not_step_free', { placements: place(['wheels', 's0-b0-r3-0']) }],
    ['not_step_free', { placements: place(['wheels', 's1-b0-r0-0']) }],
    ['upper_bed', { placements: place(['frail', 's0-b0-r0-1']) }],
    ['other_days', { placements: [days] }],
    ['other_site', { placements: [{ ...aPlacement(country, 'w1', 's0-b0-r3-0'), siteId: 's1' as never }] }],
    ['unknown_bed', { placements: [{ ...aPlacement(country, 'w1', 's0-b0-r3-0'), bedId: 'x' as never }] }],
    ['move_to_other_site', { moves: [aMove({ bedId: 's1-b0-r0-0' as never, siteId: 's1' as never })] }],
    ['move_on_other_day', { moves: [aMove({ from: '2026-01-01' })] }],
    ['move_on_other_day', { moves: [aMove({ from: '2026-12-01' })] }],
    ['move_of_other_stay', { moves: [aMove({ to: null })] }],
    ['move_of_other_stay', { moves: [aMove({ assignmentId: 'x' as never })] }],
    ['move_of_other_stay', { moves: [aMove({ bedId: 's0-b0-r2-0' as never })] }],
    ['other_sex_building', { moves: [aMove({ bedId: 's0-b1-r0-0' as never })] }],
    ['closed_bed', { moves: [aMove({ bedId: 's0-b0-r1-0' as never })] }],
    ['two_in_bed', { moves: [aMove({ bedId: 's0-b0-r4-0' as never })] }],
    ['two_in_bed', { moves: [aMove()], placements: place(['w1', 's0-b0-r3-0']) }],
    ['other_shift_in_room', { moves: [aMove()], placements: place(['night', 's0-b0-r3-1']) }],
  ] as const)('finds %s (%#)', (rule, parts) => {
    expect(rulesBrokenBy(parts)).toEqual([rule]);
  });

  it('finds people of two employers in a room where that is not wanted, and leaves those who already share', () => {
    const apart = { ...withMoves, sharedRooms: false };
    const shared = { placements: place(['w1', 's0-b0-r3-0'], ['w3', 's0-b0-r3-1']) };
    expect(rulesBrokenBy(shared)).toEqual([]);
    expect(rulesBrokenBy(shared, apart)).toEqual(['other_employer_in_room']);
    const mixed = {
      ...country,
      assignments: [
        stay({ workerId: 'h1', bedId: 's0-b0-r2-0' }),
        stay({ workerId: 'h3', bedId: 's0-b0-r2-1', employerId: 'e8' as never }),
      ],
    };
    expect(rulesBrokenBy({}, apart, mixed)).toEqual([]);
  });

  it('finds more moves than the planner allows, and a stay that is moved twice', () => {
    expect(rulesBrokenBy({ moves: [aMove()] }, defaultOptions)).toEqual(['too_many_moves']);
    const twice = [aMove(), aMove({ bedId: 's0-b0-r3-1' as never })];
    expect(rulesBrokenBy({ moves: twice }, { ...defaultOptions, mostMoves: 2 })).toEqual([
      'move_of_other_stay',
    ]);
  });

  it('finds needs that a moved worker has', () => {
    const facts = { workerId: 'h1', bedId: 's0-b0-r2-0', lowerBed: true, stepFree: true };
    const frail = { ...country, assignments: [stay(facts)] };
    expect(rulesBrokenBy({ moves: [aMove()] }, withMoves, frail)).toEqual(['not_step_free']);
    const move = aMove({ bedId: 's0-b0-r0-1' as never });
    expect(rulesBrokenBy({ moves: [move] }, withMoves, frail)).toEqual(['upper_bed']);
  });

  it('finds who is left out, told of twice, or in no request', () => {
    const honest = anHonestProposal(country, withMoves, { placements: place(['w1', 's0-b0-r3-0']) });
    const told = (parts: Partial<Proposal>) => verify(country, withMoves, { ...honest, ...parts }).broken;
    expect(told({ unplaced: honest.unplaced.slice(1) })).toEqual([
      { rule: 'not_answered', workerId: honest.unplaced[0]?.workerId, bedId: null },
    ]);
    const again = { ...honest.unplaced[0]!, workerId: 'w1' as never };
    expect(told({ unplaced: [...honest.unplaced, again] })).toEqual([
      { rule: 'answered_twice', workerId: 'w1', bedId: null },
    ]);
    const stranger = { ...honest.unplaced[0]!, workerId: 'nobody' as never };
    expect(told({ unplaced: [...honest.unplaced, stranger] })).toEqual([
      { rule: 'unknown_seeker', workerId: 'nobody', bedId: null },
    ]);
  });

  it('finds who is placed though the request contradicts itself', () => {
    const [first, ...others] = country.requests;
    const backwards = {
      ...country,
      requests: [{ ...first!, from: '2026-08-01', to: '2026-02-01' }, ...others],
    };
    const placements = [aPlacement(backwards, 'w1', 's0-b0-r3-0')];
    expect(rulesBrokenBy({ placements }, withMoves, backwards)).toContain('contradictory_request');
  });

  it('finds the same whether beds open once or in ranges that touch', () => {
    const beds = country.beds.map((bed) => ({
      ...bed,
      availability: [
        { from: '2026-05-01', to: null },
        { from: '2026-01-01', to: '2026-05-01' },
      ],
    }));
    expect(
      rulesBrokenBy({ placements: place(['w1', 's0-b0-r1-0']) }, withMoves, { ...country, beds }),
    ).toEqual([]);
    const gap = beds.map((bed) => ({
      ...bed,
      availability: [{ from: '2026-05-02', to: null }, ...bed.availability.slice(1)],
    }));
    expect(
      rulesBrokenBy({ placements: place(['w1', 's0-b0-r1-0']) }, withMoves, { ...country, beds: gap }),
    ).toEqual(['closed_bed']);
  });
});

describe('what a plan says of itself is worked out anew', () => {
  const restated = (parts: Parameters<typeof anHonestProposal>[2], snapshot = country) =>
    verify(snapshot, withMoves, anHonestProposal(snapshot, withMoves, parts)).restated;

  it('by class: those who seek a bed, and those who get one', () => {
    const { byClass, placed, unplaced } = restated({
      placements: place(['w1', 's0-b0-r3-0'], ['w3', 's0-b0-r3-1']),
    });
    expect(byClass).toEqual(
      new Map([
        ['waited', { asked: 7, placed: 1 }],
        ['unsafe', { asked: 2, placed: 1 }],
      ]),
    );
    expect([placed, unplaced]).toEqual([2, 8]);
  });

  it('fairness: how far the shares of employers are from the common share', () => {
    const workers = ['a', 'b', 'c', 'd'].map((id) => named(id));
    const requests = [
      aRequest({ workers: workers.slice(0, 3) }),
      aRequest({ workers: workers.slice(3), employerId: 'e1' as never }),
    ];
    const snapshot = { ...country, requests };
    const placed = (...ids: string[]) =>
      restated(
        { placements: ids.map((id, index) => aPlacement(snapshot, id, snapshot.beds[index + 5]!.id)) },
        snapshot,
      ).objectives.fairness;
    // 3 · (1/3 − 1/2)² + 1 · (1 − 1/2)², and 3 · (2/3 − 1/2)² + 1 · (0 − 1/2)².
    expect(placed('a', 'd')).toBeCloseTo(1 / 3, 12);
    expect(placed('a', 'b')).toBeCloseTo(1 / 3, 12);
    expect(placed('a', 'b', 'c', 'd')).toBeCloseTo(0, 12);
  });

  it('the commute: straight lines, or the minutes of the table', () => {
    const parts = { placements: place(['w1', 's0-b0-r3-0']) };
    expect(restated(parts).objectives.commute).toBe(1475);
    const [first, ...others] = country.requests;
    const table = {
      ...country,
      requests: [{ ...first!, travelMinutes: { ['s0' as never]: 10 } }, ...others],
    };
    expect(restated(parts, table).objectives.commute).toBe(6670);
  });

  it('crews: from one room to the other end of the country', () => {
    const crewAt = (one: string, other: string) => {
      const { objectives, ...crews } = restated({ placements: place(['mate1', one], ['mate2', other]) });
      return [
        objectives.crews,
        crews.crewsInOneRoom,
        crews.crewsInOneBuilding,
        crews.crewsInOneSite,
        crews.crewsSplit,
      ];
    };
    expect(crewAt('s0-b0-r0-0', 's0-b0-r0-1')).toEqual([0, 1, 0, 0, 0]);
    expect(crewAt('s0-b0-r0-0', 's0-b0-r2-1')).toEqual([2, 0, 1, 0, 0]);
    expect(crewAt('s0-b0-r0-0', 's0-b0-r3-0')).toEqual([4, 0, 1, 0, 0]);
    expect(crewAt('s0-b0-r0-0', 's0-b1-r0-0')).toEqual([6, 0, 0, 1, 0]);
    expect(crewAt('s0-b0-r0-0', 's1-b0-r0-0')).toEqual([8, 0, 0, 0, 1]);
  });

  it('rooms and buildings that were left free: one a room, ten a building', () => {
    const opened = (...beds: string[]) =>
      restated({ placements: beds.map((bed, index) => aPlacement(country, ['w1', 'w2'][index]!, bed)) })
        .objectives.free_rooms;
    expect(opened('s0-b0-r2-1')).toBe(0);
    expect(opened('s0-b0-r3-0', 's0-b0-r3-1')).toBe(1);
    expect(opened('s0-b0-r3-0', 's1-b0-r0-0')).toBe(12);
  });

  it('languages: who shares a room and speaks with nobody there', () => {
    const speaks = (id: string, ...languages: string[]) => named(id, { languages: languages as never });
    const workers = [speaks('a', 'hi'), speaks('b', 'bn'), speaks('c', 'hi', 'en'), speaks('d', 'ta')];
    const room = aSnapshot({
      sites: [{ ...near, buildings: [{ rooms: [{ beds: 3 }, { beds: 1 }] }] }],
      requests: [aRequest({ workers })],
    });
    const told = (...ids: string[]) => {
      const placements = ids.map((id, index) => aPlacement(room, id, room.beds[index]!.id));
      const { objectives, mix } = restated({ placements }, room);
      return [objectives.languages, mix.rooms, mix.oneLanguageRooms];
    };
    expect(told('a', 'b')).toEqual([2, 0, 0]);
    expect(told('a', 'c')).toEqual([0, 0, 0]);
    expect(told('a', 'c', 'b')).toEqual([1, 1, 0]);
    expect(told('a', 'c', 'b', 'd')).toEqual([1, 1, 0]);
  });

  it('and every figure that is stated otherwise is found', () => {
    const honest = anHonestProposal(country, withMoves, { placements: place(['w1', 's0-b0-r3-0']) });
    const { measures } = honest;
    const found = (parts: Partial<Proposal>) =>
      verify(country, withMoves, { ...honest, ...parts }).mismatches.map(({ figure }) => figure);
    expect(found({})).toEqual([]);
    expect(found({ measures: { ...measures, placed: 2 } })).toEqual(['placed']);
    expect(found({ measures: { ...measures, gap: 0.1 } })).toEqual(['gap']);
    expect(found({ measures: { ...measures, mix: { rooms: 1, oneLanguageRooms: 0 } } })).toEqual([
      'rooms of three',
    ]);
    const byClass = measures.byClass.map((each) => ({ ...each, bound: 0 }));
    expect(found({ measures: { ...measures, byClass } })).toEqual(['class waited bound', 'gap']);
    const commute = (value: number, bound: number | null) => ({
      ...measures,
      objectives: measures.objectives.map((each) =>
        each.objective === 'commute' ? { ...each, value, bound } : each,
      ),
    });
    expect(found({ measures: commute(1475, null) })).toEqual([]);
    expect(found({ measures: commute(1400, null) })).toEqual(['objective commute']);
    expect(found({ measures: commute(1475, 1500) })).toEqual(['objective commute bound', 'gap']);
    expect(found({ requests: honest.requests.slice(1) })).toContain('requests told of');
    expect(found({ employers: honest.employers.slice(1) })).toContain('employers told of');
  });
});

/** One slip, such as a faulty solver would make; null where the plan offers no place for it. */
type Slip = (proposal: Proposal, snapshot: Snapshot, at: number) => Partial<Proposal> | null;

const slips: Record<string, Slip> = {
  'a bed given twice': ({ placements }, _, at) => {
    const [one, other] = [placements[at % placements.length], placements[(at + 1) % placements.length]];
    if (!one || !other || one === other || one.from >= (other.to ?? '9') || other.from >= (one.to ?? '9'))
      return null;
    const doubled = { ...one, bedId: other.bedId, siteId: other.siteId };
    return { placements: placements.map((each) => (each === one ? doubled : each)) };
  },
  'a bed of the other sex': ({ placements }, { beds, rooms, buildings }, at) => {
    const placement = placements[at % placements.length];
    const buildingOf = (bedId: string) => {
      const room = rooms.find(({ id }) => id === beds.find((bed) => bed.id === bedId)?.roomId);
      return buildings.find(({ id }) => id === room?.buildingId);
    };
    const bed = beds.find(({ id }) => placement && buildingOf(id)?.sex !== buildingOf(placement.bedId)?.sex);
    if (!placement || !bed) return null;
    const swapped = { ...placement, bedId: bed.id, siteId: buildingOf(bed.id)!.siteId };
    return { placements: placements.map((each) => (each === placement ? swapped : each)) };
  },
  'other days': ({ placements }, _, at) =>
    placements.length === 0
      ? null
      : {
          placements: placements.map((each, index) =>
            index === at % placements.length ? { ...each, from: '2025-12-31' } : each,
          ),
        },
  'another site': ({ placements }, _, at) =>
    placements.length === 0
      ? null
      : {
          placements: placements.map((each, index) =>
            index === at % placements.length ? { ...each, siteId: 'elsewhere' as never } : each,
          ),
        },
  'somebody left out': ({ unplaced }, _, at) =>
    unplaced.length === 0
      ? null
      : { unplaced: unplaced.filter((_each, index) => index !== at % unplaced.length) },
  'somebody who asked nothing': ({ placements }, _, at) =>
    placements.length === 0
      ? null
      : {
          placements: placements.map((each, index) =>
            index === at % placements.length ? { ...each, workerId: 'nobody' as never } : each,
          ),
        },
  'a figure made nicer': ({ measures }, _, at) => ({
    measures: {
      ...measures,
      objectives: measures.objectives.map((each, index) =>
        index === at % measures.objectives.length ? { ...each, value: each.value - 1 } : each,
      ),
    },
  }),
  'a class placed above its bound': ({ measures }, _, at) => {
    const one = measures.byClass.filter(({ placed }) => placed > 0)[at % measures.byClass.length];
    if (!one) return null;
    return {
      measures: {
        ...measures,
        byClass: measures.byClass.map((each) => (each === one ? { ...each, bound: each.placed - 1 } : each)),
      },
    };
  },
};

describe('whatever the country, the check finds', () => {
  it.each(Object.entries(slips))('%s', (_name, slip) => {
    let tried = 0;
    fc.assert(
      fc.property(anySnapshot, fc.nat(), (snapshot, at) => {
        const made = plan(snapshot, defaultOptions);
        const proposal = withMeasures(made, verify(snapshot, defaultOptions, made).restated);
        expect(verify(snapshot, defaultOptions, proposal)).toMatchObject({ broken: [], mismatches: [] });
        const slipped = slip(proposal, snapshot, at);
        if (!slipped) return;
        tried++;
        const { broken, mismatches } = verify(snapshot, defaultOptions, { ...proposal, ...slipped });
        expect(broken.length + mismatches.length).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
    expect(tried).toBeGreaterThan(20);
  });
});
