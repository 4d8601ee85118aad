import { describe, expect, it } from 'vitest';
import { checklistOf, peopleQuestion } from '#app/domain/inspection/checklist.ts';
import type { Rule } from '#app/domain/standards/criterion.ts';
import { aBuilding, aFloor, aRoom, aSite } from '#test/unit/capacity/place-builder.ts';
import { aRule } from './acts.ts';

const building = aBuilding(
  [
    aFloor([aRoom({ id: 'r1', floorAreaM2: 18 }), aRoom({ id: 'r2' })]),
    aFloor([aRoom({ id: 'r3', floor: 1 })], { floor: 1, facilities: { toilet: 2 } }),
  ],
  { id: 'b' },
);
const area = aRule({ key: 'floor_area_per_person_m2', operator: 'min', threshold: 4.2 });
const dormitory = aRule({ key: 'dormitory_floor_area_per_person_m2', operator: 'min', threshold: 3 });
const perRoom = aRule({ key: 'max_occupants_per_room', threshold: 6 });
const toilets = aRule({ key: 'persons_per_toilet', threshold: 8, scope: 'floor' });
const gas = aRule({ key: 'gas_cylinders_in_building', operator: 'forbidden', scope: 'building' });

const ask = (criteria: readonly Rule[], rest: Partial<Parameters<typeof checklistOf>[0]> = {}) =>
  checklistOf({
    inspected: { kind: 'building', facts: building },
    roomIds: null,
    lifeSafety: [],
    criteria,
    ...rest,
  });
const idsOf = (questions: ReturnType<typeof ask>) => questions.map(({ id }) => id);

describe('a checklist', () => {
  it('goes from the building to its floors to their rooms, and counts people in each room', () => {
    expect(idsOf(ask([area, toilets, gas]))).toEqual([
      'building/gas_cylinders_in_building',
      'floor/0/toilet',
      'room/r1/people',
      'room/r1/floor_area_m2',
      'room/r2/people',
      'room/r2/floor_area_m2',
      'floor/1/toilet',
      'room/r3/people',
      'room/r3/floor_area_m2',
    ]);
  });

  it('asks once what several criteria are judged by, with what is on record', () => {
    const [first] = ask([area, dormitory, perRoom]).filter(({ key }) => key === 'floor_area_m2');
    expect(first).toMatchObject({ kind: 'number', unit: 'm2', known: 18, criteria: [area, dormitory] });
    const people = ask([area, perRoom]).find(({ id }) => id === peopleQuestion('r2'));
    expect(people).toMatchObject({ kind: 'people', known: null, criteria: [perRoom] });
    expect(
      ask([toilets])
        .filter(({ key }) => key === 'toilet')
        .map(({ known }) => known),
    ).toEqual([null, 2]);
  });

  it('asks after life safety whatever is adopted, and by the adopted rule where there is one', () => {
    const lifeSafety = [gas, aRule({ key: 'smoke_detectors', operator: 'required', scope: 'room' })];
    const adopted = { ...gas, id: 'adopted' };
    const questions = ask([adopted], { lifeSafety });
    expect(questions.find(({ key }) => key === 'gas_cylinders_in_building')?.criteria).toEqual([adopted]);
    expect(questions.filter(({ key }) => key === 'smoke_detectors')).toHaveLength(3);
  });

  it('passes by what an instrument allows outright, and limits of people above a room', () => {
    const allowed = aRule({ key: 'bunk_beds', operator: 'forbidden', threshold: false });
    const perFloor = aRule({ key: 'residents_per_floor', threshold: 10, scope: 'floor' });
    expect(idsOf(ask([allowed, perFloor]))).toEqual(['room/r1/people', 'room/r2/people', 'room/r3/people']);
  });

  it('of some rooms asks nothing else', () => {
    expect(idsOf(ask([area, toilets, gas], { roomIds: ['r3'] }))).toEqual([
      'room/r3/people',
      'room/r3/floor_area_m2',
    ]);
  });

  it('of a site asks what is so of the site', () => {
    const prayer = aRule({ key: 'prayer_room', operator: 'required', scope: 'site' });
    const site = aSite([], { facilities: { prayer_room: 1 } });
    const [question, ...others] = ask([area, gas, prayer], { inspected: { kind: 'site', facts: site } });
    expect(question).toMatchObject({ id: 'site/prayer_room', kind: 'number', known: 1 });
    expect(others).toEqual([]);
  });

  it('asks yes or no where that is the rule, a figure where it counts', () => {
    const kinds = ask([
      aRule({ key: 'own_bed', operator: 'required' }),
      aRule({ key: 'air_conditioning', operator: 'required' }),
      aRule({ key: 'bed_spacing_m', operator: 'min', threshold: 1, unit: 'm' }),
      aRule({ key: 'ensuite_toilet', operator: 'required' }),
      aRule({ key: 'a_rule_nobody_knew', operator: 'required' }),
    ])
      .filter(({ place }) => place.roomId === 'r1')
      .map(({ key, kind }) => [key, kind]);
    expect(kinds).toEqual([
      ['people', 'people'],
      ['own_bed', 'yes_no'],
      ['air_conditioning', 'yes_no'],
      ['bed_spacing_m', 'number'],
      ['toilet', 'number'],
      ['a_rule_nobody_knew', 'yes_no'],
    ]);
  });
});
