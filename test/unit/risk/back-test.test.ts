import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PastInspection } from '#app/domain/risk/back-test.ts';
import { backTest } from '#app/domain/risk/back-test.ts';
import { riskWeights } from '#app/domain/risk/risk-weights.ts';
import { madeUpHistory } from './made-up-history.ts';

const test = (history: readonly PastInspection[]) =>
  backTest(history, { openedOn: () => '2024-01-01', weights: riskWeights });

const found = (severity: 'critical' | 'major' | 'minor') => ({
  criterionKey: 'smoke_detectors',
  severity,
  dueOn: null,
  correctedOn: null,
});
const check = (
  buildingId: string,
  day: string,
  findings: PastInspection['findings'] = [],
  isFollowUp = false,
): PastInspection => ({ buildingId, day, findings, isFollowUp });

describe('the back-test', () => {
  it('asks of each month which order would have found serious findings first', () => {
    const history = [
      check('bad', '2026-01-20', [found('critical')]),
      check('good', '2026-01-02'),
      check('fair', '2026-01-03', [found('minor')]),
      check('other', '2026-01-04'),
      check('good', '2026-02-01', [found('minor')]),
      check('fair', '2026-02-02'),
      check('other', '2026-02-03', [found('major')]),
      check('bad', '2026-02-10', [found('major'), found('critical')]),
      check('good', '2026-02-11', [found('critical')], true),
    ];
    expect(test(history)).toEqual({
      months: [{ month: '2026-02', visits: 4, serious: 3, found: { risk: 2, oldest: 0, chance: 0.75 } }],
      visits: 4,
      serious: 3,
      found: { risk: 2, oldest: 0, chance: 0.75 },
      shares: { risk: 2 / 3, oldest: 0, chance: 0.25 },
    });
  });

  it('says nothing of a history that is empty, of one month, or without serious findings', () => {
    for (const history of [
      [],
      [check('one', '2026-01-02')],
      [check('one', '2026-01-02'), check('one', '2026-02-02')],
    ])
      expect(test(history).shares).toBeNull();
  });

  it('finds a hidden condition, and nothing where there is none to find', () => {
    const telling = test(madeUpHistory({ seed: 7, conditionTells: true })).shares;
    expect(telling?.chance).toBeCloseTo(0.25, 10);
    expect(telling?.risk).toBeGreaterThan(0.4);
    const silent = test(madeUpHistory({ seed: 7, conditionTells: false })).shares;
    expect(Math.abs((silent?.risk ?? 1) - 0.25)).toBeLessThan(0.06);
  });

  it('knows nothing of what comes later: months before are told the same whatever follows', () => {
    const history = madeUpHistory({ seed: 11, conditionTells: true });
    const whole = test(history);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: whole.months.length }), (count) => {
        const last = whole.months[count - 1]?.month ?? '';
        expect(test(history.filter(({ day }) => day.slice(0, 7) <= last)).months).toEqual(
          whole.months.slice(0, count),
        );
      }),
      { numRuns: 10 },
    );
  });

  it('doesn’t know a repair before it was accepted', () => {
    const history = (correctedOn: string) => [
      check('one', '2026-01-02', [{ ...found('major'), correctedOn }]),
      check('two', '2026-01-02', [found('major')]),
      check('one', '2026-02-02', [found('major')]),
      check('two', '2026-02-02'),
    ];
    expect(test(history('2026-02-01')).found.risk).toBe(0.25);
    expect(test(history('2026-01-31')).found.risk).toBe(0);
  });
});
