import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nationalOutcome, whatIf } from '#app/domain/capacity/what-if.ts';
import { aBuilding, aCriterion, aFloor, aRoom, aSite } from './place-builder.ts';
import { anyCriteria, anySite, tightened } from './site-arbitrary.ts';

const nobody = new Map<string, number>();
const toilets = aCriterion({ key: 'persons_per_toilet', threshold: 8, scope: 'floor' });
const area = (threshold: number) =>
  aCriterion({ key: 'floor_area_per_person_m2', operator: 'min', threshold });

describe('what if', () => {
  const site = aSite([
    aBuilding([
      aFloor(
        [
          aRoom({ name: '0-01', floorAreaM2: 16.8, designBeds: 6 }),
          aRoom({ name: '0-02', floorAreaM2: 16, designBeds: 4 }),
          aRoom({ name: '0-03', floorAreaM2: null, designBeds: 4 }),
        ],
        { facilities: { toilet: 1 } },
      ),
    ]),
  ]);

  it('4.2 m² were adopted in place of 4: who lives too many, what binds, and what is only unknown', () => {
    const occupied = new Map([
      ['0-01', 4],
      ['0-02', 4],
    ]);
    const adopted = [area(4)];
    const [outcome] = whatIf([site], { adopted, occupied }, { criteria: [area(4.2)], facilities: new Map() });
    // 16 m² hold four at 4 m², three at 4.2 m²; 16.8 m² four either way.
    expect(outcome).toEqual({
      siteId: 'site',
      beds: 14,
      before: { certain: 8, possible: 12 },
      after: { certain: 7, possible: 11 },
      roomsThatShrink: 1,
      roomsThatGrow: 0,
      housedAboveBefore: 0,
      housedAboveAfter: 1,
      lostBefore: [
        { criterionKey: 'floor_area_per_person_m2', isUnknown: true, beds: 4, rooms: 1 },
        { criterionKey: 'floor_area_per_person_m2', isUnknown: false, beds: 2, rooms: 1 },
      ],
      lostAfter: [
        { criterionKey: 'floor_area_per_person_m2', isUnknown: true, beds: 4, rooms: 1 },
        { criterionKey: 'floor_area_per_person_m2', isUnknown: false, beds: 3, rooms: 2 },
      ],
      placed: [],
      left: {},
    });
    expect(nationalOutcome([outcome!, outcome!])).toMatchObject({
      before: { certain: 16, possible: 24 },
      after: { certain: 14, possible: 22 },
      roomsThatShrink: 2,
      housedAboveAfter: 2,
    });
  });

  it('toilets were added: they go where they are short, and the rest lifts nothing', () => {
    const adopted = [toilets];
    const [outcome] = whatIf(
      [site],
      { adopted, occupied: nobody },
      { criteria: adopted, facilities: new Map([['site', { toilet: 4 }]]) },
    );
    expect(outcome).toMatchObject({
      before: { certain: 8, possible: 8 },
      after: { certain: 14, possible: 14 },
      roomsThatGrow: 3,
      lostAfter: [],
      placed: [{ buildingId: 'A', floor: 0, kind: 'toilet', count: 1 }],
      left: { toilet: 3 },
    });
  });

  it('more facilities were there, no site would hold fewer', () => {
    const anyFurther = fc.record({ toilet: fc.nat(5), shower: fc.nat(5), isolation_bed: fc.nat(3) });
    fc.assert(
      fc.property(anySite, anyCriteria, anyFurther, (some, adopted, further) => {
        const facilities = new Map([[some.id, further]]);
        const [outcome] = whatIf([some], { adopted, occupied: nobody }, { criteria: adopted, facilities });
        expect(outcome!.after.certain).toBeGreaterThanOrEqual(outcome!.before.certain);
        expect(outcome!.after.possible).toBeGreaterThanOrEqual(outcome!.before.possible);
      }),
    );
  });

  it('a stricter standard were adopted, no site would hold more, and no fewer would live too many', () => {
    const share = fc.double({ min: 0, max: 0.95, noNaN: true });
    fc.assert(
      fc.property(anySite, anyCriteria, anyCriteria, share, (some, adopted, more, by) => {
        const criteria = [...adopted.map((criterion) => tightened(criterion, by)), ...more];
        const [outcome] = whatIf([some], { adopted, occupied: nobody }, { criteria, facilities: new Map() });
        expect(outcome!.after.certain).toBeLessThanOrEqual(outcome!.before.certain);
        expect(outcome!.after.possible).toBeLessThanOrEqual(outcome!.before.possible);
      }),
    );
  });
});
