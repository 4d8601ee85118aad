import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import { openLodging } from '#app/domain/allocation/search/lodging.ts';
import { search } from '#app/domain/allocation/search/search.ts';
import type { PasBound } from './pas-bound.ts';
import { pasBound } from './pas-bound.ts';
import type { PasEngine } from './pas-engine.ts';
import { pasScoring } from './pas-engine.ts';
import { pasStart } from './pas-start.ts';

export interface PasPlan extends Pick<PasBound, 'bound'> {
  readonly occupancy: Occupancy;
}

/** The plan of a first guess after so many steps of annealing, warmer where patients cost more, and the bound that it is held against. */
export function pasPlan(engine: PasEngine, { steps, seed = 1 }: { steps: number; seed?: number }): PasPlan {
  const target =
    (4 / 3) * engine.problem.patients.reduce((sum, _, patient) => sum + cheapest(engine, patient), 0);
  const { bound, prices } = pasBound(engine, target);
  const occupancy = pasStart(engine);
  const each = bound / Math.max(1, engine.problem.patients.length);
  const lodging = openLodging(occupancy, pasScoring(engine, prices));
  search(lodging, { steps, seed, temperature: { from: 30 + each / 2, to: 2 + each / 30 } });
  return { bound, occupancy };
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
