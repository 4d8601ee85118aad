import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { proposeAdoption } from '#app/data/capacity/capacity-changes.ts';
import { getOwnStandard } from '#app/data/standards/composed-standards.ts';
import { readChangeDays } from '#app/domain/capacity/changes/change-days.ts';
import { readReason, typedChangeDays } from '#app/server/request/change-form.ts';
import { refuseForm } from '#app/server/request/form.ts';
import { recordId } from '#app/server/request/record-id.ts';
import { signedIn } from '#app/server/request/request-context.ts';
import { ProposalForm } from '#app/ui/changes/proposal-form.tsx';
import { DoneNotice } from '#app/ui/done-notice.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, PageHeader } from '#app/ui/page.tsx';
import { useStandardName } from '#app/ui/standards/standard-name.ts';
import { StandardRules } from '#app/ui/standards/standard-rules.tsx';

export const meta = titled((texts) => texts.changes.kinds.adoption);

export async function loader({ context, params }: LoaderFunctionArgs) {
  const standardId = recordId(params['standardId']);
  const standard = await context.transact((transaction) => getOwnStandard(transaction, { standardId }));
  return { standard, today: context.today };
}

/** Proposes the adoption; what it would do is then worked out. */
export async function action({ context, params, request }: ActionFunctionArgs) {
  const standardId = recordId(params['standardId']);
  const form = await request.formData();
  const days = readChangeDays(typedChangeDays(form), context.today);
  const reason = readReason(form);
  if (!days.ok || !reason.ok)
    return refuseForm({ ...(days.ok ? {} : days.problems), ...(reason.ok ? {} : reason.problems) }, form);
  const { effectiveFrom, residentsUntil } = days.days;
  const changeId = await context.transact(async (transaction) => {
    await getOwnStandard(transaction, { standardId });
    return proposeAdoption(transaction, {
      standardId,
      effectiveFrom,
      residentsUntil,
      reason: reason.reason,
      proposedBy: signedIn(context).accountId,
    });
  });
  context.background.start({ kind: 'change', id: changeId });
  return redirect(`/changes/${changeId}`);
}

export default function AdoptStandard() {
  const { standard, today } = useLoaderData<typeof loader>();
  const { shell, standards } = useSpeech().texts;
  const name = useStandardName()(standard);
  return (
    <>
      <PageHeader
        title={standards.adoptTitle(standards.version(name, standard.version))}
        lead={standards.adoptLead}
        back={{ to: '/standards', label: shell.standards }}
      />
      <DoneNotice words={{ composed: standards.composed }} />
      <Card className="mb-6 max-w-2xl">
        <ProposalForm today={today} kind="adoption" reasonHint={standards.reasonHint} />
      </Card>
      <h2 className="mb-3">{standards.asks}</h2>
      <StandardRules standard={standard} />
    </>
  );
}
