import { withLinearProgram } from '#app/domain/allocation/linear-program.ts';
import type { PasEngine } from './pas-engine.ts';
import { pasWeights } from './pas-engine.ts';

export interface Neighbourhood {
  readonly rooms: readonly number[];
  /** Those who may change rooms; all lie in `rooms` now. */
  readonly free: readonly number[];
  /** Whether the patient is offered the room; its own always is. */
  readonly offers: (patient: number, room: number) => boolean;
}

/** Nodes of the tree that is searched for one neighbourhood. */
const NODES = 40;

/**
 * Gives some rooms anew to patients who lie there, at the least cost: their stays by the matrix, and both sexes in a room for one. Whoever isn't free
 * stays. Changes `roomOf`.
 * @returns by how much the cost falls, and the solver's iterations
 */
export function giveRoomsAnew(
  { problem, classes, classOf, cost }: PasEngine,
  roomOf: Int32Array,
  { rooms, free, offers }: Neighbourhood,
): { gain: number; iterations: number } {
  const { nights, patients } = problem;
  const isFree = new Set(free);
  const there = patients.keys().filter((patient) => rooms.includes(roomOf[patient]!) && !isFree.has(patient));
  const fixed = Map.groupBy(there, (patient) => roomOf[patient]!);
  return withLinearProgram('minimize', (program) => {
    const start: number[] = [];
    const addColumn = (price: number, now: number, upper: number, isInteger: boolean) => {
      start.push(now);
      return program.addColumn(price, 0, upper, isInteger);
    };
    const choices: { patient: number; room: number; column: number }[] = [];
    let before = 0;
    const demand = free.map(() => program.addRow(1, 1));
    for (const room of rooms) {
      const { beds, policy } = problem.rooms[room]!;
      const here: typeof choices = [];
      free.forEach((patient, index) => {
        const isHome = roomOf[patient] === room;
        if (!isHome && !offers(patient, room)) return;
        const price = cost[patient * classes.length + classOf[room]!]!;
        if (isHome) before += price;
        const column = addColumn(price, Number(isHome), 1, true);
        program.setEntry(demand[index]!, column, 1);
        here.push({ patient, room, column });
      });
      choices.push(...here);
      const lying =
        (night: number) =>
        ({ patient }: { patient: number }) =>
          patients[patient]!.from <= night && night < patients[patient]!.to;
      const others = (fixed.get(room) ?? []).map((patient) => ({ patient }));
      for (let night = 0; night < nights; night++) {
        const entries = here.filter(lying(night));
        if (entries.length === 0) continue;
        const staying = others.filter(lying(night));
        const women = entries.filter(({ patient }) => patients[patient]!.isWoman);
        const men = entries.filter(({ patient }) => !patients[patient]!.isWoman);
        const fixedWomen = staying.filter(({ patient }) => patients[patient]!.isWoman).length;
        const fixedMen = staying.length - fixedWomen;
        const hasBoth = women.length + fixedWomen > 0 && men.length + fixedMen > 0;
        const space = program.addRow(-Infinity, beds - staying.length);
        for (const { column } of entries) program.setEntry(space, column, 1);
        if (policy !== 'D' || beds === 1 || !hasBoth) continue;
        const nowWomen = fixedWomen + women.filter(({ patient }) => roomOf[patient] === room).length;
        const nowMen = fixedMen + men.filter(({ patient }) => roomOf[patient] === room).length;
        const minority = Math.min(nowWomen, nowMen);
        before += pasWeights.mixedNight * minority;
        // A room is for women or for men; each of the others there costs its price.
        const isForWomen = addColumn(0, Number(nowWomen > nowMen), 1, true);
        const mixed = addColumn(pasWeights.mixedNight, minority, beds, false);
        const womensRow = program.addRow(-Infinity, -fixedWomen);
        for (const { column } of women) program.setEntry(womensRow, column, 1);
        program.setEntry(womensRow, isForWomen, -beds);
        program.setEntry(womensRow, mixed, -1);
        const mensRow = program.addRow(-Infinity, beds - fixedMen);
        for (const { column } of men) program.setEntry(mensRow, column, 1);
        program.setEntry(mensRow, isForWomen, beds);
        program.setEntry(mensRow, mixed, -1);
      }
    }
    const { objective, columns, iterations } = program.solve({
      nodes: NODES,
      gap: 0,
      start: Float64Array.from(start),
    });
    const gain = before - Math.round(objective);
    if (gain < 0) return { gain: 0, iterations };
    // What costs the same is taken too: from there the next rooms may be better.
    for (const { patient, room, column } of choices) if (columns[column]! > 0.5) roomOf[patient] = room;
    return { gain, iterations };
  });
}
