import type { Occupancy } from '#app/domain/allocation/occupancy.ts';
import { openOccupancy, putInto } from '#app/domain/allocation/occupancy.ts';
import type { PasEngine } from './pas-engine.ts';

/**
 * A first plan: patients by their first night, the longest stay first, each in the cheapest bed that is free.
 * @throws Error when somebody finds no bed
 */
export function pasStart({ problem, instance, classOf, classes, cost }: PasEngine): Occupancy {
  const occupancy = openOccupancy(instance);
  const { beds } = instance;
  const freeFrom = new Int32Array(beds.count);
  const order = [...problem.patients.keys()].sort((one, other) => {
    const [a, b] = [problem.patients[one]!, problem.patients[other]!];
    return a.from - b.from || b.to - a.to || one - other;
  });
  for (const patient of order) {
    const { id, from, to } = problem.patients[patient]!;
    let best = -1;
    let least = Infinity;
    for (let bed = 0; bed < beds.count; bed++) {
      const own = cost[patient * classes.length + classOf[beds.room[bed]!]!]!;
      if (freeFrom[bed]! <= from && own < least) [best, least] = [bed, own];
    }
    if (best < 0) throw new Error(`Patient ${id} finds no bed.`);
    freeFrom[best] = to;
    putInto(occupancy, patient, best);
  }
  return occupancy;
}
