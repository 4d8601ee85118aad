import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '#app/domain/dates.ts';
import type { EscalationStep, OpenAction } from '#app/domain/inspection/escalation.ts';
import { daysOverdue, escalationSteps, nextStep, stepToTake } from '#app/domain/inspection/escalation.ts';
import { severities } from '#app/domain/standards/criterion.ts';

const DUE = '2026-11-30';

const anAction = (changed: Partial<OpenAction> = {}): OpenAction => ({
  severity: 'major',
  dueOn: DUE,
  issued: [{ step: 'notice', on: '2026-11-16' }],
  mayClose: true,
  isRepairReported: false,
  ...changed,
});

/** The steps taken when somebody looks on these days, in order. */
function lookOn(action: OpenAction, days: readonly string[]): { step: EscalationStep; on: string }[] {
  let issued = action.issued;
  for (const today of days) {
    const taken = stepToTake({ ...action, issued }, today);
    if (taken) issued = [...issued, { step: taken.step, on: today }];
  }
  return issued.slice(action.issued.length);
}

describe('what becomes of a finding that isn’t put right', () => {
  it('is warned of, closes its place, and goes to the prosecution, each on its day', () => {
    const everyDay = Array.from({ length: 90 }, (_, at) => addDays(DUE, at));
    expect(lookOn(anAction(), everyDay)).toEqual([
      { step: 'warning', on: addDays(DUE, 1) },
      { step: 'closure', on: addDays(DUE, 15) },
      { step: 'referral', on: addDays(DUE, 45) },
    ]);
  });

  it('waits while a reported repair is undecided', () => {
    expect(stepToTake(anAction({ isRepairReported: true }), addDays(DUE, 100))).toBeNull();
  });

  it('never closes a whole site', () => {
    const days = Array.from({ length: 90 }, (_, at) => addDays(DUE, at));
    expect(lookOn(anAction({ mayClose: false }), days).map(({ step }) => step)).toEqual([
      'warning',
      'referral',
    ]);
  });

  it('tells the last day to act on: the one before the step after it', () => {
    expect(stepToTake(anAction(), addDays(DUE, 3))).toEqual({ step: 'warning', actBy: addDays(DUE, 16) });
  });
});

describe('whenever somebody looks', () => {
  const looks = fc.array(fc.integer({ min: -20, max: 200 }), { maxLength: 60 });
  const actions = fc.record({ severity: fc.constantFrom(...severities), mayClose: fc.boolean() });

  it('no step is taken before its day, twice, out of order, or within the days that it leaves to act', () => {
    fc.assert(
      fc.property(actions, looks, (changed, offsets) => {
        const action = anAction(changed);
        const days = [...offsets].sort((one, other) => one - other).map((offset) => addDays(DUE, offset));
        const taken = lookOn(action, days);
        const ranks = taken.map(({ step }) => escalationSteps.indexOf(step));
        expect(ranks).toEqual([...new Set(ranks)].sort((one, other) => one - other));
        for (const [at, { step, on }] of taken.entries()) {
          const days = step === 'notice' ? null : daysOverdue[action.severity][step];
          expect(daysBetween(DUE, on)).toBeGreaterThanOrEqual(days ?? Infinity);
          const next = taken[at + 1];
          if (next) expect(next.on > on).toBe(true);
        }
      }),
    );
  });

  it('who looks more often never takes a step later', () => {
    fc.assert(
      fc.property(actions, looks, looks, (changed, some, more) => {
        const action = anAction(changed);
        const days = (offsets: readonly number[]) =>
          [...new Set(offsets)].sort((one, other) => one - other).map((offset) => addDays(DUE, offset));
        const seldom = lookOn(action, days(some));
        const often = lookOn(action, days([...some, ...more]));
        for (const { step, on } of seldom)
          expect((often.find((each) => each.step === step)?.on ?? '9999') <= on).toBe(true);
      }),
    );
  });

  it('nothing is left to come after a referral', () => {
    expect(nextStep(anAction({ issued: [{ step: 'referral', on: DUE }] }))).toBeNull();
  });
});
