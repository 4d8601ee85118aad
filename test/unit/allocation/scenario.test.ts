import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contradictionsOf } from '#app/domain/allocation/contradictions.ts';
import { inventedRequests, isInvented } from '#app/domain/allocation/invented-workers.ts';
import { defaultOptions } from '#app/domain/allocation/options.ts';
import { plan } from '#app/domain/allocation/plan.ts';
import type { HousingEffect, ScenarioChange } from '#app/domain/allocation/scenario.ts';
import { optionsOf, withChanges } from '#app/domain/allocation/scenario.ts';
import type { SiteAfter } from '#app/domain/allocation/scenario-result.ts';
import { scenarioResult } from '#app/domain/allocation/scenario-result.ts';
import type { Snapshot, SnapshotAssignment } from '#app/domain/allocation/snapshot.ts';
import { overlaps } from '#app/domain/dates.ts';
import type { BuildingId, EmployerId, Id, WorkerId } from '#app/domain/identity/ids.ts';
import { anySnapshot } from './snapshot-arbitrary.ts';
import { aRequest, aSnapshot, aWorker, near } from './snapshot-builder.ts';

const FROM = '2026-03-01';
const building = (id: string) => id as BuildingId;

const moreWorkers = (facts: { count: number; women?: number; nights?: number }) =>
  ({
    kind: 'more_workers',
    women: 0,
    nights: 0,
    from: FROM,
    to: null,
    nearSiteId: null,
    ...near,
    ...facts,
  }) as const;

/** What a closing of the building would do, as the rules of capacity say it. */
function closingOf(snapshot: Snapshot, buildingId: string, from: string): HousingEffect {
  const rooms = new Set(snapshot.rooms.filter((room) => room.buildingId === buildingId).map(({ id }) => id));
  const beds = new Set(snapshot.beds.filter((bed) => rooms.has(bed.roomId)).map(({ id }) => id));
  const lost = snapshot.assignments.filter(
    (stay) => beds.has(stay.bedId) && (stay.to === null || stay.to > from),
  );
  const leavesOn = (stay: SnapshotAssignment) => (stay.from > from ? stay.from : from);
  const idOf = (stay: SnapshotAssignment) => `${stay.bedId} ${stay.workerId} ${stay.from}`;
  return {
    openDays: [],
    displaced: lost.map((stay) => ({
      stay: { ...stay, assignmentId: idOf(stay), state: 'occupied' },
      leavesOn: leavesOn(stay),
    })),
    leaving: lost.map((stay) => ({
      id: stay.workerId,
      employerId: stay.employerId,
      sex: stay.sex,
      shift: stay.shift,
      stepFree: false,
      lowerBed: false,
      crew: null,
      assignmentId: idOf(stay),
      requestId: null,
      ...near,
      from: leavesOn(stay),
      to: stay.to,
    })),
  };
}

/** The first four days are enough to look at. */
const firstDaysOf = (site: SiteAfter) => ({
  ...site,
  open: site.open.slice(1, 5),
  taken: site.taken.slice(1, 5),
  given: site.given.slice(1, 5),
});

