import { describe, expect, it } from 'vitest';
import { chanceFrom } from '#app/domain/allocation/search/chance.ts';
import { withLinearProgram } from '#app/domain/allocation/linear-program.ts';
import type { LinearProgram } from '#app/domain/allocation/linear-program.ts';

/** Chairs and tables: 30 and 50 each, out of 40 hours of carpentry and 50 of finishing. */
function aWorkshop(program: LinearProgram, isInteger = false) {
  const chairs = program.addColumn(30, 0, Infinity, isInteger);
  const tables = program.addColumn(50, 0, Infinity, isInteger);
  const carpentry = program.addRow(-Infinity, 40);
  const finishing = program.addRow(-Infinity, 50);
  program.setEntry(carpentry, chairs, 1);
  program.setEntry(carpentry, tables, 2);
  program.setEntry(finishing, chairs, 2);
  program.setEntry(finishing, tables, 1);
  return { chairs, tables, carpentry, finishing };
}

describe('a linear program', () => {
  it('gives the best values and what one more of each resource is worth', () => {
    const solved = withLinearProgram('maximize', (program) => {
      aWorkshop(program);
      return program.solve();
    });
    expect(solved).toMatchObject({ status: 'optimal', objective: 1100, bound: 1100 });
    expect([...solved.columns]).toEqual([20, 10]);
    expect(solved.rowDuals[0]).toBeCloseTo(70 / 3);
    expect(solved.rowDuals[1]).toBeCloseTo(10 / 3);
  });

  it('is solved again with an objective that comes second, the first one fixed by a row', () => {
    const second = withLinearProgram('maximize', (program) => {
      const { chairs, tables } = aWorkshop(program);
      program.setCost(chairs, 1);
      program.setCost(tables, 0);
      const most = program.solve().objective;
      const fixed = program.addRow(most - 5, Infinity);
      program.setEntry(fixed, chairs, 1);
      program.setCost(chairs, 0);
      program.setCost(tables, 1);
      return { most, ...program.solve() };
    });
    expect(second.most).toBe(25);
    expect([...second.columns]).toEqual([20, 10]);
  });

  it('searches for whole numbers where it is asked to', () => {
    const whole = withLinearProgram('maximize', (program) => {
      const { carpentry } = aWorkshop(program, true);
      program.setRow(carpentry, -Infinity, 39);
      return program.solve();
    });
    expect(whole).toMatchObject({ status: 'optimal', objective: 1070, bound: 1070 });
    expect([...whole.columns]).toEqual([19, 10]);
  });

  it('says that nothing satisfies rows that contradict each other', () => {
    const solved = withLinearProgram('minimize', (program) => {
      const { chairs, finishing } = aWorkshop(program);
      program.setRow(finishing, 50, 50);
      program.setColumn(chairs, 0, 1);
      return program.solve();
    });
    expect(solved).toMatchObject({ status: 'infeasible', objective: Infinity });
    expect(solved.columns).toHaveLength(0);
  });

  it('takes columns that come after a solution', () => {
    const solved = withLinearProgram('maximize', (program) => {
      const { carpentry } = aWorkshop(program);
      program.solve();
      const stools = program.addColumn(100);
      program.setEntry(carpentry, stools, 4);
      return program.solve();
    });
    expect(solved.objective).toBeCloseTo(1125);
  });

  it('is solved though the solver’s presolve fails on it', () => {
    const most = [1, 1, 2, 1, 1, 1, 1, 1, 1];
    const rows = [
      { upper: 1, entries: { 4: 1, 5: 1, 6: 1 } },
      { upper: 0, entries: { 0: 1, 1: 1, 4: -3 } },
      { upper: 0, entries: { 2: 1, 5: -3 } },
      { upper: 0, entries: { 3: 1, 6: -3 } },
      { upper: 1, entries: { 7: 1, 8: 1 } },
      { upper: 1, entries: { 0: 1, 7: 1 } },
      { upper: 1, entries: { 1: 1, 8: 1 } },
      { lower: 2, entries: { 0: 1, 7: 1, 1: 1, 8: 1 } },
    ];
    const solved = withLinearProgram('maximize', (program) => {
      for (const [column, upper] of most.entries())
        program.addColumn(Number(column === 2 || column === 3), 0, upper, true);
      for (const { lower = -Infinity, upper = Infinity, entries } of rows) {
        const row = program.addRow(lower, upper);
        for (const [column, value] of Object.entries(entries)) program.setEntry(row, Number(column), value);
      }
      return program.solve({ gap: 0 });
    });
    expect(solved).toMatchObject({ status: 'optimal', objective: 0 });
  });

  it('begins with a solution that is known, where it would find none so soon by itself', () => {
    const chance = chanceFrom(1);
    const known = Float64Array.from({ length: 40 }, (_, column) => column % 2);
    const weights = [0, 1, 2, 3].map(() => [...known].map(() => Math.floor(100 * chance())));
    const found = (start?: Float64Array) =>
      withLinearProgram('minimize', (program) => {
        const columns = [...known].map(() => program.addColumn(1, 0, 1, true));
        for (const ofRow of weights) {
          const sum = ofRow.reduce((before, weight, column) => before + weight * known[column]!, 0);
          const row = program.addRow(sum, sum);
          columns.forEach((column) => program.setEntry(row, column, ofRow[column]!));
        }
        return program.solve({ nodes: 0, ...(start && { start }) });
      });
    expect(found().columns).toHaveLength(0);
    expect(found(known).objective).toBeLessThanOrEqual(20);
  });
});
