import { redirect } from '@remix-run/node';
import { z } from 'zod';
import { decideRepair, getOpenAction, reportRepair } from '#app/data/inspection/corrective-actions.ts';
import { listInspectorsFor, scheduleReinspection } from '#app/data/inspection/reinspections.ts';
import { isDay } from '#app/domain/dates.ts';
import type { FindingId } from '#app/domain/identity/ids.ts';
import { readRejection, readRepairNote } from '#app/domain/inspection/repair-decision.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { readPhotoForm, storePhotos } from '#app/server/files/photo-form.ts';
import { readTyped, refuseForm, refuseWhole } from './form.ts';
import type { RequestContext } from './request-context.ts';
import { signedIn } from './request-context.ts';

const intents = z.enum(['report', 'accept', 'reject', 'reinspect']);

/**
 * What is done about a finding by its page's forms: a repair reported, accepted or rejected, a re-inspection scheduled. What
 * was refused comes back with what was typed.
 * @throws ProblemError forbidden where the role may not
 */
export async function actOnFinding(
  context: RequestContext,
  { findingId, form }: { findingId: FindingId; form: FormData },
) {
  const intent = intents.safeParse(form.get('intent'));
  if (!intent.success) throw new ProblemError('form_unreadable');
  const { role } = signedIn(context);
  const mayDo = {
    report: role === 'site_manager',
    accept: role === 'inspector' || role === 'supervisor',
    reject: role === 'inspector' || role === 'supervisor',
    reinspect: role === 'planner' || role === 'supervisor',
  }[intent.data];
  if (!mayDo) throw new ProblemError('forbidden');
  try {
    const refused = await act[intent.data](context, { findingId, form });
    return refused ?? redirect(`/findings/${findingId}?done=${intent.data}`);
  } catch (error) {
    return refuseWhole(error, form);
  }
}

type Act = (
  context: RequestContext,
  asked: { readonly findingId: FindingId; readonly form: FormData },
) => Promise<ReturnType<typeof refuseForm> | null>;

const report: Act = async (context, { findingId, form }) => {
  const note = readRepairNote(form.get('note')?.toString() ?? '');
  if (!note.ok) return refuseForm({ note: note.code }, form);
  // Before any photo is stored, so that what is done already takes none.
  const correctiveActionId = await context.transact((t) => getOpenAction(t, { findingId }));
  const photos = await storePhotos(context, await readPhotoForm(form), { correctiveActionId });
  const reportedBy = signedIn(context).accountId;
  await context.transact((t) => reportRepair(t, { findingId, note: note.value, photos, reportedBy }));
  return null;
};

const accept: Act = async (context, { findingId }) => {
  const decidedBy = signedIn(context).accountId;
  await context.transact((t) => decideRepair(t, { findingId, decision: { kind: 'accept' }, decidedBy }));
  return null;
};

const reject: Act = async (context, { findingId, form }) => {
  const read = readRejection(readTyped(form, ['reason', 'dueOn']), context.today);
  if (!read.ok) return refuseForm(read.problems, form);
  const decidedBy = signedIn(context).accountId;
  await context.transact((t) => decideRepair(t, { findingId, decision: read.decision, decidedBy }));
  return null;
};

const reinspect: Act = async (context, { findingId, form }) => {
  const { on, inspector } = readTyped(form, ['on', 'inspector']);
  const problem = !on ? 'required' : !isDay(on) ? 'not_a_day' : on < context.today ? 'starts_in_past' : null;
  if (problem) return refuseForm({ on: problem }, form);
  return context.transact(async (transaction) => {
    const chosen = (await listInspectorsFor(transaction, { findingId })).find(({ id }) => id === inspector);
    if (inspector && !chosen) return refuseForm({ inspector: 'not_a_choice' }, form);
    const scheduledBy = signedIn(context).accountId;
    await scheduleReinspection(transaction, { findingId, on, inspectorId: chosen?.id ?? null, scheduledBy });
    return null;
  });
};

const act = { report, accept, reject, reinspect } as const;
