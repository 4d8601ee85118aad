import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Composition } from '#app/domain/standards/composition.ts';
import {
  compose,
  compositionOf,
  decisionsOf,
  rulesToOffer,
  standingRules,
} from '#app/domain/standards/composition.ts';
import type { Rule } from '#app/domain/standards/criterion.ts';
import { relate } from '#app/domain/standards/strictness.ts';
import { criteriaOf, readInstruments } from '#db/reference/reference.ts';
import { aRule } from './a-rule.ts';
import { anyRule } from './any-rule.ts';

const published: readonly Rule[] = readInstruments()
  .flatMap(criteriaOf)
  .map((rule, index) => ({ id: `rule ${index}`, ...rule }));
const of = (standardKey: string, key?: string) =>
  published.filter((rule) => rule.standardKey === standardKey && (key === undefined || rule.key === key));

const aComposition = (composition: Partial<Composition>): Composition => ({
  base: [],
  leftOut: new Set(),
  overlays: [],
  reasons: new Map(),
  ...composition,
});
const composeKey = (key: string, composition: Partial<Composition>) => {
  const composed = compose(aComposition(composition));
  const undecided = composed.undecided.filter((each) => each.key === key).map(({ code }) => code);
  const criterion = composed.criteria.find((each) => each.key === key)!;
  const { why, reason } = criterion;
  return {
    standing: criterion.standing.map(({ standardKey }) => standardKey),
    losing: criterion.losing.map(({ standardKey }) => standardKey),
    why,
    reason,
    undecided,
  };
};
const ids = (rules: readonly Rule[]) => rules.map(({ id }) => id);

describe('a composition of published instruments', () => {
  const emirates = of('ae-labour-accommodation');

  it('takes Qatar’s 6 m² over the Emirates’ 3, as the stricter', () => {
    const overlays = of('qa-md18-2014', 'floor_area_per_person_m2');
    expect(composeKey('floor_area_per_person_m2', { base: emirates, overlays })).toEqual({
      standing: ['qa-md18-2014'],
      losing: ['ae-labour-accommodation'],
      why: 'stricter',
      reason: null,
      undecided: [],
    });
  });

  it('refuses 15 people a toilet over the Emirates’ 8, and takes them once the 8 are left out and it is said why', () => {
    const key = 'persons_per_toilet';
    const laxer = { base: emirates, overlays: of('sg-previous', key) };
    expect(composeKey(key, laxer).undecided).toEqual(['rule_without_effect']);
    const leftOut = new Set(ids(of('ae-labour-accommodation', key)));
    expect(composeKey(key, { ...laxer, leftOut }).undecided).toEqual(['base_rule_dropped']);
    expect(composeKey(key, { ...laxer, leftOut, reasons: new Map([[key, '  ']]) }).undecided).toEqual([
      'base_rule_dropped',
    ]);
    const reasons = new Map([[key, 'until the sewer is built']]);
    expect(composeKey(key, { ...laxer, leftOut, reasons })).toEqual({
      standing: ['sg-previous'],
      losing: ['ae-labour-accommodation'],
      why: 'chosen',
      reason: 'until the sewer is built',
      undecided: [],
    });
  });

  it('leaves a criterion out only with a reason', () => {
    const leftOut = new Set(ids(of('ae-labour-accommodation', 'lockable_cupboard')));
    const left = { base: emirates, leftOut };
    expect(composeKey('lockable_cupboard', left).undecided).toEqual(['base_rule_dropped']);
    const reasons = new Map([['lockable_cupboard', 'lockers stand in the hall']]);
    expect(composeKey('lockable_cupboard', { ...left, reasons })).toMatchObject({
      standing: [],
      losing: ['ae-labour-accommodation'],
      why: 'chosen',
    });
  });

  it('lets toilets in the room and on the floor stand side by side only when a planner says why', () => {
    const key = 'persons_per_toilet';
    const both = { base: emirates, overlays: of('sg-nds-2021', key) };
    expect(composeKey(key, both).undecided).toEqual(['rules_not_comparable']);
    const reasons = new Map([[key, 'en suite, and more on the floor for visitors']]);
    expect(composeKey(key, { ...both, reasons })).toMatchObject({
      standing: ['ae-labour-accommodation', 'sg-nds-2021'],
      losing: [],
      why: 'chosen',
      undecided: [],
    });
  });

  it('never lets Singapore’s double-deckers stand beside Kuwait’s ban on bunk beds, whatever is said', () => {
    const kuwait = of('kw-pam-2020-practice');
    const overlays = of('sg-nds-2021', 'bunk_beds');
    const reasons = new Map([['bunk_beds', 'rooms are high enough']]);
    expect(composeKey('bunk_beds', { base: kuwait, overlays, reasons }).undecided).toEqual([
      'rules_contradict',
    ]);
    const leftOut = new Set(ids(of('kw-pam-2020-practice', 'bunk_beds')));
    expect(composeKey('bunk_beds', { base: kuwait, overlays, leftOut, reasons })).toMatchObject({
      standing: ['sg-nds-2021'],
      losing: ['kw-pam-2020-practice'],
      why: 'chosen',
    });
    expect(composeKey('bunk_beds', { base: kuwait })).toMatchObject({ standing: ['kw-pam-2020-practice'] });
  });

  it('does not compare 10 isolation beds with 1 per 1,000 while they are counted in different units', () => {
    const key = 'isolation_beds_per_1000';
    const mixed = { base: of('sg-nds-2021'), overlays: of('sg-previous', key) };
    expect(composeKey(key, mixed).undecided).toEqual(['rules_not_comparable']);
  });

  it('keeps what one instrument says at two scopes, and remembers what gave way to what', () => {
    const twice = [
      aRule({ key: 'separate_sexes', operator: 'required', threshold: true, unit: null }),
      aRule({ key: 'separate_sexes', operator: 'required', threshold: true, unit: null, scope: 'building' }),
    ];
    expect(composeKey('separate_sexes', { base: twice })).toMatchObject({
      standing: ['one', 'one'],
      why: 'only_rule',
    });
    const overlays = of('qa-md18-2014', 'floor_area_per_person_m2');
    expect(decisionsOf(compose(aComposition({ base: [...emirates, ...twice], overlays })))).toMatchObject([
      { key: 'floor_area_per_person_m2', why: 'stricter', losing: [{ threshold: 3 }] },
    ]);
  });

  it('offers over a composed standard what it has not yet, and takes what is ticked', () => {
    const composed = [{ ...of('qa-md18-2014', 'floor_area_per_person_m2')[0]!, id: 'kept' }];
    const offered = rulesToOffer(composed, published);
    expect(ids(offered)).toHaveLength(published.length - 1);
    const bunks = of('sg-nds-2021', 'bunk_beds')[0]!;
    const ticked = new Set([bunks.id]);
    expect(compositionOf({ base: composed, offered, ticked, reasons: new Map() })).toMatchObject({
      leftOut: new Set(['kept']),
      overlays: [bunks],
    });
  });
});

