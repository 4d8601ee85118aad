/** A cell's number in the unit of its column; null where there is nothing to measure. */
export type Figure = number | null;

/** What one subject measured: a row a case, a column a measure. */
export interface FigureTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly figures: readonly Figure[] }[];
  /** What a reader must know to trust the figures. */
  readonly notes?: readonly string[];
}

/** The table as text, its figures in line. */
export function printedTable({ title, columns, rows, notes = [] }: FigureTable): string {
  const lines = [['', ...columns], ...rows.map((row) => [row.name, ...row.figures.map(printedFigure)])];
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const printed = lines.map((line) =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
  return [title, '='.repeat(title.length), ...printed, ...notes.map((note) => `  ${note}`)].join('\n');
}

function printedFigure(figure: Figure): string {
  if (figure === null) return '–';
  const decimals = Number.isInteger(figure) || Math.abs(figure) >= 1000 ? 0 : Math.abs(figure) >= 100 ? 1 : 2;
  return figure.toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** The same figures by title, case and measure. */
export function figuresAsJson(tables: readonly FigureTable[]): string {
  const object = Object.fromEntries(
    tables.map(({ title, columns, rows }) => [
      title,
      Object.fromEntries(
        rows.map(({ name, figures }) => [
          name,
          Object.fromEntries(columns.map((column, index) => [column, rounded(figures[index] ?? null)])),
        ]),
      ),
    ]),
  );
  return JSON.stringify(object, null, 2);
}

const rounded = (figure: Figure) => (figure === null ? null : Math.round(figure * 1000) / 1000);

/** The value below which this share of the values lie; of few values, the next one above. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const place = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1));
  return sorted[place] ?? Number.NaN;
}

export const median = (values: readonly number[]) => percentile(values, 0.5);
