import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import { openLodging } from '#app/domain/allocation/search/lodging.ts';
import { anneal } from './anneal.ts';
import { pasBound } from './pas-bound.ts';
import { pasCost } from './pas-cost.ts';
import type { PasEngine } from './pas-engine.ts';
import { pasScoring } from './pas-engine.ts';
import { pasPrices } from './pas-prices.ts';
import { pasStart } from './pas-start.ts';

export interface PasPlan {
  readonly occupancy: Occupancy;
  readonly bound: number;
}

export interface PasEffort {
  /** Of annealing, in each run. */
  readonly steps: number;
  /** Each with a chance of its own; the cheapest plan is taken. */
  readonly runs?: number;
}

/** The best of some plans that annealing makes of a first guess, warmer where patients cost more; and the bound that it is held against. */
export function pasPlan(engine: PasEngine, { steps, runs = 1 }: PasEffort): PasPlan {
  const { problem } = engine;
  const prices = pasPrices(engine, pasCost(problem, bedsOf(pasStart(engine))));
  const bound = pasBound(engine, prices);
  const each = bound / Math.max(1, problem.patients.length);
  const plans = Array.from({ length: runs }, (_, run) => {
    const occupancy = pasStart(engine);
    const scoring = pasScoring(engine, prices);
    const lodging = openLodging(occupancy, scoring);
    anneal(lodging, scoring, {
      steps,
      seed: run + 1,
      temperature: { from: Math.max(60, 0.7 * each), to: Math.max(1, each / 30) },
    });
    return { occupancy, cost: pasCost(problem, bedsOf(occupancy)) };
  });
  const { occupancy } = plans.reduce((best, other) => (other.cost < best.cost ? other : best));
  return { bound, occupancy };
}

/** Of each patient the room's place in the problem and the bed within it. */
export function bedsOf({ instance, bedOf }: Occupancy): { room: number; bed: number }[] {
  return [...bedOf].map((bed) => {
    const room = instance.beds.room[bed]!;
    return { room, bed: bed - instance.rooms.firstBed[room]! };
  });
}
