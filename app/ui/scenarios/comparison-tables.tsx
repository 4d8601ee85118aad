import type { ReactNode } from 'react';
import { priorityClasses } from '#app/domain/allocation/options.ts';
import type { ScenarioResult } from '#app/domain/allocation/scenario-result.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import type { Column } from '#app/ui/table.tsx';
import { DataTable } from '#app/ui/table.tsx';
import { useDifference } from './difference.ts';

/** A scenario that was worked out, or one that still is. */
export interface ComparedScenario {
  readonly id: string;
  readonly name: string;
  readonly result: ScenarioResult | null;
}

export interface ComparedRow {
  readonly key: string;
  readonly name: ReactNode;
  /** Null where the scenario tells nothing of it. */
  readonly of: (result: ScenarioResult) => number | null;
  readonly show: (value: number) => string;
}

/** Rows of figures by scenario, each with what it differs from the first; alone, a scenario stands without differences. */
export function ComparisonTable({
  caption,
  header,
  scenarios,
  rows,
}: {
  caption: string;
  header: string;
  scenarios: readonly ComparedScenario[];
  rows: readonly ComparedRow[];
}) {
  const words = useSpeech().texts.scenarios;
  const [first] = scenarios;
  const differs = useDifference();
  const difference = (row: ComparedRow, value: number): string | null => {
    const measure = first?.result ? row.of(first.result) : null;
    return measure === null ? null : differs(value - measure, row.show).text;
  };
  const column = (scenario: ComparedScenario): Column<ComparedRow> => ({
    key: scenario.id,
    header: <bdi>{scenario.name}</bdi>,
    numeric: true,
    cell: (row) => {
      const value = scenario.result ? row.of(scenario.result) : null;
      if (value === null) return scenario.result ? '—' : words.notReady;
      const by = scenario === first ? null : difference(row, value);
      return (
        <>
          {row.show(value)}
          {by === null ? null : <span className="block text-sm text-muted">{by}</span>}
        </>
      );
    },
  });
  return (
    <DataTable
      caption={caption}
      captionVisible
      rows={rows}
      rowKey={(row) => row.key}
      columns={[{ key: 'name', header, rowHeader: true, cell: (row) => row.name }, ...scenarios.map(column)]}
    />
  );
}

/** Placed and left out, ways to work, crews, fairness, and who would move. */
export function FigureComparison({ scenarios }: { scenarios: readonly ComparedScenario[] }) {
  const { texts, format } = useSpeech();
  const words = texts.scenarios;
  const count = (value: number) => format.number(value);
  const rows: readonly ComparedRow[] = [
    { key: 'placed', name: words.placed, of: ({ measures }) => measures.placed, show: count },
    { key: 'unplaced', name: words.unplaced, of: ({ measures }) => measures.unplaced, show: count },
    {
      key: 'distance',
      name: words.meanDistance,
      of: ({ measures }) => (measures.placed === 0 ? null : measures.meanDistanceMetres),
      show: texts.terms.kilometres,
    },
    { key: 'crews', name: words.crews, of: ({ measures }) => measures.crewsInOneRoom, show: count },
    { key: 'split', name: words.crewsSplit, of: ({ measures }) => measures.crewsSplit, show: count },
    {
      key: 'spread',
      name: words.spread,
      of: averageSpread,
      show: (value) => words.points(format.number(value, { maximumFractionDigits: 1 })),
    },
    {
      key: 'gap',
      name: words.gap,
      of: ({ measures }) => (measures.byClass.length === 0 ? null : measures.gap),
      show: (value) => format.number(value, { style: 'percent', maximumFractionDigits: 2 }),
    },
    { key: 'moving', name: words.moving, of: ({ moving }) => moving.people, show: count },
    { key: 'movingPlaced', name: words.movingPlaced, of: ({ moving }) => moving.placed, show: count },
    { key: 'invented', name: words.invented, of: ({ invented }) => invented.people, show: count },
    { key: 'inventedPlaced', name: words.inventedPlaced, of: ({ invented }) => invented.placed, show: count },
  ];
  const optional: Readonly<Record<string, 'moving' | 'invented'>> = {
    moving: 'moving',
    movingPlaced: 'moving',
    invented: 'invented',
    inventedPlaced: 'invented',
  };
  const told = rows.filter(({ key, of }) => {
    const people = optional[key];
    return people
      ? scenarios.some(({ result }) => result && result[people].people > 0)
      : scenarios.some(({ result }) => !result || of(result) !== null);
  });
  return <ComparisonTable caption={words.figures} header={words.figure} scenarios={scenarios} rows={told} />;
}

/** The root of the mean of the squared distances of employers’ shares from the common share, in points of a hundred. */
function averageSpread({ measures }: ScenarioResult): number | null {
  const spread = measures.objectives.find(({ objective }) => objective === 'fairness');
  const asked = measures.placed + measures.unplaced;
  return spread ? 100 * Math.sqrt(Math.max(0, spread.value) / Math.max(1, asked)) : null;
}

/** How many of each urgency are placed, of how many. */
export function ClassComparison({ scenarios }: { scenarios: readonly ComparedScenario[] }) {
  const { texts, format } = useSpeech();
  const words = texts.scenarios;
  const rows = priorityClasses.flatMap((priorityClass): ComparedRow[] => {
    const of = ({ measures }: ScenarioResult) =>
      measures.byClass.find((each) => each.priorityClass === priorityClass);
    if (!scenarios.some(({ result }) => result && (of(result)?.asked ?? 0) > 0)) return [];
    const name = texts.plans.priorityClass[priorityClass];
    const show = (value: number) => format.number(value);
    const left = (result: ScenarioResult) => {
      const found = of(result);
      return found ? found.asked - found.placed : null;
    };
    const placed = {
      key: priorityClass,
      name,
      of: (result: ScenarioResult) => of(result)?.placed ?? null,
      show,
    };
    return scenarios.some(({ result }) => result && left(result))
      ? [placed, { key: `${priorityClass} left`, name: words.classLeft(name), of: left, show }]
      : [placed];
  });
  return rows.length === 0 ? null : (
    <ComparisonTable caption={words.byClass} header={words.class} scenarios={scenarios} rows={rows} />
  );
}