describe('a scenario', () => {
  it('without changes is the snapshot itself', () => {
    fc.assert(
      fc.property(anySnapshot, (snapshot) => {
        expect(withChanges(snapshot, [])).toBe(snapshot);
        expect(withChanges(snapshot, [{ kind: 'options', options: defaultOptions }])).toBe(snapshot);
      }),
    );
  });

  it('opens a building on an earlier day, for as long as before, and no other', () => {
    const snapshot = aSnapshot({
      sites: [
        {
          ...near,
          buildings: [
            { rooms: [{ beds: 2, availability: [{ from: '2026-09-01', to: '2027-01-01' }] }] },
            { rooms: [{ beds: 2, availability: [{ from: '2026-09-01', to: null }] }] },
          ],
        },
      ],
    });
    const opened = withChanges(snapshot, [
      { kind: 'open_building', buildingId: building('s0-b0'), from: FROM },
    ]);
    expect(opened.beds.map(({ availability }) => availability)).toEqual([
      [{ from: FROM, to: '2027-01-01' }],
      [{ from: FROM, to: '2027-01-01' }],
      [{ from: '2026-09-01', to: null }],
      [{ from: '2026-09-01', to: null }],
    ]);
    const later = withChanges(snapshot, [
      { kind: 'open_building', buildingId: building('s0-b0'), from: '2026-10-01' },
    ]);
    expect(later).toEqual(snapshot);
  });

  it('seeks other beds, before all else, for those who live in a building that closes', () => {
    const snapshot = aSnapshot({
      sites: [{ ...near, buildings: [{ rooms: [{ beds: 2 }] }, { rooms: [{ beds: 1 }] }] }],
      assignments: [
        {
          bedId: 's0-b0-r0-0' as Id<'bed'>,
          workerId: 'resident' as WorkerId,
          employerId: 'e1' as EmployerId,
          sex: 'male',
          shift: 'day',
          from: '2025-06-01',
          to: null,
        },
      ],
      requests: [aRequest({ workers: [aWorker()], from: FROM, to: null })],
    });
    const changes: ScenarioChange[] = [{ kind: 'close_building', buildingId: building('s0-b0'), from: FROM }];
    const effects = new Map([[0, closingOf(snapshot, 's0-b0', FROM)]]);
    const changed = withChanges(snapshot, changes, effects);
    const proposal = plan(changed, defaultOptions);
    expect(proposal.placements.map(({ workerId, bedId, from }) => [workerId, bedId, from])).toEqual([
      ['resident', 's0-b1-r0-0', FROM],
    ]);
    const result = scenarioResult(changed, proposal, [...effects.values()]);
    const begun = result.days.findIndex((day) => day === FROM);
    expect(begun).toBe(2);
    expect({ ...result, sites: result.sites.map(firstDaysOf) }).toMatchObject({
      moving: { people: 1, placed: 1 },
      sites: [
        {
          beds: 3,
          workers: 1,
          open: [3, 1, 1, 1],
          taken: [1, 0, 0, 0],
          given: [0, 1, 1, 1],
        },
      ],
    });
  });

  it('tells of each site how far its people have to work, which comes to the mean of all', () => {
    fc.assert(
      fc.property(anySnapshot, (snapshot) => {
        const proposal = plan(snapshot, defaultOptions);
        const { sites, measures } = scenarioResult(snapshot, proposal, []);
        const metres = sites.reduce(
          (sum, { workers, meanDistanceMetres }) => sum + workers * (meanDistanceMetres ?? 0),
          0,
        );
        expect(Math.abs(metres - measures.placed * measures.meanDistanceMetres)).toBeLessThanOrEqual(
          2 * measures.placed,
        );
        for (const { workers, meanDistanceMetres } of sites)
          expect(meanDistanceMetres === null).toBe(workers === 0);
      }),
    );
  });

  it('leaves nobody in a closed building, seeks a bed for nobody twice, and contradicts itself no more than before', () => {
    fc.assert(
      fc.property(anySnapshot, fc.nat(5), (snapshot, index) => {
        const closing = snapshot.buildings[index]?.id ?? building('none');
        const changes: ScenarioChange[] = [
          moreWorkers({ count: 3 }),
          { kind: 'close_building', buildingId: closing, from: FROM },
        ];
        const changed = withChanges(snapshot, changes, new Map([[1, closingOf(snapshot, closing, FROM)]]));
        const before = new Set(contradictionsOf(snapshot).map((each) => JSON.stringify(each)));
        const after = contradictionsOf(changed).map((each) => JSON.stringify(each));
        expect(after.filter((each) => !before.has(each))).toEqual([]);
        const rooms = new Set(
          changed.rooms.filter((room) => room.buildingId === closing).map(({ id }) => id),
        );
        const beds = changed.beds.filter((bed) => rooms.has(bed.roomId));
        for (const { availability } of beds)
          for (const { to } of availability) expect(to !== null && to <= FROM).toBe(true);
        const ids = new Set(beds.map(({ id }) => id));
        for (const stay of changed.assignments)
          if (ids.has(stay.bedId)) expect(stay.to !== null && stay.to <= FROM).toBe(true);
        const relocated = changed.requests.filter(({ priority, id }) => priority === 100 && id.includes('/'));
        for (const { workers, ...days } of relocated)
          for (const { id } of workers)
            for (const other of changed.requests)
              if (!relocated.includes(other as never) && other.workers.some((worker) => worker.id === id))
                expect(overlaps(other, days)).toBe(false);
      }),
    );
  });

  it('changes the priority of those it means alone', () => {
    const [one, other] = [aRequest({ workers: [aWorker()] }), aRequest({ workers: [aWorker()] })];
    const snapshot = aSnapshot({ sites: [], requests: [one, { ...other, employerId: 'e9' as EmployerId }] });
    const prioritiesBy = (whose: Extract<ScenarioChange, { kind: 'priority' }>['whose']) =>
      withChanges(snapshot, [{ kind: 'priority', whose, priority: 50 }]).requests.map(
        (each) => each.priority,
      );
    expect(prioritiesBy({ kind: 'request', requestId: one.id })).toEqual([50, 0]);
    expect(prioritiesBy({ kind: 'employer', employerId: 'e9' as EmployerId })).toEqual([0, 50]);
    expect(prioritiesBy({ kind: 'class', priorityClass: 'waited' })).toEqual([50, 50]);
    expect(prioritiesBy({ kind: 'class', priorityClass: 'danger' })).toEqual([0, 0]);
  });

  it('is planned by the options it supposes', () => {
    const options = { ...defaultOptions, sharedRooms: false };
    expect(optionsOf([{ kind: 'options', options }])).toBe(options);
    expect(optionsOf([])).toBe(defaultOptions);
  });
});

describe('workers who are made up', () => {
  it('are as many, as many women and as many at night as was asked, each once, the same each time', () => {
    fc.assert(
      fc.property(
        fc.nat(3000),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(3000),
        (count, share, other) => {
          const women = Math.round(count * share);
          const nights = Math.min(count, other);
          const asked = { ...moreWorkers({ count, women, nights }), kind: undefined };
          const requests = inventedRequests(asked, { name: '0', day: '2026-01-01' });
          const workers = requests.flatMap((request) => request.workers);
          expect(workers).toHaveLength(count);
          expect(new Set(workers.map(({ id }) => id)).size).toBe(count);
          expect(workers.filter(({ sex }) => sex === 'female')).toHaveLength(women);
          expect(workers.filter(({ shift }) => shift === 'night')).toHaveLength(nights);
          expect([...requests, ...workers].every(({ id }) => isInvented(id))).toBe(true);
          expect(inventedRequests(asked, { name: '0', day: '2026-01-01' })).toEqual(requests);
        },
      ),
    );
  });
});
