import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rule } from '#app/domain/standards/criterion.ts';
import { compareInstruments } from '#app/domain/standards/comparison.ts';
import { texts } from '#app/i18n/texts.ts';
import { criteriaOf, readInstruments } from '#db/reference/reference.ts';
import { aRule } from './a-rule.ts';

const published = compareInstruments(
  readInstruments()
    .flatMap(criteriaOf)
    .map((rule, index) => ({ id: String(index), ...rule })),
);
const strictestOf = (key: string) => published.find((criterion) => criterion.key === key)?.strictest;

describe('the published instruments', () => {
  it('are told apart by who asks most: Qatar for area, Kuwait for people in a room, Singapore for toilets', () => {
    expect(strictestOf('floor_area_per_person_m2')).toEqual(['qa-md18-2014']);
    expect(strictestOf('max_occupants_per_room')).toEqual([
      'kw-pam-2025',
      'qa-17-2005',
      'kw-pam-2020-practice',
    ]);
    expect(strictestOf('persons_per_toilet')).toEqual(['sg-nds-2021']);
  });

  it('contradict each other on bunk beds alone: forbidden in Kuwait and Qatar, allowed in Singapore', () => {
    expect(published.filter((criterion) => criterion.isContradictory).map(({ key }) => key)).toEqual([
      'bunk_beds',
    ]);
  });

  it('have words for each criterion in both languages, and no word for what none asks', () => {
    const keys = published.map((criterion) => criterion.key).sort();
    for (const language of ['ar', 'en'] as const)
      expect(Object.keys(texts[language].places.criteria).sort()).toEqual(keys);
  });
});

describe('a comparison', () => {
  it('marks nobody where only one speaks, where all ask the same, or where units or operators differ', () => {
    const strictest = (...rules: Rule[]) => compareInstruments(rules)[0]?.strictest;
    const other = { standardKey: 'other' };
    expect(strictest(aRule({}))).toEqual([]);
    expect(strictest(aRule({}), aRule(other))).toEqual([]);
    expect(strictest(aRule({}), aRule({ ...other, threshold: 5, unit: 'ft2' }))).toEqual([]);
    expect(strictest(aRule({}), aRule({ ...other, threshold: 5, operator: 'max' }))).toEqual([]);
    expect(strictest(aRule({ threshold: true }), aRule({ ...other, threshold: true }))).toEqual([]);
    expect(strictest(aRule({}), aRule({ ...other, threshold: 5 }))).toEqual(['other']);
    expect(strictest(aRule({ operator: 'max' }), aRule({ ...other, operator: 'max', threshold: 5 }))).toEqual(
      ['one'],
    );
  });

  it('never marks an instrument while another asks more', () => {
    const figures = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(figures, fc.constantFrom('min' as const, 'max' as const), (thresholds, operator) => {
        const rules = thresholds.map((threshold, index) =>
          aRule({ threshold, operator, standardKey: `instrument ${index}` }),
        );
        const strictest = compareInstruments(rules)[0]?.strictest ?? [];
        for (const key of strictest) {
          const figure = thresholds[Number(key.split(' ')[1])] ?? 0;
          expect(thresholds.every((each) => (operator === 'min' ? each <= figure : each >= figure))).toBe(
            true,
          );
        }
        expect(strictest.length > 0).toBe(new Set(thresholds).size > 1);
      }),
    );
  });
});
