import { metresToWork } from '#app/domain/allocation/bounds/commute.ts';
import { tally, totalOf } from '#app/domain/allocation/fairness/spread.ts';
import type { Instance } from '#app/domain/allocation/instance.ts';
import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import { fittingBed, putInto, roomSuits, takeOut } from '#app/domain/allocation/occupancy.ts';
import { priorityClasses } from '#app/domain/allocation/options.ts';
import type { PlanOptions } from '#app/domain/allocation/options.ts';
import { chanceFrom } from '#app/domain/allocation/search/chance.ts';
import { crewMembersOf, crewScore } from '#app/domain/allocation/search/labour-scoring.ts';
import { couldSleepIn } from './place-exactly.ts';

const CLASSES = priorityClasses.length;

/** What is small enough for its rooms to be drawn by chance. */
const MOST_SEEKERS = 500;
const MOST_ROOMS = 500;
/** Times the square of the seekers: ways to change places grow so. */
const STEPS_A_PAIR = 100;
const MOST_STEPS = 2_000_000;

/** In metres; all of these are our choice, by what made-up countries gained. */
interface Stage {
  /** The part of all steps. */
  readonly share: number;
  /** What a step may cost and still be kept one time in e, falling from the first to the last. */
  readonly hot: number;
  readonly cold: number;
  /** What leaving out one of the last class counts as; one of each class before counts `TIMES_A_CLASS` more. */
  readonly leftOut: number;
  /** What one of the spread counts as. */
  readonly unfair: number;
}

/** First who gets a bed is hardly less open than where; then nobody gives one up but to an equal, and ways are shortened. */
const stages: readonly Stage[] = [
  { share: 0.3, hot: 300_000, cold: 3_000, leftOut: 300_000, unfair: 300_000 },
  { share: 0.7, hot: 20_000, cold: 50, leftOut: 3_000_000, unfair: 10_000_000 },
];
const TIMES_A_CLASS = 3;
/** What a step of apartness of a crew's member counts as: less than the tolerance of the commute, unless crews come before it. */
const APART = 20;
const APART_IF_FIRST = 10_000;
/** The temperature is worked out anew after so many steps. */
const STEPS_A_DEGREE = 256;
/** One time in so many, a crew's member goes to the room of another. */
const TO_A_MATE_ONE_IN = 4;
/** One time in so many, whole rooms change places: people of one kind, of whom each alone would find others in its way. */
const ROOMS_SWAPPED_ONE_IN = 8;
const ASKED_ALONG = 4;
/** Rooms tried for who has to give way: the one that the newcomer leaves, and others by chance. */
const ROOMS_TRIED = 5;
/** Sums of fractions are not exact: less than this is no difference. */
const NOTHING = 1e-6;

export const isSmall = ({ seekers, rooms }: Instance): boolean =>
  seekers.count <= MOST_SEEKERS && rooms.count <= MOST_ROOMS;

/**
 * Looks for who gets a bed and where, all of it together: by simulated annealing, in which somebody, with a bed or without, takes any
 * bed, and all who are in its way go where there is room or have none for now; or two rooms exchange all who are in them. What is best by README's first three objectives of
 * all that was met is kept, and so is never worse than before.
 */
export function anneal(occupancy: Occupancy, options: Pick<PlanOptions, 'objectives'>): void {
  const steps = Math.min(MOST_STEPS, STEPS_A_PAIR * occupancy.instance.seekers.count ** 2);
  const rankOf = (name: string) => options.objectives.find(({ objective }) => objective === name)?.rank ?? 0;
  const apart = rankOf('crews') < rankOf('commute') ? APART_IF_FIRST : APART;
  for (const stage of stages) runStage(occupancy, stage, Math.round(stage.share * steps), apart);
}

