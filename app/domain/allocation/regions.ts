import type { Instance } from './instance.ts';
import type { Occupancy } from './occupancy.ts';
import { openOccupancy, putInto } from './occupancy.ts';

/** One site of an instance: what can be solved by itself, on any machine. */
export interface Region {
  readonly site: number;
  /** With this one site; numbers of its own, see `seekers` and `firstBed`. */
  readonly instance: Instance;
  /** The seeker that each of the region's stands for. */
  readonly seekers: Int32Array;
  /** The first bed of the whole that is the region's first one; the others follow it. */
  readonly firstBed: number;
}

/** The regions of a problem, given a site for each seeker (−1: none); sites for which nobody is meant are left out. */
export function regionsOf(instance: Instance, siteOf: Int32Array): Region[] {
  const seekersOf: number[][] = Array.from({ length: instance.siteCount }, () => []);
  for (let seeker = 0; seeker < siteOf.length; seeker++) seekersOf[siteOf[seeker] as number]?.push(seeker);
  return seekersOf.flatMap((chosen, site) =>
    chosen.length === 0 ? [] : [regionOf(instance, site, Int32Array.from(chosen))],
  );
}

/** The regions in which people have beds, each with its people. */
export function inhabitedRegions({ instance, bedOf }: Occupancy): Region[] {
  const { rooms, beds } = instance;
  return regionsOf(
    instance,
    bedOf.map((bed) => (bed < 0 ? -1 : (rooms.site[beds.room[bed] as number] as number))),
  );
}

/** Each of the region's people in the bed of the region that it has in the whole. */
export const bedsIn = ({ seekers, firstBed }: Region, { bedOf }: Occupancy): Int32Array =>
  seekers.map((seeker) => (bedOf[seeker] as number) - firstBed);

/** The whole, everybody in the beds that the regions’ answers give: for each region, a bed, or −1, of each of its people. */
export function joined(
  instance: Instance,
  regions: readonly Region[],
  answers: readonly Int32Array[],
): Occupancy {
  const occupancy = openOccupancy(instance);
  for (const [index, { seekers, firstBed }] of regions.entries())
    answers[index]?.forEach((bed, seeker) => {
      if (bed >= 0) putInto(occupancy, seekers[seeker] as number, firstBed + bed);
    });
  return occupancy;
}

function regionOf(instance: Instance, site: number, chosen: Int32Array): Region {
  const { buildings, rooms, beds, locks, seekers, requests, siteCount } = instance;
  // Places stand in the order of their sites, so those of a site are one piece of every array.
  const firstRoom = firstAtLeast(rooms.site, site);
  const lastRoom = firstAtLeast(rooms.site, site + 1);
  const firstBuilding = firstAtLeast(buildings.site, site);
  const lastBuilding = firstAtLeast(buildings.site, site + 1);
  const [firstBed, lastBed] = [rooms.firstBed[firstRoom] as number, rooms.firstBed[lastRoom] as number];
  const [firstLock, lastLock] = [rooms.firstLock[firstRoom] as number, rooms.firstLock[lastRoom] as number];
  const firstWindow = beds.firstWindow[firstBed] as number;
  const lastWindow = beds.firstWindow[lastBed] as number;
  const from = (array: Int32Array, first: number, last: number, less: number) =>
    array.slice(first, last).map((value) => value - less);
  const firstFloor = rooms.floor[firstRoom] ?? 0;

  const requestNumbers: number[] = [];
  const firstSeeker: number[] = [];
  const requestOf = new Int32Array(chosen.length);
  const crews = new Map<number, number>();
  const crewOf = new Int32Array(chosen.length);
  for (const [index, seeker] of chosen.entries()) {
    const request = seekers.request[seeker] as number;
    if (requestNumbers.at(-1) !== request) {
      requestNumbers.push(request);
      firstSeeker.push(index);
    }
    requestOf[index] = requestNumbers.length - 1;
    const crew = seekers.crew[seeker] as number;
    if (crew >= 0 && !crews.has(crew)) crews.set(crew, crews.size);
    crewOf[index] = crew < 0 ? -1 : (crews.get(crew) as number);
  }
  firstSeeker.push(chosen.length);
  const bytes = (array: Uint8Array) => Uint8Array.from(chosen, (seeker) => array[seeker] as number);
  const numbers = (array: Int32Array) => Int32Array.from(chosen, (seeker) => array[seeker] as number);
  return {
    site,
    seekers: chosen,
    firstBed,
    instance: {
      day: instance.day,
      siteCount: 1,
      buildings: { count: lastBuilding - firstBuilding, site: new Uint16Array(lastBuilding - firstBuilding) },
      rooms: {
        count: lastRoom - firstRoom,
        building: from(rooms.building, firstRoom, lastRoom, firstBuilding),
        site: new Uint16Array(lastRoom - firstRoom),
        floor: from(rooms.floor, firstRoom, lastRoom, firstFloor),
        sex: rooms.sex.slice(firstRoom, lastRoom),
        accessible: rooms.accessible.slice(firstRoom, lastRoom),
        firstBed: from(rooms.firstBed, firstRoom, lastRoom + 1, firstBed),
        firstLock: from(rooms.firstLock, firstRoom, lastRoom + 1, firstLock),
      },
      beds: {
        count: lastBed - firstBed,
        room: from(beds.room, firstBed, lastBed, firstRoom),
        upper: beds.upper.slice(firstBed, lastBed),
        firstWindow: from(beds.firstWindow, firstBed, lastBed + 1, firstWindow),
        windowFrom: beds.windowFrom.slice(firstWindow, lastWindow),
        windowTo: beds.windowTo.slice(firstWindow, lastWindow),
      },
      locks: {
        count: lastLock - firstLock,
        kind: locks.kind.slice(firstLock, lastLock),
        from: locks.from.slice(firstLock, lastLock),
        to: locks.to.slice(firstLock, lastLock),
        bed: from(locks.bed, firstLock, lastLock, firstBed),
        employer: locks.employer.slice(firstLock, lastLock),
        languages: locks.languages.slice(firstLock, lastLock),
        assignment: locks.assignment.slice(firstLock, lastLock),
      },
      seekers: {
        count: chosen.length,
        request: requestOf,
        employer: numbers(seekers.employer),
        priorityClass: bytes(seekers.priorityClass),
        sex: bytes(seekers.sex),
        shift: bytes(seekers.shift),
        kind: numbers(seekers.kind),
        stepFree: bytes(seekers.stepFree),
        lowerBed: bytes(seekers.lowerBed),
        from: numbers(seekers.from),
        to: numbers(seekers.to),
        crew: crewOf,
        languages: Uint16Array.from(chosen, (seeker) => seekers.languages[seeker] as number),
      },
      requests: {
        count: requestNumbers.length,
        employer: Int32Array.from(requestNumbers, (request) => requests.employer[request] as number),
        firstSeeker: Int32Array.from(firstSeeker),
        order: Int32Array.from(requestNumbers, (request) => requests.order[request] as number),
        commute: Float64Array.from(
          requestNumbers,
          (request) => requests.commute[request * siteCount + site] as number,
        ),
      },
      employerCount: instance.employerCount,
      crewCount: crews.size,
    },
  };
}

function firstAtLeast(sorted: Uint16Array, value: number): number {
  const found = sorted.findIndex((each) => each >= value);
  return found < 0 ? sorted.length : found;
}
