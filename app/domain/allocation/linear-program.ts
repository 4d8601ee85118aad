import loadHighs from 'highs';
import type { Model } from 'highs';

/** Loaded once, when the module is: see DECISIONS.md. Solving is synchronous from then on. */
const highs = await loadHighs();

/**
 * A linear or mixed-integer program that is built by numbers and may be changed and solved again: what follows a solution
 * starts from it. Rows and columns are counted from 0 in the order in which they are added.
 */
export interface LinearProgram {
  addColumn(cost: number, lower?: number, upper?: number, isInteger?: boolean): number;
  /** The sum of the row's entries lies from `lower` to `upper`; infinite where a side is open. */
  addRow(lower: number, upper: number): number;
  /** Each place of the matrix once. */
  setEntry(row: number, column: number, value: number): void;
  setCost(column: number, cost: number): void;
  setRow(row: number, lower: number, upper: number): void;
  setColumn(column: number, lower: number, upper: number): void;
  solve(limits?: SolveLimits): Solved;
}

/** Counted, never timed, so that a result depends on the program alone. */
export interface SolveLimits {
  /** Nodes of the tree that is searched for whole numbers. */
  readonly nodes?: number;
  /** Iterations of the simplex method. */
  readonly iterations?: number;
  /** The relative gap between the best found and the bound at which the search for whole numbers ends. */
  readonly gap?: number;
  /** A value for each column that keeps every row: with whole numbers, the first of the solutions found. */
  readonly start?: Float64Array;
}

export interface Solved {
  /** `limit`: ended before the optimum was proven. */
  readonly status: 'optimal' | 'infeasible' | 'unbounded' | 'limit';
  /** Of the best found; infinite where nothing was. */
  readonly objective: number;
  /** What no solution is better than; without whole numbers, the objective once optimal. */
  readonly bound: number;
  /** Empty where nothing was found. */
  readonly columns: Float64Array;
  /** What the objective grows by when the row's binding side grows by one; meaningless with whole numbers. */
  readonly rowDuals: Float64Array;
  /** Of the simplex method: a measure of the work done that is the same on every machine. */
  readonly iterations: number;
}

const FEASIBLE = 2;

/** Gives `solveIt` an empty program and its answer back; the solver's memory is released whatever happens. */
export function withLinearProgram<Result>(
  sense: 'minimize' | 'maximize',
  solveIt: (program: LinearProgram) => Result,
): Result {
  const model = highs.createModel();
  try {
    model.options.set({ output_flag: false, random_seed: 0 });
    return solveIt(programOn(model, sense));
  } finally {
    model.dispose();
  }
}

/** Columns and rows gather here and go to the solver at the next solve, together: one by one would take it long. */
function programOn(model: Model, sense: 'minimize' | 'maximize'): LinearProgram {
  const columns = { cost: [] as number[], lower: [] as number[], upper: [] as number[] };
  const rows = { lower: [] as number[], upper: [] as number[] };
  let entries = { row: [] as number[], column: [] as number[], value: [] as number[] };
  const integers: number[] = [];
  let [columnsSent, rowsSent, integersSent] = [0, 0, 0];

  const send = () => {
    const firstNewColumn = columnsSent;
    if (columnsSent < columns.cost.length) {
      model.addCols({
        cost: Float64Array.from(columns.cost.slice(columnsSent)),
        lower: Float64Array.from(columns.lower.slice(columnsSent)),
        upper: Float64Array.from(columns.upper.slice(columnsSent)),
        matrix: {
          format: 'csc',
          numRows: rowsSent,
          numCols: columns.cost.length - columnsSent,
          ...grouped(entries.column, entries.row, entries.value, columnsSent, columns.cost.length, rowsSent),
        },
      });
      columnsSent = columns.cost.length;
    }
    const firstNew = rowsSent;
    if (rowsSent < rows.lower.length) {
      model.addRows({
        lower: Float64Array.from(rows.lower.slice(rowsSent)),
        upper: Float64Array.from(rows.upper.slice(rowsSent)),
        matrix: {
          format: 'csr',
          numRows: rows.lower.length - firstNew,
          numCols: columnsSent,
          ...grouped(entries.row, entries.column, entries.value, firstNew, rows.lower.length, Infinity),
        },
      });
      rowsSent = rows.lower.length;
    }
    entries.row.forEach((row, index) => {
      if (row < firstNew && (entries.column[index] as number) < firstNewColumn)
        model.changeCoefficient(row, entries.column[index] as number, entries.value[index] as number);
    });
    entries = { row: [], column: [], value: [] };
    for (; integersSent < integers.length; integersSent++)
      model.changeColIntegrality(integers[integersSent] as number, highs.constants.variableType.integer);
  };

  return {
    addColumn(cost, lower = 0, upper = Infinity, isInteger = false) {
      if (isInteger) integers.push(columns.cost.length);
      columns.lower.push(lower);
      columns.upper.push(upper);
      return columns.cost.push(cost) - 1;
    },
    addRow(lower, upper) {
      rows.upper.push(upper);
      return rows.lower.push(lower) - 1;
    },
    setEntry(row, column, value) {
      entries.row.push(row);
      entries.column.push(column);
      entries.value.push(value);
    },
    setCost(column, cost) {
      if (column < columnsSent) model.changeColCost(column, cost);
      else columns.cost[column] = cost;
    },
    setRow(row, lower, upper) {
      if (row < rowsSent) model.changeRowBounds(row, lower, upper);
      else [rows.lower[row], rows.upper[row]] = [lower, upper];
    },
    setColumn(column, lower, upper) {
      if (column < columnsSent) model.changeColBounds(column, lower, upper);
      else [columns.lower[column], columns.upper[column]] = [lower, upper];
    },
    solve({ nodes, iterations, gap, start } = {}) {
      if (columns.cost.length === 0) return answerOfNothing(rows, sense);
      send();
      model.changeObjectiveSense(highs.constants.objectiveSense[sense]);
      if (nodes !== undefined) model.options.set('mip_max_nodes', nodes);
      if (iterations !== undefined) model.options.set('simplex_iteration_limit', iterations);
      if (gap !== undefined) model.options.set('mip_rel_gap', gap);
      if (start) model.setSolution({ colValue: start });
      run(model);
      return answerOf(model, sense, integers.length > 0);
    },
  };
}

