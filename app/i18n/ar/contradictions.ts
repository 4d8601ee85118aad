import type { contradictions as english } from '#app/i18n/en/contradictions.ts';
import { isolate } from '#app/i18n/isolate.ts';

const id = (name = '') => isolate(name);

export const contradictions: typeof english = {
  identifier_twice: (name) => `المعرّف ${id(name)} مذكور مرتين.`,
  bed_without_room: (bed) => `السرير ${id(bed)} ليس في أي غرفة.`,
  room_without_building: (room) => `الغرفة ${id(room)} ليست في أي مبنى.`,
  building_without_site: (building) => `المبنى ${id(building)} ليس في أي مدينة عمالية.`,
  bed_closes_before_opening: (bed) => `السرير ${id(bed)} يُغلق قبل أن يُفتح.`,
  stay_ends_before_start: (worker, bed) =>
    `إقامة العامل ${id(worker)} في السرير ${id(bed)} تنتهي قبل أن تبدأ.`,
  stay_in_other_sex_building: (worker, bed) =>
    `العامل ${id(worker)} في السرير ${id(bed)} في مبنى مخصص للجنس الآخر.`,
  stays_in_one_bed: (bed, one, other) =>
    `السرير ${id(bed)} معطى للعاملين ${id(one)} و${id(other)} في يوم واحد.`,
  stays_of_one_worker: (worker, one, other) =>
    `للعامل ${id(worker)} السريران ${id(one)} و${id(other)} في يوم واحد.`,
  stays_of_two_shifts: (room, one, other) =>
    `في الغرفة ${id(room)} يجتمع العاملان ${id(one)} و${id(other)} من نوبتين مختلفتين في يوم واحد.`,
};
