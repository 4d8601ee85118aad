import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { applyPlan, digestOfOvertaken, findOvertaken } from '#app/data/placement/plan-application.ts';
import { discardPlan, getPlan } from '#app/data/placement/plans.ts';
import { movesOf } from '#app/domain/allocation/recorded-measures.ts';
import { readForm } from '#app/server/request/form.ts';
import { readPlanView, viewsOf } from '#app/server/request/plan-view.ts';
import { recordId } from '#app/server/request/record-id.ts';
import { signedIn } from '#app/server/request/request-context.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Notice, ProblemNotice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { PageHeader } from '#app/ui/page.tsx';
import { PlanDecision } from '#app/ui/planning/plan-decision.tsx';
import { PlanFacts } from '#app/ui/planning/plan-facts.tsx';
import { WorkProgress } from '#app/ui/planning/work-progress.tsx';
import { PlanView } from '#app/ui/planning/plan-view.tsx';
import { PrintButton } from '#app/ui/print-button.tsx';
import { useRefresh } from '#app/ui/refresh.ts';
import { useRefusal } from '#app/ui/refusal.ts';
import { PlanStateTag } from '#app/ui/state-tags.tsx';
import { Tabs } from '#app/ui/tabs.tsx';

export const meta = titled((texts) => texts.planning.plansTitle);

/** What was refused was often refused because the records changed: they are read anew then too. */
export const shouldRevalidate = () => true;

const decisionForm = z.object({
  intent: z.enum(['apply', 'discard']),
  /** The digest of the overtaken placements that the approver was shown. */
  agreedTo: z.string().default(''),
});

/** What a plan may still be the beginning of; of one that is applied, what it placed is on record. */
const replannableStates: readonly string[] = ['proposed', 'superseded', 'discarded'];

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const planId = recordId<'plan'>(params['planId']);
  const actor = signedIn(context);
  const { outline, tileUrl, today } = context;
  return context.transact(async (transaction) => {
    const plan = await getPlan(transaction, { planId });
    const { measures } = plan;
    const shown = measures && (await readPlanView(transaction, { planId, measures, request, today }));
    const isPlanner = actor.role === 'planner';
    const mayDecide = isPlanner && plan.state === 'proposed';
    // Judging a large plan anew takes seconds: once, where it is signed, and not at every turn of a page.
    const overtaken = mayDecide && shown?.view === 'map' ? await findOvertaken(transaction, { planId }) : [];
    return {
      plan,
      views: measures ? viewsOf(measures) : [],
      shown,
      overtaken,
      agreedTo: digestOfOvertaken(overtaken),
      mayDecide,
      mayReplan: isPlanner && measures !== null && replannableStates.includes(plan.state),
      isOwn: plan.startedBy === actor.accountId,
      outline,
      tileUrl,
    };
  });
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const planId = recordId<'plan'>(params['planId']);
  const read = readForm(decisionForm, await request.formData());
  if (!read.ok) return read.answer;
  const { intent, agreedTo } = read.value;
  const { accountId } = signedIn(context);
  await context.transact(async (transaction) => {
    if (intent === 'discard') await discardPlan(transaction, { planId, accountId });
    else await applyPlan(transaction, { planId, approver: accountId, agreedTo });
  });
  return redirect(intent === 'discard' ? '/plans?done=discarded' : `/plans/${planId}`);
}

export default function PlanPage() {
  const { plan, views, shown, overtaken, agreedTo, mayDecide, mayReplan, isOwn, outline, tileUrl } =
    useLoaderData<typeof loader>();
  const { problem } = useRefusal();
  const { planning, plans, problems } = useSpeech().texts;
  useRefresh(plan.state === 'running');
  const { measures } = plan;
  return (
    <>
      <PageHeader
        title={planning.plan(plan.number)}
        lead={<PlanStateTag state={plan.state} />}
        back={{ to: '/plans', label: planning.plansTitle }}
        actions={
          measures ? (
            <>
              {mayDecide && shown?.view !== 'map' ? (
                <LinkButton to="?view=map" kind="primary">
                  {planning.toDecision}
                </LinkButton>
              ) : null}
              {mayReplan ? (
                <LinkButton to={`/plans/new?basedOn=${plan.id}`}>{plans.page.replan}</LinkButton>
              ) : null}
              <LinkButton to={`/plans/${plan.id}/workers.csv`} reloadDocument>
                {plans.page.export}
              </LinkButton>
              <PrintButton kind="secondary" />
            </>
          ) : null
        }
      />
      <div className="mb-5 flex flex-col gap-4">
        <ProblemNotice problem={problem} />
        {plan.state === 'running' ? (
          <WorkProgress label={planning.running} decided={plan.decidedWorkers} total={plan.totalWorkers} />
        ) : null}
        {plan.basedOn ? (
          <p>
            {plans.page.basedOn}{' '}
            <Link to={`/plans/${plan.basedOn.id}`}>{planning.plan(plan.basedOn.number)}</Link>
          </p>
        ) : null}
        {plan.refusal ? (
          <Notice tone="danger">{problems[plan.refusal.code](plan.refusal.details)}</Notice>
        ) : null}
        {plan.failure ? <Notice tone="danger">{planning.failed(plan.failure)}</Notice> : null}
        {plan.state === 'applied' && measures ? (
          <Notice tone="success">
            {planning.applied(measures.placed - plan.leftOut, plan.leftOut)}{' '}
            {movesOf(measures) > 0
              ? plans.moves.applied(movesOf(measures) - plan.movesLeftOut, plan.movesLeftOut)
              : null}
          </Notice>
        ) : null}
      </div>
      {measures && shown ? (
        <>
          <div
            className={`mb-6 grid gap-6 ${mayDecide && shown.view === 'map' ? 'lg:grid-cols-[2fr_1fr]' : ''}`}
          >
            <PlanFacts plan={{ ...plan, measures }} />
            {mayDecide && shown.view === 'map' ? (
              <PlanDecision
                placed={measures.placed}
                moves={movesOf(measures)}
                isOwn={isOwn}
                overtaken={overtaken}
                agreedTo={agreedTo}
              />
            ) : null}
          </div>
          <Tabs
            label={planning.plansTitle}
            tabs={views.map((each) => ({
              to: `?view=${each}`,
              label: planning.views[each],
              current: each === shown.view,
            }))}
          />
          <PlanView
            shown={shown}
            plan={{ id: plan.id, measures, options: plan.options, isApplied: plan.state === 'applied' }}
            outline={outline}
            tileUrl={tileUrl}
          />
        </>
      ) : null}
    </>
  );
}
