import { plural } from '#app/i18n/plural.ts';

export const people = (count: number) =>
  plural('ar', count, {
    zero: 'شخص',
    one: 'شخص واحد',
    two: 'شخصان',
    few: 'أشخاص',
    many: 'شخصًا',
    other: 'شخص',
  });

export const photos = (count: number) =>
  plural('ar', count, {
    zero: 'صورة',
    one: 'صورة واحدة',
    two: 'صورتان',
    few: 'صور',
    many: 'صورة',
    other: 'صورة',
  });

export const questions = (count: number) =>
  plural('ar', count, {
    zero: 'سؤال',
    one: 'سؤال واحد',
    two: 'سؤالان',
    few: 'أسئلة',
    many: 'سؤالًا',
    other: 'سؤال',
  });
