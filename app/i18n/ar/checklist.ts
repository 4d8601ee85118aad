import type { ChecklistTexts } from '#app/i18n/en/checklist.ts';
import { isolate } from '#app/i18n/isolate.ts';

export const checklist: ChecklistTexts = {
  people: 'عدد من ينامون هنا',
  questions: {
    roof_and_exit_doors_open_from_inside: 'هل تُفتح أبواب السطح والمخارج من الداخل دون مفتاح؟',
    smoke_detectors: 'هل توجد كواشف دخان؟',
    fire_alarm: 'هل يوجد إنذار حريق، وهل يعمل؟',
    fire_extinguishers: 'هل توجد طفايات حريق سارية الصلاحية؟',
    sleeping_in_basement_or_ground_store: 'هل ينام أحد في سرداب أو مخزن؟',
    gas_cylinders_in_building: 'هل توجد أسطوانات غاز في المبنى؟',
    flammable_partitions: 'هل توجد قواطع قابلة للاشتعال؟',
    unapproved_extensions: 'هل توجد إضافات بناء غير مرخصة؟',
    own_bed: 'هل لكل شخص سرير خاص به؟',
    separate_sexes: 'هل سكن الرجال والنساء منفصل؟',
    bunk_beds: 'هل توجد أسرّة بطابقين؟',
    triple_bunks: 'هل توجد ثلاثة أسرّة بعضها فوق بعض؟',
    cooking_or_laundry_in_room: 'هل يجري طبخ أو غسيل داخل الغرفة؟',
    first_aid_room_with_nurse: 'هل توجد غرفة إسعافات أولية بها ممرض؟',
    emergency_lighting: 'هل توجد إنارة طوارئ، وهل تعمل؟',
    no_sleeping_in_corridors_or_basements: 'هل تخلو الممرات والسراديب من نائمين؟',
    no_sleeping_on_roofs_or_in_basements_entrances_hallways:
      'هل تخلو الأسطح والسراديب والمداخل والردهات من نائمين؟',
    no_other_use_of_housing: 'هل يقتصر استخدام المبنى على السكن؟',
    no_wage_deduction_for_housing: 'هل السكن بلا خصم من الأجور؟',
  },
  yes: 'نعم',
  no: 'لا',
  notApplicable: 'لا ينطبق',
  met: 'مستوفى',
  notMet: 'غير مستوفى',
  closesAtOnce: 'يُغلق المكان فورًا',
  onRecord: (value) => `المسجل: ${isolate(value)}`,
  notOnRecord: 'غير مسجل',
  shouldSleepHere: (people) => `المفترض أن ينام هنا: ${people}`,
  allows: (people) => `يسمح بـ ${people}`,
  asks: (rule) => `المطلوب: ${rule}`,
  alwaysAsked: 'يُسأل عنه في كل تفتيش أيًا كان المعيار المعتمد',
  roomHolds: (found, onRecord) =>
    found === onRecord ? `تتسع لـ ${found} كما هو مسجل` : `تتسع عندئذ لـ ${found} (المسجل ${onRecord})`,
  buildingHolds: (found, onRecord) =>
    found === onRecord
      ? `يتسع المبنى لـ ${found} كما هو مسجل`
      : `يتسع المبنى عندئذ لـ ${found} (المسجل ${onRecord})`,
  between: (low, high) => `${low} إلى ${high}`,
};
