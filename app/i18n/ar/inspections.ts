import type { InspectionsTexts } from '#app/i18n/en/inspections.ts';

export const inspections: InspectionsTexts = {
  title: 'التفتيش',
  tabs: { risk: 'الخطورة', schedule: 'الجدول', all: 'كل عمليات التفتيش', inspectors: 'المفتشون' },
};
