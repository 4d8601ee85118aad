import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BuildingToVisit, Inspector } from '#app/domain/inspection/schedule.ts';
import {
  hindranceOf,
  mayBeSent,
  proposeWeek,
  weekOf,
  workingDaysOf,
} from '#app/domain/inspection/schedule.ts';
import { inTravelOrder, travelMetres } from '#app/domain/inspection/travel.ts';

const days = workingDaysOf('2026-11-26');
const sites = ['north', 'south', 'west'];
const names = ['amal', 'badr', 'dana'];

const anyPosition = fc.record({
  longitude: fc.double({ min: 47, max: 48.4, noNaN: true }),
  latitude: fc.double({ min: 28.6, max: 30, noNaN: true }),
});
const anyInspectors: fc.Arbitrary<Inspector[]> = fc
  .tuple(
    ...names.map((accountId) =>
      fc.record({
        accountId: fc.constant(accountId),
        siteIds: fc.subarray(sites),
        conflicts: fc.array(
          fc.record({
            siteId: fc.constantFrom(...sites),
            buildingId: fc.option(fc.nat(30).map((number) => `building ${number}`)),
          }),
          { maxLength: 3 },
        ),
      }),
    ),
  )
  .map((inspectors) => [...inspectors]);
const anyBuildings: fc.Arbitrary<BuildingToVisit[]> = fc
  .array(
    fc.record({
      position: anyPosition,
      siteId: fc.constantFrom(...sites),
      lastInspectorIds: fc.subarray(names, { maxLength: 2 }),
    }),
    { maxLength: 60 },
  )
  .map((buildings) =>
    buildings.map(({ position, ...building }, index) => ({
      ...building,
      ...position,
      buildingId: `building ${index}`,
    })),
  );
const anyScheduled = fc.array(
  fc.record({ position: anyPosition, inspectorId: fc.constantFrom(...names), day: fc.constantFrom(...days) }),
  { maxLength: 8 },
);

describe('a week’s proposal', () => {
  it('is of Kuwait’s working week', () => {
    expect(weekOf('2026-11-22')).toBe('2026-11-22');
    expect(weekOf('2026-11-28')).toBe('2026-11-22');
    expect(days).toEqual(['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26']);
  });

  it('keeps to areas, conflicts, fresh eyes and the length of a day, and the riskiest choose first', () => {
    fc.assert(
      fc.property(
        anyBuildings,
        anyInspectors,
        anyScheduled,
        fc.integer({ min: 1, max: 4 }),
        (buildings, inspectors, taken, visitsADay) => {
          const scheduled = taken.map(({ position, ...visit }) => ({ ...visit, ...position }));
          const { visits, leftOut } = proposeWeek({ buildings, inspectors, days, visitsADay, scheduled });
          const inspectorOf = new Map(inspectors.map((inspector) => [inspector.accountId, inspector]));
          for (const { building, inspectorId } of visits)
            expect(hindranceOf(inspectorOf.get(inspectorId)!, building)).toBeNull();
          expect(new Set(visits.map(({ building }) => building.buildingId)).size).toBe(visits.length);

          const of = (inspectorId: string, day: string) =>
            visits.filter((visit) => visit.inspectorId === inspectorId && visit.day === day);
          const held = (inspectorId: string, day: string) =>
            scheduled.filter((visit) => visit.inspectorId === inspectorId && visit.day === day).length;
          for (const { accountId } of inspectors)
            for (const day of days) {
              const chosen = of(accountId, day).length;
              if (chosen > 0) expect(chosen + held(accountId, day)).toBeLessThanOrEqual(visitsADay);
            }

          const isVisited = (building: BuildingToVisit) =>
            visits.some((visit) => visit.building === building);
          buildings.forEach((building, rank) => {
            if (isVisited(building)) return;
            for (const inspector of inspectors.filter((each) => hindranceOf(each, building) === null))
              for (const day of days) {
                const chosen = of(inspector.accountId, day);
                expect(chosen.length + held(inspector.accountId, day)).toBeGreaterThanOrEqual(visitsADay);
                for (const visit of chosen) expect(buildings.indexOf(visit.building)).toBeLessThan(rank);
              }
          });
          for (const { building } of leftOut)
            expect(inspectors.every((inspector) => hindranceOf(inspector, building) !== null)).toBe(true);
        },
      ),
    );
  });

  it('keeps the stops of a day together, and gives each inspector one site while there is work', () => {
    const buildings = Array.from({ length: 8 }, (_, index) => ({
      siteId: index % 2 ? 'north' : 'south',
      buildingId: `building ${index}`,
      longitude: 47.8 + index / 1000,
      latitude: index % 2 ? 29.7 : 29.1,
      lastInspectorIds: [],
    }));
    const inspectors = ['amal', 'badr'].map((accountId) => ({ accountId, siteIds: sites, conflicts: [] }));
    const { visits } = proposeWeek({ buildings, inspectors, days: ['2026-11-29'], scheduled: [] });
    const sitesOf = (inspectorId: string) =>
      new Set(
        visits.filter((visit) => visit.inspectorId === inspectorId).map(({ building }) => building.siteId),
      );
    expect(visits).toHaveLength(8);
    expect(sitesOf('amal').size).toBe(1);
    expect(sitesOf('badr').size).toBe(1);
  });

  it('says what stands against a visit, and what a person may do all the same', () => {
    const amal = { accountId: 'amal', siteIds: ['north'], conflicts: [{ siteId: 'north', buildingId: 'b' }] };
    const place = (siteId: string, buildingId: string, lastInspectorIds: string[] = []) => ({
      siteId,
      buildingId,
      lastInspectorIds,
    });
    expect(hindranceOf(amal, place('north', 'a'))).toBeNull();
    expect(hindranceOf(amal, place('north', 'b', ['amal']))).toBe('conflict');
    expect(hindranceOf(amal, place('north', 'a', ['amal']))).toBe('twice_in_a_row');
    expect(hindranceOf(amal, place('south', 'c'))).toBe('outside_area');
    expect(mayBeSent('outside_area', 'routine')).toBe(true);
    expect(mayBeSent('twice_in_a_row', 'routine')).toBe(false);
    expect(mayBeSent('twice_in_a_row', 'follow_up')).toBe(true);
    expect(mayBeSent('conflict', 'follow_up')).toBe(false);
  });
});

describe('the way of a day', () => {
  it('goes to every stop once, and is never longer than the order given', () => {
    fc.assert(
      fc.property(fc.array(anyPosition, { maxLength: 7 }), (stops) => {
        const way = inTravelOrder(stops);
        expect(new Set(way)).toEqual(new Set(stops));
        expect(way).toHaveLength(stops.length);
        expect(travelMetres(way)).toBeLessThanOrEqual(travelMetres(stops));
      }),
    );
  });

  it('doesn’t go to and fro', () => {
    const at = (longitude: number) => ({ longitude, latitude: 29 });
    const way = inTravelOrder([at(47.3), at(47.1), at(47.4), at(47.2)]);
    const longitudes = way.map(({ longitude }) => longitude);
    expect([longitudes, [...longitudes].reverse()]).toContainEqual([47.1, 47.2, 47.3, 47.4]);
  });
});
