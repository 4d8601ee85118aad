import { describe, expect, it } from 'vitest';
import type { BuildingFacts } from '#app/domain/capacity/judging/place-facts.ts';
import type { InspectedPlace } from '#app/domain/inspection/checklist.ts';
import { checklistOf } from '#app/domain/inspection/checklist.ts';
import { recordOf } from '#app/domain/inspection/inspection-record.ts';
import type { Assigned } from '#app/domain/inspection/judged-answers.ts';
import {
  capacityAsFound,
  factsTold,
  judgeAnswers,
  placeAsFound,
} from '#app/domain/inspection/judged-answers.ts';
import type { AnswerValue, Operation } from '#app/domain/inspection/operation.ts';
import type { Rule } from '#app/domain/standards/criterion.ts';
import { aBuilding, aFloor, aRoom, aSite } from '#test/unit/capacity/place-builder.ts';
import { aPhoneId, aRule, anAnswer, answersTo } from './acts.ts';

const area = aRule({ key: 'floor_area_per_person_m2', operator: 'min', threshold: 4.2, unit: 'm2' });
const perRoom = aRule({ key: 'max_occupants_per_room', threshold: 6 });
const toilets = aRule({ key: 'persons_per_toilet', threshold: 8, scope: 'floor' });
const perFloor = aRule({ key: 'residents_per_floor', threshold: 10, scope: 'floor' });
const perBuilding = aRule({ key: 'max_occupants_per_building', threshold: 12, scope: 'building' });
const alarm = aRule({ key: 'fire_alarm', operator: 'required', scope: 'building' });

/** Two rooms on the ground floor, one above; 18 m² each. */
const building = aBuilding(
  [
    aFloor([aRoom({ id: 'r1', floorAreaM2: 18 }), aRoom({ id: 'r2', floorAreaM2: 18 })]),
    aFloor([aRoom({ id: 'r3', floor: 1, floorAreaM2: 18 })], { floor: 1 }),
  ],
  { id: 'b' },
);

interface Look {
  readonly facts?: BuildingFacts;
  readonly inspected?: InspectedPlace;
  readonly roomIds?: readonly string[] | null;
  readonly assigned?: Assigned;
  readonly acts?: readonly Operation[];
}

function look(
  criteria: readonly Rule[],
  answers: Readonly<Record<string, AnswerValue>>,
  {
    facts = building,
    inspected = { kind: 'building', facts },
    roomIds = null,
    assigned = {},
    acts = [],
  }: Look = {},
) {
  const questions = checklistOf({ inspected, roomIds, criteria, lifeSafety: [] });
  const record = recordOf([...answersTo(answers), ...acts]);
  return {
    told: factsTold('s', questions, record),
    found: placeAsFound(inspected, questions, record),
    capacity: capacityAsFound(placeAsFound(inspected, questions, record), criteria),
    verdicts: judgeAnswers({ inspected, roomIds, criteria, questions, record, assigned }),
    of: (id: string, key?: string) => {
      const [verdict] = judgeAnswers({ inspected, roomIds, criteria, questions, record, assigned }).filter(
        ({ question, rule }) => question.id === id && (!key || rule.key === key),
      );
      if (!verdict) return undefined;
      const { isMet, people, allows } = verdict;
      return { isMet, people, allows };
    },
  };
}

