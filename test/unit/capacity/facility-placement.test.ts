import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeFacilities } from '#app/domain/capacity/facility-placement.ts';
import { judgeSite } from '#app/domain/capacity/judging/judgement.ts';
import { aBuilding, aCriterion, aFloor, aSite, rooms } from './place-builder.ts';
import { anyCriteria, anySite } from './site-arbitrary.ts';

const toilets = aCriterion({ key: 'persons_per_toilet', threshold: 8, scope: 'floor' });
const showers = aCriterion({ key: 'persons_per_shower', threshold: 8, scope: 'floor' });
/** A floor of eight rooms for four each. */
const floorWith = (toilet: number, shower: number, floor = 0) =>
  aFloor(rooms(8, 4), { floor, facilities: { toilet, shower } });
const siteOf = (...floors: ReturnType<typeof floorWith>[]) =>
  aSite(floors.map((floor, index) => aBuilding([floor], { name: `B${index}` })));

describe('further facilities go', () => {
  it('where one of them lifts most, then where two kinds bind together', () => {
    // B0 lacks a toilet for its last 8, B1 a toilet and a shower for its last 8, B2 a toilet for its last 4.
    const site = aSite([
      aBuilding([floorWith(3, 4)], { name: 'B0' }),
      aBuilding([floorWith(3, 3)], { name: 'B1' }),
      aBuilding([aFloor(rooms(7, 4), { facilities: { toilet: 3, shower: 4 } })], { name: 'B2' }),
    ]);
    const placed = (toilet: number, shower: number) =>
      placeFacilities(site, [toilets, showers], { toilet, shower }).placed.map(
        ({ buildingId, floor, kind, count }) => [buildingId, floor, kind, count],
      );
    expect(placed(1, 0)).toEqual([['B0', 0, 'toilet', 1]]);
    // 8 people for two facilities are as many a facility as 4 for one: the first building goes first.
    expect(placed(2, 1)).toEqual([
      ['B0', 0, 'toilet', 1],
      ['B1', 0, 'toilet', 1],
      ['B1', 0, 'shower', 1],
    ]);
    expect(placed(2, 0)).toEqual([
      ['B0', 0, 'toilet', 1],
      ['B2', 0, 'toilet', 1],
    ]);
  });

  it('nowhere once nothing is lifted any more', () => {
    const { placed, left } = placeFacilities(siteOf(floorWith(2, 4)), [toilets, showers], {
      toilet: 40,
      shower: 3,
      clinic: 1,
    });
    expect(placed).toEqual([{ buildingId: 'B0', floor: 0, kind: 'toilet', count: 2 }]);
    expect(left).toEqual({ toilet: 38, shower: 3, clinic: 1 });
  });

  it('not to a floor on which something else is unknown, nor beyond what the building allows', () => {
    const unknown = aFloor(rooms(8, 4), { facilities: { toilet: 1 } });
    expect(placeFacilities(siteOf(unknown), [toilets, showers], { toilet: 9 }).placed).toEqual([]);
    const atMost = aCriterion({ key: 'max_occupants_per_building', threshold: 12, scope: 'building' });
    const { placed, site } = placeFacilities(siteOf(floorWith(1, 4)), [toilets, showers, atMost], {
      toilet: 9,
    });
    expect(placed).toEqual([{ buildingId: 'B0', floor: 0, kind: 'toilet', count: 1 }]);
    expect(judgeSite(site, [toilets, showers, atMost]).certain).toBe(12);
  });

  it('to the building or the site itself where those bind', () => {
    const trays = aCriterion({ key: 'persons_per_laundry_tray', threshold: 30, scope: 'building' });
    const clinics = aCriterion({ key: 'persons_per_clinic', threshold: 40, scope: 'site' });
    const building = (name: string) =>
      aBuilding([floorWith(4, 4)], { name, facilities: { laundry_tray: 1 } });
    const site = aSite([building('B0'), building('B1')], { facilities: { clinic: 1 } });
    const { placed } = placeFacilities(site, [toilets, trays, clinics], { laundry_tray: 2, clinic: 1 });
    expect(placed.map(({ buildingId, floor, kind }) => [buildingId, floor, kind])).toEqual([
      [null, null, 'clinic'],
      ['B0', null, 'laundry_tray'],
      ['B1', null, 'laundry_tray'],
    ]);
  });

  const kinds = ['toilet', 'shower', 'kitchen', 'segment', 'isolation_bed', 'prayer_room'];
  const anyFurther = fc.record(Object.fromEntries(kinds.map((kind) => [kind, fc.nat(6)])));

  it('all somewhere or are left over, and never lower what a site holds', () => {
    fc.assert(
      fc.property(anySite, anyCriteria, anyFurther, (site, criteria, further) => {
        const { site: after, placed, left } = placeFacilities(site, criteria, further);
        for (const kind of kinds) {
          const given = placed.filter((each) => each.kind === kind);
          expect(given.every(({ count }) => count > 0)).toBe(true);
          expect(given.reduce((sum, { count }) => sum + count, left[kind] ?? 0)).toBe(further[kind]);
        }
        const [then, now] = [judgeSite(after, criteria), judgeSite(site, criteria)];
        expect(then.certain).toBeGreaterThanOrEqual(now.certain);
        expect(then.possible).toBeGreaterThanOrEqual(now.possible);
      }),
    );
  });

  it('each only where it lifts: the first that is placed already lets more people in, where nothing around is unknown', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 4 }),
        anyFurther,
        (counts, further) => {
          const site = siteOf(...counts.map(([toilet, shower]) => floorWith(toilet, shower)));
          const criteria = [toilets, showers];
          const { site: after, placed } = placeFacilities(site, criteria, further);
          const gained = judgeSite(after, criteria).certain - judgeSite(site, criteria).certain;
          expect(gained > 0).toBe(placed.length > 0);
          // A toilet or shower serves eight: no more can be gained by any distribution.
          const { toilet = 0, shower = 0 } = further;
          expect(gained).toBeLessThanOrEqual(8 * (toilet + shower));
        },
      ),
    );
  });
});
