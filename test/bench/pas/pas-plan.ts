import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import { fittingBed, openOccupancy, putInto } from '#app/domain/allocation/occupancy.ts';
import { openLodging } from '#app/domain/allocation/search/lodging.ts';
import { search } from '#app/domain/allocation/search/search.ts';
import type { PasBound } from './pas-bound.ts';
import { pasBound } from './pas-bound.ts';
import type { PasEngine } from './pas-engine.ts';
import { pasScoring } from './pas-engine.ts';
import { improveRooms } from './pas-improve.ts';
import { pasStart } from './pas-start.ts';

export interface PasPlan extends Pick<PasBound, 'bound'> {
  readonly occupancy: Occupancy;
}

export interface PasEffort {
  /** Of annealing. */
  readonly steps: number;
  /** Of the solver that gives a few rooms at a time anew. */
  readonly iterations: number;
  readonly seed?: number;
}

/**
 * The plan of a first guess after so many steps of annealing, warmer where patients cost more, and after giving rooms anew; and the bound
 * that it is held against.
 */
export function pasPlan(engine: PasEngine, { steps, iterations, seed = 1 }: PasEffort): PasPlan {
  const target =
    (4 / 3) * engine.problem.patients.reduce((sum, _, patient) => sum + cheapest(engine, patient), 0);
  const { bound, prices } = pasBound(engine, target);
  const each = bound / Math.max(1, engine.problem.patients.length);
  const lodging = openLodging(pasStart(engine), pasScoring(engine, prices));
  search(lodging, { steps, seed, temperature: { from: 30 + each / 2, to: 2 + each / 30 } });
  improveRooms(engine, lodging.roomOf, prices, { iterations, seed });
  return { bound, occupancy: occupied(engine, lodging.roomOf) };
}

/** Beds in the given rooms, taken in the order of arrival: where no night has more patients than beds, each finds one. */
export function occupied({ problem, instance }: PasEngine, roomOf: Int32Array): Occupancy {
  const occupancy = openOccupancy(instance);
  const arrivals = [...problem.patients.entries()].sort(([, one], [, other]) => one.from - other.from);
  for (const [patient] of arrivals)
    putInto(occupancy, patient, fittingBed(occupancy, roomOf[patient]!, patient));
  return occupancy;
}

const cheapest = ({ classes, cost }: PasEngine, patient: number) =>
  Math.min(...cost.subarray(patient * classes.length, (patient + 1) * classes.length));

/** Of each patient the room's place in the problem and the bed within it. */
export function bedsOf({ instance, bedOf }: Occupancy): { room: number; bed: number }[] {
  return [...bedOf].map((bed) => {
    const room = instance.beds.room[bed]!;
    return { room, bed: bed - instance.rooms.firstBed[room]! };
  });
}
