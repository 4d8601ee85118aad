import type { Day, DayRange } from '#app/domain/dates.ts';
import { designationOf, shifts, workerLanguages } from '#app/domain/placement/people.ts';
import { distanceMetres } from './distance.ts';
import type { Instance } from './instance.ts';
import { FOREVER, SHIFTS } from './instance.ts';
import type { PlanOptions } from './options.ts';
import { METRES_A_MINUTE, priorityClassOf, priorityClasses } from './options.ts';
import type {
  Snapshot,
  SnapshotBed,
  SnapshotRequest,
  SnapshotRoom,
  SnapshotSite,
  SnapshotWorker,
} from './snapshot.ts';

/** An instance, and the records that its indices stand for. */
export interface Compiled {
  readonly instance: Instance;
  readonly sites: readonly SnapshotSite[];
  readonly rooms: readonly SnapshotRoom[];
  readonly beds: readonly SnapshotBed[];
  readonly requests: readonly SnapshotRequest[];
  readonly seekers: readonly SnapshotWorker[];
  /** Workers who have a bed on some of the days for which their request asks one. */
  readonly alreadyHoused: readonly { readonly request: SnapshotRequest; readonly worker: SnapshotWorker }[];
}

const MS_PER_DAY = 86_400_000;

const inOrder = (one: { id: string }, other: { id: string }) =>
  one.id < other.id ? -1 : one.id > other.id ? 1 : 0;

/** Puts a snapshot without contradictions in order and turns it into numbers. */
export function compile(
  snapshot: Snapshot,
  options: Pick<PlanOptions, 'sharedRooms' | 'waitingDays'>,
): Compiled {
  const toDay = rememberedDays();
  const employers = indexed([
    ...new Set([...snapshot.assignments, ...snapshot.requests].map(({ employerId }) => employerId)),
  ]);
  const employerOf = (id: string) => employers.get(id) ?? 0;
  const kindOf = (shift: (typeof shifts)[number], employer: number) =>
    shifts.indexOf(shift) + (options.sharedRooms ? 0 : SHIFTS * employer);
  const places = compilePlaces(snapshot);
  const { rooms, roomIndex } = places;

  const bedsOfRoom: SnapshotBed[][] = rooms.map(() => []);
  for (const bed of snapshot.beds) {
    const room = roomIndex.get(bed.roomId);
    if (room !== undefined) bedsOfRoom[room]?.push(bed);
  }
  const firstBed = new Int32Array(rooms.length + 1);
  const beds: SnapshotBed[] = [];
  for (const [room, inRoom] of bedsOfRoom.entries()) {
    for (const bed of inRoom.sort(inOrder)) beds.push(bed);
    firstBed[room + 1] = beds.length;
  }
  const bedIndex = new Map(beds.map((bed, index) => [bed.id as string, index]));
  const bedRoom = new Int32Array(beds.length);
  for (let room = 0; room < rooms.length; room++)
    bedRoom.fill(room, firstBed[room] as number, firstBed[room + 1] as number);

  const stays = snapshot.assignments
    .map((stay, assignment) => ({ stay, assignment, bed: bedIndex.get(stay.bedId) ?? -1 }))
    .filter(({ bed }) => bed >= 0)
    .sort((one, other) => one.bed - other.bed || (one.stay.from < other.stay.from ? -1 : 1));
  const locks = {
    count: stays.length,
    kind: Int32Array.from(stays, ({ stay }) => kindOf(stay.shift, employerOf(stay.employerId))),
    from: Int32Array.from(stays, ({ stay }) => toDay(stay.from)),
    to: Int32Array.from(stays, ({ stay }) => toDay(stay.to)),
    bed: Int32Array.from(stays, ({ bed }) => bed),
    employer: Int32Array.from(stays, ({ stay }) => employerOf(stay.employerId)),
    languages: Uint16Array.from(stays, ({ stay }) => languageBits(stay.languages)),
    assignment: Int32Array.from(stays, ({ assignment }) => assignment),
  };
  const firstLock = new Int32Array(rooms.length + 1);
  for (let lock = 0, room = 0; room < rooms.length; room++) {
    while (lock < locks.count && bedRoom[locks.bed[lock] as number] === room) lock++;
    firstLock[room + 1] = lock;
  }
  const people = compilePeople(snapshot, options, { toDay, employerOf, kindOf, sites: places.sites });
  return {
    instance: {
      day: toDay(snapshot.day),
      siteCount: places.sites.length,
      buildings: places.buildings,
      rooms: { ...places.roomArrays, firstBed, firstLock },
      beds: {
        count: beds.length,
        room: bedRoom,
        upper: Uint8Array.from(beds, ({ upper }) => Number(upper)),
        ...freeWindows(beds, locks, toDay),
      },
      locks,
      seekers: people.seekerArrays,
      requests: people.requestArrays,
      employerCount: employers.size,
      crewCount: people.crewCount,
    },
    sites: places.sites,
    rooms,
    beds,
    requests: people.requests,
    seekers: people.seekers,
    alreadyHoused: people.alreadyHoused,
  };
}