function runStage(occupancy: Occupancy, stage: Stage, steps: number, apart: number): void {
  const { instance, bedOf, firstIn, nextIn } = occupancy;
  const { seekers, beds, rooms } = instance;
  const crews = crewMembersOf(instance);
  const roomsOf = suitedRooms(instance);
  const chance = chanceFrom(steps);
  const below = (limit: number) => Math.floor(chance() * limit);
  const counted = countedFigures(occupancy, stage, apart);
  const copy = () => ({ figures: structuredClone(counted.figures), bedOf: bedOf.slice() });
  let best = copy();
  /** Who left which bed in the open step; −1: none. */
  const touched: number[] = [];
  const left: number[] = [];
  const enter = (seeker: number, bed: number) => {
    putInto(occupancy, seeker, bed);
    counted.count(seeker, bed, 1);
  };
  const leave = (seeker: number) => {
    const bed = bedOf[seeker] as number;
    if (bed < 0) return;
    takeOut(occupancy, seeker);
    counted.count(seeker, bed, -1);
  };
  const touch = (seeker: number) => {
    touched.push(seeker);
    left.push(bedOf[seeker] as number);
    leave(seeker);
  };
  const undo = () => {
    for (const seeker of touched) leave(seeker);
    for (const [index, seeker] of touched.entries())
      if ((left[index] as number) >= 0) enter(seeker, left[index] as number);
  };
  const roomOf = (seeker: number) =>
    bedOf[seeker] === -1 ? -1 : (beds.room[bedOf[seeker] as number] as number);
  const drawRoom = (seeker: number, suited: readonly number[]) => {
    const crew = seekers.crew[seeker] as number;
    if (crew >= 0 && below(TO_A_MATE_ONE_IN) === 0) {
      const first = crews.first[crew] as number;
      const mate = crews.members[first + below((crews.first[crew + 1] as number) - first)] as number;
      const room = roomOf(mate);
      if (room >= 0 && roomSuits(instance, room, seeker)) return room;
    }
    return suited[below(suited.length)] as number;
  };
  /** False where the bed that was drawn is none for the seeker. */
  const takeBed = (seeker: number, room: number): boolean => {
    const home = roomOf(seeker);
    const free = room === home ? -1 : fittingBed(occupancy, room, seeker);
    const first = rooms.firstBed[room] as number;
    const bed = free >= 0 ? free : first + below((rooms.firstBed[room + 1] as number) - first);
    if (bed === bedOf[seeker] || !couldSleepIn(instance, room, bed, seeker)) return false;
    touch(seeker);
    if (free < 0) for (const other of inTheWay(occupancy, room, bed, seeker)) touch(other);
    enter(seeker, bed);
    for (const other of touched.slice(1)) lodge(other, home);
    if (touched.length > 1) invite(seeker, room);
    return true;
  };
  /** Others of one's kind who have no bed come into the room that was cleared for one of them. */
  const invite = (host: number, room: number) => {
    for (let asked = 0; asked < ASKED_ALONG; asked++) {
      const other = below(seekers.count);
      if (bedOf[other] !== -1 || seekers.kind[other] !== seekers.kind[host] || touched.includes(other))
        continue;
      const bed = fittingBed(occupancy, room, other);
      if (bed < 0) continue;
      touch(other);
      enter(other, bed);
    }
  };
  /** In this room (−1: none) if there is a bed, or in one of a few others. */
  const lodge = (seeker: number, room: number) => {
    const suited = roomsOf(seeker);
    let found = room < 0 ? -1 : fittingBed(occupancy, room, seeker);
    for (let tried = 1; found < 0 && tried < ROOMS_TRIED; tried++)
      found = fittingBed(occupancy, suited[below(suited.length)] as number, seeker);
    if (found >= 0) enter(seeker, found);
  };
  const seekersIn = (room: number) => {
    const found: number[] = [];
    for (let bed = rooms.firstBed[room] as number; bed < (rooms.firstBed[room + 1] as number); bed++)
      for (let seeker = firstIn[bed] as number; seeker >= 0; seeker = nextIn[seeker] as number)
        found.push(seeker);
    return found;
  };
  /** All of one room change places with all of another. */
  const swapRooms = (one: number, other: number): boolean => {
    if (one === other || one < 0) return false;
    const [these, those] = [seekersIn(one), seekersIn(other)];
    for (const seeker of [...these, ...those]) touch(seeker);
    for (const seeker of these) lodge(seeker, other);
    for (const seeker of those) lodge(seeker, one);
    return true;
  };

  let degree = stage.hot;
  for (let step = 0; step < steps; step++) {
    if (step % STEPS_A_DEGREE === 0) degree = stage.hot * (stage.cold / stage.hot) ** (step / steps);
    const seeker = below(seekers.count);
    const suited = roomsOf(seeker);
    if (suited.length === 0) continue;
    touched.length = left.length = 0;
    const before = counted.cost();
    const room = drawRoom(seeker, suited);
    const isStep =
      below(ROOMS_SWAPPED_ONE_IN) === 0 ? swapRooms(roomOf(seeker), room) : takeBed(seeker, room);
    if (!isStep) continue;
    const change = counted.cost() - before;
    if (change > 0 && chance() >= Math.exp(-change / degree)) undo();
    else if (change !== 0 && isBetter(counted.figures, best.figures)) best = copy();
  }
  for (const seeker of bedOf.keys()) if (bedOf[seeker] !== -1) takeOut(occupancy, seeker);
  for (const [seeker, bed] of best.bedOf.entries()) if (bed >= 0) putInto(occupancy, seeker, bed);
}

