import type { InspectionsTexts } from '#app/i18n/en/inspections.ts';

export const inspections: InspectionsTexts = {
  title: '',
};
