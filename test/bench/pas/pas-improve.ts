import { chanceFrom } from '#app/domain/allocation/search/chance.ts';
import type { PasEngine } from './pas-engine.ts';
import { giveRoomsAnew } from './pas-rooms.ts';

/** A patient is offered rooms that, with the prices of their beds, cost no more than this above its cheapest. */
const MARGIN = 60;
/** Patients times rooms offered, of the first neighbourhood. Then as many as the solver masters in so many iterations. */
const FIRST_CHOICES = 500;
const ITERATIONS_A_ROUND = 3_000;
/** In a horizon longer than `LONG`, those are free who come within so many nights of the first one chosen. */
const LONG = 30;
const NIGHTS_AROUND = 10;
/** Of the rooms that a patient would rather have, each is passed over so often. */
const PASSED_OVER = 0.6;

/**
 * Improves a plan by giving a few rooms at a time anew: those of patients far above their cheapest, and rooms that these would rather have.
 * @param roomOf Of each patient; changed
 * @param prices Of beds, by class and night
 * @param iterations Of the solver, that may be spent in all
 */
export function improveRooms(
  engine: PasEngine,
  roomOf: Int32Array,
  prices: Float64Array,
  { iterations, seed }: { iterations: number; seed: number },
): void {
  const { problem, classOf } = engine;
  const { nights, patients, rooms } = problem;
  const chance = chanceFrom(seed);
  const excess = excessesOf(engine, prices);
  const wishes = excess.map((own) =>
    [...rooms.keys()].sort((one, other) => own[classOf[one]!]! - own[classOf[other]!]! || one - other),
  );
  const excessIn = (patient: number, room: number) => excess[patient]![classOf[room]!]!;
  const offers = (patient: number, room: number) => excessIn(patient, room) <= MARGIN;
  /** Whoever lies dearly is drawn most often. */
  const drawn = (among: readonly number[]) => {
    const weights = among.map((patient) => 1 + excessIn(patient, roomOf[patient]!));
    let left = chance() * weights.reduce((sum, weight) => sum + weight, 0);
    return among[weights.findIndex((weight) => (left -= weight) < 0)] ?? among[0]!;
  };
  const everybody = [...patients.keys()];

  /** Rooms and those free in them, grown until they offer so many choices. */
  const neighbourhood = (most: number) => {
    let patient = drawn(everybody);
    const middle = patients[patient]!.from;
    const mayMove = everybody.filter(
      (each) => nights <= LONG || Math.abs(patients[each]!.from - middle) <= NIGHTS_AROUND,
    );
    let chosen = new Set<number>();
    let free: number[] = [];
    while (chosen.size < rooms.length) {
      const wished = wishes[patient]!.find((room) => !chosen.has(room) && chance() > PASSED_OVER);
      const grown = new Set(chosen).add(roomOf[patient]!).add(wished ?? roomOf[patient]!);
      const inGrown = mayMove.filter((each) => grown.has(roomOf[each]!));
      let choices = 0;
      for (const each of inGrown) for (const room of grown) if (offers(each, room)) choices++;
      if (choices > most && chosen.size > 0) break;
      [chosen, free] = [grown, inGrown];
      patient = drawn(free);
    }
    return { rooms: [...chosen], free, offers };
  };

  let choices = FIRST_CHOICES;
  for (let left = iterations; left > 0;) {
    const given = giveRoomsAnew(engine, roomOf, neighbourhood(choices));
    // A round of nothing counts too, or it might never end.
    left -= Math.max(1, given.iterations);
    choices *= given.iterations > ITERATIONS_A_ROUND ? 0.85 : 1.02;
  }
}

/** What each patient's stay costs in each class with the prices of the beds, above the cheapest class. */
function excessesOf({ problem, classes, cost }: PasEngine, prices: Float64Array): Float64Array[] {
  const { nights, patients } = problem;
  return patients.map(({ from, to }, patient) => {
    const priced = Float64Array.from(classes, (_, kind) =>
      prices
        .subarray(kind * nights + from, kind * nights + to)
        .reduce((sum, price) => sum + price, cost[patient * classes.length + kind]!),
    );
    const least = Math.min(...priced);
    return priced.map((sum) => sum - least);
  });
}
