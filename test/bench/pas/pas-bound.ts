import { withLinearProgram } from '#app/domain/allocation/linear-program.ts';
import type { PasEngine } from './pas-engine.ts';

/** A group starts with the classes that, at the prices of beds, cost no more than this above its cheapest. */
const MARGIN = 40;
/** Leaving a patient out costs so much, which no plan does: it only keeps the first programs feasible. */
const LEFT_OUT = 3000;
/** A column is worth adding when it would save more than this. */
const NOTHING = 1e-6;

/**
 * No plan in which every patient keeps one room costs less than this linear relaxation: patients of the same nights and costs are one group, rooms that cost everybody the same are one class with all
 * their beds, and both sexes may share a room for nothing. Columns are added while one could lower the objective.
 * @param prices Of beds by class and night, that tell which columns to begin with
 */
export function pasBound({ problem, classes, cost }: PasEngine, prices: Float64Array): number {
  const width = classes.length;
  const groups = new Map<string, number[]>();
  problem.patients.forEach(({ from, to }, patient) => {
    const key = `${from} ${to} ${cost.subarray(patient * width, (patient + 1) * width).join(' ')}`;
    groups.set(key, [...(groups.get(key) ?? []), patient]);
  });
  const members = [...groups.values()];
  return withLinearProgram('minimize', (program) => {
    const demand = members.map((group) => program.addRow(group.length, group.length));
    const beds = classes.map((each) =>
      Array.from({ length: problem.nights }, () => program.addRow(-Infinity, each.beds)),
    );
    const columns: { readonly group: number; readonly kind: number }[] = [];
    const known = members.map(() => new Set<number>());
    const costOf = (group: number, kind: number) => cost[members[group]![0]! * width + kind]!;
    const stayOf = (group: number) => problem.patients[members[group]![0]!]!;
    const add = (group: number, kind: number) => {
      known[group]!.add(kind);
      columns.push({ group, kind });
      const column = program.addColumn(costOf(group, kind));
      program.setEntry(demand[group]!, column, 1);
      for (let night = stayOf(group).from; night < stayOf(group).to; night++)
        program.setEntry(beds[kind]![night]!, column, 1);
    };
    // Whoever finds no bed among the first columns is left out at a price that no plan is worth.
    members.forEach((_, group) => {
      program.setEntry(demand[group]!, program.addColumn(LEFT_OUT), 1);
      columns.push({ group, kind: -1 });
      const priced = classes.map((_, kind) => {
        let sum = costOf(group, kind);
        for (let night = stayOf(group).from; night < stayOf(group).to; night++)
          sum += prices[kind * problem.nights + night]!;
        return sum;
      });
      const least = Math.min(...priced);
      priced.forEach((sum, kind) => {
        if (sum <= least + MARGIN) add(group, kind);
      });
    });
    for (;;) {
      const solved = program.solve();
      if (solved.status !== 'optimal') throw new Error(`The relaxation ended as ${solved.status}.`);
      const before = columns.length;
      members.forEach((_, group) => {
        for (let kind = 0; kind < width; kind++) {
          if (known[group]!.has(kind)) continue;
          let worth = costOf(group, kind) - solved.rowDuals[demand[group]!]!;
          for (let night = stayOf(group).from; night < stayOf(group).to; night++)
            worth -= solved.rowDuals[beds[kind]![night]!]!;
          if (worth < -NOTHING) add(group, kind);
        }
      });
      if (columns.length === before) return solved.objective;
    }
  });
}
