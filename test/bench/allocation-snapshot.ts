import type {
  Snapshot,
  SnapshotAssignment,
  SnapshotBed,
  SnapshotBuilding,
  SnapshotRequest,
  SnapshotRoom,
  SnapshotWorker,
} from '#app/domain/allocation/snapshot.ts';
import { addDays } from '#app/domain/dates.ts';
import type { Id } from '#app/domain/identity/ids.ts';
import type { Shift } from '#app/domain/placement/people.ts';

interface Scale {
  readonly buildings: number;
  readonly roomsPerBuilding: number;
  readonly bedsPerRoom: number;
  readonly employers: number;
  /** People who have a bed on the day of the snapshot. */
  readonly housed: number;
  readonly requests: number;
  /** People whom the requests ask a bed for. */
  readonly seekers: number;
}

const DAY = '2026-11-24';
const ROOMS_PER_FLOOR = 20;
const GROUND = { longitude: 47.6, latitude: 29.1 };

const id = <Name extends string>(prefix: string, number: number) =>
  `${prefix}${String(number).padStart(7, '0')}` as Id<Name>;

/** 12,000 beds; 8,000 workers, of whom 2,000 seek a bed. */
export function smallSnapshot(): Snapshot {
  return snapshotOf({
    buildings: 120,
    roomsPerBuilding: 25,
    bedsPerRoom: 4,
    employers: 400,
    housed: 6_000,
    requests: 120,
    seekers: 2_000,
  });
}

/** 400,000 beds; 300,000 workers, of whom 100,000 seek a bed. */
export function nationalSnapshot(): Snapshot {
  return snapshotOf({
    buildings: 1_000,
    roomsPerBuilding: 100,
    bedsPerRoom: 4,
    employers: 20_000,
    housed: 200_000,
    requests: 4_000,
    seekers: 100_000,
  });
}

/** Mulberry32: a small generator of 32-bit state; equal on every machine. */
function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Chance = () => number;
const below = (chance: Chance, limit: number) => Math.floor(chance() * limit);
const shiftBy = (chance: Chance): Shift => {
  const drawn = chance();
  return drawn < 0.75 ? 'day' : drawn < 0.9 ? 'night' : 'rotating';
};

/** A made-up country: half-empty rooms, closed beds, stays that end at different times, crews and needs. */
function snapshotOf(scale: Scale): Snapshot {
  const chance = chanceFrom(scale.buildings);
  const sites = Array.from({ length: 6 }, (_, site) => ({
    id: id<'site'>('s', site),
    longitude: GROUND.longitude + (site % 3) * 0.3,
    latitude: GROUND.latitude + Math.floor(site / 3) * 0.3,
  }));
  const buildings = Array.from({ length: scale.buildings }, (_, number): SnapshotBuilding => ({
    id: id('b', number),
    siteId: id('s', number % sites.length),
    sex: chance() < 0.12 ? 'women' : 'men',
    accessibleEntrance: chance() < 0.4,
  }));
  const rooms = buildings.flatMap((building, number) =>
    Array.from({ length: scale.roomsPerBuilding }, (_, room): SnapshotRoom => ({
      id: id('r', number * scale.roomsPerBuilding + room),
      buildingId: building.id,
      floor: Math.floor(room / ROOMS_PER_FLOOR),
      accessible: chance() < 0.08,
    })),
  );
  const beds = rooms.flatMap((room, number) => {
    const bunks = chance() < 0.6;
    return Array.from({ length: scale.bedsPerRoom }, (_, bed): SnapshotBed => ({
      id: id('d', number * scale.bedsPerRoom + bed),
      roomId: room.id,
      upper: bunks && bed % 2 === 1,
      availability: availabilityBy(chance),
    }));
  });
  return {
    day: DAY,
    sites,
    buildings,
    rooms,
    beds,
    assignments: assignmentsOf(scale, buildings, beds, chance),
    requests: requestsOf(scale, chance),
  };
}

const ALWAYS = [{ from: '2020-01-01', to: null }];

function availabilityBy(chance: Chance): SnapshotBed['availability'] {
  const drawn = chance();
  if (drawn < 0.96) return ALWAYS;
  if (drawn < 0.98) return [];
  return [{ from: '2020-01-01', to: addDays(DAY, 30 + below(chance, 600)) }];
}

/** Rooms are drawn full, half full or empty; everybody in a room keeps its shift. */
function assignmentsOf(
  scale: Scale,
  buildings: readonly SnapshotBuilding[],
  beds: readonly SnapshotBed[],
  chance: Chance,
): SnapshotAssignment[] {
  const assignments: SnapshotAssignment[] = [];
  const rooms = scale.buildings * scale.roomsPerBuilding;
  // Walking the rooms by a stride coprime to their number spreads the housed over all buildings.
  for (let step = 0; step < rooms && assignments.length < scale.housed; step++) {
    const room = (step * 7_919) % rooms;
    const building = buildings[Math.floor(room / scale.roomsPerBuilding)];
    const fill = Math.min(chance() < 0.6 ? scale.bedsPerRoom : 1 + below(chance, 3), scale.bedsPerRoom);
    const shift = shiftBy(chance);
    const employerId = id<'employer'>('e', below(chance, scale.employers));
    for (let place = 0; place < fill && assignments.length < scale.housed; place++) {
      const bed = beds[room * scale.bedsPerRoom + place];
      if (!bed || !building || bed.availability !== ALWAYS) continue;
      assignments.push({
        bedId: bed.id,
        workerId: id('w', assignments.length),
        employerId,
        sex: building.sex === 'men' ? 'male' : 'female',
        shift,
        from: addDays(DAY, -1 - below(chance, 700)),
        to: chance() < 0.5 ? null : addDays(DAY, 1 + below(chance, 400)),
      });
    }
  }
  return assignments;
}

/** Requests of very different sizes that add up to the seekers; every second one names crews. */
function requestsOf(scale: Scale, chance: Chance): SnapshotRequest[] {
  const weights = Array.from({ length: scale.requests }, () => 0.1 + chance() ** 4 * 10);
  const weight = weights.reduce((sum, each) => sum + each, 0);
  const requests: SnapshotRequest[] = [];
  let [upTo, first] = [0, 0];
  for (const [number, share] of weights.entries()) {
    upTo += share;
    const last = number === weights.length - 1 ? scale.seekers : Math.floor((upTo / weight) * scale.seekers);
    const from = addDays(DAY, 1 + below(chance, 60));
    const [mainShift, hasCrews, crewSize] = [shiftBy(chance), chance() < 0.5, 2 + below(chance, 7)];
    const women = chance() < 0.1;
    requests.push({
      id: id('q', number),
      employerId: id('e', below(chance, scale.employers)),
      longitude: GROUND.longitude - 0.1 + chance() * 0.8,
      latitude: GROUND.latitude - 0.1 + chance() * 0.5,
      priority: chance() < 0.02 ? 100 : below(chance, 3) * 10,
      submittedAt: `${addDays(DAY, -1 - below(chance, 90))}T08:00:00Z`,
      from,
      to: chance() < 0.3 ? null : addDays(from, 30 + below(chance, 700)),
      workers: Array.from({ length: last - first }, (_, place): SnapshotWorker => ({
        id: id('w', scale.housed + first + place),
        sex: women ? 'female' : 'male',
        shift: chance() < 0.9 ? mainShift : shiftBy(chance),
        stepFree: chance() < 0.01,
        lowerBed: chance() < 0.05,
        crew: hasCrews ? `crew ${Math.floor(place / crewSize)}` : null,
      })),
    });
    first = last;
  }
  return requests;
}
