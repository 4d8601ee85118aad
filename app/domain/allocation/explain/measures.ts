import { objectiveGap, placementGap } from '#app/domain/allocation/gap.ts';
import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import type { Objective } from '#app/domain/allocation/options.ts';
import { objectives, priorityClasses } from '#app/domain/allocation/options.ts';
import { commuteOf } from '#app/domain/allocation/bounds/commute.ts';
import type { Tally } from '#app/domain/allocation/fairness/spread.ts';
import { spreadOf, tally, totalOf } from '#app/domain/allocation/fairness/spread.ts';
import { mixBySite } from '#app/domain/allocation/search/language-mix.ts';
import { freePlaces, ROOMS_OF_A_BUILDING } from '#app/domain/allocation/search/labour-scoring.ts';
import type { LanguageMix, ProposalMeasures } from '#app/domain/allocation/proposal.ts';
import type { Company } from './company.ts';
import type { CrewHomes } from './crews.ts';
import { leastApartness } from './crews.ts';

/** README, *Proof*: what no plan can be better than. */
export interface Bounds {
  /** By `priorityClasses`. */
  readonly byClass: readonly number[];
  readonly spread: number | null;
  readonly commute: number | null;
  readonly crews: number | null;
}

/** Every figure of README, *What makes a plan better*; `unplaced` and `moves` are counted by who asks. */
export function measuresOf(
  occupancy: Occupancy,
  {
    bounds,
    company,
    crews,
    firstCome,
    unplaced,
    moves,
  }: {
    bounds: Bounds;
    company: Company;
    crews: CrewHomes;
    firstCome: Int32Array;
    unplaced: number;
    moves: number;
  },
): ProposalMeasures {
  const { asked, placed: placedByClass, spread } = sharesOf(occupancy);
  const placed = placedByClass.reduce((sum, count) => sum + count, 0);
  const commute = commuteOf(occupancy, occupancy.bedOf);
  const apart = crewsApart(crews);
  const byClass = priorityClasses.map((priorityClass, index) => ({
    priorityClass,
    asked: asked[index] as number,
    placed: placedByClass[index] as number,
    bound: bounds.byClass[index] as number,
  }));
  const figures: Record<Objective, { value: number; bound: number | null }> = {
    fairness: { value: spread, bound: bounds.spread },
    commute: { value: commute, bound: bounds.commute },
    crews: { value: apart.value, bound: bounds.crews ?? leastApartness(occupancy.instance, byClass) },
    moves: { value: moves, bound: null },
    free_rooms: { value: newlyLivedIn(occupancy), bound: null },
    languages: { value: countAlone(company), bound: null },
  };
  const gapOf = (objective: Objective) => objectiveGap({ objective, ...figures[objective] }, byClass);
  const { count: firstComePlaced, mean: firstComeMean } = meanCommute(occupancy, firstCome);
  return {
    placed,
    unplaced,
    meanDistanceMetres: meanCommute(occupancy, occupancy.bedOf).mean,
    crewsInOneRoom: apart.crews[0],
    crewsInOneBuilding: apart.crews[1] + apart.crews[2],
    crewsInOneSite: apart.crews[3],
    crewsSplit: apart.crews[4],
    byClass,
    objectives: objectives.map((objective) => ({ objective, ...figures[objective] })),
    gap: Math.max(placementGap(byClass), gapOf('fairness'), gapOf('commute')),
    mix: mixOf(occupancy),
    firstCome: { placed: firstComePlaced, meanDistanceMetres: firstComeMean },
  };
}

/** How many ask and get a bed in each class, and the spread of employers' shares. */
function sharesOf({ instance, bedOf }: Occupancy) {
  const asked = tally(instance);
  const placed = tally(instance, (seeker) => (bedOf[seeker] as number) >= 0);
  return { asked: byClassOf(asked), placed: byClassOf(placed), spread: spreadOf(asked, placed) };
}

const byClassOf = (people: Tally) => priorityClasses.map((_, index) => totalOf(people, index));

function meanCommute(
  { instance }: Pick<Occupancy, 'instance'>,
  bedOf: Int32Array,
): { count: number; mean: number } {
  const count = bedOf.reduce((sum, bed) => sum + Number(bed >= 0), 0);
  return { count, mean: count === 0 ? 0 : Math.round(commuteOf({ instance }, bedOf) / count) };
}

function crewsApart({ apartness, placed }: CrewHomes) {
  const crews: [number, number, number, number, number] = [0, 0, 0, 0, 0];
  let value = 0;
  for (let crew = 0; crew < placed.length; crew++) {
    const members = placed[crew] as number;
    if (members < 2) continue;
    const apart = apartness[crew] as 0 | 1 | 2 | 3 | 4;
    crews[apart]++;
    value += apart * members;
  }
  return { crews, value };
}

/** Rooms and buildings in which somebody is placed and where nobody's stay falls on any day from the snapshot's on. */
function newlyLivedIn({ instance, countIn }: Occupancy): number {
  const { rooms } = instance;
  const { roomIsFree, buildingIsFree } = freePlaces(instance);
  let newly = 0;
  for (let room = 0; room < rooms.count; room++) {
    if (countIn[room] === 0) continue;
    const building = rooms.building[room] as number;
    newly += (roomIsFree[room] as number) + ROOMS_OF_A_BUILDING * (buildingIsFree[building] as number);
    buildingIsFree[building] = 0;
  }
  return newly;
}

const countAlone = ({ isShared, isUnderstood }: Company) =>
  isShared.reduce((sum, shared, seeker) => sum + Number(shared && !isUnderstood[seeker]), 0);

function mixOf(occupancy: Occupancy): LanguageMix {
  const mixes = mixBySite(occupancy);
  return {
    rooms: mixes.reduce((sum, { rooms }) => sum + rooms, 0),
    oneLanguageRooms: mixes.reduce((sum, { oneLanguageRooms }) => sum + oneLanguageRooms, 0),
  };
}
