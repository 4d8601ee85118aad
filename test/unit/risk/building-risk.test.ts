import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#app/domain/dates.ts';
import type { KnownFinding, RiskFacts } from '#app/domain/risk/building-risk.ts';
import { riskOf } from '#app/domain/risk/building-risk.ts';
import { riskWeights } from '#app/domain/risk/risk-weights.ts';
import { severities } from '#app/domain/standards/criterion.ts';

const TODAY = '2026-11-26';
const daysAgo = (days: number) => addDays(TODAY, -days);
const figureOf = (facts: RiskFacts, today = TODAY) => riskOf(facts, { today, weights: riskWeights }).figure;

const aBuilding = (facts: Partial<RiskFacts> = {}): RiskFacts => ({
  openedOn: daysAgo(1000),
  lastInspectedOn: daysAgo(100),
  findings: [],
  reports: 0,
  residents: 0,
  compliantCapacity: 100,
  unmeasuredRooms: 0,
  ...facts,
});

const aFinding = (finding: Partial<KnownFinding> = {}): KnownFinding => ({
  criterionKey: 'smoke_detectors',
  severity: 'major',
  foundOn: daysAgo(100),
  dueOn: null,
  correctedOn: null,
  ...finding,
});

const anyDay = fc.integer({ min: 0, max: 900 }).map(daysAgo);
const anyFinding = fc.record({
  criterionKey: fc.constantFrom('smoke_detectors', 'fire_alarm', 'persons_per_toilet'),
  severity: fc.constantFrom(...severities),
  foundOn: anyDay,
  dueOn: fc.option(anyDay),
  correctedOn: fc.option(anyDay),
});
const anyFacts: fc.Arbitrary<RiskFacts> = fc.record({
  openedOn: anyDay,
  lastInspectedOn: fc.option(anyDay),
  findings: fc.array(anyFinding, { maxLength: 12 }),
  reports: fc.nat(20),
  residents: fc.nat(500),
  compliantCapacity: fc.nat(500),
  unmeasuredRooms: fc.nat(60),
});

describe('the risk of a building', () => {
  it('is said factor by factor, the weightiest first, with what it rests on', () => {
    const facts = aBuilding({
      lastInspectedOn: daysAgo(180),
      findings: [
        aFinding({ foundOn: daysAgo(545) }),
        aFinding({ foundOn: daysAgo(180), dueOn: daysAgo(30) }),
        aFinding({ criterionKey: 'fire_alarm', severity: 'critical', foundOn: daysAgo(180) }),
      ],
      reports: 4,
      residents: 110,
    });
    const { figure, reasons } = riskOf(facts, { today: TODAY, weights: riskWeights });
    expect(reasons).toEqual([
      { factor: 'findings', points: 14.3, numbers: { critical: 1, major: 2, minor: 0 } },
      { factor: 'days_since_check', points: 12.5, numbers: { days: 180 } },
      { factor: 'reports', points: 5, numbers: { reports: 4 } },
      { factor: 'overdue', points: 5, numbers: { actions: 1, longestDays: 30 } },
      { factor: 'repeats', points: 4, numbers: { criterionKeys: ['smoke_detectors'] } },
      { factor: 'crowding', points: 2.5, numbers: { residents: 110, compliantCapacity: 100 } },
    ]);
    expect(figure).toBe(43.3);
  });

  it('of a building never looked into grows from its opening on', () => {
    const never = aBuilding({ lastInspectedOn: null, openedOn: daysAgo(180) });
    expect(riskOf(never, { today: TODAY, weights: riskWeights }).reasons).toEqual([
      { factor: 'days_since_check', points: 12.5, numbers: { days: 180 } },
      { factor: 'never_inspected', points: 10, numbers: {} },
    ]);
  });

  it('is the sum of its points, from 0 to 100', () => {
    expect(Object.values(riskWeights.factors).reduce((sum, { most }) => sum + most, 0)).toBe(100);
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { figure, reasons } = riskOf(facts, { today: TODAY, weights: riskWeights });
        expect(figure).toBeCloseTo(
          reasons.reduce((sum, { points }) => sum + points, 0),
          6,
        );
        expect(figure).toBeGreaterThanOrEqual(0);
        expect(figure).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('never falls by anything worse, or by waiting', () => {
    const worse: ((facts: RiskFacts, finding: KnownFinding, by: number) => RiskFacts)[] = [
      (facts, finding) => ({ ...facts, findings: [...facts.findings, finding] }),
      (facts) => ({ ...facts, findings: facts.findings.map((each) => ({ ...each, severity: 'critical' })) }),
      (facts) => ({ ...facts, findings: facts.findings.map((each) => ({ ...each, correctedOn: null })) }),
      (facts, _, by) => ({
        ...facts,
        findings: facts.findings.map((each) => ({ ...each, dueOn: each.dueOn && addDays(each.dueOn, -by) })),
      }),
      (facts, _, by) => ({ ...facts, reports: facts.reports + by }),
      (facts, _, by) => ({ ...facts, residents: facts.residents + by }),
      (facts, _, by) => ({ ...facts, compliantCapacity: Math.max(0, facts.compliantCapacity - by) }),
      (facts, _, by) => ({ ...facts, unmeasuredRooms: facts.unmeasuredRooms + by }),
    ];
    fc.assert(
      fc.property(
        anyFacts,
        anyFinding,
        fc.nat(400),
        fc.constantFrom(...worse),
        (facts, finding, by, change) => {
          expect(figureOf(change(facts, finding, by))).toBeGreaterThanOrEqual(figureOf(facts));
          expect(figureOf(facts, addDays(TODAY, by))).toBeGreaterThanOrEqual(figureOf(facts));
        },
      ),
    );
  });

  it('falls when a repair is accepted, and when a later check finds nothing', () => {
    const before = aBuilding({ findings: [aFinding()] });
    expect(figureOf(aBuilding({ findings: [aFinding({ correctedOn: daysAgo(50) })] }))).toBeLessThan(
      figureOf(before),
    );
    expect(figureOf({ ...before, lastInspectedOn: daysAgo(1) })).toBeLessThan(figureOf(before));
  });
});
