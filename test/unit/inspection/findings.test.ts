import { describe, expect, it } from 'vitest';
import { closesAtOnce, outcomeOf } from '#app/domain/inspection/findings.ts';

describe('the outcome by rule', () => {
  it.each([
    [['minor', 'critical'], true, 'failed'],
    [['critical'], false, 'failed'],
    [['minor', 'major'], true, 'conditional'],
    [[], false, 'conditional'],
    [[], true, 'passed'],
  ] as const)('of findings %j, all answered: %s, is %s', (severities, isWhole, outcome) => {
    expect(outcomeOf(severities, isWhole)).toBe(outcome);
  });
});

describe('a broken rule', () => {
  it('closes its place where nobody may live there otherwise, and takes beds where it counts people', () => {
    const alarm = { key: 'fire_alarm', threshold: true, severity: 'critical' } as const;
    expect(closesAtOnce(alarm)).toBe(true);
    expect(closesAtOnce({ ...alarm, severity: 'major' })).toBe(false);
    expect(closesAtOnce({ key: 'max_occupants_per_room', threshold: 4, severity: 'critical' })).toBe(false);
  });
});
