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

/** The plan of a first guess after so many steps of annealing, warmer where patients cost more; and the bound that it is held against. */
export function pasPlan(
  engine: PasEngine,
  { steps, seed = 1 }: { readonly steps: number; readonly seed?: number },
): PasPlan {
  const occupancy = pasStart(engine);
  const prices = pasPrices(engine, pasCost(engine.problem, bedsOf(occupancy)));
  const bound = pasBound(engine, prices);
  const scoring = pasScoring(engine, prices);
  const each = bound / Math.max(1, engine.problem.patients.length);
  anneal(openLodging(occupancy, scoring), scoring, {
    steps,
    seed,
    temperature: { from: 60 + each / 2, to: 1 + each / 30 },
  });
  return { bound, occupancy };
}

/** Of each patient the room's place in the problem and the bed within it. */
export function bedsOf({ instance, bedOf }: Occupancy): { room: number; bed: number }[] {
  return [...bedOf].map((bed) => {
    const room = instance.beds.room[bed]!;
    return { room, bed: bed - instance.rooms.firstBed[room]! };
  });
}
