import type { PlanningTexts } from '#app/i18n/en/planning.ts';

export const planning: PlanningTexts = {};
