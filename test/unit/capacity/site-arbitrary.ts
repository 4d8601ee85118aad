import fc from 'fast-check';
import type { PlaceFacts, RoomFacts, SiteFacts } from '#app/domain/capacity/judging/place-facts.ts';
import { placesWithin } from '#app/domain/capacity/judging/place-facts.ts';
import type { Criterion } from '#app/domain/standards/criterion.ts';
import { aBuilding, aCriterion, aFloor, aRoom, aSite } from './place-builder.ts';

const hundredths = (min: number, max: number) =>
  fc.integer({ min: Math.round(min * 100), max: Math.round(max * 100) }).map((count) => count / 100);

/** Some of the facts; those that are left out are unknown. */
const someOf = <Value>(facts: Record<string, fc.Arbitrary<Value>>) =>
  fc.record(facts, { requiredKeys: [] }) as fc.Arbitrary<Record<string, Value>>;

const anyFacilities = (...kinds: string[]) =>
  someOf(Object.fromEntries(kinds.map((kind) => [kind, fc.nat(4)])));

const anyMeasured = (facts: Record<string, fc.Arbitrary<number | boolean>>) => someOf(facts);

export const anyRoom: fc.Arbitrary<RoomFacts> = fc
  .record({
    floorAreaM2: fc.option(hundredths(4, 40)),
    ceilingHeightM: fc.option(hundredths(1.9, 3)),
    windows: fc.option(fc.nat(2)),
    designBeds: fc.integer({ min: 0, max: 8 }),
    upper: fc.integer({ min: 0, max: 8 }),
    facilities: anyFacilities('toilet', 'power_socket'),
    measured: anyMeasured({ air_conditioning: fc.boolean(), bed_spacing_m: hundredths(0.5, 1.5) }),
  })
  .map(({ upper, ...room }) => aRoom({ ...room, upperBeds: Math.min(upper, room.designBeds) }));

