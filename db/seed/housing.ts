import type { Day, DayRange } from '#app/domain/dates.ts';
import { addDays, daysBetween } from '#app/domain/dates.ts';
import { designationOf, sexes, shifts } from '#app/domain/placement/people.ts';
import type { MadeWorker } from './people.ts';
import type { MadeBed, MadeRoom } from './places.ts';
import type { Chance } from './random.ts';
import type { PlacedRequest } from './requests.ts';

export interface MadeAssignment extends DayRange {
  readonly id: string;
  readonly bed: MadeBed;
  readonly room: MadeRoom;
  readonly worker: MadeWorker;
  readonly requestId: string | null;
  readonly state: 'reserved' | 'occupied' | 'ended';
  readonly endReason: 'moved_out' | 'relocated' | 'transferred' | null;
}

interface OpenRoom {
  readonly room: MadeRoom;
  readonly beds: MadeBed[];
}

const HISTORY_DAYS = 730;
const SHORTEST_EARLIER_STAY_DAYS = 30;
/** Rooms of one employer that are looked through for a suitable bed before another room is begun. */
const ROOMS_LOOKED_THROUGH = 4;

/**
 * Gives beds to workers over two years, growing towards today. Each room keeps one sex and one shift for all that time,
 * an employer's people live side by side, and nobody's needs are passed over.
 */
export function* makeAssignments(
  chance: Chance,
  {
    rooms,
    workers,
    unhoused,
    placedRequests,
    today,
  }: {
    rooms: readonly MadeRoom[];
    workers: readonly MadeWorker[];
    unhoused: ReadonlySet<string>;
    placedRequests: ReadonlyMap<string, PlacedRequest>;
    today: Day;
  },
): Generator<MadeAssignment> {
  const supply = roomSupply(chance, rooms, today);
  for (const sex of sexes) {
    for (const shift of shifts) {
      const people = workers.filter((worker) => worker.sex === sex && worker.shift === shift);
      const { ordinary, accessible } = supply[designationOf[sex]];
      const stays = people
        .filter((worker) => worker.accessNeeds.includes('step_free') && !unhoused.has(worker.id))
        .concat(
          people.filter((worker) => !worker.accessNeeds.includes('step_free') && !unhoused.has(worker.id)),
        );
      const current = giveBeds(stays, { ordinary, accessible }, (worker, openedOn) =>
        currentStay(chance, placedRequests.get(worker.id), openedOn, today),
      ).map((stay) => ({ ...stay, id: chance.id() }));
      yield* current;
      yield* earlierStays(chance, people, current, today);
    }
  }
}

/** Rooms open today, by building in an order of chance; some sites and buildings fuller than others, what they spare last. */
function roomSupply(chance: Chance, rooms: readonly MadeRoom[], today: Day) {
  const fullnessOfSite = new Map<string, number>();
  const order = new Map<string, { place: number; fullness: number }>();
  for (const { building } of rooms) {
    if (order.has(building.id)) continue;
    const ofSite = fullnessOfSite.get(building.siteId) ?? 0.5 + 0.6 * chance.share();
    fullnessOfSite.set(building.siteId, ofSite);
    order.set(building.id, { place: chance.share(), fullness: ofSite + 0.3 * (chance.share() - 0.5) });
  }
  const queues = {
    men: { ordinary: [] as MadeRoom[], accessible: [] as MadeRoom[] },
    women: { ordinary: [] as MadeRoom[], accessible: [] as MadeRoom[] },
  };
  const ranked = rooms
    .filter((room) => room.building.openedOn <= today && room.compliantCapacity > 0)
    .map((room) => {
      const { place, fullness } = order.get(room.building.id) ?? { place: 0, fullness: 1 };
      return { room, rank: chance.happens(fullness) ? place : place + 1 };
    })
    .sort((one, other) => other.rank - one.rank);
  for (const { room } of ranked) {
    const isAccessible = room.accessible && room.building.accessibleEntrance;
    queues[room.building.sex][isAccessible ? 'accessible' : 'ordinary'].push(room);
  }
  return queues;
}

type Stay = Omit<MadeAssignment, 'id'>;

