import type { Instance } from '#app/domain/allocation/instance.ts';
import { priorityClasses } from '#app/domain/allocation/options.ts';

const CLASSES = priorityClasses.length;
/** Halvings of a number between 0 and 2 until nothing is left of it. */
const HALVINGS = 60;

/** People by employer and class: `employer × classes + class`. */
export type Tally = Int32Array;

/** How many of each employer and class `counts` holds for. */
export function tally(
  { seekers, employerCount }: Instance,
  counts: (seeker: number) => boolean = () => true,
): Tally {
  const people = new Int32Array(employerCount * CLASSES);
  for (let seeker = 0; seeker < seekers.count; seeker++) {
    if (!counts(seeker)) continue;
    const at = (seekers.employer[seeker] as number) * CLASSES + (seekers.priorityClass[seeker] as number);
    people[at] = (people[at] as number) + 1;
  }
  return people;
}

/** README, objective 2: 0 where all employers have the same share of each class. */
export function spreadOf(asked: Tally, placed: Tally): number {
  return sumOverClasses(asked, (k) => squares(asked, placed, k), placed);
}

/**
 * The least spread of any plan that places as many of each class, employers having at most as many as `placeable` says: squares
 * are convex, so that the least sum gives each next bed to whom it adds least.
 */
export function spreadBound(asked: Tally, placed: Tally, placeable: Tally = asked): number {
  return sumOverClasses(asked, (k) => leastSquares(asked, placeable, k, totalOf(placed, k)), placed);
}

function sumOverClasses(asked: Tally, squaresOf: (k: number) => number, placed: Tally): number {
  let sum = 0;
  for (let k = 0; k < CLASSES; k++) {
    const [all, has] = [totalOf(asked, k), totalOf(placed, k)];
    if (has > 0 && has < all) sum += Math.max(0, squaresOf(k) - (has * has) / all);
  }
  return sum;
}

/** How many of a class, of all employers. */
export function totalOf(people: Tally, k: number): number {
  let sum = 0;
  for (let at = k; at < people.length; at += CLASSES) sum += people[at] as number;
  return sum;
}

function squares(asked: Tally, placed: Tally, k: number): number {
  let sum = 0;
  for (let at = k; at < asked.length; at += CLASSES) {
    const x = placed[at] as number;
    if (x > 0) sum += (x * x) / (asked[at] as number);
  }
  return sum;
}

/** The m-th bed of who asks d adds (2m − 1) / d. All that add less than a level are given, then as many at the level as are left. */
function leastSquares(asked: Tally, placeable: Tally, k: number, beds: number): number {
  const given = (at: number, level: number) =>
    Math.min(placeable[at] as number, Math.floor((level * (asked[at] as number) + 1) / 2));
  const giveAt = (level: number) => {
    let sum = 0;
    for (let at = k; at < asked.length; at += CLASSES) sum += given(at, level);
    return sum;
  };
  let [low, high] = [0, 2];
  for (let halving = 0; halving < HALVINGS; halving++) {
    const level = (low + high) / 2;
    if (giveAt(level) <= beds) low = level;
    else high = level;
  }
  let [sum, left] = [0, beds];
  for (let at = k; at < asked.length; at += CLASSES) {
    const x = given(at, low);
    if (x > 0) sum += (x * x) / (asked[at] as number);
    left -= x;
  }
  return sum + left * low;
}
