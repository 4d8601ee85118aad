import type { Occupancy } from '#app/domain/capacity/occupancy.ts';
import type { Day } from '#app/domain/dates.ts';

/** What the product shows of a site on the day of a release's data: beds and people, and the beds lost to each criterion. */
export type ShownSite = Pick<Occupancy, 'available' | 'occupied' | 'reserved' | 'closed'> & {
  readonly compliantCapacity: number;
  readonly lost: Readonly<Record<string, number>>;
};

interface Release {
  /** The last migration that the release came with; beside this file lie data as they were then, under its name. */
  readonly lastMigration: string;
  /** The release whose data it was started on: those beside this file are what it wrote itself. */
  readonly startedOn?: string;
  readonly today: Day;
  /** What the release itself showed of its data, by site. */
  readonly showed: Readonly<Record<string, ShownSite>>;
}

const shownByOutlooks: Release['showed'] = {
  'al-salmi-road': {
    available: 44,
    occupied: 11,
    reserved: 0,
    closed: 6,
    compliantCapacity: 45,
    lost: { floor_area_per_person_m2: 3, max_occupants_per_room: 2 },
  },
  'al-subiya': {
    available: 42,
    occupied: 34,
    reserved: 0,
    closed: 18,
    compliantCapacity: 46,
    lost: { max_occupants_per_room: 12, floor_area_per_person_m2: 2 },
  },
  kabd: {
    available: 46,
    occupied: 33,
    reserved: 0,
    closed: 2,
    compliantCapacity: 47,
    lost: { floor_area_per_person_m2: 1 },
  },
  'north-al-mutla': {
    available: 38,
    occupied: 22,
    reserved: 0,
    closed: 16,
    compliantCapacity: 40,
    lost: { persons_per_toilet: 8, max_occupants_per_room: 4, floor_area_per_person_m2: 2 },
  },
  'south-khiran': {
    available: 44,
    occupied: 29,
    reserved: 0,
    closed: 4,
    compliantCapacity: 46,
    lost: { floor_area_per_person_m2: 2 },
  },
  'south-sabah-al-ahmad': {
    available: 45,
    occupied: 20,
    reserved: 0,
    closed: 9,
    compliantCapacity: 45,
    lost: { max_occupants_per_room: 6, floor_area_per_person_m2: 3 },
  },
};

/**
 * Every release, the first one first. Whoever adds migrations runs them by these tests on the data of each release before
 * them, which stand in files of their own: today's seed writes today's tables.
 */
export const releases: readonly Release[] = [
  {
    lastMigration: '0007_access',
    today: '2026-06-15',
    showed: {
      'al-salmi-road': {
        available: 44,
        occupied: 20,
        reserved: 0,
        closed: 76,
        compliantCapacity: 93,
        lost: { floor_area_per_person_m2: 9, max_occupants_per_room: 10, persons_per_toilet: 8 },
      },
      'al-subiya': {
        available: 109,
        occupied: 37,
        reserved: 1,
        closed: 23,
        compliantCapacity: 110,
        lost: { floor_area_per_person_m2: 8, max_occupants_per_room: 8, persons_per_toilet: 6 },
      },
      kabd: {
        available: 115,
        occupied: 44,
        reserved: 0,
        closed: 13,
        compliantCapacity: 117,
        lost: { floor_area_per_person_m2: 3, max_occupants_per_room: 8 },
      },
      'north-al-mutla': {
        available: 97,
        occupied: 31,
        reserved: 0,
        closed: 23,
        compliantCapacity: 97,
        lost: { floor_area_per_person_m2: 4, max_occupants_per_room: 6, persons_per_toilet: 13 },
      },
      'south-khiran': {
        available: 109,
        occupied: 15,
        reserved: 0,
        closed: 13,
        compliantCapacity: 111,
        lost: { floor_area_per_person_m2: 9, max_occupants_per_room: 2 },
      },
      'south-sabah-al-ahmad': {
        available: 101,
        occupied: 32,
        reserved: 0,
        closed: 25,
        compliantCapacity: 102,
        lost: {
          ceiling_height_m: 4,
          floor_area_per_person_m2: 4,
          max_occupants_per_room: 6,
          persons_per_toilet: 10,
        },
      },
    },
  },
  {
    lastMigration: '0009_composed_standards',
    today: '2026-11-26',
    showed: {
      'al-salmi-road': {
        available: 16,
        occupied: 13,
        reserved: 0,
        closed: 10,
        compliantCapacity: 16,
        lost: { floor_area_per_person_m2: 2, persons_per_toilet: 8 },
      },
      'al-subiya': {
        available: 17,
        occupied: 10,
        reserved: 4,
        closed: 11,
        compliantCapacity: 24,
        lost: { floor_area_per_person_m2: 3, persons_per_toilet: 1 },
      },
      kabd: {
        available: 62,
        occupied: 52,
        reserved: 0,
        closed: 6,
        compliantCapacity: 62,
        lost: { floor_area_per_person_m2: 2, max_occupants_per_room: 4 },
      },
      'north-al-mutla': {
        available: 24,
        occupied: 22,
        reserved: 0,
        closed: 14,
        compliantCapacity: 24,
        lost: { floor_area_per_person_m2: 1, persons_per_toilet: 13 },
      },
      'south-khiran': {
        available: 27,
        occupied: 19,
        reserved: 2,
        closed: 33,
        compliantCapacity: 54,
        lost: { floor_area_per_person_m2: 2, max_occupants_per_room: 4 },
      },
      'south-sabah-al-ahmad': {
        available: 24,
        occupied: 18,
        reserved: 0,
        closed: 8,
        compliantCapacity: 24,
        lost: { floor_area_per_person_m2: 3, persons_per_toilet: 5 },
      },
    },
  },
  {
    lastMigration: '0010_inspections',
    today: '2026-11-26',
    showed: {
      'al-salmi-road': {
        available: 46,
        occupied: 6,
        reserved: 2,
        closed: 6,
        compliantCapacity: 47,
        lost: { floor_area_per_person_m2: 5 },
      },
      'al-subiya': {
        available: 48,
        occupied: 22,
        reserved: 12,
        closed: 16,
        compliantCapacity: 54,
        lost: { max_occupants_per_room: 8, floor_area_per_person_m2: 2 },
      },
      kabd: {
        available: 48,
        occupied: 32,
        reserved: 1,
        closed: 42,
        compliantCapacity: 81,
        lost: { max_occupants_per_room: 6, floor_area_per_person_m2: 3 },
      },
      'north-al-mutla': {
        available: 44,
        occupied: 24,
        reserved: 0,
        closed: 18,
        compliantCapacity: 46,
        lost: { persons_per_toilet: 10, max_occupants_per_room: 4, floor_area_per_person_m2: 2 },
      },
      'south-khiran': {
        available: 20,
        occupied: 20,
        reserved: 0,
        closed: 40,
        compliantCapacity: 47,
        lost: { max_occupants_per_room: 8, ceiling_height_m: 4, floor_area_per_person_m2: 1 },
      },
      'south-sabah-al-ahmad': {
        available: 16,
        occupied: 3,
        reserved: 0,
        closed: 44,
        compliantCapacity: 43,
        lost: { persons_per_toilet: 10, max_occupants_per_room: 6, floor_area_per_person_m2: 1 },
      },
    },
  },
  {
    lastMigration: '0013_outlook_for_employers',
    today: '2026-11-27',
    showed: shownByOutlooks,
  },
  {
    lastMigration: '0014_travel_times',
    startedOn: '0013_outlook_for_employers',
    today: '2026-11-27',
    showed: shownByOutlooks,
  },
];
