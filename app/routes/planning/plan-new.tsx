import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { z } from 'zod';
import { getPlan, startPlan } from '#app/data/placement/plans.ts';
import { getScenario } from '#app/data/placement/scenarios.ts';
import { listQueue } from '#app/data/placement/request-queue.ts';
import { optionsForm, optionsOfForm } from '#app/domain/allocation/options-form.ts';
import { defaultOptions } from '#app/domain/allocation/options.ts';
import { optionsOf } from '#app/domain/allocation/scenario.ts';
import type { PlacementRequestId, PlanId } from '#app/domain/identity/ids.ts';
import { plannableStates } from '#app/domain/placement/states.ts';
import { isolate } from '#app/i18n/isolate.ts';
import { readForm } from '#app/server/request/form.ts';
import { recordId } from '#app/server/request/record-id.ts';
import { signedIn } from '#app/server/request/request-context.ts';
import { LinkButton, SubmitButton } from '#app/ui/button.tsx';
import { CheckboxField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { FieldProblemSummary, ProblemNotice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, EmptyState, PageHeader } from '#app/ui/page.tsx';
import { PlanOptionsFields, usePlanOptionsLabels } from '#app/ui/planning/plan-options-fields.tsx';
import { useRefusal } from '#app/ui/refusal.ts';

export const meta = titled((texts) => texts.planning.newPlan);

/** Nobody ticks thousands one by one: beyond these, a plan takes all of them or the most urgent. */
const MOST_SHOWN = 300;

const planForm = optionsForm.safeExtend({
  scope: z.enum(['all', 'chosen']).default('all'),
  requests: z.array(z.uuid('not_a_choice')),
  /** The plan whose placements stay wherever they still hold. */
  basedOn: z.uuid('not_a_choice').optional(),
});

/** `?basedOn=` a plan that is made anew, or `?scenario=` one whose rules of the plan are to begin with. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const asked = new URL(request.url).searchParams;
  const [earlier, supposed] = [asked.get('basedOn'), asked.get('scenario')];
  return context.transact(async (transaction) => {
    const basedOn = earlier && (await getPlan(transaction, { planId: recordId<'plan'>(earlier) }));
    const scenario =
      supposed && (await getScenario(transaction, { scenarioId: recordId<'scenario'>(supposed) }));
    const query = {
      states: plannableStates,
      search: '',
      sort: 'priority',
      descending: true,
      limit: MOST_SHOWN,
      offset: 0,
    } as const;
    const { rows, total } = await listQueue(transaction, query);
    return {
      requests: rows.filter((row) => row.workers > row.housed),
      total,
      options: basedOn ? basedOn.options : scenario ? optionsOf(scenario.changes) : defaultOptions,
      basedOn: basedOn ? { id: basedOn.id, number: basedOn.number } : null,
    };
  });
}

export async function action({ context, request }: ActionFunctionArgs) {
  const read = readForm(planForm, await request.formData());
  if (!read.ok) return read.answer;
  const { scope, requests, basedOn, ...form } = read.value;
  const planId = await context.transact((transaction) =>
    startPlan(transaction, {
      startedBy: signedIn(context).accountId,
      requestIds: scope === 'all' ? 'all' : (requests as PlacementRequestId[]),
      options: optionsOfForm(form),
      basedOn: (basedOn as PlanId | undefined) ?? null,
      today: context.today,
    }),
  );
  context.background.start({ kind: 'plan', id: planId });
  return redirect(`/plans/${planId}`);
}

export default function NewPlan() {
  const { requests, total, options, basedOn } = useLoaderData<typeof loader>();
  const refusal = useRefusal();
  const { problem, problems, typed, chosen } = refusal;
  const [scope, setScope] = useState<'all' | 'chosen'>(typed?.['scope'] === 'chosen' ? 'chosen' : 'all');
  const ticked =
    typed?.['scope'] === 'chosen' ? (chosen?.['requests'] ?? [typed['requests'] ?? '']) : undefined;
  const optionsLabels = usePlanOptionsLabels();
  const { texts, format } = useSpeech();
  const { planning, plans, terms, shell } = texts;
  return (
    <>
      <PageHeader
        title={basedOn ? plans.page.replanTitle(planning.plan(basedOn.number)) : planning.newPlan}
        lead={basedOn ? plans.page.replanLead : planning.newPlanLead}
        back={
          basedOn
            ? { to: `/plans/${basedOn.id}`, label: planning.plan(basedOn.number) }
            : { to: '/plans', label: planning.plansTitle }
        }
      />
      {requests.length === 0 ? (
        <EmptyState title={planning.nothingAccepted}>
          <LinkButton to="/requests">{planning.toQueue}</LinkButton>
        </EmptyState>
      ) : (
        <Form method="post" noValidate className="flex max-w-3xl flex-col gap-5">
          <ProblemNotice problem={problem} />
          <FieldProblemSummary problems={problems} labels={optionsLabels} />
          <Card className="flex flex-col gap-2">
            <fieldset>
              <legend className="mb-2 font-semibold">{planning.whichRequests}</legend>
              {(['all', 'chosen'] as const).map((each) => (
                <label key={each} className="flex min-h-11 items-center gap-3">
                  <input
                    type="radio"
                    name="scope"
                    value={each}
                    checked={scope === each}
                    onChange={() => setScope(each)}
                    className="size-6 shrink-0"
                  />
                  {each === 'all' ? planning.allAccepted(total) : planning.onlyTicked}
                </label>
              ))}
            </fieldset>
            {scope === 'chosen' ? (
              <fieldset>
                <legend className="mb-2 font-semibold">{planning.queueTitle}</legend>
                {total > requests.length ? (
                  <p className="text-sm text-muted">{planning.mostUrgentShown(requests.length)}</p>
                ) : null}
                {requests.map((request) => (
                  <CheckboxField
                    key={request.id}
                    name="requests"
                    value={request.id}
                    defaultChecked={ticked?.includes(request.id) ?? true}
                    label={`${planning.request(request.number)} · ${isolate(request.employerName)}`}
                    hint={`${terms.workers(request.workers - request.housed)} · ${format.range(request, shell.openEnded)} · ${planning.priorityName(request.priority)}`}
                  />
                ))}
              </fieldset>
            ) : null}
          </Card>
          {basedOn ? <input type="hidden" name="basedOn" value={basedOn.id} /> : null}
          <PlanOptionsFields options={options} refusal={refusal} />
          <div>
            <SubmitButton>{planning.start}</SubmitButton>
          </div>
        </Form>
      )}
    </>
  );
}
