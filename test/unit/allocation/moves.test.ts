import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultOptions } from '#app/domain/allocation/options.ts';
import { plan } from '#app/domain/allocation/plan.ts';
import type { SnapshotAssignment } from '#app/domain/allocation/snapshot.ts';
import { verify } from '#app/domain/allocation/verify.ts';
import type { AssignmentId, EmployerId } from '#app/domain/identity/ids.ts';
import { anySnapshot } from './snapshot-arbitrary.ts';
import { aRequest, aSnapshot, aWorker, near } from './snapshot-builder.ts';

const aStay = (
  facts: Partial<SnapshotAssignment> & Pick<SnapshotAssignment, 'bedId'>,
): SnapshotAssignment => ({
  id: `stay of ${facts.bedId}` as AssignmentId,
  workerId: aWorker().id,
  employerId: 'e1' as EmployerId,
  sex: 'male',
  shift: 'night',
  stepFree: false,
  lowerBed: false,
  from: '2025-06-01',
  to: null,
  ...facts,
});

describe('moving housed people', () => {
  const sites = [{ ...near, buildings: [{ rooms: [{ beds: 4 }, { beds: 2 }] }] }];
  const bare = aSnapshot({ sites });
  const [inLarge, , , , inSmall] = bare.beds;
  const snapshot = {
    ...bare,
    assignments: [aStay({ bedId: inLarge!.id }), aStay({ bedId: inSmall!.id })],
    requests: [aRequest({ workers: [aWorker(), aWorker(), aWorker(), aWorker()] })],
  };

  it('leaves everybody where they are unless a planner allows moves', () => {
    const { placements, moves } = plan(snapshot, defaultOptions);
    expect(placements).toEqual([]);
    expect(moves).toEqual([]);
  });

  it('moves one night worker to another night worker, and four day workers have a room', () => {
    const options = { ...defaultOptions, mostMoves: 1 };
    const proposal = plan(snapshot, options);
    expect(proposal.placements.map(({ bedId }) => bedId).sort()).toEqual(
      bare.beds.slice(0, 4).map(({ id }) => id),
    );
    expect(proposal.moves).toEqual([
      {
        assignmentId: snapshot.assignments[0]!.id,
        workerId: snapshot.assignments[0]!.workerId,
        fromBedId: inLarge!.id,
        bedId: bare.beds[5]!.id,
        siteId: 's0',
        from: snapshot.requests[0]!.from,
        to: null,
      },
    ]);
    expect(verify(snapshot, options, proposal)).toMatchObject({ broken: [], mismatches: [] });
  });

  it('moves nobody whose needs are not known, or for whom there is no other bed', () => {
    const options = { ...defaultOptions, mostMoves: 5 };
    const [first, second] = snapshot.assignments;
    const unknown = {
      ...snapshot,
      assignments: snapshot.assignments.map((stay) => ({ ...stay, lowerBed: undefined as never })),
    };
    expect(plan(unknown, options).moves).toEqual([]);
    const full = aStay({ bedId: bare.beds[5]!.id });
    expect(plan({ ...snapshot, assignments: [first!, second!, full] }, options).moves).toEqual([]);
  });

  it('breaks no rule whoever moves', () => {
    fc.assert(
      fc.property(anySnapshot, fc.boolean(), (found, sharedRooms) => {
        const options = { ...defaultOptions, sharedRooms, mostMoves: 3 };
        const known = {
          ...found,
          assignments: found.assignments.map((stay, index) => ({
            ...stay,
            id: `stay ${index}` as AssignmentId,
            stepFree: false,
            lowerBed: false,
          })),
        };
        const proposal = plan(known, options);
        expect(verify(known, options, proposal)).toMatchObject({ broken: [], mismatches: [] });
      }),
      { numRuns: 100 },
    );
  });
});
