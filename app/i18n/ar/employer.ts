import type { EmployerTexts } from '#app/i18n/en/employer.ts';

export const employer: EmployerTexts = {};
