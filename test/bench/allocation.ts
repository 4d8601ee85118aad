import { execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { priorityClasses } from '#app/domain/allocation/options.ts';
import type { Case, CaseFigures } from './allocation-case.ts';
import { methods } from './allocation-case.ts';
import type { ExactLevel } from './allocation-exact.ts';
import type { Scale } from './allocation-snapshot.ts';
import { NATION, variants } from './allocation-snapshot.ts';
import type { Figure, FigureTable } from './figures.ts';
import { benchPas } from './pas.ts';
import { benchPlanOverWorkers } from './plan-over-workers.ts';

const HEAP_MEBIBYTES = 12_000;

/** What is measured: the whole takes about twenty minutes, the quick one less than two minutes. */
const extents = {
  whole: {
    nation: NATION,
    growth: [1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000],
    exact: [20, 50, 100, 200],
    exactSeconds: 120,
  },
  quick: { nation: 30_000, growth: [1_000, 3_000, 10_000, 30_000], exact: [20, 50], exactSeconds: 15 },
} as const;

/** The exponent of growth counts from here on: below, starting up weighs more than planning. */
const GROWTH_FROM = 10_000;

/**
 * The allocator on made-up nations, beside a greedy way and first come, first served; beside HiGHS on the whole problem; and
 * its growth; the published instances; and a nation on the real database with worker processes beside. Every case of a nation
 * runs alone in a process of its own.
 * @throws Error when a plan breaks a hard rule or states of itself what is not so
 */
export async function* benchAllocation({ quick }: { quick: boolean }): AsyncGenerator<FigureTable> {
  const { nation, growth, exact, exactSeconds } = extents[quick ? 'quick' : 'whole'];
  yield* nationTables(nation);
  yield await exactTable(exact, exactSeconds);
  yield await growthTable(growth);
  yield benchPas({ quick });
  if (!quick) yield await benchPlanOverWorkers();
}

async function* nationTables(workers: number): AsyncGenerator<FigureTable> {
  const cases: (Case & { figures: CaseFigures })[] = [];
  for (const variant of variants)
    for (const method of methods) {
      const asked = { variant, workers, method };
      cases.push({ ...asked, figures: await measured(asked) });
    }
  const of = (variant: Case['variant'], method: Case['method']) =>
    cases.find((each) => each.variant === variant && each.method === method)!.figures;
  const ofAll = (variant: Case['variant'], pick: (figures: CaseFigures) => Figure) =>
    methods.map((method) => pick(of(variant, method)));

  yield {
    title: `Allocator: ${workers.toLocaleString('en')} workers`,
    columns: [
      'beds',
      'employers',
      'requests',
      'asked',
      'placed',
      'time s',
      'processor s',
      'in parts s',
      'parts MiB',
      'verify s',
      'peak MiB',
      'of it snapshot',
      'mean km',
      'crews in one room',
      'building',
      'site',
      'split',
      'gap %',
    ],
    rows: cases.map(({ variant, method, figures }) => ({
      name: `${variant}: ${method}`,
      figures: [
        figures.beds,
        figures.employers,
        figures.requests,
        figures.asked,
        figures.placed,
        figures.seconds,
        figures.processorSeconds,
        figures.partSeconds,
        figures.partMiB,
        figures.verifySeconds,
        Math.round(figures.peakMiB),
        Math.round(figures.snapshotMiB),
        figures.meanKilometres,
        figures.crews.room,
        figures.crews.building,
        figures.crews.site,
        figures.crews.split,
        percent(figures.gap),
      ],
    })),
    notes: [
      'Made-up snapshots. empty: everybody seeks, beds for all and a third more; half: two thirds are housed; tight: fewer beds than seekers.',
      'Every plan was verified: no hard rule broken, nothing stated that is not so. Peak: of the whole process when the plan was made.',
      'In parts: of the processor seconds, what any number of machines could share; parts MiB: what these are sent.',
      'Gap: the greatest of placement, fairness and commute, against proven bounds.',
    ],
  };
  yield {
    title: 'Placed by class',
    columns: ['asked', 'at most', ...methods],
    rows: variants.flatMap((variant) =>
      priorityClasses.map((priorityClass, index) => ({
        name: `${variant}: ${priorityClass}`,
        figures: [
          of(variant, 'plan').byClass[index]!.asked,
          of(variant, 'plan').byClass[index]!.bound,
          ...ofAll(variant, ({ byClass }) => byClass[index]!.value),
        ],
      })),
    ),
    notes: ['At most: no plan that does as well in the classes before places more.'],
  };
  yield {
    title: 'Objectives after placement',
    columns: ['at least', 'gap %', ...methods],
    rows: variants.flatMap((variant) => [
      {
        name: `${variant}: placement`,
        figures: [null, percent(of(variant, 'plan').placementGap), ...methods.map(() => null)],
      },
      ...of(variant, 'plan').objectives.map(({ objective, bound, gap }, index) => ({
        name: `${variant}: ${objective}`,
        figures: [bound, percent(gap), ...ofAll(variant, ({ objectives }) => objectives[index]!.value)],
      })),
    ]),
    notes: [
      'Less is better. Placement: the gap of the first class in which fewer are placed than the bound. The other ways place fewer, so that their sums are over fewer people.',
      'Fairness: people, squared distances from equal shares. Commute: metres. Crews: members by how far apart. Free rooms: rooms begun, and ten a building.',
    ],
  };
}

const percent = (share: number | null) => (share === null ? null : share * 100);

async function exactTable(sizes: readonly number[], seconds: number): Promise<FigureTable> {
  const rows: FigureTable['rows'][number][] = [];
  for (const workers of sizes) {
    const scale = { variant: 'tight', workers } as const;
    const plan = await measured({ ...scale, method: 'plan' });
    const { levels, isWhole } = await solvedExactly(scale, seconds);
    const last = levels.at(-1);
    const exact = (level: ExactLevel['level']) => levels.find((each) => each.level === level)?.value ?? null;
    const ofPlan = (objective: 'fairness' | 'commute') =>
      plan.objectives.find((each) => each.objective === objective)!.value;
    const commute = exact('commute');
    const arePlaced = levels.some(({ level }) => level === 'fairness');
    rows.push({
      name: `${workers} workers`,
      figures: [
        last?.columns ?? null,
        last?.rows ?? null,
        isWhole ? last!.seconds : null,
        plan.processorSeconds,
        last ? last.seconds / plan.processorSeconds : null,
        arePlaced ? priorityClasses.reduce((sum, level) => sum + (exact(level) ?? 0), 0) : null,
        plan.placed,
        levels.filter(
          ({ level, value }) => plan.byClass.find((each) => each.priorityClass === level)?.value === value,
        ).length,
        levels.filter(({ level }) => priorityClasses.some((each) => each === level)).length,
        exact('fairness'),
        ofPlan('fairness'),
        commute === null ? null : commute / 1000,
        ofPlan('commute') / 1000,
        commute === null ? null : ofPlan('commute') / commute,
      ],
    });
  }
  return {
    title: 'HiGHS on the whole problem',
    columns: [
      'columns',
      'rows',
      'HiGHS s',
      'plan s',
      'times',
      'placed, HiGHS',
      'plan',
      'classes alike',
      'of solved',
      'spread, HiGHS',
      'plan',
      'km, HiGHS',
      'plan',
      'ratio',
    ],
    rows,
    notes: [
      'Nations short of beds. A column a worker and class of beds of a room; classes, then fairness, then commute, each to the optimum.',
      `Seconds of processors. Ended after ${seconds} s by the clock: –, with the levels it had proven, and their time for the ratio. HiGHS leaves crews, rooms and languages out; a plan answers for all.`,
    ],
  };
}

async function growthTable(sizes: readonly number[]): Promise<FigureTable> {
  const grown = ['empty', 'tight'] as const;
  const rows: { workers: number; powers: number[]; gaps: Figure[] }[] = [];
  for (const workers of sizes) {
    const row = { workers, powers: [] as number[], gaps: [] as Figure[] };
    for (const variant of grown) {
      const { seconds, processorSeconds, peakMiB, snapshotMiB, gap } = await measured({
        variant,
        workers,
        method: 'plan',
      });
      row.powers.push(seconds, processorSeconds, Math.round(peakMiB), Math.round(snapshotMiB));
      row.gaps.push(percent(gap));
    }
    rows.push(row);
  }
  const large = rows.filter(({ workers }) => workers >= GROWTH_FROM);
  const exponents = rows[0]!.powers.map((_, column) =>
    exponentOf(large.map(({ workers, powers }) => [workers, powers[column]!])),
  );
  const ofEach = (names: readonly string[]) =>
    grown.flatMap((variant) => names.map((name) => `${variant}: ${name}`));
  return {
    title: 'Growth',
    columns: [...ofEach(['time s', 'processor s', 'peak MiB', 'of it snapshot']), ...ofEach(['gap %'])],
    rows: [
      ...rows.map(({ workers, powers, gaps }) => ({
        name: `${workers.toLocaleString('en')} workers`,
        figures: [...powers, ...gaps],
      })),
      { name: 'exponent', figures: [...exponents, ...grown.map(() => null)] },
    ],
    notes: [
      `Exponent: least squares on logarithms over ${GROWTH_FROM.toLocaleString('en')} workers and more; 1 is growth in proportion.`,
    ],
  };
}

/** The slope of the line through the points' logarithms that lies nearest to them. */
function exponentOf(points: readonly (readonly [number, number])[]): number {
  const logs = points.map(([size, figure]) => [Math.log(size), Math.log(figure)] as const);
  const mean = (pick: (log: readonly [number, number]) => number) =>
    logs.reduce((sum, log) => sum + pick(log), 0) / logs.length;
  const [meanSize, meanFigure] = [mean(([size]) => size), mean(([, figure]) => figure)];
  const joint = mean(([size, figure]) => (size - meanSize) * (figure - meanFigure));
  return joint / mean(([size]) => (size - meanSize) ** 2);
}

async function measured(asked: Case): Promise<CaseFigures> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--expose-gc',
    `--max-old-space-size=${HEAP_MEBIBYTES}`,
    'test/bench/allocation-case.ts',
    JSON.stringify(asked),
  ]);
  return JSON.parse(stdout) as CaseFigures;
}

/**
 * The levels that HiGHS solved within the time; it can't be stopped in one but with its process.
 * @throws Error when it ends otherwise
 */
async function solvedExactly(
  scale: Scale,
  seconds: number,
): Promise<{ levels: ExactLevel[]; isWhole: boolean }> {
  const child = spawn(process.execPath, ['test/bench/allocation-exact.ts', JSON.stringify(scale)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: seconds * 1000,
    killSignal: 'SIGKILL',
  });
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  const levels: ExactLevel[] = [];
  for await (const line of createInterface({ input: child.stdout }))
    levels.push(JSON.parse(line) as ExactLevel);
  const code = await ended;
  if (code !== null && code > 0) throw new Error(`HiGHS ended with ${code}.`);
  return { levels, isWhole: code === 0 };
}
