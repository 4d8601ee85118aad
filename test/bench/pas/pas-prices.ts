import type { PasEngine } from './pas-engine.ts';

const ROUNDS = 800;

/**
 * Prices of a bed in each class of rooms on each night, by the subgradient method on the Lagrangian of the nightly beds: cheap, and so near
 * the relaxation's own that few columns cost less than their prices allow. `class × nights + night`.
 * @param target The cost of some plan: a pace that aims at less than the relaxation's worth never gets there
 */
export function pasPrices({ problem, classes, cost }: PasEngine, target: number): Float64Array {
  const { nights, patients } = problem;
  const width = classes.length;
  const prices = new Float64Array(width * nights);
  let best = { prices: prices.slice(), bound: -Infinity };
  const sums = new Float64Array(width * (nights + 1));
  const taken = new Int32Array(width * nights);
  let pace = 1;
  let sinceBetter = 0;
  for (let round = 0; round < ROUNDS; round++) {
    let value = 0;
    for (let kind = 0; kind < width; kind++)
      for (let night = 0; night < nights; night++) {
        const price = prices[kind * nights + night]!;
        value -= price * classes[kind]!.beds;
        sums[kind * (nights + 1) + night + 1] = sums[kind * (nights + 1) + night]! + price;
      }
    taken.fill(0);
    for (const [patient, { from, to }] of patients.entries()) {
      let [least, chosen] = [Infinity, 0];
      for (let kind = 0; kind < width; kind++) {
        const at = kind * (nights + 1);
        const sum = cost[patient * width + kind]! + sums[at + to]! - sums[at + from]!;
        if (sum < least) [least, chosen] = [sum, kind];
      }
      value += least;
      for (let night = from; night < to; night++) taken[chosen * nights + night]!++;
    }
    if (value > best.bound) {
      best = { prices: prices.slice(), bound: value };
      sinceBetter = 0;
    } else if (++sinceBetter === 10) {
      pace /= 1.4;
      sinceBetter = 0;
      prices.set(best.prices);
      continue;
    }
    let norm = 0;
    for (let place = 0; place < prices.length; place++) {
      const over = taken[place]! - classes[Math.floor(place / nights)]!.beds;
      if (over > 0 || prices[place]! > 0) norm += over * over;
    }
    if (norm === 0) break;
    const step = (pace * Math.max(1, target - value)) / norm;
    for (let place = 0; place < prices.length; place++) {
      const over = taken[place]! - classes[Math.floor(place / nights)]!.beds;
      prices[place] = Math.max(0, prices[place]! + step * over);
    }
  }
  return best.prices;
}
