import type { InspectorTexts } from '#app/i18n/en/inspector.ts';

export const inspector: InspectorTexts = {
  title: '',
};