describe('a room of 18 m² at 4.2 m² a person', () => {
  const measured = { 'room/r1/floor_area_m2': 18 };

  it.each([
    [4, true],
    [5, false],
    [6, false],
  ])('holds 4: with %i people it is met: %s', (people, isMet) => {
    const { of } = look([area], { ...measured, 'room/r1/people': people });
    expect(of('room/r1/floor_area_m2')).toEqual({ isMet, people, allows: 4 });
  });

  it('of 12.6 m² holds 3, which fractions in base two would deny', () => {
    const { of } = look([area], { 'room/r1/floor_area_m2': 12.6, 'room/r1/people': 3 });
    expect(of('room/r1/floor_area_m2')).toEqual({ isMet: true, people: 3, allows: 3 });
  });

  it('is judged by who should sleep there where nobody counted', () => {
    const { of } = look([area], measured, { assigned: { r1: 6 } });
    expect(of('room/r1/floor_area_m2')).toEqual({ isMet: false, people: 6, allows: 4 });
    expect(
      look([area], { ...measured, 'room/r1/people': 2 }, { assigned: { r1: 6 } }).of('room/r1/floor_area_m2'),
    ).toEqual({ isMet: true, people: 2, allows: 4 });
  });

  it('is met only once somebody has measured, yet broken already by what is on record', () => {
    expect(look([area], { 'room/r1/people': 4 }).of('room/r1/floor_area_m2')?.isMet).toBeNull();
    expect(look([area], { 'room/r1/people': 5 }).of('room/r1/floor_area_m2')?.isMet).toBe(false);
    const unknown = aBuilding([aFloor([aRoom({ id: 'r1' })])], { id: 'b' });
    expect(look([area], { 'room/r1/people': 50 }, { facts: unknown }).of('room/r1/floor_area_m2')).toEqual({
      ...{ isMet: null, people: 50, allows: 0 },
    });
  });

  it('holds no more than a limit of people, which the count answers', () => {
    const { of } = look([area, perRoom], { 'room/r1/floor_area_m2': 40, 'room/r1/people': 7 });
    expect(of('room/r1/people')).toEqual({ isMet: false, people: 7, allows: 6 });
    expect(of('room/r1/floor_area_m2')).toEqual({ isMet: true, people: 7, allows: 9 });
    expect(of('room/r2/people')?.isMet).toBeNull();
  });

  it('says nothing where two counted differently, or the question has no sense', () => {
    const other = anAnswer(9, 'room/r1/people', 3, { phoneId: aPhoneId(2), sequence: 1 });
    const inConflict = look([perRoom], { 'room/r1/people': 7 }, { acts: [other] });
    expect(inConflict.of('room/r1/people')?.isMet).toBeNull();
    expect(look([area], { 'room/r1/floor_area_m2': 'not_applicable' }).of('room/r1/floor_area_m2')).toEqual({
      ...{ isMet: null, people: 0, allows: null },
    });
  });
});

describe('people of a floor and a building', () => {
  const counts = { 'room/r1/people': 6, 'room/r2/people': 5, 'room/r3/people': 2 };

  it('are the sum of those counted in the rooms, where nobody counted of those assigned', () => {
    const { of } = look([toilets], { ...counts, 'floor/0/toilet': 1, 'floor/1/toilet': 1 });
    expect(of('floor/0/toilet')).toEqual({ isMet: false, people: 11, allows: 8 });
    expect(of('floor/1/toilet')).toEqual({ isMet: true, people: 2, allows: 8 });
    const partly = look(
      [toilets],
      { 'room/r1/people': 6, 'floor/0/toilet': 1 },
      { assigned: { r1: 1, r2: 3, r3: 9 } },
    );
    expect(partly.of('floor/0/toilet')).toEqual({ isMet: false, people: 9, allows: 8 });
  });

  it('are held against limits of people, which nobody has to be asked for', () => {
    const { of } = look([perFloor, perBuilding], counts);
    expect(of('floor/0/people')).toEqual({ isMet: false, people: 11, allows: 10 });
    expect(of('floor/1/people')).toEqual({ isMet: true, people: 2, allows: 10 });
    expect(of('building/people')).toEqual({ isMet: false, people: 13, allows: 12 });
  });

  it('keep to a limit only once every room was counted', () => {
    const { of } = look([perFloor], { 'room/r1/people': 2 }, { assigned: { r2: 1, r3: 11 } });
    expect(of('floor/0/people')).toEqual({ isMet: null, people: 3, allows: 10 });
    expect(of('floor/1/people')).toEqual({ isMet: false, people: 11, allows: 10 });
  });

  it('of which only some rooms are looked at are held against none', () => {
    expect(look([perFloor, perBuilding], counts, { roomIds: ['r1'] }).verdicts).toEqual([]);
  });

  it('of a site are all who are assigned there', () => {
    const site = aSite([], { id: 's' });
    const inspected = { kind: 'site', facts: site } as const;
    const clinics = aRule({ key: 'persons_per_clinic', threshold: 1000, scope: 'site' });
    const perSite = aRule({ key: 'max_occupants_per_site', threshold: 3000, scope: 'site' });
    const { of } = look([clinics, perSite], { 'site/clinic': 3 }, { inspected, assigned: { s: 3200 } });
    expect(of('site/clinic')).toEqual({ isMet: false, people: 3200, allows: 3000 });
    expect(of('site/people')).toEqual({ isMet: false, people: 3200, allows: 3000 });
  });
});

