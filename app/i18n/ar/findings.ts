import type { FindingsTexts } from '#app/i18n/en/findings.ts';

export const findings: FindingsTexts = {
  title: '',
};
