import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Compiled } from '#app/domain/allocation/compile.ts';
import { compile } from '#app/domain/allocation/compile.ts';
import { firstCome } from '#app/domain/allocation/first-come.ts';
import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import { fittingBed, openOccupancy, putInto } from '#app/domain/allocation/occupancy.ts';
import { defaultOptions } from '#app/domain/allocation/options.ts';
import type { Snapshot } from '#app/domain/allocation/snapshot.ts';
import { anySnapshot } from './snapshot-arbitrary.ts';
import { aRequest, aSnapshot, aWorker, far, near } from './snapshot-builder.ts';

const bedsOf = (snapshot: Snapshot, sharedRooms = true) => {
  const compiled = compile(snapshot, { ...defaultOptions, sharedRooms });
  const { bedOf } = firstCome(compiled);
  return new Map(compiled.seekers.map(({ id }, seeker) => [id, compiled.beds[bedOf[seeker]!]?.id]));
};

/** Seekers as they came: request by request, in each crew by crew. */
function inOrderOfComing({ instance, requests }: Compiled): number[] {
  const { request, crew } = instance.seekers;
  const came = (seeker: number) => requests[request[seeker]!]!.submittedAt;
  return Array.from(request.keys()).sort((one, other) => {
    if (came(one) !== came(other)) return came(one) < came(other) ? -1 : 1;
    if (request[one] !== request[other]) return request[one]! - request[other]!;
    const [crewOfOne, crewOfOther] = [crew[one]!, crew[other]!].map((each) => (each < 0 ? Infinity : each));
    return crewOfOne === crewOfOther ? one - other : crewOfOne! - crewOfOther!;
  });
}

const hasFittingBed = (occupancy: Occupancy, site: number, seeker: number) => {
  const { site: siteOf, count } = occupancy.instance.rooms;
  return Array.from({ length: count }, (_, room) => room).some(
    (room) => siteOf[room] === site && fittingBed(occupancy, room, seeker) >= 0,
  );
};

describe('first come, first served', () => {
  it('gives everybody in turn a fitting bed in the nearest site that has one at that moment, and leaves out nobody else', () => {
    fc.assert(
      fc.property(anySnapshot, fc.boolean(), (snapshot, sharedRooms) => {
        const compiled = compile(snapshot, { ...defaultOptions, sharedRooms });
        const { instance } = compiled;
        const { bedOf } = firstCome(compiled);
        const sofar = openOccupancy(instance);
        for (const seeker of inOrderOfComing(compiled)) {
          const metresTo = (site: number) =>
            instance.requests.commute[instance.seekers.request[seeker]! * instance.siteCount + site]!;
          const sites = Array.from({ length: instance.siteCount }, (_, site) => site)
            .filter((site) => hasFittingBed(sofar, site, seeker))
            .map(metresTo);
          const bed = bedOf[seeker]!;
          if (bed < 0) {
            expect(sites).toEqual([]);
            continue;
          }
          const room = instance.beds.room[bed]!;
          expect(fittingBed(sofar, room, seeker)).toBe(bed);
          expect(metresTo(instance.rooms.site[room]!)).toBe(Math.min(...sites));
          putInto(sofar, seeker, bed);
        }
      }),
      { numRuns: 700 },
    );
  });

  it('serves who came first, however urgent who came later is', () => {
    const [early, urgent] = [
      aRequest({ workers: [aWorker()], submittedAt: '2025-12-01T08:00:00Z' }),
      aRequest({ workers: [aWorker()], submittedAt: '2025-12-02T08:00:00Z', priority: 100 }),
    ];
    const sites = [{ ...near, buildings: [{ rooms: [{ beds: 1 }] }] }];
    const beds = bedsOf(aSnapshot({ sites, requests: [urgent, early] }));
    expect(beds.get(early.workers[0]!.id)).toBe('s0-b0-r0-0');
    expect(beds.get(urgent.workers[0]!.id)).toBeUndefined();
  });

  it('sends to the far site only whom the near one cannot take', () => {
    const workers = [aWorker(), aWorker(), aWorker({ shift: 'night' })];
    const sites = [
      { ...far, buildings: [{ rooms: [{ beds: 4 }] }] },
      { ...near, buildings: [{ rooms: [{ beds: 4 }] }] },
    ];
    const beds = bedsOf(aSnapshot({ sites, requests: [aRequest({ workers })] }));
    expect(workers.map(({ id }) => beds.get(id)?.slice(0, 2))).toEqual(['s1', 's1', 's0']);
  });

  it('puts a crew next to each other, whatever its identifiers', () => {
    const [one, two, three, four] = ['a', 'b', 'a', 'b'].map((crew) => aWorker({ crew }));
    const sites = [{ ...near, buildings: [{ rooms: [{ beds: 2 }, { beds: 2 }] }] }];
    const workers = [one!, two!, three!, four!];
    const beds = bedsOf(aSnapshot({ sites, requests: [aRequest({ workers })] }));
    const roomOf = (id: (typeof workers)[number]['id']) => beds.get(id)?.slice(0, -2);
    expect(roomOf(one!.id)).toBe(roomOf(three!.id));
    expect(roomOf(two!.id)).toBe(roomOf(four!.id));
  });

  it('gives a bed again once who had it has left', () => {
    const [winter, spring] = [
      aRequest({ workers: [aWorker()], from: '2026-01-01', to: '2026-03-01' }),
      aRequest({ workers: [aWorker({ shift: 'night' })], from: '2026-03-01', to: null }),
    ];
    const sites = [{ ...near, buildings: [{ rooms: [{ beds: 1 }] }] }];
    const beds = bedsOf(aSnapshot({ sites, requests: [winter, spring] }));
    expect(beds.get(spring.workers[0]!.id)).toBe('s0-b0-r0-0');
  });

  it('keeps employers apart where rooms are not shared, colleagues next to each other', () => {
    const employers = ['e0', 'e1', 'e0', 'e1'].map((employerId) =>
      aRequest({ employerId: employerId as never, workers: [aWorker()] }),
    );
    const sites = [{ ...near, buildings: [{ rooms: [{ beds: 2 }, { beds: 2 }] }] }];
    const beds = bedsOf(aSnapshot({ sites, requests: employers }), false);
    const rooms = employers.map(({ workers }) => beds.get(workers[0]!.id)?.slice(0, -2));
    expect(rooms).toEqual(['s0-b0-r0', 's0-b0-r1', 's0-b0-r0', 's0-b0-r1']);
  });
});
