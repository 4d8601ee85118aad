import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountOf } from '#app/domain/capacity/judging/amount.ts';
import type { Judgement, SiteJudgement } from '#app/domain/capacity/judging/judgement.ts';
import {
  judgeBuilding,
  judgeFloor,
  judgementsBehindRoom,
  judgeRoom,
  judgeSite,
} from '#app/domain/capacity/judging/judgement.ts';
import type { PlaceFacts } from '#app/domain/capacity/judging/place-facts.ts';
import type { Scope } from '#app/domain/standards/criterion.ts';
import { yardstickOf } from '#app/domain/standards/yardstick.ts';
import { aBuilding, aCriterion, aFloor, aRoom, withChange } from '#test/unit/capacity/place-builder.ts';
import {
  anyCriteria,
  anyCriterion,
  anySite,
  placesOf,
  tightened,
} from '#test/unit/capacity/site-arbitrary.ts';

/** The judgements of a site and all places in it, in the order of `placesOf`. */
const allOf = (site: SiteJudgement): Judgement[] => [
  site,
  ...site.buildings.flatMap((building) => [
    building,
    ...building.floors.flatMap((floor) => [floor, ...floor.rooms]),
  ]),
];

const pickFrom = <Item>(items: readonly Item[], pick: number) => items[pick % items.length];

describe('more never holds fewer', () => {
  it('where a room has more floor area', () => {
    fc.assert(
      fc.property(anySite, anyCriteria, fc.nat(), fc.nat(2000), (site, criteria, pick, more) => {
        const measured = placesOf(site).flatMap(({ place }) =>
          'designBeds' in place && place.floorAreaM2 !== null ? [place] : [],
        );
        const room = pickFrom(measured, pick);
        if (!room) return;
        const larger = withChange(site, room, { floorAreaM2: room.floorAreaM2! + more / 100 });
        expectNoFewer(judgeSite(site, criteria), judgeSite(larger, criteria));
      }),
    );
  });

  it('where a place has more of a facility', () => {
    fc.assert(
      fc.property(
        anySite,
        anyCriteria,
        fc.nat(),
        fc.integer({ min: 1, max: 3 }),
        (site, criteria, pick, more) => {
          const counted = placesOf(site).flatMap(({ place }) =>
            Object.keys(place.facilities).map((kind) => ({ place, kind })),
          );
          const chosen = pickFrom(counted, pick);
          if (!chosen) return;
          const { place, kind } = chosen;
          const facilities = { ...place.facilities, [kind]: place.facilities[kind]! + more };
          expectNoFewer(
            judgeSite(site, criteria),
            judgeSite(withChange(site, place, { facilities }), criteria),
          );
        },
      ),
    );
  });

  const expectNoFewer = (before: SiteJudgement, after: SiteJudgement) => {
    const old = allOf(before);
    allOf(after).forEach(({ certain, possible }, index) => {
      expect(certain).toBeGreaterThanOrEqual(old[index]!.certain);
      expect(possible).toBeGreaterThanOrEqual(old[index]!.possible);
    });
  };
});

describe('a stricter standard never holds more', () => {
  const expectNoMore = (before: SiteJudgement, after: SiteJudgement) => {
    const old = allOf(before);
    allOf(after).forEach(({ certain, possible }, index) => {
      expect(certain).toBeLessThanOrEqual(old[index]!.certain);
      expect(possible).toBeLessThanOrEqual(old[index]!.possible);
    });
  };

  it('with one criterion more', () => {
    fc.assert(
      fc.property(anySite, anyCriteria, anyCriterion, (site, criteria, more) => {
        expectNoMore(judgeSite(site, criteria), judgeSite(site, [...criteria, more]));
      }),
    );
  });

  it('with thresholds that ask more, or begin at fewer people', () => {
    fc.assert(
      fc.property(anySite, anyCriteria, fc.double({ min: 0, max: 1, noNaN: true }), (site, criteria, by) => {
        const stricter = criteria.map((criterion) => tightened(criterion, by));
        expectNoMore(judgeSite(site, criteria), judgeSite(site, stricter));
      }),
    );
  });
});