/** Entries whose line lies from `first` up to `last`, line by line, those whose other index is below `limit`. */
function grouped(
  lines: readonly number[],
  others: readonly number[],
  values: readonly number[],
  first: number,
  last: number,
  limit: number,
) {
  const belongs = (index: number) => (lines[index] as number) >= first && (others[index] as number) < limit;
  const starts = new Int32Array(last - first + 1);
  lines.forEach((line, index) => {
    if (belongs(index)) starts[line - first + 1] = (starts[line - first + 1] as number) + 1;
  });
  for (let line = 0; line < last - first; line++)
    starts[line + 1] = (starts[line + 1] as number) + (starts[line] as number);
  const next = starts.slice();
  const indices = new Int32Array(starts[last - first] as number);
  const grown = new Float64Array(indices.length);
  lines.forEach((line, index) => {
    if (!belongs(index)) return;
    const at = next[line - first] as number;
    next[line - first] = at + 1;
    indices[at] = others[index] as number;
    grown[at] = values[index] as number;
  });
  return { starts, indices, values: grown };
}

/** HiGHS's presolve ends some small programs of whole numbers with a “solve error”; without it they are solved well. */
function run(model: Model): void {
  try {
    model.run();
  } catch {
    model.clearSolver();
    model.options.set('presolve', 'off');
    model.run();
    model.options.set('presolve', 'choose');
  }
}

/** HiGHS refuses to solve what has no columns: every row's sum is nothing. */
function answerOfNothing(
  { lower, upper }: { readonly lower: readonly number[]; readonly upper: readonly number[] },
  sense: 'minimize' | 'maximize',
): Solved {
  const isFeasible = lower.every((least, row) => least <= 0 && 0 <= (upper[row] as number));
  const objective = isFeasible ? 0 : sense === 'minimize' ? Infinity : -Infinity;
  return {
    status: isFeasible ? 'optimal' : 'infeasible',
    objective,
    bound: objective,
    columns: new Float64Array(),
    rowDuals: new Float64Array(lower.length),
    iterations: 0,
  };
}

function answerOf(model: Model, sense: 'minimize' | 'maximize', isMixed: boolean): Solved {
  const { optimal, empty, infeasible, unbounded, unboundedOrInfeasible } = highs.constants.modelStatus;
  const reached = model.getModelStatus();
  const none = sense === 'minimize' ? Infinity : -Infinity;
  const status =
    reached === optimal || reached === empty
      ? 'optimal'
      : reached === infeasible
        ? 'infeasible'
        : reached === unbounded || reached === unboundedOrInfeasible
          ? 'unbounded'
          : 'limit';
  const isFound = status === 'optimal' || model.info.get('primal_solution_status') === FEASIBLE;
  const solution = model.getSolution();
  const objective = isFound ? model.getObjectiveValue() : none;
  return {
    status,
    objective,
    bound: isMixed
      ? Number(model.info.get('mip_dual_bound'))
      : status === 'optimal'
        ? objective
        : status === 'infeasible'
          ? none
          : -none,
    columns: isFound ? solution.colValue : new Float64Array(0),
    rowDuals: isFound ? solution.rowDual : new Float64Array(0),
    iterations: Number(model.info.get('simplex_iteration_count')),
  };
}