describe('a rule that is met or not', () => {
  it.each([
    ['required', true, true, true],
    ['required', true, false, false],
    ['forbidden', true, true, false],
    ['forbidden', true, false, true],
    ['min', 1, 0.9, false],
    ['min', 1, 1, true],
    ['max', 12, 12, true],
    ['max', 12, 13, false],
  ] as const)('%s %s, and found %s: %s', (operator, threshold, value, isMet) => {
    const rule = aRule({ key: 'a_rule_nobody_knew', operator, threshold, scope: 'building' });
    expect(look([rule], { 'building/a_rule_nobody_knew': value }).of('building/a_rule_nobody_knew')).toEqual({
      ...{ isMet, people: 0, allows: null },
    });
  });

  it('is unknown until it was looked at, and without sense where it doesn’t apply', () => {
    expect(look([alarm], {}).of('building/fire_alarm')?.isMet).toBeNull();
    expect(
      look([alarm], { 'building/fire_alarm': 'not_applicable' }).of('building/fire_alarm')?.isMet,
    ).toBeNull();
  });

  it('that begins above a number of people is met where no more live there', () => {
    const nurse = aRule({ key: 'resident_nurse', operator: 'required', scope: 'building', appliesAbove: 10 });
    const none = { 'building/resident_nurse': false };
    expect(look([nurse], { ...none, 'room/r1/people': 10 }).of('building/resident_nurse')?.isMet).toBe(true);
    expect(look([nurse], { ...none, 'room/r1/people': 11 }).of('building/resident_nurse')?.isMet).toBe(false);
  });

  it('that begins above a number of people allows as many where it counts them', () => {
    const large = { ...toilets, appliesAbove: 10 };
    const { of } = look([large], { 'floor/0/toilet': 1, 'room/r1/people': 6, 'room/r2/people': 4 });
    expect(of('floor/0/toilet')).toEqual({ isMet: true, people: 10, allows: 10 });
  });
});

describe('the facts that answers tell', () => {
  const height = aRule({ key: 'ceiling_height_m', operator: 'min', threshold: 2.4, unit: 'm' });

  it('are what is new or differs, each at its place', () => {
    const { told, found } = look([area, height, toilets, alarm], {
      ...{ 'room/r1/floor_area_m2': 17.5, 'room/r1/ceiling_height_m': 2.3, 'room/r2/floor_area_m2': 18 },
      ...{ 'floor/1/toilet': 2, 'building/fire_alarm': true, 'room/r3/people': 9 },
    });
    const at = (floor: number | null) => ({ buildingId: 'b', floor, roomId: null });
    expect(told).toEqual({
      siteId: 's',
      rooms: [{ roomId: 'r1', floorAreaM2: 17.5, ceilingHeightM: 2.3 }],
      facilities: [{ ...at(1), kind: 'toilet', count: 2 }],
      measured: [{ ...at(null), key: 'fire_alarm', value: true }],
    });
    const { facts } = found as { facts: BuildingFacts };
    expect(facts.floors[0]!.rooms[0]).toMatchObject({ floorAreaM2: 17.5, ceilingHeightM: 2.3 });
    expect([facts.floors[1]!.facilities, facts.measured]).toEqual([{ toilet: 2 }, { fire_alarm: true }]);
  });

  it('show at once what the place then holds', () => {
    // 18, 18 and 12.6 m² hold 4, 4 and 3; each room has four beds.
    expect(look([area], { 'room/r3/floor_area_m2': 12.6 }).capacity).toMatchObject({ certain: 11 });
  });

  it('are told by no answer that doesn’t fit its question, nor by one in conflict', () => {
    const { told, verdicts } = look(
      [area, toilets, alarm],
      {
        ...{ 'room/r1/floor_area_m2': true, 'room/r2/floor_area_m2': -3, 'room/r3/floor_area_m2': 0.001 },
        ...{ 'floor/0/toilet': 1.5, 'floor/1/toilet': 3, 'building/fire_alarm': 1, 'room/r1/people': -2 },
      },
      { acts: [anAnswer(20, 'floor/1/toilet', 4, { phoneId: aPhoneId(2), sequence: 1 })] },
    );
    expect(told).toEqual({ siteId: 's', rooms: [], facilities: [], measured: [] });
    expect(verdicts.filter(({ isMet }) => isMet !== null)).toEqual([]);
    expect(verdicts.map(({ people }) => people)).toEqual(verdicts.map(() => 0));
  });
});