describe('what is unknown', () => {
  const area = aCriterion({ key: 'floor_area_per_person_m2', operator: 'min', threshold: 4 });

  it('is never compliant and never excluded, and is named', () => {
    const judged = judgeRoom(aRoom({ designBeds: 6 }), [area]);
    expect(judged).toMatchObject({
      certain: 0,
      possible: 6,
      missing: [{ criterionKey: area.key, fact: { kind: 'record', key: 'floor_area_m2' } }],
      lift: { people: 6, steps: [{ kind: 'measure', least: 24, most: null }] },
    });
  });

  it('is not asked for where it could change nothing', () => {
    const tooLow = aCriterion({ key: 'ceiling_height_m', operator: 'min', threshold: 2.13 });
    expect(judgeRoom(aRoom({ ceilingHeightM: 2 }), [area, tooLow]).missing).toEqual([]);
  });

  it('leaves what is certain within what is possible', () => {
    fc.assert(
      fc.property(anySite, anyCriteria, (site, criteria) => {
        for (const { certain, possible } of allOf(judgeSite(site, criteria)))
          expect(certain).toBeLessThanOrEqual(possible);
      }),
    );
  });

  it('makes the range narrower, never wider, once it is measured', () => {
    fc.assert(
      fc.property(
        anySite,
        fc.array(anyCriterion, { minLength: 1, maxLength: 8 }),
        fc.nat(),
        fc.nat(40),
        (site, criteria, pick, found) => {
          const unknown = placesOf(site).flatMap(({ place, around }) =>
            criteria.flatMap((criterion) => {
              const yardstick = yardstickOf(criterion);
              if (!('fact' in yardstick) || amountOf(place, yardstick.fact).value !== null) return [];
              const { fact } = yardstick;
              // Who counted a wider place has counted what is in it.
              if (fact.kind === 'facility' && around.some((each) => each.facilities[fact.key] !== undefined))
                return [];
              return [
                {
                  place,
                  change: measuring(
                    place,
                    yardstick.fact,
                    criterion.threshold === true ? found % 2 === 0 : found,
                  ),
                },
              ];
            }),
          );
          const chosen = pickFrom(unknown, pick);
          if (!chosen) return;
          const before = allOf(judgeSite(site, criteria));
          const after = allOf(judgeSite(withChange(site, chosen.place, chosen.change), criteria));
          after.forEach(({ certain, possible }, index) => {
            expect(certain).toBeGreaterThanOrEqual(before[index]!.certain);
            expect(possible).toBeLessThanOrEqual(before[index]!.possible);
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  const measuring = (
    place: PlaceFacts,
    fact: { readonly kind: string; readonly key: string },
    found: number | boolean,
  ) => {
    if (fact.kind === 'facility') return { facilities: { ...place.facilities, [fact.key]: Number(found) } };
    if ('designBeds' in place && fact.key === 'floor_area_m2') return { floorAreaM2: Number(found) };
    if ('designBeds' in place && fact.key === 'ceiling_height_m') return { ceilingHeightM: Number(found) };
    return { measured: { ...place.measured, [fact.key]: found } };
  };
});

describe('the limits', () => {
  it('stand tightest first; the first is what binds, and what lies within is one of them', () => {
    fc.assert(
      fc.property(anySite, anyCriteria, (site, criteria) => {
        for (const { certain, possible, limits, binding, next } of allOf(judgeSite(site, criteria))) {
          const allowed = limits.map((limit) => limit.allows.certain);
          expect(allowed).toEqual([...allowed].sort((one, other) => (one < other ? -1 : 1)));
          expect(binding).toBe(limits[0]);
          expect(certain).toBe(binding.allows.certain);
          expect(possible).toBe(Math.min(...limits.map((limit) => limit.allows.possible)));
          expect(limits.filter((limit) => limit.kind === 'within')).toHaveLength(1);
          expect(next?.allows.certain ?? Infinity).toBeGreaterThan(certain);
        }
      }),
    );
  });

  it('begin where the rule begins: no first-aid room, and 200 may live there', () => {
    const firstAid = aCriterion({
      key: 'first_aid_room_with_nurse',
      operator: 'required',
      scope: 'floor',
      appliesAbove: 3,
    });
    const floor = aFloor([aRoom(), aRoom()], { measured: { first_aid_room_with_nurse: false } });
    expect(judgeFloor(floor, [firstAid])).toMatchObject({
      certain: 3,
      binding: { criterionKey: 'first_aid_room_with_nurse', measured: false },
      lift: { people: 5, steps: [{ kind: 'provide' }] },
    });
  });

  it('count an en-suite toilet for its floor', () => {
    const toilets = aCriterion({ key: 'persons_per_toilet', threshold: 3, scope: 'floor' });
    const ensuite = aRoom({ facilities: { toilet: 1 } });
    expect(judgeFloor(aFloor([ensuite, aRoom()], { facilities: { toilet: 1 } }), [toilets])).toMatchObject({
      certain: 6,
      possible: 6,
    });
    expect(judgeFloor(aFloor([ensuite, aRoom()]), [toilets])).toMatchObject({ certain: 3, possible: 8 });
    expect(judgeFloor(aFloor([ensuite, ensuite]), [toilets])).toMatchObject({ certain: 6, possible: 6 });
  });

  it('take a criterion that nobody knew as a gate on the fact of its key', () => {
    const unheardOf = aCriterion({ key: 'a_rule_nobody_knew', operator: 'min', threshold: 2 });
    expect(judgeRoom(aRoom(), [unheardOf])).toMatchObject({ certain: 0, possible: 4 });
    expect(judgeRoom(aRoom({ measured: { a_rule_nobody_knew: 2 } }), [unheardOf]).certain).toBe(4);
    expect(judgeRoom(aRoom({ measured: { a_rule_nobody_knew: 1 } }), [unheardOf]).possible).toBe(0);
  });
});

describe('what stands behind a room', () => {
  const room = aRoom({ floorAreaM2: 12 });
  const floor = aFloor([room, aRoom({ name: '0-02', floorAreaM2: 20 })], { facilities: { toilet: 1 } });
  const area = aCriterion({ key: 'floor_area_per_person_m2', operator: 'min', threshold: 4 });
  const toilets = aCriterion({ key: 'persons_per_toilet', threshold: 5, scope: 'floor' });
  const building = judgeBuilding(aBuilding([floor]), [area, toilets]);
  const told = (boundBy: Scope, roomId = room.id) =>
    judgementsBehindRoom(building, { roomId, boundBy }).map(({ scope, certain, next }) => [
      scope,
      certain,
      next?.allows.certain,
    ]);

  it('is the room itself, and the limit behind the one that binds', () => {
    expect(told('room')).toEqual([['room', 3, 4]]);
  });

  it('is the floor or the building too where theirs is the criterion that cuts it', () => {
    expect(told('floor')).toEqual([
      ['room', 3, 4],
      ['floor', 5, 7],
    ]);
    expect(told('building').map(([scope]) => scope)).toEqual(['room', 'building']);
  });

  it('is nothing of a room that stands elsewhere', () => {
    expect(told('room', 'elsewhere')).toEqual([]);
  });

  it('is no criterion that any number of people meet', () => {
    const high = aCriterion({ key: 'ceiling_height_m', operator: 'min', threshold: 2 });
    expect(judgeRoom(aRoom({ ceilingHeightM: 3 }), [high]).next).toBeNull();
  });
});
