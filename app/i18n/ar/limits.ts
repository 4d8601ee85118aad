import type { LimitsTexts } from '#app/i18n/en/limits.ts';
import { isolate } from '#app/i18n/isolate.ts';

export const limits: LimitsTexts = {
  facility: {
    bathroom: 'الحمامات',
    car_space: 'مواقف السيارات',
    clinic: 'العيادات',
    emergency_room: 'غرف الطوارئ',
    first_aid_room: 'غرف الإسعافات الأولية',
    health_and_safety_officer: 'مسؤولو الصحة والسلامة',
    isolation_bed: 'أسرّة العزل',
    kitchen: 'المطابخ',
    laundry_tray: 'أحواض الغسيل',
    pandemic_isolation_bed: 'أسرّة العزل الإضافية عند الجائحة',
    power_socket: 'مقابس الكهرباء',
    prayer_room: 'المصليات',
    segment: 'أقسام الطابق',
    shower: 'أماكن الاستحمام',
    toilet: 'دورات المياه',
    urinal: 'المباول',
    washbasin: 'المغاسل',
    water_cooler: 'برادات المياه',
  },
  fact: {
    floor_area_m2: 'مساحة الأرضية (م²)',
    water_litres_per_day: 'الماء (لتر في اليوم)',
  },
  why: {
    max_occupants_per_room: (_measured, threshold) => `الحد الأقصى للأشخاص في الغرفة ${threshold}`,
    floor_area_per_person_m2: (measured, threshold) => `${measured} م² بمعدل ${threshold} م² للشخص`,
    ceiling_height_m: (measured, threshold) => `ارتفاع السقف ${measured} م والمطلوب ${threshold} م`,
    persons_per_toilet: (measured, threshold) =>
      `عدد دورات المياه في الطابق: ${measured}، والحد الأقصى للأشخاص لكل منها: ${threshold}`,
    persons_per_shower: (measured, threshold) =>
      `عدد أماكن الاستحمام في الطابق: ${measured}، والحد الأقصى للأشخاص لكل منها: ${threshold}`,
    persons_per_washbasin: (measured, threshold) =>
      `عدد المغاسل في الطابق: ${measured}، والحد الأقصى للأشخاص لكل منها: ${threshold}`,
  },
  whyOtherwise: (criterion, rule, found) => `${criterion}: ${rule}؛ الموجود: ${found}`,
  notMeasured: 'لم يُقَس',
  facilitiesBind: 'المرافق تحدّ السعة',
  factsBind: 'أمر هنا يحدّ السعة',
  lift: {
    more: (fact, by) => `${fact} ${isolate(`+${by}`)}`,
    less: (fact, by) => `${fact} ${isolate(`−${by}`)}`,
    provide: (fact) => `يلزم توفير: ${fact}`,
    remove: (fact) => `تلزم إزالة: ${fact}`,
    measure: (fact) => `يلزم قياس: ${fact}`,
    measureLeast: (fact, least) => `يلزم قياس: ${fact} (${least} على الأقل)`,
    measureMost: (fact, most) => `يلزم قياس: ${fact} (${most} على الأكثر)`,
  },
  within: { room: 'أسرّتها', floor: 'الغرف', building: 'الطوابق', site: 'المباني' },
  upTo: (certain, possible) => `${certain}، وحتى ${possible} متى قيس كل شيء`,
  mayTurnOut: (people) => `وقد تتسع لـ ${people} متى قيس كل شيء`,
  byItself: 'الغرفة وحدها',
  holds: (people) => `السعة: ${people}`,
  binds: (limit) => `ما يحدّها: ${isolate(limit)}`,
  next: (limit, people) => `ثم ${isolate(limit)} عند ${people}`,
  missing: (facts) => `لم يُقَس: ${facts}`,
  wouldLift: (steps, people) => `${steps}: يتسع المكان لزيادة قدرها ${people}.`,
};
