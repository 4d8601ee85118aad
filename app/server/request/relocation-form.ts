import { decideRelocations } from '#app/data/capacity/relocations.ts';
import type { DecidedRelocation } from '#app/domain/capacity/changes/relocation-decision.ts';
import { readDecision } from '#app/domain/capacity/changes/relocation-decision.ts';
import type { CapacityChangeId } from '#app/domain/identity/ids.ts';
import type { FieldProblems } from '#app/domain/problem.ts';
import { isProblemError } from '#app/domain/problem.ts';
import { refuseForm } from './form.ts';
import type { RequestContext } from './request-context.ts';
import { recordId } from './record-id.ts';
import { signedIn } from './request-context.ts';

/**
 * Records what a form decides for people with nowhere to go, or takes it back.
 * @returns the answer to a form that is wrong, else null
 */
export async function recordDecision(
  context: RequestContext,
  { changeId, form }: { changeId: CapacityChangeId; form: FormData },
): Promise<ReturnType<typeof refuseForm> | null> {
  const read = readRelocationForm(form);
  if (!read.ok) return refuseForm(read.problems, form);
  const { people, decision } = read;
  const decidedBy = signedIn(context).accountId;
  try {
    await context.transact((transaction) =>
      decideRelocations(transaction, { changeId, people, decision, decidedBy }),
    );
    return null;
  } catch (error) {
    if (isProblemError(error) && error.problem.code === 'relocation_stay_too_short')
      return refuseForm({ until: 'stay_too_short' }, form);
    throw error;
  }
}

/** For whom something is decided, those ticked or everybody without a decision yet, and what. */
function readRelocationForm(form: FormData):
  | {
      readonly ok: true;
      readonly people: readonly string[] | 'undecided';
      /** Null where a decision is taken back. */
      readonly decision: DecidedRelocation | null;
    }
  | { readonly ok: false; readonly problems: FieldProblems } {
  const takesBack = form.get('intent') === 'undecide';
  const forEverybody = !takesBack && form.get('everybody') === 'yes';
  const people = forEverybody
    ? 'undecided'
    : form.getAll('people').map((id) => recordId<'assignment'>(id.toString()));
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
