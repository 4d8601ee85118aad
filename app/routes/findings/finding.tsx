import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { mayDecideRepair } from '#app/data/inspection/corrective-actions.ts';
import { getFinding } from '#app/data/inspection/finding-detail.ts';
import { listInspectorsFor } from '#app/data/inspection/reinspections.ts';
import { findInstrument } from '#app/data/standards/standards.ts';
import { nextStep } from '#app/domain/inspection/escalation.ts';
import { actOnFinding } from '#app/server/request/finding-form.ts';
import { recordId } from '#app/server/request/record-id.ts';
import { signedIn } from '#app/server/request/request-context.ts';
import { usePlaceInWords } from '#app/ui/changes/place-in-words.ts';
import { DoneNotice } from '#app/ui/done-notice.tsx';
import { EvidencePhotos } from '#app/ui/findings/evidence-photos.tsx';
import { FindingFacts } from '#app/ui/findings/finding-facts.tsx';
import { NoticeList } from '#app/ui/findings/notice-list.tsx';
import { JudgeRepairForm, ReinspectForm, ReportRepairForm } from '#app/ui/findings/repair-forms.tsx';
import { RepairList } from '#app/ui/findings/repair-list.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Notice, ProblemNotice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, PageHeader } from '#app/ui/page.tsx';
import { useRefusal } from '#app/ui/refusal.ts';
import { SeverityTag } from '#app/ui/state-tags.tsx';

export const meta = titled((texts) => texts.findings.finding);

/** What was refused was often refused because the records changed: they are read anew then too. */
export const shouldRevalidate = () => true;

export async function loader({ context, params }: LoaderFunctionArgs) {
  const findingId = recordId<'finding'>(params['findingId']);
  const { today } = context;
  const { role, accountId } = signedIn(context);
  return context.transact(async (transaction) => {
    const finding = await getFinding(transaction, { findingId, today });
    const instrument = await findInstrument(transaction, { key: finding.rule.standardKey });
    const isOpen = finding.completed === null && finding.withdrawal === null;
    const isReported = finding.repairs.some(({ accepted }) => accepted === null);
    const judges = role === 'inspector' || role === 'supervisor';
    const mayJudge = judges && (await mayDecideRepair(transaction, { findingId, accountId }));
    const mayReinspect = (role === 'planner' || role === 'supervisor') && finding.withdrawal === null;
    return {
      finding,
      instrument,
      role,
      isReported,
      next: isOpen
        ? nextStep({
            ...finding,
            issued: finding.notices.map(({ step, issuedOn }) => ({ step, on: issuedOn })),
            mayClose: finding.place.buildingId !== null,
          })
        : null,
      mayReport: role === 'site_manager' && isOpen && !isReported,
      mayJudge: mayJudge && isOpen && isReported,
      hasConflict: judges && isOpen && isReported && !mayJudge,
      inspectors:
        mayReinspect && !finding.scheduled && (isOpen || finding.closure?.isClosed)
          ? await listInspectorsFor(transaction, { findingId })
          : null,
      today,
    };
  });
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const findingId = recordId<'finding'>(params['findingId']);
  return actOnFinding(context, { findingId, form: await request.formData() });
}

export default function FindingPage() {
  const { finding, instrument, role, today, ...loaded } = useLoaderData<typeof loader>();
  const { problem } = useRefusal();
  const { texts, format } = useSpeech();
  const { findings } = texts;
  const { criteria } = texts.places;
  const placeWords = usePlaceInWords();
  const name = criteria[finding.rule.key] ?? finding.rule.key;
  return (
    <>
      <PageHeader
        title={name}
        lead={
          <>
            <SeverityTag severity={finding.severity} /> {placeWords(finding.place)}
          </>
        }
        back={{ to: '/findings', label: findings.title }}
      />
      <div className="mb-5 flex flex-col gap-4">
        <DoneNotice
          words={{
            report: findings.done.reported,
            accept: findings.done.accepted,
            reject: findings.done.rejected,
            reinspect: findings.done.scheduled,
          }}
        />
        <ProblemNotice problem={problem} />
        {finding.withdrawal ? (
          <Notice title={findings.withdrawn(format.instant(finding.withdrawal.at))}>
            <p dir="auto">{finding.withdrawal.reason}</p>
          </Notice>
        ) : null}
        {finding.closure?.isClosed ? (
          <Notice tone="danger" title={findings.closed}>
            <p>
              {findings.closedLead}{' '}
              {role === 'planner' || role === 'auditor' ? (
                <Link to="/changes?view=closures">{findings.toClosure}</Link>
              ) : null}
            </p>
          </Notice>
        ) : finding.closure ? (
          <Notice tone="success">{findings.reopened}</Notice>
        ) : null}
        {finding.scheduled ? (
          <Notice>{findings.scheduled(finding.scheduled.number, format.day(finding.scheduled.on))}</Notice>
        ) : null}
        {loaded.hasConflict ? <Notice tone="warning">{findings.conflict}</Notice> : null}
      </div>
      <div className="grid gap-6 lg:grid-cols-[2fr_1fr]">
        <div className="flex min-w-0 flex-col gap-6">
          <FindingFacts finding={finding} instrument={instrument} today={today} />
          <Card title={findings.evidence}>
            {finding.photos.length === 0 ? (
              <p className="text-muted">{findings.noPhotos}</p>
            ) : (
              <EvidencePhotos photos={finding.photos} of={name} />
            )}
          </Card>
          <RepairList repairs={finding.repairs} />
        </div>
        <div className="flex flex-col gap-6">
          {loaded.mayReport ? <ReportRepairForm /> : null}
          {loaded.mayJudge ? (
            <JudgeRepairForm isClosed={finding.closure?.isClosed ?? false} today={today} />
          ) : null}
          <NoticeList
            notices={finding.notices}
            next={loaded.next}
            isPaused={loaded.next !== null && loaded.isReported}
          />
          {loaded.inspectors ? <ReinspectForm inspectors={loaded.inspectors} today={today} /> : null}
        </div>
      </div>
    </>
  );
}
