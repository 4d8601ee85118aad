import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fieldsOfOptions,
  joinedAbove,
  levelsOf,
  moved,
  optionsForm,
  optionsOfForm,
} from '#app/domain/allocation/options-form.ts';
import type { PlanOptions } from '#app/domain/allocation/options.ts';
import { defaultOptions, objectives } from '#app/domain/allocation/options.ts';

const someOptions: fc.Arbitrary<PlanOptions> = fc.record({
  sharedRooms: fc.boolean(),
  objectives: fc
    .tuple(...objectives.map(() => fc.record({ rank: fc.integer({ min: 1, max: 6 }), weight: fc.nat(100) })))
    .map((ranked) => ranked.map((each, index) => ({ objective: objectives[index] ?? 'fairness', ...each }))),
  waitingDays: fc
    .tuple(fc.nat(400), fc.nat(400))
    .map(([one, other]) => ({ long: Math.max(one, other), some: Math.min(one, other) })),
  mostMoves: fc.nat(5000),
  languageCap: fc.nat(100).map((percent) => percent / 100),
});

const problemsOf = (fields: Record<string, string>) => {
  const read = optionsForm.safeParse(fields);
  return read.success ? [] : read.error.issues.map(({ path, message }) => [path[0], message]);
};

describe('the form of how a plan is to be made', () => {
  it('gives back the options that it shows', () => {
    fc.assert(
      fc.property(someOptions, (options) => {
        expect(optionsOfForm(optionsForm.parse(fieldsOfOptions(options)))).toEqual(options);
      }),
    );
  });

  it('is as usual where nothing but shared rooms is sent', () => {
    expect(optionsOfForm(optionsForm.parse({ sharedRooms: 'yes' }))).toEqual(defaultOptions);
  });

  it('reads digits of both kinds, and says what is wrong beside the field', () => {
    expect(optionsForm.parse({ mostMoves: '٢٥', weight_crews: '1,5' })).toMatchObject({
      mostMoves: 25,
      weight_crews: 1.5,
    });
    expect(problemsOf({ mostMoves: '1.5' })).toEqual([['mostMoves', 'not_a_whole_number']]);
    expect(problemsOf({ weight_commute: '-1' })).toEqual([['weight_commute', 'negative_number']]);
    expect(problemsOf({ languageCapPercent: '120' })).toEqual([['languageCapPercent', 'too_many']]);
    expect(problemsOf({ waitingLong: '' })).toEqual([['waitingLong', 'required']]);
    expect(problemsOf({ waitingLong: '10', waitingSome: '20' })).toEqual([
      ['waitingSome', 'waits_out_of_order'],
    ]);
  });
});

describe('moving objectives in their order', () => {
  const usual = levelsOf(defaultOptions.objectives);

  it('an objective changes place with its neighbour, and stays at either end', () => {
    expect(moved(usual, 'commute', -1).flat().slice(0, 2)).toEqual(['commute', 'fairness']);
    expect(moved(usual, 'fairness', 1).flat().slice(0, 2)).toEqual(['commute', 'fairness']);
    expect(moved(usual, 'fairness', -1)).toEqual(usual);
    expect(moved(usual, 'languages', 1)).toEqual(usual);
  });

  it('it joins the one above, and steps out of a shared place alone', () => {
    const joined = joinedAbove(usual, 'crews');
    expect(joined[1]).toEqual(['commute', 'crews']);
    expect(moved(joined, 'commute', 1).slice(1, 3)).toEqual([['crews'], ['commute']]);
    expect(moved(joined, 'crews', -1).slice(1, 3)).toEqual([['crews'], ['commute']]);
  });

  it('whatever is pressed, each objective stands once and no place is empty', () => {
    const press = fc.tuple(fc.constantFrom(...objectives), fc.constantFrom('up', 'down', 'join'));
    fc.assert(
      fc.property(fc.array(press, { maxLength: 30 }), (presses) => {
        const levels = presses.reduce(
          (now, [objective, kind]) =>
            kind === 'join' ? joinedAbove(now, objective) : moved(now, objective, kind === 'up' ? -1 : 1),
          usual,
        );
        expect(levels.flat().toSorted()).toEqual(objectives.toSorted());
        expect(levels.every((level) => level.length > 0)).toBe(true);
      }),
    );
  });
});
