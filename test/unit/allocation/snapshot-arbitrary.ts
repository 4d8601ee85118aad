import fc from 'fast-check';
import type { Snapshot, SnapshotAssignment, SnapshotRequest } from '#app/domain/allocation/snapshot.ts';
import type { DayRange } from '#app/domain/dates.ts';
import { addDays, covers, overlaps } from '#app/domain/dates.ts';
import type { Id } from '#app/domain/identity/ids.ts';
import type { SiteShape } from './snapshot-builder.ts';
import { aSnapshot, SNAPSHOT_DAY } from './snapshot-builder.ts';

/** Few days, so that ranges often meet, touch or are equal; the first lies before the day of the snapshot. */
const DAYS = ['2025-12-01', '2026-01-10', '2026-02-01', '2026-03-01', '2026-04-01'];
const rangeOf = (days: readonly string[]): fc.Arbitrary<DayRange> =>
  fc.tuple(fc.nat(days.length - 1), fc.nat(days.length - 1), fc.boolean()).map(([one, other, isOpen]) => {
    const [first, last] = [Math.min(one, other), Math.max(one, other)];
    return { from: days[first] ?? '', to: isOpen ? null : (days[first === last ? last + 1 : last] ?? null) };
  });
const anyRange = rangeOf(DAYS);
const askedRange = rangeOf(DAYS.slice(1));

const sometimes = fc.integer({ min: 0, max: 7 }).map((drawn) => drawn === 7);
const mostly = <Value extends string>(...values: readonly Value[]) => fc.constantFrom(...values);
const languages = fc.uniqueArray(fc.constantFrom('hi' as const, 'bn' as const, 'ur' as const), {
  maxLength: 2,
});

const person = fc.record({
  number: fc.integer({ min: 0, max: 30 }),
  sex: mostly('male', 'male', 'male', 'male', 'female'),
  shift: mostly('day', 'day', 'day', 'day', 'day', 'night', 'night', 'rotating'),
  stepFree: sometimes,
  lowerBed: sometimes,
  crew: fc.constantFrom(null, 'a', 'b'),
  languages,
});
type Person = typeof person extends fc.Arbitrary<infer Value> ? Value : never;

/** Waiting days on both sides of where a class begins. */
const submittedAt = fc
  .constantFrom(0, 5, 29, 30, 45, 60, 61)
  .map((days) => `${addDays(SNAPSHOT_DAY, -days)}T08:00:00Z`);
const request = fc.record({
  range: askedRange,
  employer: fc.integer({ min: 0, max: 2 }),
  priority: fc.constantFrom(0, 0, 0, 10, 20, 50, 100),
  submittedAt,
  longitude: fc.constantFrom(47.9, 48.1),
  workers: fc.uniqueArray(person, { minLength: 1, maxLength: 4, selector: ({ number }) => number }),
});

const site = fc.record({
  longitude: fc.integer({ min: 470, max: 484 }).map((tenths) => tenths / 10),
  latitude: fc.integer({ min: 286, max: 299 }).map((tenths) => tenths / 10),
});
const building = fc.record({
  sex: mostly('men', 'men', 'men', 'women'),
  accessibleEntrance: fc.boolean(),
});
const room = fc.record({
  site: fc.nat(2),
  building: fc.nat(1),
  floor: fc.nat(1),
  beds: fc.constantFrom(3, 2, 4, 1, 0),
  bunks: fc.boolean(),
  accessible: fc.boolean(),
  availability: fc.oneof(
    { weight: 6, arbitrary: fc.constant([{ from: '2020-01-01', to: null }]) },
    { weight: 1, arbitrary: fc.array(anyRange, { maxLength: 1 }) },
  ),
});
const stay = fc.record({
  bed: fc.nat(40),
  person,
  range: anyRange,
  employer: fc.integer({ min: 0, max: 2 }),
});

interface Bounds {
  readonly rooms: number;
  readonly beds: number;
  readonly requests: number;
  readonly seekers: number;
  readonly stays: number;
}

