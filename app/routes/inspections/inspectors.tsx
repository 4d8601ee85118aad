import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, useLoaderData, useSearchParams } from '@remix-run/react';
import {
  countVisitsToCome,
  declareConflict,
  listConflicts,
  listInspectors,
  removeConflict,
  setInspectorSites,
} from '#app/data/inspection/inspectors.ts';
import { listSites } from '#app/data/places/places.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { conflictForm, readConflictPlace } from '#app/server/request/conflict-form.ts';
import { readForm, refuseForm } from '#app/server/request/form.ts';
import { recordId } from '#app/server/request/record-id.ts';
import { signedIn } from '#app/server/request/request-context.ts';
import { SubmitButton } from '#app/ui/button.tsx';
import { ConfirmButton } from '#app/ui/confirm-button.tsx';
import { DoneNotice } from '#app/ui/done-notice.tsx';
import { CheckboxField, SelectField } from '#app/ui/field.tsx';
import { InterestConflictFields } from '#app/ui/inspections/interest-conflict-fields.tsx';
import { InterestConflicts } from '#app/ui/inspections/interest-conflicts.tsx';
import { InspectionTabs } from '#app/ui/inspections/inspection-tabs.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Notice, ProblemNotice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, EmptyState, PageHeader } from '#app/ui/page.tsx';
import { useRefusal } from '#app/ui/refusal.ts';

export const meta = titled((texts) => texts.inspections.inspectors.title);

export async function loader({ context }: LoaderFunctionArgs) {
  return context.transact(async (transaction) => {
    const visits = await countVisitsToCome(transaction, { from: context.today });
    const conflictsOf = Map.groupBy(await listConflicts(transaction), ({ accountId }) => accountId);
    const inspectors = await listInspectors(transaction);
    return {
      inspectors: inspectors.map(({ accountId, displayName, siteIds }) => ({
        accountId,
        displayName,
        siteIds,
        visits: visits.get(accountId) ?? 0,
        conflicts: conflictsOf.get(accountId) ?? [],
      })),
      sites: await listSites(transaction),
      role: signedIn(context).role,
    };
  });
}

/** Sets an inspector's sites (`intent=sites`), notes a conflict of interest (`conflict`) or removes one (`remove`). */
export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData();
  const intent = form.get('intent');
  const done = (word: string, planned = 0) =>
    redirect(`/inspections/inspectors?done=${word}${planned ? `&planned=${planned}` : ''}`);
  if (intent === 'remove') {
    const conflictId = recordId(form.get('conflictId')?.toString());
    await context.transact((transaction) => removeConflict(transaction, { conflictId }));
    return done('removed');
  }
  const accountId = recordId<'account'>(form.get('accountId')?.toString());
  if (intent === 'sites') {
    await context.transact(async (transaction) => {
      const known = new Set((await listSites(transaction)).map(({ id }) => id));
      const siteIds = [...new Set(form.getAll('site').map(String))].filter((id) => known.has(id));
      await setInspectorSites(transaction, { accountId, siteIds });
    });
    return done('sites');
  }
  if (intent !== 'conflict') throw new ProblemError('form_unreadable');
  const read = readForm(conflictForm, form);
  if (!read.ok) return read.answer;
  const { siteId, reason } = read.value;
  const { today } = context;
  const noted = await context.transact(async (transaction) => {
    const place = await readConflictPlace(transaction, read.value);
    if (!place.ok) return place.problems;
    const { buildingId } = place;
    return declareConflict(transaction, { accountId, siteId, buildingId, reason, today });
  });
  return typeof noted === 'number' ? done('conflict', noted) : refuseForm(noted, form);
}

export default function Inspectors() {
  const { inspectors: rows, sites, role } = useLoaderData<typeof loader>();
  const refusal = useRefusal();
  const { texts, language } = useSpeech();
  const { inspections } = texts;
  const { inspectors } = inspections;
  return (
    <>
      <PageHeader title={inspectors.title} lead={inspectors.lead} />
      <InspectionTabs current="inspectors" role={role} />
      <DoneNotice
        words={{ sites: inspectors.sitesSaved, conflict: inspectors.declared, removed: inspectors.removed }}
      />
      <PlannedThere />
      <ProblemNotice problem={refusal.problem} />
      {rows.length === 0 ? (
        <EmptyState title={inspectors.none} />
      ) : (
        <div className="grid gap-5 lg:grid-cols-2">
          {rows.map((inspector) => (
            <Card key={inspector.accountId} title={<bdi>{inspector.displayName}</bdi>}>
              <p className="mb-3 text-muted">{inspectors.week(inspector.visits)}</p>
              <Form method="post">
                <input type="hidden" name="accountId" value={inspector.accountId} />
                <fieldset>
                  <legend className="font-semibold">{inspectors.sites}</legend>
                  <div className="grid gap-x-4 sm:grid-cols-2">
                    {sites.map((site) => (
                      <CheckboxField
                        key={site.id}
                        name="site"
                        value={site.id}
                        label={language === 'ar' ? site.nameAr : site.nameEn}
                        defaultChecked={inspector.siteIds.includes(site.id)}
                      />
                    ))}
                  </div>
                </fieldset>
                <SubmitButton kind="secondary" name="intent" value="sites" className="mt-2">
                  {inspectors.saveSites}
                </SubmitButton>
              </Form>
              <h3 className="mt-5 mb-2">{inspectors.conflicts}</h3>
              <InterestConflicts
                conflicts={inspector.conflicts}
                action={({ id }) => (
                  <Form method="post" id={`remove-${id}`}>
                    <input type="hidden" name="conflictId" value={id} />
                    <ConfirmButton
                      form={`remove-${id}`}
                      name="intent"
                      value="remove"
                      label={inspectors.remove}
                      question={inspectors.removeQuestion}
                    >
                      <p>{inspectors.removeHint}</p>
                    </ConfirmButton>
                  </Form>
                )}
              />
            </Card>
          ))}
          <Card title={inspectors.add}>
            <Form method="post" noValidate className="flex max-w-xl flex-col gap-4">
              <SelectField
                name="accountId"
                label={inspections.inspector}
                defaultValue={refusal.typed?.['accountId']}
                options={rows.map(({ accountId, displayName }) => ({ value: accountId, label: displayName }))}
              />
              <InterestConflictFields sites={sites} refusal={refusal} />
              <div>
                <SubmitButton name="intent" value="conflict">
                  {inspectors.add}
                </SubmitButton>
              </div>
            </Form>
          </Card>
        </div>
      )}
    </>
  );
}

/** What a conflict that was noted means for visits that are planned already. */
function PlannedThere() {
  const [search] = useSearchParams();
  const { inspectors } = useSpeech().texts.inspections;
  const planned = Math.min(100_000, Math.trunc(Number(search.get('planned'))) || 0);
  return planned > 0 ? (
    <div className="mb-4">
      <Notice tone="warning">{inspectors.stillPlanned(planned)}</Notice>
    </div>
  ) : null;
}
