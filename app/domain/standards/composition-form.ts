import { z } from 'zod';

const name = z.string().trim().min(1, 'required').max(200, 'too_long');
const LONGEST_REASON = 500;

/** The form of a standard in the making: its base, the rules that are ticked, its names, and a reason by criterion. */
export const compositionForm = z.object({
  base: z.uuid('not_a_choice'),
  rules: z.array(z.uuid('not_a_choice')),
  nameAr: name,
  name,
});

/** The field in which a planner says why, of the criterion with this key. */
export const reasonField = (key: string) => `reason-${key}`;

/** The reasons of such a form, by the criterion's key. */
export function reasonsForm(keys: readonly string[]) {
  const reason = z.string().trim().max(LONGEST_REASON, 'too_long').default('');
  return z.object(Object.fromEntries(keys.map((key) => [reasonField(key), reason])));
}