export const anySite: fc.Arbitrary<SiteFacts> = fc
  .record({
    facilities: anyFacilities('toilet', 'isolation_bed', 'prayer_room'),
    measured: anyMeasured({ water_litres_per_day: fc.nat(3000), traffic_study: fc.boolean() }),
    buildings: fc.array(
      fc.record({
        floorCount: fc.integer({ min: 1, max: 6 }),
        facilities: anyFacilities('toilet', 'shower'),
        measured: anyMeasured({
          gas_cylinders_in_building: fc.boolean(),
          electrical_inspection_months: fc.nat(24),
        }),
        floors: fc.array(
          fc.record({
            facilities: anyFacilities('toilet', 'shower', 'kitchen', 'segment'),
            measured: anyMeasured({ a_rule_nobody_knew: fc.nat(4) }),
            rooms: fc.array(anyRoom, { maxLength: 4 }),
          }),
          { maxLength: 3 },
        ),
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ buildings, ...site }) =>
    aSite(
      buildings.map(({ floors, ...building }, index) =>
        aBuilding(
          floors.map(({ rooms, ...floor }, level) =>
            aFloor(
              rooms.map((room, number) => ({
                ...room,
                floor: level,
                name: `${level}-${number}`,
                id: `${index} ${level}-${number}`,
              })),
              { ...floor, floor: level },
            ),
          ),
          { ...building, name: String(index) },
        ),
      ),
      site,
    ),
  );

type Rule = Pick<Criterion, 'key' | 'operator' | 'scope'>;
const rule = (operator: Criterion['operator'], scope: Criterion['scope'], key: string) => ({
  key,
  operator,
  scope,
});

const ruleWith = (some: Rule, threshold: fc.Arbitrary<number | boolean>) =>
  fc
    .record({ threshold, appliesAbove: fc.option(fc.integer({ min: 1, max: 12 }), { freq: 3 }) })
    .map((rest) => aCriterion({ ...some, ...rest }));

const so = fc.constant(true);
const few = fc.integer({ min: 1, max: 8 });

/** One criterion of every kind, and of every scope that knows its facts. */
export const anyCriterion: fc.Arbitrary<Criterion> = fc.oneof(
  ruleWith(rule('max', 'room', 'max_occupants_per_room'), few),
  ruleWith(rule('min', 'room', 'floor_area_per_person_m2'), hundredths(2, 8)),
  ruleWith(rule('min', 'room', 'dormitory_floor_area_per_person_m2'), hundredths(2, 8)),
  ruleWith(rule('min', 'room', 'ceiling_height_m'), hundredths(2, 2.6)),
  ruleWith(rule('max', 'room', 'bed_tiers'), fc.integer({ min: 1, max: 3 })),
  ruleWith(rule('min', 'room', 'bed_spacing_m'), hundredths(0.5, 1.5)),
  ruleWith(rule('required', 'room', 'air_conditioning'), so),
  ruleWith(rule('required', 'room', 'ensuite_toilet'), so),
  ruleWith(rule('min', 'room', 'power_socket_per_person'), fc.integer({ min: 1, max: 2 })),
  ruleWith(rule('max', 'room', 'persons_per_toilet'), few),
  ruleWith(rule('max', 'floor', 'persons_per_toilet'), few),
  ruleWith(rule('max', 'floor', 'persons_per_shower'), few),
  ruleWith(rule('max', 'floor', 'residents_per_segment'), few),
  ruleWith(rule('max', 'floor', 'residents_per_floor'), fc.integer({ min: 1, max: 20 })),
  ruleWith(rule('min', 'floor', 'kitchens_per_floor'), fc.integer({ min: 1, max: 3 })),
  ruleWith(rule('min', 'floor', 'a_rule_nobody_knew'), fc.integer({ min: 1, max: 3 })),
  ruleWith(rule('max', 'building', 'persons_per_toilet'), few),
  ruleWith(rule('max', 'building', 'max_occupants_per_building'), fc.integer({ min: 1, max: 40 })),
  ruleWith(rule('max', 'building', 'residential_floors'), few),
  ruleWith(rule('max', 'building', 'electrical_inspection_months'), fc.nat(24)),
  ruleWith(rule('forbidden', 'building', 'gas_cylinders_in_building'), so),
  ruleWith(rule('max', 'site', 'persons_per_toilet'), few),
  ruleWith(rule('max', 'site', 'max_occupants_per_site'), fc.integer({ min: 1, max: 60 })),
  ruleWith(rule('min', 'site', 'isolation_beds_per_1000'), fc.integer({ min: 10, max: 300 })),
  ruleWith(rule('min', 'site', 'water_litres_per_person_day'), fc.integer({ min: 50, max: 200 })),
  ruleWith(rule('required', 'site', 'prayer_room'), so),
  ruleWith(rule('required', 'site', 'traffic_study'), so),
  ruleWith(rule('required', 'site', 'own_bed'), so),
);

export const anyCriteria = fc.array(anyCriterion, { maxLength: 8 });

/** The criterion, asking more: `by` is a share between 0 and 1. */
export function tightened(criterion: Criterion, by: number): Criterion {
  const { operator, threshold, appliesAbove } = criterion;
  const factor = operator === 'min' ? 1 + by : 1 - by;
  return {
    ...criterion,
    threshold: typeof threshold === 'number' ? threshold * factor : threshold,
    appliesAbove: appliesAbove === null || by > 0.9 ? null : Math.floor(appliesAbove * (1 - by)),
  };
}

/** A place and all places in it, each with those around it. */
export function placesOf(
  place: PlaceFacts,
  around: readonly PlaceFacts[] = [],
): { readonly place: PlaceFacts; readonly around: readonly PlaceFacts[] }[] {
  return [{ place, around }, ...placesWithin(place).flatMap((inner) => placesOf(inner, [...around, place]))];
}
