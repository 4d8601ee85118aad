import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountOf } from '#app/domain/capacity/judging/amount.ts';
import { judgeBuilding, judgeFloor, judgeRoom, judgeSite } from '#app/domain/capacity/judging/judgement.ts';
import type { LiftStep } from '#app/domain/capacity/judging/lift.ts';
import type { PlaceFacts } from '#app/domain/capacity/judging/place-facts.ts';
import type { Criterion } from '#app/domain/standards/criterion.ts';
import { aCriterion, aFloor, aRoom, rooms } from '#test/unit/capacity/place-builder.ts';
import { anyCriteria, anySite, placesOf } from '#test/unit/capacity/site-arbitrary.ts';

const toilets = aCriterion({ key: 'persons_per_toilet', threshold: 6, scope: 'floor' });
const showers = aCriterion({ key: 'persons_per_shower', threshold: 6, scope: 'floor' });
const area = aCriterion({ key: 'floor_area_per_person_m2', operator: 'min', threshold: 4.2 });

describe('what would lift a place', () => {
  it('is two more showers on a floor for 12 more people', () => {
    const floor = aFloor(rooms(7, 4), { facilities: { toilet: 4, shower: 2 } });
    expect(judgeFloor(floor, [toilets, showers]).lift).toEqual({
      people: 12,
      steps: [{ kind: 'more', fact: { kind: 'facility', key: 'shower' }, by: 2 }],
    });
  });

  it('is a toilet and a shower together where both bind', () => {
    const floor = aFloor(rooms(7, 4), { facilities: { toilet: 4, shower: 4 } });
    expect(judgeFloor(floor, [toilets, showers]).lift).toEqual({
      people: 4,
      steps: [
        { kind: 'more', fact: { kind: 'facility', key: 'toilet' }, by: 1 },
        { kind: 'more', fact: { kind: 'facility', key: 'shower' }, by: 1 },
      ],
    });
  });

  it('is as many square metres as the beds ask for', () => {
    expect(judgeRoom(aRoom({ floorAreaM2: 18, designBeds: 6 }), [area]).lift).toEqual({
      people: 2,
      steps: [{ kind: 'more', fact: { kind: 'record', key: 'floor_area_m2' }, by: 7.2 }],
    });
  });

  it('is to provide what is missing, to remove what is forbidden, to bring a figure to its threshold', () => {
    const air = aCriterion({ key: 'air_conditioning', operator: 'required' });
    const bunks = aCriterion({ key: 'bunk_beds', operator: 'forbidden' });
    const ceiling = aCriterion({ key: 'ceiling_height_m', operator: 'min', threshold: 2.13 });
    const room = aRoom({ upperBeds: 2, ceilingHeightM: 2.05, measured: { air_conditioning: false } });
    expect(judgeRoom(room, [air, bunks, ceiling]).lift).toEqual({
      people: 4,
      steps: [
        { kind: 'provide', fact: { kind: 'measured', key: 'air_conditioning' } },
        { kind: 'remove', fact: { kind: 'record', key: 'bunk_beds' } },
        { kind: 'more', fact: { kind: 'record', key: 'ceiling_height_m' }, by: 0.08 },
      ],
    });
  });

  it('is nothing where the rooms bind, or a limit of people', () => {
    const four = aCriterion({ key: 'max_occupants_per_room', threshold: 4 });
    expect(judgeRoom(aRoom({ designBeds: 6 }), [four]).lift).toBeNull();
    expect(judgeFloor(aFloor(rooms(2, 4), { facilities: { toilet: 9 } }), [toilets]).lift).toBeNull();
  });

  it('lets the place hold just as many more as was said, and with one fewer it does not', () => {
    fc.assert(
      fc.property(anySite, anyCriteria, (site, criteria) => {
        for (const { place } of placesOf(site)) {
          const before = judged(place, criteria);
          if (!before.lift) continue;
          const { people, steps } = before.lift;
          const lifted = steps.reduce(applied, place);
          expect(judged(lifted, criteria).certain).toBe(before.certain + people);
          steps.forEach((step, index) => {
            const tooLittle = oneFewer(step);
            if (!tooLittle) return;
            const almost = steps.with(index, tooLittle).reduce(applied, place);
            expect(judged(almost, criteria).certain).toBeLessThan(before.certain + people);
          });
        }
      }),
      { numRuns: 300 },
    );
  });
});

function judged(place: PlaceFacts, criteria: readonly Criterion[]) {
  if ('rooms' in place) return judgeFloor(place, criteria);
  if ('floors' in place) return judgeBuilding(place, criteria);
  return 'buildings' in place ? judgeSite(place, criteria) : judgeRoom(place, criteria);
}

function oneFewer(step: LiftStep): LiftStep | null {
  if (step.kind !== 'more') return null;
  return { ...step, by: step.by - (step.fact.kind === 'facility' ? 1 : 0.01) };
}

const exactly = (figure: number) => Number(figure.toPrecision(12));

/** The place after one step of a lift; what is measured turns out just good enough. */
function applied(place: PlaceFacts, step: LiftStep): PlaceFacts {
  const { kind, key } = step.fact;
  const amount = amountOf(place, step.fact);
  const figure = Number(amount.value);
  const found = {
    more: 'by' in step ? exactly(figure + step.by) : 0,
    less: 'by' in step ? exactly(figure - step.by) : 0,
    provide: true,
    remove: false,
    measure: step.kind === 'measure' ? (step.least ?? step.most ?? 0) : 0,
  }[step.kind];
  if (kind === 'facility') {
    const within = Math.max(0, amount.low) - (place.facilities[key] ?? 0);
    return { ...place, facilities: { ...place.facilities, [key]: Math.max(0, Number(found) - within) } };
  }
  if ('designBeds' in place) {
    if (key === 'floor_area_m2') return { ...place, floorAreaM2: Number(found) };
    if (key === 'ceiling_height_m') return { ...place, ceilingHeightM: Number(found) };
    if (key === 'bed_tiers') return { ...place, upperBeds: 0 };
  }
  if ('floors' in place && key === 'residential_floors') return { ...place, floorCount: Number(found) };
  return { ...place, measured: { ...place.measured, [key]: found } };
}