/** The rooms with beds that by themselves would do for a seeker. */
function suitedRooms(instance: Instance): (seeker: number) => readonly number[] {
  const { seekers, rooms } = instance;
  const found: number[][] = [];
  const keyOf = (seeker: number) =>
    (seekers.sex[seeker] as number) * 2 + (seekers.stepFree[seeker] as number);
  for (let seeker = 0; seeker < seekers.count; seeker++)
    found[keyOf(seeker)] ??= Array.from({ length: rooms.count }, (_, room) => room).filter(
      (room) => rooms.firstBed[room] !== rooms.firstBed[room + 1] && roomSuits(instance, room, seeker),
    );
  return (seeker) => found[keyOf(seeker)] as number[];
}

/** Who has the bed, or is of another kind in the room, on some of the seeker's days. */
function inTheWay(
  { instance: { seekers, rooms }, firstIn, nextIn }: Occupancy,
  room: number,
  bed: number,
  seeker: number,
): number[] {
  const [from, to] = [seekers.from[seeker] as number, seekers.to[seeker] as number];
  const found: number[] = [];
  const last = rooms.firstBed[room + 1] as number;
  for (let place = rooms.firstBed[room] as number; place < last; place++)
    for (let other = firstIn[place] as number; other >= 0; other = nextIn[other] as number)
      if (
        other !== seeker &&
        (place === bed || seekers.kind[other] !== seekers.kind[seeker]) &&
        (seekers.from[other] as number) < to &&
        from < (seekers.to[other] as number)
      )
        found.push(other);
  return found;
}

/** README, objectives 1 to 3; crews count among the metres. */
interface Figures {
  readonly byClass: readonly number[];
  readonly spread: number;
  readonly metres: number;
}

/** The figures of a plan as people enter beds and leave them, and what they cost by the weights of a stage. */
function countedFigures({ instance, bedOf }: Occupancy, { leftOut, unfair }: Stage, apart: number) {
  const { seekers, beds } = instance;
  const asked = tally(instance);
  const placed = tally(instance, () => false);
  const askedOf = priorityClasses.map((_, k) => totalOf(asked, k));
  const weightOf = priorityClasses.map((_, k) => leftOut * TIMES_A_CLASS ** (CLASSES - 1 - k));
  const crews = crewMembersOf(instance);
  const roomOf = new Int32Array(seekers.count).fill(-1);
  const figures = { byClass: priorityClasses.map(() => 0), spread: 0, metres: 0 };
  let worth = 0;
  const count = (seeker: number, bed: number, change: 1 | -1) => {
    const k = seekers.priorityClass[seeker] as number;
    const at = (seekers.employer[seeker] as number) * CLASSES + k;
    const [own, all] = [placed[at] as number, figures.byClass[k] as number];
    // (n ± 1)² − n² = 1 ± 2n
    figures.spread +=
      (1 + 2 * change * own) / (asked[at] as number) - (1 + 2 * change * all) / (askedOf[k] as number);
    placed[at] = own + change;
    figures.byClass[k] = all + change;
    worth += change * (weightOf[k] as number);
    figures.metres += change * metresToWork(instance, seeker, bed);
    const crew = seekers.crew[seeker] as number;
    if (crew < 0) return;
    figures.metres -= apart * crewScore(instance, crews, { roomOf }, crew);
    roomOf[seeker] = change > 0 ? (beds.room[bed] as number) : -1;
    figures.metres += apart * crewScore(instance, crews, { roomOf }, crew);
  };
  for (const [seeker, bed] of bedOf.entries()) if (bed >= 0) count(seeker, bed, 1);
  return {
    figures: figures as Figures,
    count,
    cost: () => figures.metres + unfair * figures.spread - worth,
  };
}

function isBetter(one: Figures, other: Figures): boolean {
  for (const [k, placed] of one.byClass.entries())
    if (placed !== other.byClass[k]) return placed > (other.byClass[k] as number);
  if (Math.abs(one.spread - other.spread) > NOTHING) return one.spread < other.spread;
  return one.metres < other.metres - NOTHING;
}
