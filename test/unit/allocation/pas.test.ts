import { describe, expect, it } from 'vitest';
import { readPas } from '#test/bench/pas.ts';
import { anneal } from '#test/bench/pas/anneal.ts';
import { pasCost } from '#test/bench/pas/pas-cost.ts';
import { pasEngine, pasScoring } from '#test/bench/pas/pas-engine.ts';
import { parsePas } from '#test/bench/pas/pas-file.ts';
import { bedsOf, pasPlan } from '#test/bench/pas/pas-plan.ts';
import { pasStart } from '#test/bench/pas/pas-start.ts';
import { openLodging } from '#app/domain/allocation/search/lodging.ts';

/** Two rooms of two for one sex at a time; a man and a woman at the same time, and a third who comes as the first leaves. */
const byHand = `ARTICLE BENCHMARK DATA SET
Rooms: 2
Planning horizon: 4

SPECIALISMS:
1 Heart

DEPARTMENTS:
1 East 0 0 | 1 1
2 West 60 0 | 1 1

ROOMPROPERTIES:
1 oxygen

ROOMS:
1 A | 2 | 1 | D | 1 1 | 1
2 B | 1 | 2 | N | 2 1 | 0

BEDS:
1 1
2 1
3 2

PATIENTS:
1 Ada 70 F | 0 2 | 1 1 2 | 0 | 1 | 0
2 Bo 70 M | 0 2 | 1 1 2 | 2 | 0 | 0
3 Cy 30 M | 2 9 | 1 1 7 | 0 | 0 | 1
4 Di 30 F | 1 1 | 1 1 0 | 0 | 0 | 1

END.
`;

describe('Patient Admission Scheduling', () => {
  it('reads nights within the horizon, and leaves out who has none', () => {
    const { patients, rooms } = parsePas(byHand);
    expect(patients.map(({ id, from, to }) => [id, from, to])).toEqual([
      [1, 0, 2],
      [2, 0, 2],
      [3, 2, 4],
    ]);
    expect(rooms.map(({ beds, policy }) => [beds, policy])).toEqual([
      [2, 'D'],
      [1, 'N'],
    ]);
  });

  it('finds the best plan of a ward that can be worked out by hand', () => {
    const problem = parsePas(byHand);
    const { bound, occupancy } = pasPlan(pasEngine(problem), { steps: 2_000 });
    // Ada needs the oxygen of room A; Bo pays 10 a night in room B, less than a mixed room; Cy finds all in room A.
    expect(bedsOf(occupancy).map(({ room }) => room)).toEqual([0, 1, 0]);
    expect(pasCost(problem, bedsOf(occupancy))).toBe(20);
    expect(bound).toBeCloseTo(0);
  });

  it('costs a published instance as the second evaluator does, above its bound, with one patient a bed', () => {
    const problem = readPas('05');
    const engine = pasEngine(problem);
    const { bound, occupancy } = pasPlan(engine, { steps: 100_000 });
    expect(occupancy.bedOf.every((bed) => bed >= 0)).toBe(true);
    expect(pasCost(problem, bedsOf(occupancy))).toBeGreaterThanOrEqual(bound - 1e-6);
    expect(pasCost(problem, bedsOf(occupancy))).toBeLessThan(1.4 * bound);
    // The bound's linear program takes seconds where other tests run beside it.
  }, 60_000);

  it('tells exactly what a search gains, and gives the same plan for the same seed', () => {
    const problem = readPas('01');
    const engine = pasEngine(problem);
    const searched = () => {
      const occupancy = pasStart(engine);
      const before = pasCost(problem, bedsOf(occupancy));
      const scoring = pasScoring(engine, new Float64Array(engine.classes.length * problem.nights));
      const lodging = openLodging(occupancy, scoring);
      anneal(lodging, scoring, { steps: 20_000, seed: 7, temperature: { from: 30, to: 5 } });
      expect(pasCost(problem, bedsOf(occupancy)) - before).toBe(lodging.gained[0]);
      return [...occupancy.bedOf];
    };
    expect(searched()).toEqual(searched());
  });
});