/** Takes rooms off the end of the queues; who finds none stays without a bed. */
function giveBeds(
  workers: readonly MadeWorker[],
  queues: { ordinary: MadeRoom[]; accessible: MadeRoom[] },
  stayFor: (
    worker: MadeWorker,
    openedOn: Day,
  ) => Pick<Stay, 'from' | 'to' | 'state' | 'endReason' | 'requestId'>,
): Stay[] {
  const given: Stay[] = [];
  const openRooms: { ordinary: OpenRoom[]; accessible: OpenRoom[] } = { ordinary: [], accessible: [] };
  let employerId = '';
  for (const worker of workers) {
    const kind = worker.accessNeeds.includes('step_free') ? 'accessible' : 'ordinary';
    // Another employer's people share the last room that was begun, and no more.
    if (worker.employer.id !== employerId) openRooms.ordinary = openRooms.ordinary.slice(-1);
    employerId = worker.employer.id;
    const bed = takeBed(openRooms[kind], queues[kind], worker);
    if (bed) given.push({ ...bed, worker, ...stayFor(worker, bed.room.building.openedOn) });
  }
  return given;
}

function takeBed(
  open: OpenRoom[],
  queue: MadeRoom[],
  worker: MadeWorker,
): { room: MadeRoom; bed: MadeBed } | undefined {
  const suits = (bed: MadeBed) => bed.position !== 'upper' || worker.accessNeeds.length === 0;
  for (;;) {
    for (const { room, beds } of open) {
      const index = beds.findIndex(suits);
      const bed = index < 0 ? undefined : beds.splice(index, 1)[0];
      if (bed) return { room, bed };
    }
    const room = queue.pop();
    if (!room) return undefined;
    const withBeds = open.filter(({ beds }) => beds.length > 0).slice(1 - ROOMS_LOOKED_THROUGH);
    open.splice(0, open.length, ...withBeds, { room, beds: room.beds.filter((bed) => bed.isOpen) });
  }
}

function currentStay(
  chance: Chance,
  request: PlacedRequest | undefined,
  openedOn: Day,
  today: Day,
): Pick<Stay, 'from' | 'to' | 'state' | 'endReason' | 'requestId'> {
  if (request) {
    const { from, to, id } = request;
    return { from, to, state: 'occupied', endReason: null, requestId: id };
  }
  const isReserved = chance.happens(0.04);
  const openDays = Math.min(HISTORY_DAYS, daysBetween(openedOn, today));
  return {
    from: addDays(today, isReserved ? chance.whole(1, 25) : -Math.floor(openDays * chance.share())),
    to: chance.happens(0.3) ? addDays(today, chance.whole(30, 400)) : null,
    state: isReserved ? 'reserved' : 'occupied',
    endReason: null,
    requestId: null,
  };
}

/**
 * What was before: most people of one sex and shift slept in the bed that another of them has now, before that one moved
 * in. Each bed is given to one earlier sleeper at most, and rooms stay with their sex and shift.
 */
function* earlierStays(
  chance: Chance,
  people: readonly MadeWorker[],
  current: readonly MadeAssignment[],
  today: Day,
): Generator<MadeAssignment> {
  const now = new Map(current.map((stay) => [stay.worker.id, stay]));
  const shift = chance.whole(1, Math.max(1, current.length - 1));
  for (const [index, worker] of people.slice(0, current.length).entries()) {
    const next = current[(index + shift) % current.length];
    const own = now.get(worker.id);
    if (!next || next === own || worker.accessNeeds.length > 0 || chance.happens(0.1)) continue;
    const limits = [today, next.from, ...(own ? [own.from] : [])];
    const latest = limits.reduce((one, other) => (one < other ? one : other));
    const earliest = addDays(today, -Math.min(HISTORY_DAYS, daysBetween(next.room.building.openedOn, today)));
    const spare = daysBetween(earliest, latest) - SHORTEST_EARLIER_STAY_DAYS;
    if (spare < 0) continue;
    const length = SHORTEST_EARLIER_STAY_DAYS + chance.whole(0, spare);
    const follows = own !== undefined && latest === own.from && chance.happens(0.7);
    const to = follows
      ? latest
      : addDays(earliest, length + chance.whole(0, spare + SHORTEST_EARLIER_STAY_DAYS - length));
    yield {
      id: chance.id(),
      bed: next.bed,
      room: next.room,
      worker,
      requestId: null,
      from: addDays(to, -length),
      to,
      state: 'ended',
      endReason: follows ? chance.pick(['transferred', 'relocated']) : 'moved_out',
    };
  }
}
