import type { DecidedRelocation } from '#app/domain/capacity/relocation-decision.ts';
import { readDecision } from '#app/domain/capacity/relocation-decision.ts';
import type { FieldProblems } from '#app/domain/problem.ts';

/** The people of a form of decisions: those ticked, or everybody without a decision yet. */
export type ChosenPeople = readonly string[] | 'undecided';

/** Reads for whom something is decided, and what; `intent` undecide takes a decision back and needs none. */
export function readRelocationForm(
  form: FormData,
):
  | { readonly ok: true; readonly people: ChosenPeople; readonly decision: DecidedRelocation | null }
  | { readonly ok: false; readonly problems: FieldProblems } {
  const takesBack = form.get('intent') === 'undecide';
  const forEverybody = !takesBack && form.get('everybody') === 'yes';
  const people = forEverybody ? 'undecided' : form.getAll('people').map(String);
  const text = (name: string) => form.get(name)?.toString() ?? '';
  const read = takesBack
    ? ({ ok: true, decision: null } as const)
    : readDecision({ decision: text('decision'), until: text('until'), measure: text('measure') });
  const problems: FieldProblems = {
    ...(read.ok ? {} : read.problems),
    ...(people.length === 0 ? { people: 'choose_a_worker' as const } : {}),
  };
  if (!read.ok || people.length === 0) return { ok: false, problems };
  return { ok: true, people, decision: read.decision };
}
