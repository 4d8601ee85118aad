import type { ReportsTexts } from '#app/i18n/en/reports.ts';

export const reports: ReportsTexts = {
  title: '',
};
