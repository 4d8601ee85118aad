import { plural } from '#app/i18n/plural.ts';

export const people = (count: number) => plural('en', count, { one: 'person', other: 'people' });
