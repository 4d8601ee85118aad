import type { Instance } from '#app/domain/allocation/instance.ts';
import type { Objective, PlanOptions } from '#app/domain/allocation/options.ts';
import { lonelyThrough, mixOf } from './room-languages.ts';
import type { Residents, Scoring } from './scoring.ts';
import { decidingRank } from './scoring.ts';

/** Our choice (README, objective 6): a building opened counts as ten rooms more. */
export const ROOMS_OF_A_BUILDING = 10;

/** The scoring of the labour cities, and what the passes of a search need of it. */
export interface LabourScoring extends Scoring, FreePlaces {
  /** The rank, from 0 without gaps, of an objective; −1 where it is left out. */
  rankOf(objective: Objective): number;
  readonly crews: CrewMembers;
  /** How many seekers each building holds. */
  readonly seekersIn: Int32Array;
}

/** 1 (README, objective 6): no decided stay falls on any day from the snapshot's on. */
export interface FreePlaces {
  readonly roomIsFree: Uint8Array;
  readonly buildingIsFree: Uint8Array;
}

export function freePlaces({ rooms, buildings, locks, day }: Instance): FreePlaces {
  const roomIsFree = new Uint8Array(rooms.count).fill(1);
  const buildingIsFree = new Uint8Array(buildings.count).fill(1);
  for (let room = 0; room < rooms.count; room++) {
    const last = rooms.firstLock[room + 1] as number;
    for (let lock = rooms.firstLock[room] as number; lock < last; lock++) {
      if ((locks.to[lock] as number) <= day) continue;
      roomIsFree[room] = 0;
      buildingIsFree[rooms.building[room] as number] = 0;
    }
  }
  return { roomIsFree, buildingIsFree };
}

export interface CrewMembers {
  readonly first: Int32Array;
  readonly members: Int32Array;
}

export function crewMembersOf({ seekers, crewCount }: Instance): CrewMembers {
  const first = new Int32Array(crewCount + 1);
  for (const crew of seekers.crew) if (crew >= 0) first[crew + 1] = (first[crew + 1] as number) + 1;
  for (let crew = 0; crew < crewCount; crew++)
    first[crew + 1] = (first[crew + 1] as number) + (first[crew] as number);
  const members = new Int32Array(first[crewCount] as number);
  const next = first.slice();
  for (let seeker = 0; seeker < seekers.count; seeker++) {
    const crew = seekers.crew[seeker] as number;
    if (crew < 0) continue;
    members[next[crew] as number] = seeker;
    next[crew] = (next[crew] as number) + 1;
  }
  return { first, members };
}

/** README, objective 4, of two rooms of one crew: rooms of a floor, building and site stand together, so that the farthest two decide. */
export function apartnessBetween({ rooms }: Instance, one: number, other: number): number {
  if (one === other) return 0;
  if (rooms.floor[one] === rooms.floor[other]) return 1;
  if (rooms.building[one] === rooms.building[other]) return 2;
  return rooms.site[one] === rooms.site[other] ? 3 : 4;
}

/** README, objective 4: apartness times placed members; 0 for fewer than two. `except` counts as not placed. */
export function crewScore(
  instance: Instance,
  { first, members }: CrewMembers,
  { roomOf }: Pick<Residents, 'roomOf'>,
  crew: number,
  except = -1,
): number {
  let [placed, lowest, highest] = [0, Infinity, -1];
  const last = first[crew + 1] as number;
  for (let index = first[crew] as number; index < last; index++) {
    const member = members[index] as number;
    const room = roomOf[member] as number;
    if (room < 0 || member === except) continue;
    placed++;
    if (room < lowest) lowest = room;
    if (room > highest) highest = room;
  }
  return placed < 2 ? 0 : placed * apartnessBetween(instance, lowest, highest);
}

export type ScoredOptions = Pick<PlanOptions, 'objectives' | 'languageCap'>;

export interface ScoringLimits {
  /** How much longer the commute may become for the sake of whole crews where it comes right before them (README, tolerance). */
  readonly spareMetres?: number;
  /** By how many rooms, at most, those of one language may exceed the cap for the wish to talk: below zero where others already do. */
  readonly oneLanguageLimit?: number;
}

/**
 * The objectives of README that depend on rooms, in the options' ranks and weights. Placement, fairness and moves stay as they are,
 * since a search changes rooms alone.
 */
