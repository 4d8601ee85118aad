import { readFileSync } from 'node:fs';
import type { FigureTable } from './figures.ts';
import { pasCost } from './pas/pas-cost.ts';
import { pasEngine } from './pas/pas-engine.ts';
import { parsePas } from './pas/pas-file.ts';
import { bedsOf, pasPlan } from './pas/pas-plan.ts';

const all = ['01', '03', '05', '07', '09', '11', '13'];
/** Of annealing, so that an instance takes about a minute: a longer horizon needs one long run, a fortnight some short ones. */
const effortOf = (nights: number) =>
  nights > 14 ? { steps: 18_000_000, runs: 1 } : { steps: 10_000_000, runs: 3 };

export const readPas = (number: string) =>
  parsePas(readFileSync(new URL(`pas/testdata${number}.txt`, import.meta.url), 'utf8'));

/**
 * Plans published instances of Patient Admission Scheduling with the allocator's search.
 * @param quick The first instance alone, and one run
 */
export function benchPas({ quick }: { quick: boolean }): FigureTable {
  return {
    title: 'Patient Admission Scheduling',
    columns: ['patients', 'rooms', 'nights', 'cost', 'bound', 'gap %', 'time s'],
    rows: (quick ? all.slice(0, 1) : all).map((number) => {
      const problem = readPas(number);
      const started = performance.now();
      const effort = effortOf(problem.nights);
      const { bound, occupancy } = pasPlan(pasEngine(problem), quick ? { ...effort, runs: 1 } : effort);
      const seconds = (performance.now() - started) / 1000;
      const cost = pasCost(problem, bedsOf(occupancy));
      return {
        name: `testdata${number}`,
        figures: [
          problem.patients.length,
          problem.rooms.length,
          problem.nights,
          cost,
          bound,
          100 * (cost / bound - 1),
          seconds,
        ],
      };
    }),
    notes: [
      'Instances of Demeester et al. (2010), weights times ten; every cost was counted by a second evaluator from the beds alone.',
      'Bound: linear relaxation by HiGHS of the problem in which a patient keeps one room, with both sexes sharing rooms for nothing.',
    ],
  };
}
