import type { TypedChangeDays } from '#app/domain/capacity/changes/change-days.ts';
import type { FieldProblemCode } from '#app/domain/problem.ts';
import { cleanName } from '#app/domain/typed-text.ts';

/** The days of a change as a form bears them. */
export function typedChangeDays(form: FormData): TypedChangeDays {
  const text = (name: string) => form.get(name)?.toString() ?? '';
  return {
    effectiveFrom: text('effectiveFrom'),
    residentsUntil: text('residentsUntil'),
    closedUntil: text('closedUntil'),
  };
}

const LONGEST_REASON = 2000;

/** Why a change is made. */
export function readReason(
  form: FormData,
):
  | { readonly ok: true; readonly reason: string }
  | { readonly ok: false; readonly problems: { readonly reason: FieldProblemCode } } {
  const reason = cleanName(form.get('reason')?.toString() ?? '');
  if (reason === '') return { ok: false, problems: { reason: 'required' } };
  if (reason.length > LONGEST_REASON) return { ok: false, problems: { reason: 'too_long' } };
  return { ok: true, reason };
}