function countryWithin(bounds: Bounds): fc.Arbitrary<Snapshot> {
  return fc
    .record({
      sites: fc.array(site, { minLength: 3, maxLength: 3 }),
      buildings: fc.array(building, { minLength: 6, maxLength: 6 }),
      rooms: fc.array(room, { minLength: Math.ceil(bounds.rooms / 2), maxLength: bounds.rooms }),
      requests: fc.array(request, { minLength: 1, maxLength: bounds.requests }),
      stays: fc.array(stay, { maxLength: bounds.stays }),
      sharing: fc.boolean(),
    })
    .map(({ sites, buildings, rooms, requests, stays, sharing }) => {
      let [beds, seekers] = [bounds.beds, bounds.seekers];
      const shapes: SiteShape[] = sites.map((place, s) => ({
        ...place,
        buildings: [0, 1].flatMap((b) => {
          const here = rooms.filter((each) => each.site === s && each.building === b);
          const shape = buildings[2 * s + b];
          if (!shape || here.length === 0) return [];
          return [
            {
              ...shape,
              rooms: here.map((each) => {
                const fitting = Math.min(each.beds, beds);
                beds -= fitting;
                return { ...each, beds: fitting };
              }),
            },
          ];
        }),
      }));
      const asked: SnapshotRequest[] = [];
      for (const [index, { range, employer, workers, ...facts }] of requests.entries()) {
        const free = workers.filter(
          ({ number }) =>
            !asked.some(
              (other) => overlaps(other, range) && other.workers.some(({ id }) => id === `w${number}`),
            ),
        );
        const within = free.slice(0, seekers);
        seekers -= within.length;
        asked.push({
          ...facts,
          ...range,
          id: `q${index}` as Id<'placement_request'>,
          employerId: `e${employer}` as Id<'employer'>,
          latitude: 29.3,
          workers: within.map(({ number, crew, ...worker }) => ({
            ...worker,
            // No building takes a crew of both sexes.
            crew: crew && `${crew} ${worker.sex}`,
            id: `w${number}` as Id<'worker'>,
          })),
        });
      }
      const snapshot = aSnapshot({ sites: shapes, requests: asked });
      return { ...snapshot, assignments: livedIn(snapshot, stays, sharing) };
    });
}

/** Those of the stays that keep to the hard rules among themselves. */
function livedIn(
  snapshot: Snapshot,
  stays: readonly { bed: number; person: Person; range: DayRange; employer: number }[],
  sharing: boolean,
): SnapshotAssignment[] {
  const roomOf = new Map(snapshot.beds.map((bed) => [bed.id, bed.roomId]));
  const lived: SnapshotAssignment[] = [];
  for (const [index, { bed: position, person: who, range, employer }] of stays.entries()) {
    const bed = snapshot.beds[position % Math.max(1, snapshot.beds.length)];
    const home = snapshot.rooms.find((each) => each.id === bed?.roomId);
    const house = snapshot.buildings.find((each) => each.id === home?.buildingId);
    if (!bed || !house || !bed.availability.some((open) => covers(open, range))) continue;
    if (range.to !== null && range.to <= snapshot.day) continue;
    const one: SnapshotAssignment = {
      ...range,
      id: `h${index}` as Id<'assignment'>,
      bedId: bed.id,
      workerId: `w${who.number}` as Id<'worker'>,
      employerId: `e${employer}` as Id<'employer'>,
      sex: house.sex === 'men' ? 'male' : 'female',
      shift: who.shift,
      stepFree: who.stepFree,
      lowerBed: who.lowerBed,
      languages: who.languages,
    };
    const clashes = lived.some(
      (other) =>
        overlaps(other, one) &&
        (other.bedId === one.bedId ||
          other.workerId === one.workerId ||
          (roomOf.get(other.bedId) === bed.roomId &&
            (other.shift !== one.shift || (!sharing && other.employerId !== one.employerId)))),
    );
    if (!clashes) lived.push(one);
  }
  return lived;
}

/** Any small country: sites, rooms with people in them already, and requests that may ask more than there is. */
export const anySnapshot = countryWithin({ rooms: 12, beds: 40, requests: 6, seekers: 36, stays: 12 });

/** Small enough to be solved by trying everything; about half of them can't place everybody. */
export const tinySnapshot = countryWithin({ rooms: 5, beds: 10, requests: 4, seekers: 8, stays: 3 });

/** The same country told in another order. */
export const shuffled = (snapshot: Snapshot, seed: number): Snapshot => {
  const turn = <Item>(items: readonly Item[]) => {
    const at = items.length ? seed % items.length : 0;
    return [...items.slice(at), ...items.slice(0, at)].reverse();
  };
  return {
    ...snapshot,
    sites: turn(snapshot.sites),
    buildings: turn(snapshot.buildings),
    rooms: turn(snapshot.rooms),
    beds: turn(snapshot.beds),
    assignments: turn(snapshot.assignments),
    requests: turn(snapshot.requests).map((each) => ({ ...each, workers: turn(each.workers) })),
  };
};