type ToDay = (day: Day | null) => number;

/** Days from 1970 on; few different ones stand in a snapshot, many times each. */
export function rememberedDays(): ToDay {
  const known = new Map<string, number>();
  return (day) => {
    if (day === null) return FOREVER;
    let number = known.get(day);
    if (number === undefined) known.set(day, (number = Date.parse(`${day}T00:00:00Z`) / MS_PER_DAY));
    return number;
  };
}

const indexed = (ids: string[]) => new Map(ids.sort().map((id, index) => [id, index]));

const languageBits = (languages: SnapshotWorker['languages'] = []): number =>
  languages.reduce((bits, language) => bits | (1 << workerLanguages.indexOf(language)), 0);

function compilePlaces(snapshot: Snapshot) {
  const sites = [...snapshot.sites].sort(inOrder);
  const siteIndex = new Map(sites.map((site, index) => [site.id as string, index]));
  const buildings = snapshot.buildings
    .map((building) => ({ building, id: building.id, site: siteIndex.get(building.siteId) ?? -1 }))
    .filter(({ site }) => site >= 0)
    .sort((one, other) => one.site - other.site || inOrder(one, other));
  const buildingIndex = new Map(buildings.map(({ id }, index) => [id as string, index]));
  const placed = snapshot.rooms
    .map((room) => ({ room, id: room.id, building: buildingIndex.get(room.buildingId) ?? -1 }))
    .filter(({ building }) => building >= 0)
    .sort(
      (one, other) =>
        one.building - other.building || one.room.floor - other.room.floor || inOrder(one, other),
    );
  const floor = new Int32Array(placed.length);
  placed.forEach(({ room, building }, index) => {
    const before = placed[index - 1];
    if (!before) return;
    const isSame = before.building === building && before.room.floor === room.floor;
    floor[index] = (floor[index - 1] as number) + Number(!isSame);
  });
  const of = <Value>(pick: (each: (typeof buildings)[number]) => Value) =>
    placed.map(({ building }) => pick(buildings[building] as (typeof buildings)[number]));
  return {
    sites,
    buildings: { count: buildings.length, site: Uint16Array.from(buildings, ({ site }) => site) },
    rooms: placed.map(({ room }) => room),
    roomIndex: new Map(placed.map(({ id }, index) => [id as string, index])),
    roomArrays: {
      count: placed.length,
      building: Int32Array.from(placed, ({ building }) => building),
      site: Uint16Array.from(of(({ site }) => site)),
      floor,
      sex: Uint8Array.from(of(({ building }) => Number(building.sex === 'women'))),
      accessible: Uint8Array.from(
        of(({ building }) => building.accessibleEntrance),
        (entrance, index) => Number(entrance && (placed[index]?.room.accessible ?? false)),
      ),
    },
  };
}

/** The open days of each bed without its stays. */
function freeWindows(
  beds: readonly SnapshotBed[],
  locks: Pick<Instance['locks'], 'bed' | 'from' | 'to' | 'count'>,
  toDay: ToDay,
) {
  const firstWindow = new Int32Array(beds.length + 1);
  const [windowFrom, windowTo]: [number[], number[]] = [[], []];
  const add = (from: number, to: number) => {
    if (from >= to) return;
    windowFrom.push(from);
    windowTo.push(to);
  };
  let lock = 0;
  for (const [bed, { availability }] of beds.entries()) {
    const firstOfBed = lock;
    while (lock < locks.count && locks.bed[lock] === bed) lock++;
    for (const { from, to } of joined(availability, toDay)) {
      let start = from;
      for (let stay = firstOfBed; stay < lock; stay++) {
        const [begins, ends] = [locks.from[stay] as number, locks.to[stay] as number];
        if (ends <= start || begins >= to) continue;
        add(start, begins);
        start = ends;
      }
      add(start, to);
    }
    firstWindow[bed + 1] = windowFrom.length;
  }
  return { firstWindow, windowFrom: Int32Array.from(windowFrom), windowTo: Int32Array.from(windowTo) };
}

/** Ranges in days, those that touch as one. */
export function joined(ranges: readonly DayRange[], toDay: ToDay): { from: number; to: number }[] {
  const days = ranges.map(({ from, to }) => ({ from: toDay(from), to: toDay(to) }));
  if (days.length < 2) return days;
  const found: { from: number; to: number }[] = [];
  for (const range of days.sort((one, other) => one.from - other.from)) {
    const last = found.at(-1);
    if (last && range.from <= last.to) last.to = Math.max(last.to, range.to);
    else found.push(range);
  }
  return found;
}

