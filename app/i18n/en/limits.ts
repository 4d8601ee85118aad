import type { Scope } from '#app/domain/standards/criterion.ts';
import type { FacilityKind } from '#app/domain/standards/yardstick.ts';
import { plural } from '#app/i18n/plural.ts';

/** What limits the people of a place, and what would let it hold more. */
export const limits = {
  facility: {
    bathroom: 'Bathrooms',
    car_space: 'Car spaces',
    clinic: 'Clinics',
    emergency_room: 'Emergency rooms',
    first_aid_room: 'First-aid rooms',
    health_and_safety_officer: 'Health and safety officers',
    isolation_bed: 'Isolation beds',
    kitchen: 'Kitchens',
    laundry_tray: 'Laundry trays',
    pandemic_isolation_bed: 'Further isolation beds for a pandemic',
    power_socket: 'Power sockets',
    prayer_room: 'Prayer rooms',
    segment: 'Segments of the floor',
    shower: 'Showers',
    toilet: 'Toilets',
    urinal: 'Urinals',
    washbasin: 'Washbasins',
    water_cooler: 'Water coolers',
  } satisfies Record<FacilityKind, string> as Readonly<Record<string, string>>,
  /** Facts that are not named as the criterion that asks for them is. */
  fact: {
    floor_area_m2: 'Floor area (m²)',
    water_litres_per_day: 'Water (litres a day)',
  } as Readonly<Record<string, string>>,
  why: {
    max_occupants_per_room: (_measured: number, threshold: number) =>
      `at most ${plural('en', threshold, { one: 'person', other: 'people' })} a room`,
    floor_area_per_person_m2: (measured: number, threshold: number) =>
      `${measured} m² at ${threshold} m² a person`,
    ceiling_height_m: (measured: number, threshold: number) =>
      `the ceiling is ${measured} m high; ${threshold} m are needed`,
    persons_per_toilet: (measured: number, threshold: number) =>
      `${plural('en', measured, { one: 'toilet', other: 'toilets' })} on the floor at ${threshold} people each`,
    persons_per_shower: (measured: number, threshold: number) =>
      `${plural('en', measured, { one: 'shower', other: 'showers' })} on the floor at ${threshold} people each`,
    persons_per_washbasin: (measured: number, threshold: number) =>
      `${plural('en', measured, { one: 'washbasin', other: 'washbasins' })} on the floor at ${threshold} people each`,
  } as Readonly<Record<string, (measured: number, threshold: number) => string>>,
  whyOtherwise: (criterion: string, rule: string, found: string) => `${criterion}: ${rule}; found: ${found}`,
  notMeasured: 'not measured',
  facilitiesBind: 'The facilities bind',
  factsBind: 'Something here binds',
  lift: {
    more: (fact: string, by: string) => `${fact} +${by}`,
    less: (fact: string, by: string) => `${fact} −${by}`,
    provide: (fact: string) => `to be provided: ${fact}`,
    remove: (fact: string) => `to be removed: ${fact}`,
    measure: (fact: string) => `to be measured: ${fact}`,
    measureLeast: (fact: string, least: string) => `to be measured: ${fact} (at least ${least})`,
    measureMost: (fact: string, most: string) => `to be measured: ${fact} (at most ${most})`,
  },
  /** What limits a place where no criterion of its own does. */
  within: {
    room: 'its beds',
    floor: 'the rooms',
    building: 'the floors',
    site: 'the buildings',
  } satisfies Record<Scope, string>,
  upTo: (certain: string, possible: string) => `${certain}, up to ${possible} once all is measured`,
  mayTurnOut: (people: string) => `Up to ${people} once all is measured`,
  byItself: 'The room by itself',
  holds: (people: string) => `Holds ${people}`,
  binds: (limit: string) => `binds: ${limit}`,
  next: (limit: string, people: string) => `next behind it: ${limit}, at ${people}`,
  missing: (facts: string) => `not measured: ${facts}`,
  wouldLift: (steps: string, people: string) => `${steps} would make room for ${people} more.`,
};

export type LimitsTexts = typeof limits;
