import type { Terms } from '#app/i18n/en/terms.ts';
import { plural } from '#app/i18n/plural.ts';

/** The words of the domain, one word one meaning. */
export const terms: Terms = {
  sex: { male: 'رجل', female: 'امرأة' },
  sexDesignation: { men: 'رجال', women: 'نساء' },
  shift: { day: 'نوبة نهارية', night: 'نوبة ليلية', rotating: 'نوبة متناوبة' },
  accessNeed: { step_free: 'مدخل بلا درج وغرفة مهيأة', lower_bed: 'ليس سريرًا علويًا' },
  role: {
    planner: 'مخطط',
    inspector: 'مفتش',
    supervisor: 'مشرف التفتيش',
    site_manager: 'مدير مدينة عمالية',
    protection_officer: 'موظف حماية',
    auditor: 'مدقق',
    administrator: 'مسؤول النظام',
    employer: 'صاحب عمل',
  },
  workerLanguage: {
    ar: 'العربية',
    en: 'الإنجليزية',
    hi: 'الهندية',
    bn: 'البنغالية',
    ur: 'الأردية',
    ne: 'النيبالية',
    ta: 'التاميلية',
    ml: 'المالايالامية',
    fil: 'الفلبينية',
    si: 'السنهالية',
  },
  requestState: {
    draft: 'مسودة',
    submitted: 'مُرسَل',
    accepted: 'مقبول',
    partly_placed: 'مُسكَّن جزئيًا',
    placed: 'مُسكَّن',
    ended: 'منتهٍ',
    returned: 'مُعاد',
    refused: 'مرفوض',
    withdrawn: 'مسحوب',
  },
  planState: {
    running: 'قيد التشغيل',
    proposed: 'مقترحة',
    approved: 'معتمدة',
    applied: 'مُطبّقة',
    discarded: 'مستبعدة',
    superseded: 'مُستبدلة',
    failed: 'فاشلة',
  },
  siteStatus: { planned: 'مخطط لها', under_construction: 'قيد الإنشاء', open: 'مفتوحة', closed: 'مغلقة' },
  inspectionState: {
    scheduled: 'مُجدوَل',
    under_way: 'جارٍ',
    submitted: 'مُرسَل',
    reviewed: 'منشور',
    closed: 'مُقفَل',
  },
  inspectionReason: {
    routine: 'دوري',
    pre_opening: 'قبل الافتتاح',
    complaint: 'شكوى',
    follow_up: 'متابعة',
    risk: 'خطورة',
  },
  inspectionOutcome: { passed: 'مجتاز', conditional: 'مجتاز بشروط', failed: 'غير مجتاز' },
  workers: (count) =>
    plural('ar', count, {
      zero: 'عامل',
      one: 'عامل واحد',
      two: 'عاملان',
      few: 'عمال',
      many: 'عاملًا',
      other: 'عامل',
    }),
  beds: (count) =>
    plural('ar', count, {
      zero: 'سرير',
      one: 'سرير واحد',
      two: 'سريران',
      few: 'أسرّة',
      many: 'سريرًا',
      other: 'سرير',
    }),
  rows: (count) =>
    plural('ar', count, { zero: 'صف', one: 'صف واحد', two: 'صفان', few: 'صفوف', many: 'صفًا', other: 'صف' }),
  days: (count) =>
    plural('ar', count, {
      zero: 'يوم',
      one: 'يوم واحد',
      two: 'يومان',
      few: 'أيام',
      many: 'يومًا',
      other: 'يوم',
    }),
  comma: '، ',
  kilometres: (metres) => `${(metres / 1000).toFixed(1)} كم`,
};