function compilePeople(
  snapshot: Snapshot,
  options: Pick<PlanOptions, 'waitingDays'>,
  {
    toDay,
    employerOf,
    kindOf,
    sites,
  }: {
    toDay: ToDay;
    employerOf: (id: string) => number;
    kindOf: (shift: (typeof shifts)[number], employer: number) => number;
    sites: readonly SnapshotSite[];
  },
) {
  const requests = [...snapshot.requests].sort(inOrder);
  const stays = new Map<string, { from: number; to: number }[]>();
  const asking = new Set(requests.flatMap(({ workers }) => workers.map(({ id }) => id as string)));
  for (const { workerId, from, to } of snapshot.assignments) {
    if (!asking.has(workerId)) continue;
    const days = { from: toDay(from), to: toDay(to) };
    const others = stays.get(workerId);
    if (others) others.push(days);
    else stays.set(workerId, [days]);
  }
  const isHoused = (worker: SnapshotWorker, from: number, to: number) =>
    stays.get(worker.id)?.some((stay) => stay.from < to && from < stay.to) ?? false;

  const classes = requests.map((request) =>
    priorityClasses.indexOf(priorityClassOf(request, snapshot.day, options)),
  );
  const order = new Int32Array(requests.length);
  requests
    .map((request, index) => ({ id: request.id, since: request.submittedAt, index }))
    .sort(
      (one, other) =>
        (classes[one.index] as number) - (classes[other.index] as number) ||
        (one.since < other.since ? -1 : one.since > other.since ? 1 : inOrder(one, other)),
    )
    .forEach(({ index }, place) => (order[index] = place));

  const seekers: SnapshotWorker[] = [];
  const alreadyHoused: { request: SnapshotRequest; worker: SnapshotWorker }[] = [];
  const requestOf: number[] = [];
  const crewOf: number[] = [];
  const firstSeeker = new Int32Array(requests.length + 1);
  let crewCount = 0;
  for (const [index, request] of requests.entries()) {
    const [from, to] = [toDay(request.from), toDay(request.to)];
    const members = new Map<string, number[]>();
    for (const worker of [...request.workers].sort(inOrder)) {
      if (isHoused(worker, from, to)) {
        alreadyHoused.push({ request, worker });
        continue;
      }
      if (worker.crew !== null) {
        const crew = members.get(worker.crew);
        if (crew) crew.push(seekers.length);
        else members.set(worker.crew, [seekers.length]);
      }
      seekers.push(worker);
      requestOf.push(index);
      crewOf.push(-1);
    }
    for (const crew of members.values()) {
      if (crew.length < 2) continue;
      for (const member of crew) crewOf[member] = crewCount;
      crewCount++;
    }
    firstSeeker[index + 1] = seekers.length;
  }
  const employers = Int32Array.from(requests, ({ employerId }) => employerOf(employerId));
  const ofRequest = (pick: (request: SnapshotRequest) => number) => {
    const values = requests.map(pick);
    return Int32Array.from(requestOf, (request) => values[request] as number);
  };
  const commute = new Float64Array(requests.length * sites.length);
  for (const [index, request] of requests.entries())
    for (const [site, place] of sites.entries()) {
      const minutes = request.travelMinutes?.[place.id];
      commute[index * sites.length + site] =
        minutes === undefined ? distanceMetres(request, place) : Math.round(minutes * METRES_A_MINUTE);
    }
  return {
    requests,
    seekers,
    alreadyHoused,
    crewCount,
    seekerArrays: {
      count: seekers.length,
      request: Int32Array.from(requestOf),
      employer: Int32Array.from(requestOf, (request) => employers[request] as number),
      priorityClass: Uint8Array.from(requestOf, (request) => classes[request] as number),
      sex: Uint8Array.from(seekers, ({ sex }) => Number(designationOf[sex] === 'women')),
      shift: Uint8Array.from(seekers, ({ shift }) => shifts.indexOf(shift)),
      kind: Int32Array.from(seekers, ({ shift }, index) =>
        kindOf(shift, employers[requestOf[index] as number] as number),
      ),
      stepFree: Uint8Array.from(seekers, ({ stepFree }) => Number(stepFree)),
      lowerBed: Uint8Array.from(seekers, ({ lowerBed }) => Number(lowerBed)),
      from: ofRequest(({ from }) => toDay(from)),
      to: ofRequest(({ to }) => toDay(to)),
      crew: Int32Array.from(crewOf),
      languages: Uint16Array.from(seekers, ({ languages }) => languageBits(languages)),
    },
    requestArrays: {
      count: requests.length,
      employer: employers,
      firstSeeker,
      order,
      commute,
    },
  };
}
