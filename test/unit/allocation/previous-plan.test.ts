import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultOptions } from '#app/domain/allocation/options.ts';
import { plan } from '#app/domain/allocation/plan.ts';
import { verify } from '#app/domain/allocation/verify.ts';
import { anySnapshot } from './snapshot-arbitrary.ts';
import { aRequest, aSnapshot, aWorker, far, near } from './snapshot-builder.ts';

const sites = [near, far].map((place) => ({
  ...place,
  buildings: [{ rooms: [{ beds: 4 }, { beds: 4 }, { beds: 2 }] }],
}));

describe('a plan made anew around an earlier one', () => {
  const requests = [0, 1, 2].map((number) =>
    aRequest({ workers: Array.from({ length: 4 }, () => aWorker({ crew: `crew ${number}` })) }),
  );
  const before = aSnapshot({ sites, requests });
  const earlier = plan(before, defaultOptions).placements;
  const bedsOf = (placements: typeof earlier) =>
    new Map(placements.map(({ workerId, bedId }) => [workerId, bedId]));

  it('is that plan where nothing changed', () => {
    const again = plan(before, defaultOptions, { previous: earlier }).placements;
    expect(bedsOf(again)).toEqual(bedsOf(earlier));
  });

  it('leaves everybody in their beds when somebody is added', () => {
    const more = { ...before, requests: [...requests, aRequest({ workers: [aWorker(), aWorker()] })] };
    const again = plan(more, defaultOptions, { previous: earlier }).placements;
    expect(again).toHaveLength(14);
    expect([...bedsOf(again)]).toEqual(expect.arrayContaining([...bedsOf(earlier)]));
  });

  it('finds another bed for those alone whose beds were closed', () => {
    const closed = earlier[0]!.bedId;
    const beds = before.beds.map((bed) => (bed.id === closed ? { ...bed, availability: [] } : bed));
    const again = plan({ ...before, beds }, defaultOptions, { previous: earlier }).placements;
    expect(again).toHaveLength(12);
    const changed = again.filter(({ workerId, bedId }) => bedsOf(earlier).get(workerId) !== bedId);
    expect(changed.map(({ workerId }) => workerId)).toEqual([earlier[0]!.workerId]);
  });

  it('breaks no rule, whatever the earlier plan was', () => {
    fc.assert(
      fc.property(anySnapshot, anySnapshot, (snapshot, other) => {
        const previous = plan(other, defaultOptions).placements;
        const proposal = plan(snapshot, defaultOptions, { previous });
        expect(verify(snapshot, defaultOptions, proposal)).toMatchObject({ broken: [], mismatches: [] });
      }),
      { numRuns: 100 },
    );
  });
});
