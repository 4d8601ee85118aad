import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fairnessFigures } from '#app/domain/allocation/fairness-figures.ts';
import type { EmployerShare } from '#app/domain/allocation/proposal.ts';
import type { EmployerId } from '#app/domain/identity/ids.ts';

const anEmployer = (asked: number, placed: number, firstComePlaced = placed): EmployerShare => ({
  employerId: crypto.randomUUID() as EmployerId,
  asked,
  placed,
  firstComePlaced,
});

const someEmployers = fc.array(
  fc
    .tuple(fc.nat(5000), fc.nat(100))
    .map(([asked, part]) => anEmployer(asked, Math.floor((asked * part) / 100))),
  { maxLength: 300 },
);

describe('the picture of how employers fare', () => {
  it('draws everybody who asked once, and counts every bed', () => {
    fc.assert(
      fc.property(someEmployers, (employers) => {
        const asking = employers.filter(({ asked }) => asked > 0);
        const { dots, bands } = fairnessFigures(employers);
        expect(dots.reduce((total, dot) => total + dot.employers, 0)).toBe(asking.length);
        expect(bands.reduce((total, band) => total + band.employers, 0)).toBe(asking.length);
        expect(bands.reduce((total, band) => total + band.placed, 0)).toBe(
          asking.reduce((total, { placed }) => total + placed, 0),
        );
      }),
    );
  });

  it('holds a nation of employers in a few hundred dots', () => {
    const employers = Array.from({ length: 20_000 }, (_, index) => anEmployer(1 + (index % 400), index % 3));
    expect(fairnessFigures(employers).dots.length).toBeLessThan(500);
  });

  it('never draws somebody who lacks one bed as served whole', () => {
    const { dots } = fairnessFigures([anEmployer(1000, 1000), anEmployer(1000, 999)]);
    expect(dots.map(({ share }) => share).toSorted()).toEqual([0.999, 1]);
  });

  it('draws what first come, first served would have done beside it', () => {
    const employers = [anEmployer(10, 5, 10), anEmployer(10, 5, 0)];
    expect(fairnessFigures(employers).dots).toHaveLength(1);
    const firstCome = fairnessFigures(employers, ({ firstComePlaced }) => firstComePlaced);
    expect(firstCome.dots).toHaveLength(2);
    expect(firstCome.commonShare).toBe(0.5);
  });
});
