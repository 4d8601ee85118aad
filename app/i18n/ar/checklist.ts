import type { ChecklistTexts } from '#app/i18n/en/checklist.ts';

export const checklist: ChecklistTexts = {
  title: '',
};
