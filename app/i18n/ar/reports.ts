import type { ReportsTexts } from '#app/i18n/en/reports.ts';
import { isolate } from '#app/i18n/isolate.ts';
import { plural } from '#app/i18n/plural.ts';

export const reports: ReportsTexts = {
  inspection: (number) => `التفتيش رقم ${number}`,
  wholeSite: (site) => `${isolate(site)}، المدينة كلها`,
  list: {
    lead: 'ما فُتِّش، ومن فتّشه، وما ترتب عليه.',
    leads: {
      supervisor: 'ما أرسله المفتشون ينتظر هنا المراجعة والنشر.',
      site_manager: 'عمليات التفتيش في مدنك بعد إرسالها.',
    },
    searchLabel: 'المبنى أو رقم التفتيش',
    any: 'الكل',
    number: 'التفتيش',
    place: 'المكان',
    site: 'المدينة',
    day: 'اليوم',
    from: 'من',
    to: 'إلى',
    reason: 'السبب',
    inspector: 'المفتش',
    inspectors: 'المفتشون',
    nobody: 'لا أحد بعد',
    state: 'الحالة',
    outcome: 'النتيجة',
    findings: 'المخالفات',
    critical: (count) => `منها ${count} حرجة`,
    none: 'لا تفتيش بعد.',
    noneMatches: 'لا يوجد تفتيش مطابق.',
    showAll: 'عرض كل عمليات التفتيش',
    found: (count) =>
      plural('ar', count, {
        zero: 'عملية تفتيش',
        one: 'عملية تفتيش واحدة',
        two: 'عمليتا تفتيش',
        few: 'عمليات تفتيش',
        many: 'عملية تفتيش',
        other: 'عملية تفتيش',
      }),
  },
};
