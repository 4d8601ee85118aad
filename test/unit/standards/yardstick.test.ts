import { describe, expect, it } from 'vitest';
import { judgedKeys, yardstickOf } from '#app/domain/standards/yardstick.ts';
import { readInstruments } from '#db/reference/reference.ts';

describe('how a criterion is judged', () => {
  it('is said for every criterion of every instrument', () => {
    const keys = readInstruments().flatMap(({ criteria }) => criteria.map(({ key }) => key));
    expect(keys.filter((key) => !judgedKeys.has(key))).toEqual([]);
  });

  it('is by a fact of its own key where nobody knew it, or its threshold is no figure to count by', () => {
    const gate = (key: string) => ({ kind: 'gate', fact: { kind: 'measured', key } });
    expect(yardstickOf({ key: 'constructor', threshold: true })).toEqual(gate('constructor'));
    expect(yardstickOf({ key: 'persons_per_toilet', threshold: true })).toEqual(gate('persons_per_toilet'));
  });
});
