import { objectiveGap } from '#app/domain/allocation/gap.ts';
import type { Objective, PlanOptions } from '#app/domain/allocation/options.ts';
import type { ObjectiveValue } from '#app/domain/allocation/proposal.ts';
import type { PlanMeasures as Measures } from '#app/domain/allocation/recorded-measures.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { DataTable } from '#app/ui/table.tsx';

/** A share that rounds to nothing in hundredths of a per cent. */
const NOTHING = 0.00005;

/** How far a plan may be from the best, in one line. */
export function useGapInWords(): (measures: Pick<Measures, 'gap'>) => string {
  const { texts, format } = useSpeech();
  const words = texts.plans.measures;
  return ({ gap }) =>
    gap === null
      ? words.before
      : gap < NOTHING
        ? words.headlineBest
        : words.headline(format.number(gap, { style: 'percent', maximumFractionDigits: 2 }));
}

/** What a plan places by urgency, and each objective beside what no plan can better. */
export function PlanMeasures({
  measures,
  options,
}: {
  measures: Pick<Measures, 'byClass' | 'objectives' | 'gap'>;
  options: Pick<PlanOptions, 'objectives'>;
}) {
  const { texts, format } = useSpeech();
  const { plans, terms } = texts;
  const words = plans.measures;
  const inWords = useGapInWords();
  const percent = (share: number) => format.number(share, { style: 'percent', maximumFractionDigits: 2 });
  if (measures.byClass.length === 0) return <p className="text-muted">{words.before}</p>;
  const sum = (key: 'asked' | 'placed') => measures.byClass.reduce((total, each) => total + each[key], 0);
  const [asked, placed] = [sum('asked'), sum('placed')];
  const rows = [
    ...measures.byClass
      .filter((each) => each.asked > 0)
      .map((each) => ({ ...each, name: plans.priorityClass[each.priorityClass] })),
    // What is possible of all together is nowhere proven: a class may have to yield to those before it.
    { name: words.total, asked, placed, bound: null },
  ];
  const valueOf = new Map(measures.objectives.map((each) => [each.objective, each]));
  const order = [...options.objectives].sort((one, other) => one.rank - other.rank);
  const figureOf = (objective: Objective, value: number): string => {
    const one = { maximumFractionDigits: 1 };
    switch (objective) {
      // The root of the mean of what the spread adds up, as points of a hundred.
      case 'fairness':
        return words.values.fairness(
          format.number(100 * Math.sqrt(Math.max(0, value) / Math.max(1, asked)), one),
        );
      case 'commute':
        return placed === 0 ? '—' : words.values.commute(terms.kilometres(value / placed));
      case 'crews':
        return words.values.crews(format.number(value));
      case 'moves':
        return words.values.moves(value);
      case 'free_rooms':
        return words.values.free_rooms(format.number(value));
      case 'languages':
        return words.values.languages(value);
    }
  };
  // What is least to be can't be less than nothing.
  const limitOf = ({ value, bound }: ObjectiveValue) => bound ?? (value === 0 ? 0 : null);
  const gapOf = (reached: ObjectiveValue): string => {
    const bound = limitOf(reached);
    if (bound === null) return '—';
    const gap = objectiveGap({ ...reached, bound }, measures.byClass);
    if (gap < NOTHING) return words.best;
    // Of nothing there is no share; the spread's is of the squares that it is a part of.
    return bound > 0 || reached.objective === 'fairness' ? percent(gap) : '—';
  };
  return (
    <div className="flex flex-col gap-6">
      <div>
        <p className="text-lg font-semibold">{inWords(measures)}</p>
        <p className="text-sm text-muted">{words.headlineLead}</p>
      </div>
      <div>
        <DataTable
          caption={words.byClass}
          captionVisible
          rows={rows}
          rowKey={(row) => row.name}
          columns={[
            { key: 'class', header: words.class, rowHeader: true, cell: (row) => row.name },
            { key: 'asked', header: words.asked, numeric: true, cell: (row) => format.number(row.asked) },
            { key: 'placed', header: words.placed, numeric: true, cell: (row) => format.number(row.placed) },
            {
              key: 'bound',
              header: words.bound,
              numeric: true,
              cell: (row) => (row.bound === null ? '—' : format.number(row.bound)),
            },
            {
              key: 'share',
              header: words.share,
              numeric: true,
              cell: (row) => percent(row.placed / Math.max(1, row.asked)),
            },
          ]}
        />
        <p className="mt-2 max-w-prose text-sm text-muted">{words.boundHint}</p>
      </div>
      <div>
        <DataTable
          caption={words.objectives}
          captionVisible
          rows={order}
          rowKey={(row) => row.objective}
          columns={[
            {
              key: 'objective',
              header: words.objective,
              rowHeader: true,
              cell: ({ objective, rank }) => `${format.number(rank)}. ${plans.options.objective[objective]}`,
            },
            {
              key: 'value',
              header: words.value,
              wide: true,
              cell: ({ objective, weight }) => {
                const reached = valueOf.get(objective);
                const figure = reached ? figureOf(objective, reached.value) : '—';
                return weight === 0 ? `${figure} (${words.notCounted})` : figure;
              },
            },
            {
              key: 'limit',
              header: words.limit,
              wide: true,
              cell: ({ objective }) => {
                const reached = valueOf.get(objective);
                const bound = reached ? limitOf(reached) : null;
                return bound === null ? words.notProven : figureOf(objective, bound);
              },
            },
            {
              key: 'gap',
              header: words.gap,
              numeric: true,
              cell: ({ objective }) => {
                const reached = valueOf.get(objective);
                return reached ? gapOf(reached) : '—';
              },
            },
          ]}
        />
        <p className="mt-2 max-w-prose text-sm text-muted">{words.objectivesLead}</p>
        <p className="mt-1 max-w-prose text-sm text-muted">{words.apartnessHint}</p>
      </div>
    </div>
  );
}
