import type { PlaceContradictionCode } from '#app/domain/allocation/contradictions.ts';
import { isolate } from '#app/i18n/isolate.ts';

const id = (name = '') => isolate(name);

type Said = (...names: readonly string[]) => string;

/** What on record of places and stays can’t be true together; the names are the records’ identifiers. */
export const contradictions: Record<PlaceContradictionCode, Said> = {
  identifier_twice: (name) => `The identifier ${id(name)} stands twice.`,
  bed_without_room: (bed) => `Bed ${id(bed)} is in no room.`,
  room_without_building: (room) => `Room ${id(room)} is in no building.`,
  building_without_site: (building) => `Building ${id(building)} is in no site.`,
  bed_closes_before_opening: (bed) => `Bed ${id(bed)} is to close before it opens.`,
  stay_ends_before_start: (worker, bed) =>
    `The stay of worker ${id(worker)} in bed ${id(bed)} ends before it starts.`,
  stay_in_other_sex_building: (worker, bed) =>
    `Worker ${id(worker)} is in bed ${id(bed)} of a building for the other sex.`,
  stays_in_one_bed: (bed, one, other) =>
    `Bed ${id(bed)} is given to workers ${id(one)} and ${id(other)} on one day.`,
  stays_of_one_worker: (worker, one, other) =>
    `Worker ${id(worker)} has beds ${id(one)} and ${id(other)} on one day.`,
  stays_of_two_shifts: (room, one, other) =>
    `In room ${id(room)}, workers ${id(one)} and ${id(other)} of different shifts are together on one day.`,
};
