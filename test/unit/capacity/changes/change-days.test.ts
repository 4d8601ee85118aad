import { describe, expect, it } from 'vitest';
import { readChangeDays, readReopeningDay } from '#app/domain/capacity/changes/change-days.ts';
import { readDecision } from '#app/domain/capacity/changes/relocation-decision.ts';

const today = '2026-11-25';

describe('the days of a change', () => {
  const read = (effectiveFrom: string, residentsUntil = '', closedUntil = '') =>
    readChangeDays({ effectiveFrom, residentsUntil, closedUntil }, today);

  it('may begin today; residents leave on the day of effect where no other is told', () => {
    expect(read(today)).toEqual({
      ok: true,
      days: { effectiveFrom: today, residentsUntil: today, closedUntil: null },
    });
    expect(read('2026-12-01', '2026-12-20', '2027-01-01')).toEqual({
      ok: true,
      days: { effectiveFrom: '2026-12-01', residentsUntil: '2026-12-20', closedUntil: '2027-01-01' },
    });
  });

  it.each([
    ['', '', '', { effectiveFrom: 'required' }],
    ['2026-02-30', '', '', { effectiveFrom: 'not_a_day' }],
    ['2026-11-24', '', '', { effectiveFrom: 'starts_in_past' }],
    [
      '2026-12-01',
      '2026-11-30',
      '2026-12-01',
      { residentsUntil: 'residents_leave_too_early', closedUntil: 'opens_too_early' },
    ],
    ['2026-12-01', 'soon', 'later', { residentsUntil: 'not_a_day', closedUntil: 'not_a_day' }],
  ])('are refused where they make no sense: %s, %s, %s', (from, residents, until, problems) => {
    expect(read(from, residents, until)).toEqual({ ok: false, problems });
  });
});

describe('the day on which a closed place opens', () => {
  const closure = { from: '2026-11-01', to: '2026-12-31' };

  it('is today or later, and before it would open anyway', () => {
    expect(readReopeningDay(today, { closure, today })).toEqual({ ok: true, on: today });
    const endless = { ...closure, to: null };
    expect(readReopeningDay('2027-06-01', { closure: endless, today })).toMatchObject({ ok: true });
  });

  it.each([
    ['', 'required'],
    ['tomorrow', 'not_a_day'],
    ['2026-11-24', 'starts_in_past'],
    ['2026-12-31', 'opens_too_late'],
  ])('is refused otherwise: %s', (typed, problem) => {
    expect(readReopeningDay(typed, { closure, today })).toEqual({ ok: false, problems: { on: problem } });
  });
});

describe('a decision for somebody with nowhere to go', () => {
  const read = (typed: Partial<Parameters<typeof readDecision>[0]>) =>
    readDecision({ decision: '', until: '', measure: '', ...typed });

  it('keeps the bed until a day, or says in words what is done', () => {
    expect(read({ decision: 'stays_until', until: '2027-01-01', measure: 'ignored' })).toEqual({
      ok: true,
      decision: { kind: 'stays_until', until: '2027-01-01' },
    });
    expect(read({ decision: 'temporary_place', measure: ' Guest house ' })).toEqual({
      ok: true,
      decision: { kind: 'temporary_place', measure: 'Guest house' },
    });
  });

  it.each([
    [{}, { decision: 'required' }],
    [{ decision: 'the_street' }, { decision: 'not_a_choice' }],
    [{ decision: 'stays_until' }, { until: 'required' }],
    [{ decision: 'stays_until', until: '2026-13-01' }, { until: 'not_a_day' }],
    [{ decision: 'emergency_measure', measure: '  ' }, { measure: 'required' }],
    [{ decision: 'emergency_measure', measure: 'x'.repeat(501) }, { measure: 'too_long' }],
  ])('is refused where it says too little or too much: %o', (typed, problems) => {
    expect(read(typed)).toEqual({ ok: false, problems });
  });
});
