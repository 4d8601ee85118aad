import { expect, it } from 'vitest';
import { addDays } from '#app/domain/dates.ts';
import { MOST_DAYS_MORE, readRejection } from '#app/domain/inspection/repair-decision.ts';

it('a rejected repair is given another day soon, or none: every later step waits for it', () => {
  const today = '2026-11-26';
  const read = (dueOn: string) => readRejection({ reason: 'Half of them', dueOn }, today);
  const last = addDays(today, MOST_DAYS_MORE);
  for (const [typed, dueOn] of [
    ['', null],
    [today, today],
    [last, last],
  ] as const)
    expect(read(typed)).toEqual({ ok: true, decision: { kind: 'reject', reason: 'Half of them', dueOn } });
  for (const [typed, problem] of [
    ['2026-11-25', 'starts_in_past'],
    [addDays(last, 1), 'day_too_far'],
    ['2099-12-31', 'day_too_far'],
    ['2026-02-30', 'not_a_day'],
  ] as const)
    expect(read(typed)).toEqual({ ok: false, problems: { dueOn: problem } });
});
