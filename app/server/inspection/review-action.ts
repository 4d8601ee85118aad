import { randomUUID } from 'node:crypto';
import { settleConflict } from '#app/data/inspection/settlement.ts';
import {
  correctReport,
  publishReport,
  submitAsItStands,
  withdrawFinding,
} from '#app/data/inspection/review.ts';
import type { InspectionId } from '#app/domain/identity/ids.ts';
import { ProblemError, isProblemError, problemStatus } from '#app/domain/problem.ts';
import { readForm, refuseForm, refuseWhole } from '#app/server/request/form.ts';
import type { RequestContext } from '#app/server/request/request-context.ts';
import { signedIn } from '#app/server/request/request-context.ts';
import {
  correctForm,
  publishForm,
  settleForm,
  submitForm,
  withdrawForm,
} from '#app/server/request/review-form.ts';

type Done = 'settled' | 'submitted' | 'withdrawn' | 'published' | 'corrected';

/** Does what a supervisor's form asks of an inspection, by its `intent`. @returns what was done, or the answer to a wrong form */
export async function reviewBy(
  context: RequestContext,
  { inspectionId, form }: { inspectionId: InspectionId; form: FormData },
): Promise<
  | { readonly done: Done }
  | { readonly refused: ReturnType<typeof refuseForm> | ReturnType<typeof refuseWhole> }
> {
  const { today } = context;
  const reviewer = signedIn(context).accountId;
  const inspection = { inspectionId, reviewer, today };
  const drawConsequences = () => context.background.start({ kind: 'inspection', id: inspectionId });
  try {
    switch (form.get('intent')) {
      case 'settle': {
        const read = readForm(settleForm, form);
        if (!read.ok) return { refused: read.answer };
        const act = { operationId: randomUUID(), at: new Date() };
        const settled = await context.transact((transaction) =>
          settleConflict(transaction, { ...inspection, ...act, settlement: read.value }),
        );
        if (!settled.ok) return { refused: refuseForm(settled.problems, form) };
        for (const id of settled.submitted) context.background.start({ kind: 'inspection', id });
        return { done: 'settled' };
      }
      case 'submit': {
        const read = readForm(submitForm, form);
        if (!read.ok) return { refused: read.answer };
        await context.transact((transaction) =>
          submitAsItStands(transaction, { ...inspection, ...read.value }),
        );
        drawConsequences();
        return { done: 'submitted' };
      }
      case 'withdraw': {
        const read = readForm(withdrawForm, form);
        if (!read.ok) return { refused: read.answer };
        await context.transact((transaction) =>
          withdrawFinding(transaction, { ...inspection, ...read.value }),
        );
        drawConsequences();
        return { done: 'withdrawn' };
      }
      case 'publish': {
        const read = readForm(publishForm, form);
        if (!read.ok) return { refused: read.answer };
        await context.transact((transaction) => publishReport(transaction, { ...inspection, ...read.value }));
        return { done: 'published' };
      }
      case 'correct': {
        const read = readForm(correctForm, form);
        if (!read.ok) return { refused: read.answer };
        await context.transact((transaction) => correctReport(transaction, { ...inspection, ...read.value }));
        if (read.value.withdrawn.length > 0) drawConsequences();
        return { done: 'corrected' };
      }
      default:
        throw new ProblemError('form_unreadable');
    }
  } catch (error) {
    // It is about one field, and stands beside it.
    if (isProblemError(error) && error.problem.code === 'outcome_needs_reason')
      return { refused: refuseForm({ summary: 'required' }, form) };
    // Overtaken by what arrived meanwhile, what was typed is shown beside it.
    if (isProblemError(error) && problemStatus[error.problem.code] === 409)
      return { refused: refuseWhole(error, form) };
    throw error;
  }
}