export function labourScoring(
  instance: Instance,
  options: ScoredOptions,
  { spareMetres = 0, oneLanguageLimit = 0 }: ScoringLimits,
): LabourScoring {
  const { rooms, seekers, requests, siteCount, buildings } = instance;
  const counted = options.objectives.filter(
    ({ objective, weight }) => weight > 0 && objective !== 'fairness' && objective !== 'moves',
  );
  const ranks = [...new Set(counted.map(({ rank }) => rank))].sort((one, other) => one - other);
  const rankOf = (objective: Objective) => {
    const found = counted.find((each) => each.objective === objective);
    return found ? ranks.indexOf(found.rank) : -1;
  };
  const weightOf = (objective: Objective) =>
    counted.find((each) => each.objective === objective)?.weight ?? 0;
  const [commute, crew, free, language] = [
    rankOf('commute'),
    rankOf('crews'),
    rankOf('free_rooms'),
    rankOf('languages'),
  ];
  const [ofCommute, ofCrew, ofFree, ofLanguage] = [
    weightOf('commute'),
    weightOf('crews'),
    weightOf('free_rooms'),
    weightOf('languages'),
  ];
  const { roomIsFree, buildingIsFree } = freePlaces(instance);
  const seekersIn = new Int32Array(buildings.count);
  const crews = crewMembersOf(instance);
  const [mixed, oneLanguage] = [ranks.length, ranks.length + 1];
  const mix = { rooms: 0, oneLanguage: 0 };
  let metresLeft = spareMetres;
  const add = (to: Float64Array, rank: number, value: number) => {
    to[rank] = (to[rank] as number) + value;
  };

  return {
    ranks: ranks.length,
    rankOf,
    crews,
    roomIsFree,
    buildingIsFree,
    seekersIn,
    opened(residents) {
      for (let room = 0; language >= 0 && room < rooms.count; room++) {
        const kind = mixOf(instance, residents, room);
        mix.rooms += Number(kind > 0);
        mix.oneLanguage += Number(kind > 1);
      }
    },
    accepts(difference) {
      const rank = decidingRank(difference, ranks.length);
      if (rank < 0) return false;
      const change = difference[rank] as number;
      if (change > 0)
        return (
          rank === commute && crew === commute + 1 && change <= metresLeft && (difference[crew] as number) < 0
        );
      if (rank < language || language < 0) return true;
      const more = difference[oneLanguage] as number;
      const roomsAfter = mix.rooms + (difference[mixed] as number);
      return more <= 0 || mix.oneLanguage + more - options.languageCap * roomsAfter <= oneLanguageLimit;
    },
    taken(difference) {
      mix.rooms += difference[mixed] as number;
      mix.oneLanguage += difference[oneLanguage] as number;
      if (commute >= 0) metresLeft -= Math.max(0, difference[commute] as number);
    },
    count(_seeker, room, change) {
      const building = rooms.building[room] as number;
      seekersIn[building] = (seekersIn[building] as number) + change;
    },
    addPresence(residents, seeker, sign, difference) {
      const room = residents.roomOf[seeker] as number;
      if (commute >= 0) {
        const metres =
          requests.commute[(seekers.request[seeker] as number) * siteCount + (rooms.site[room] as number)];
        add(difference, commute, sign * ofCommute * (metres as number));
      }
      const ofSeeker = seekers.crew[seeker] as number;
      if (crew >= 0 && ofSeeker >= 0) {
        const apart =
          crewScore(instance, crews, residents, ofSeeker) -
          crewScore(instance, crews, residents, ofSeeker, seeker);
        add(difference, crew, sign * ofCrew * apart);
      }
      if (free >= 0) {
        const building = rooms.building[room] as number;
        const isAlone = residents.firstOf[room] === seeker && residents.nextOf[seeker] === -1;
        const opened =
          (isAlone ? (roomIsFree[room] as number) : 0) +
          (seekersIn[building] === 1 ? ROOMS_OF_A_BUILDING * (buildingIsFree[building] as number) : 0);
        add(difference, free, sign * ofFree * opened);
      }
      if (language >= 0) {
        add(difference, language, sign * ofLanguage * lonelyThrough(instance, residents, seeker));
        const [now, without] = [mixOf(instance, residents, room), mixOf(instance, residents, room, seeker)];
        add(difference, mixed, sign * (Number(now > 0) - Number(without > 0)));
        add(difference, oneLanguage, sign * (Number(now > 1) - Number(without > 1)));
      }
    },
  };
}