describe('any composition', () => {
  const rules = fc.uniqueArray(anyRule, { selector: ({ id }) => id, maxLength: 12 });
  const anyComposition = fc
    .record({
      rules,
      shares: fc.array(fc.constantFrom('base', 'overlay', 'left out'), { minLength: 12, maxLength: 12 }),
      reasons: fc.uniqueArray(fc.constantFrom('area', 'toilets', 'bunks')),
    })
    .map(({ rules, shares, reasons }) => {
      const inShare = (...names: readonly string[]) =>
        rules.filter((_, index) => names.includes(shares[index] ?? ''));
      return aComposition({
        base: inShare('base', 'left out'),
        overlays: inShare('overlay'),
        leftOut: new Set(ids(inShare('left out'))),
        reasons: new Map(reasons.map((key) => [key, 'because'])),
      });
    });
  const runs = { numRuns: 2000 };

  it('is nowhere laxer than its base, unless it is undecided there or chosen with a reason', () => {
    fc.assert(
      fc.property(anyComposition, (composition) => {
        const { criteria, undecided } = compose(composition);
        for (const rule of composition.base) {
          const { standing, why, reason } = criteria.find(({ key }) => key === rule.key)!;
          const isKept = standing.some((each) => ['stricter', 'as_strict'].includes(relate(each, rule)));
          const isUndecided = undecided.some(({ key }) => key === rule.key);
          expect(isUndecided).toBe(why === null);
          expect(isKept || isUndecided || (why === 'chosen' && reason === 'because')).toBe(true);
        }
      }),
      runs,
    );
  });

  it('never lets rules stand together of which one forbids what the other asks', () => {
    fc.assert(
      fc.property(anyComposition, ({ base, ...composition }) => {
        const peaceful = base.filter((rule, index) =>
          base.slice(0, index).every((other) => other.key !== rule.key || relate(other, rule) !== 'opposed'),
        );
        for (const { standing, why } of compose({ ...composition, base: peaceful }).criteria)
          if (why)
            expect(standing.some((one) => standing.some((other) => relate(one, other) === 'opposed'))).toBe(
              false,
            );
      }),
      runs,
    );
  });

  it('is the same in whatever order, and however often, rules are taken', () => {
    fc.assert(
      fc.property(anyComposition, fc.integer({ min: 0, max: 11 }), (composition, turn) => {
        const { overlays } = composition;
        const turned = [...overlays.slice(turn), ...overlays].reverse();
        expect(compose({ ...composition, overlays: turned })).toEqual(compose(composition));
      }),
      runs,
    );
  });

  it('composed again over what came of it, changes nothing', () => {
    fc.assert(
      fc.property(anyComposition, (composition) => {
        const composed = compose(composition);
        fc.pre(composed.undecided.length === 0);
        const base = standingRules(composed);
        // What was taken and stands is taken again, under the names it has in its instrument.
        const overlays = base.map((rule) => ({ ...rule, id: `${rule.id} again` }));
        for (const again of [aComposition({ base }), aComposition({ base, overlays })].map(compose)) {
          expect(again.undecided).toEqual([]);
          expect(ids(standingRules(again))).toEqual(ids(base));
        }
      }),
      runs,
    );
  });

  it('loses no rule: each of the base, and each that was taken, stands or is named as having given way', () => {
    fc.assert(
      fc.property(anyComposition, (composition) => {
        const { criteria } = compose(composition);
        const named = criteria.flatMap(({ standing, losing }) => [...standing, ...losing]);
        expect(ids(named).sort()).toEqual(ids([...composition.base, ...composition.overlays]).sort());
      }),
      runs,
    );
  });
});
