import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withFacts } from '#app/domain/capacity/judging/facts-change.ts';
import type { BuildingFacts } from '#app/domain/capacity/judging/place-facts.ts';
import { factsForm, floorOf, readFactsForm } from '#app/domain/places/facts-form.ts';
import type { Criterion } from '#app/domain/standards/criterion.ts';

const aCriterion = (change: Partial<Criterion>): Criterion => ({
  key: 'persons_per_toilet',
  operator: 'max',
  threshold: 8,
  unit: 'persons',
  scope: 'floor',
  severity: 'major',
  standardKey: 'test',
  appliesAbove: null,
  ...change,
});
const criteria = [
  aCriterion({}),
  aCriterion({ key: 'floor_area_per_person_m2', operator: 'min', threshold: 4, scope: 'room' }),
  aCriterion({ key: 'air_conditioning', operator: 'required', threshold: true, scope: 'room' }),
  aCriterion({ key: 'refuse_distance_m', operator: 'min', threshold: 30, scope: 'building' }),
];
const building: BuildingFacts = {
  id: 'building',
  name: 'A-01',
  floorCount: 2,
  facilities: {},
  measured: {},
  floors: [
    {
      floor: 0,
      facilities: { toilet: 0, kitchen: 2 },
      measured: {},
      rooms: [
        {
          id: 'room',
          name: '0-01',
          floor: 0,
          floorAreaM2: 18,
          ceilingHeightM: null,
          windows: 0,
          designBeds: 4,
          upperBeds: 0,
          facilities: {},
          measured: { air_conditioning: true },
        },
      ],
    },
  ],
};
const ground = factsForm(building, 0, criteria);
const textsOf = (fields: readonly { name: string; text: string }[]) =>
  Object.fromEntries(fields.map(({ name, text }) => [name, text]));
const shownOf = (form: typeof ground) =>
  textsOf([...form.own, ...form.rooms.flatMap(({ fields }) => fields)]);
const read = (typed: Record<string, string>) =>
  readFactsForm(ground, { siteId: 'site', typed, shown: shownOf(ground) });

describe('the form of a floor', () => {
  it('asks what the criteria judge by and shows what is known; unknown is empty, and a 0 that was counted is a word', () => {
    expect(textsOf(ground.own)).toEqual({ 'counted.toilet': 'none', 'counted.kitchen': '2' });
    expect(ground.rooms.map(({ fields }) => textsOf(fields))).toEqual([
      {
        'room.recorded.floorAreaM2': '18',
        'room.recorded.ceilingHeightM': '',
        'room.recorded.windows': '0',
        'room.seen.air_conditioning': 'yes',
      },
    ]);
  });

  it('of which nothing is known yet, and of the whole building, asks too', () => {
    expect(textsOf(factsForm(building, 1, criteria).own)).toEqual({ 'counted.toilet': '' });
    expect(textsOf(factsForm(building, null, criteria).own)).toEqual({ 'measured.refuse_distance_m': '' });
    expect(floorOf(building, 1).rooms).toEqual([]);
  });

  it('that is sent back as it was shown changes nothing', () => {
    expect(read(shownOf(ground))).toMatchObject({ problems: {}, changed: 0 });
  });

  it('changes what was typed otherwise; what was emptied is not known any more', () => {
    const { problems, change, changed } = read({
      ...shownOf(ground),
      'counted.toilet': '٣',
      'counted.kitchen': '',
      'room.recorded.ceilingHeightM': '280 cm',
      'room.recorded.floorAreaM2': '',
      'room.seen.air_conditioning': 'no',
    });
    expect([problems, changed]).toEqual([{}, 5]);
    const site = withFacts({ id: 'site', buildings: [building], facilities: {}, measured: {} }, change);
    expect(site.buildings[0]?.floors[0]).toMatchObject({
      facilities: { toilet: 3 },
      rooms: [{ floorAreaM2: null, ceilingHeightM: 2.8, windows: 0, measured: { air_conditioning: false } }],
    });
    expect(site.buildings[0]?.floors[0]?.facilities).not.toHaveProperty('kitchen');
  });

  it('says of each field what is wrong with it, and reads the others', () => {
    const { problems, change } = read({
      'counted.toilet': '0',
      'counted.kitchen': '0',
      'room.recorded.floorAreaM2': '-18',
      'room.seen.air_conditioning': 'perhaps',
    });
    expect(problems).toEqual({
      'counted.toilet': 'zero_facilities',
      'room.recorded.floorAreaM2': 'negative_number',
      'room.seen.air_conditioning': 'not_a_choice',
    });
    expect(change.facilities).toEqual([
      { buildingId: 'building', floor: 0, roomId: null, kind: 'kitchen', count: 0 },
    ]);
  });

  it('whatever is typed is read or refused, and fields that it lacks are passed over', () => {
    const names = [...Object.keys(shownOf(ground)), 'room.recorded.name', '__proto__'];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.string({ unit: 'grapheme' })), (typed) => {
        const { problems, changed } = read(typed);
        expect(Object.keys(problems).length + changed).toBeLessThanOrEqual(names.length - 2);
      }),
    );
  });
});
