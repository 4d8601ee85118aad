import fc from 'fast-check';
import type { Snapshot, SnapshotAssignment } from '#app/domain/allocation/snapshot.ts';
import { covers, overlaps } from '#app/domain/dates.ts';
import type { Id } from '#app/domain/identity/ids.ts';
import { aSnapshot } from './snapshot-builder.ts';

const day = fc.integer({ min: 0, max: 11 }).map((month) => `2026-${String(month + 1).padStart(2, '0')}-01`);
const range = fc.tuple(day, day, fc.boolean()).map(([one, other, isOpen]) => ({
  from: one < other ? one : other,
  to: isOpen ? null : one < other ? other : one === other ? '2027-01-01' : one,
}));

const room = fc.record({
  beds: fc.integer({ min: 0, max: 5 }),
  bunks: fc.boolean(),
  accessible: fc.boolean(),
  availability: fc.oneof(fc.constant([{ from: '2020-01-01', to: null }]), fc.array(range, { maxLength: 1 })),
});
const building = fc.record({
  sex: fc.constantFrom('men' as const, 'women' as const),
  accessibleEntrance: fc.boolean(),
  rooms: fc.array(room, { maxLength: 4 }),
});
const site = fc.record({
  longitude: fc.double({ min: 47, max: 48.4, noNaN: true }),
  latitude: fc.double({ min: 28.6, max: 29.9, noNaN: true }),
  buildings: fc.array(building, { maxLength: 3 }),
});
const worker = fc.record({
  number: fc.integer({ min: 0, max: 40 }),
  sex: fc.constantFrom('male' as const, 'female' as const),
  shift: fc.constantFrom('day' as const, 'night' as const, 'rotating' as const),
  stepFree: fc.boolean(),
  lowerBed: fc.boolean(),
  crew: fc.constantFrom(null, 'a', 'b'),
});
const request = fc.record({
  range,
  employer: fc.integer({ min: 0, max: 2 }),
  priority: fc.constantFrom(0, 0, 10, 100),
  submitted: day,
  workers: fc.uniqueArray(worker, { maxLength: 9, selector: (each) => each.number }),
});

/** Any small country: sites, rooms with people in them already, and requests that may ask more than there is. */
export const anySnapshot: fc.Arbitrary<Snapshot> = fc
  .record({
    sites: fc.array(site, { minLength: 1, maxLength: 3 }),
    requests: fc.array(request, { maxLength: 6 }),
    stays: fc.array(fc.record({ bed: fc.nat(60), worker, range }), { maxLength: 12 }),
  })
  .map(({ sites, requests, stays }) => {
    const snapshot = aSnapshot({
      sites,
      requests: requests.map((each, index) => ({
        ...each.range,
        id: `q${index}` as Id<'placement_request'>,
        employerId: `e${each.employer}` as Id<'employer'>,
        longitude: 47.9,
        latitude: 29.3,
        priority: each.priority,
        submittedAt: each.submitted,
        workers: each.workers.map(({ number, ...facts }) => ({ ...facts, id: `w${number}` as Id<'worker'> })),
      })),
    });
    const assignments: SnapshotAssignment[] = [];
    for (const { bed: index, worker: person, range: during } of stays) {
      const bed = snapshot.beds[index];
      const home = snapshot.rooms.find((each) => each.id === bed?.roomId);
      const house = snapshot.buildings.find((each) => each.id === home?.buildingId);
      if (!bed || !house || !bed.availability.some((open) => covers(open, during))) continue;
      const stay = {
        ...during,
        bedId: bed.id,
        workerId: `w${person.number}` as Id<'worker'>,
        employerId: 'e0' as Id<'employer'>,
        sex: house.sex === 'men' ? ('male' as const) : ('female' as const),
        shift: person.shift,
      };
      const clashes = assignments.some((other) => {
        const roommates = snapshot.beds.find((each) => each.id === other.bedId)?.roomId === bed.roomId;
        return (
          overlaps(other, stay) &&
          (other.bedId === stay.bedId ||
            other.workerId === stay.workerId ||
            (roommates && other.shift !== stay.shift))
        );
      });
      if (!clashes) assignments.push(stay);
    }
    return { ...snapshot, assignments };
  });
