import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { getInspection } from '#app/data/inspection/inspections.ts';
import { loadInspectionPage } from '#app/server/inspection/inspection-page.ts';
import { reviewBy } from '#app/server/inspection/review-action.ts';
import { recordId } from '#app/server/request/record-id.ts';
import { signedIn } from '#app/server/request/request-context.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { DoneNotice } from '#app/ui/done-notice.tsx';
import { ActTable } from '#app/ui/inspections/act-table.tsx';
import { AnswerTables, HeadCounts, PartChooser } from '#app/ui/inspections/answer-tables.tsx';
import { ConflictList } from '#app/ui/inspections/conflict-list.tsx';
import { FindingList } from '#app/ui/inspections/finding-list.tsx';
import { InspectionFacts } from '#app/ui/inspections/inspection-facts.tsx';
import { OpenPoints } from '#app/ui/inspections/open-points.tsx';
import { ReportedChanges } from '#app/ui/inspections/reported-changes.tsx';
import { useReportWords } from '#app/ui/inspections/report-words.ts';
import { ReviewForm } from '#app/ui/inspections/review-form.tsx';
import { SubmissionForm } from '#app/ui/inspections/submission-form.tsx';
import { VersionTable } from '#app/ui/inspections/version-table.tsx';
import { VisitRecord } from '#app/ui/inspections/visit-record.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { ProblemNotice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { EmptyState, PageHeader } from '#app/ui/page.tsx';
import { useRefresh } from '#app/ui/refresh.ts';
import { useRefusal } from '#app/ui/refusal.ts';
import { InspectionStateTag, OutcomeTag } from '#app/ui/state-tags.tsx';
import { Pagination } from '#app/ui/table.tsx';
import { Tabs } from '#app/ui/tabs.tsx';

export const meta = titled((texts) => texts.shell.inspections);

/** What was refused was often refused because something arrived: it is read anew then too. */
export const shouldRevalidate = () => true;

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const inspectionId = recordId<'inspection'>(params['inspectionId']);
  const { accountId, role } = signedIn(context);
  const { outline, tileUrl, today } = context;
  const page = await context.transact((transaction) =>
    loadInspectionPage(transaction, { inspectionId, accountId, role, today, request }),
  );
  return { ...page, outline, tileUrl };
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const inspectionId = recordId<'inspection'>(params['inspectionId']);
  await context.transact((transaction) => getInspection(transaction, { inspectionId }));
  const answer = await reviewBy(context, { inspectionId, form: await request.formData() });
  if ('refused' in answer) return answer.refused;
  return redirect(`/inspections/${inspectionId}?done=${answer.done}`);
}

export default function InspectionPage() {
  const page = useLoaderData<typeof loader>();
  const { inspection, report, published, view, views, review, open } = page;
  const { problem } = useRefusal();
  const { texts, format, language } = useSpeech();
  const { reports, shell } = texts;
  const [search] = useSearchParams();
  const { inspectedPlace } = useReportWords();
  useRefresh(open?.isJudging ?? false);
  const version = search.get('version');
  const link = (to: (typeof views)[number]) =>
    `?${new URLSearchParams({ view: to, ...(version && { version }) })}`;
  const arrived = page.arrived;
  const paper = `/inspections/${inspection.id}/report.pdf?version=${published?.version ?? ''}`;
  return (
    <>
      <PageHeader
        title={
          <>
            {reports.inspection(inspection.number)}: {inspectedPlace(report.place)}
          </>
        }
        lead={
          <span className="flex flex-wrap items-center gap-2">
            <InspectionStateTag state={inspection.state} />
            {published ? <OutcomeTag outcome={report.outcome} /> : null}
            <span>
              {published
                ? reports.publishedVersion(published.version, format.instant(published.publishedAt))
                : inspection.submittedAt
                  ? page.latestVersion
                    ? reports.draft
                    : reports.notPublished
                  : null}
            </span>
          </span>
        }
        back={{ to: '/inspections', label: shell.inspections }}
        actions={
          <>
            {report.place.buildingId ? (
              <LinkButton to={`/sites/${report.place.siteKey}/buildings/${report.place.buildingId}/history`}>
                {reports.history}
              </LinkButton>
            ) : null}
            {page.latestVersion && page.seesRecord ? (
              <LinkButton to={published ? '?version=draft' : '?'}>
                {published ? reports.showDraft : reports.showPublished}
              </LinkButton>
            ) : null}
            {published ? (
              <>
                <LinkButton reloadDocument to={`${paper}&paper=${language === 'ar' ? 'en' : 'ar'}`}>
                  {reports.pdfInOther}
                </LinkButton>
                <LinkButton kind="primary" reloadDocument to={paper}>
                  {reports.pdf}
                </LinkButton>
              </>
            ) : null}
          </>
        }
      />
      <DoneNotice
        words={{
          settled: reports.conflict.settled,
          submitted: reports.submission.done,
          withdrawn: reports.finding.takenBack,
          published: reports.review.published,
          corrected: reports.review.corrected,
        }}
      />
      <ProblemNotice problem={problem} />
      {open ? <OpenPoints open={open} /> : null}
      {page.conflicts.length > 0 ? (
        <ConflictList conflicts={page.conflicts} arrived={arrived} maySettle={page.maySettle} />
      ) : null}
      <InspectionFacts report={report} tally={page.tally} follows={page.follows} />
      {page.maySubmit ? <SubmissionForm /> : null}
      {review ? <Review key={review.mark} review={review} /> : null}
      <Tabs
        label={shell.inspections}
        tabs={views.map((each) => ({ to: link(each), label: reports.views[each], current: each === view }))}
      />
      {view === 'findings' ? (
        <>
          {page.findings.length === 0 ? (
            <EmptyState title={inspection.submittedAt ? reports.finding.empty : reports.finding.emptyDraft} />
          ) : (
            <FindingList findings={page.findings} arrived={arrived} canWithdraw={page.canWithdraw} />
          )}
          <ReportedChanges changes={report.changes} role={page.role} />
        </>
      ) : null}
      {view === 'answers' ? (
        <>
          <PartChooser parts={page.parts} part={page.part} />
          <HeadCounts places={page.places} />
          <AnswerTables places={page.places} />
        </>
      ) : null}
      {view === 'visit' ? (
        <VisitRecord
          report={{ ...report, photos: page.photos }}
          map={{ outline: page.outline, tileUrl: page.tileUrl, boundary: page.boundary }}
        />
      ) : null}
      {view === 'acts' ? <ActTable acts={page.acts} /> : null}
      {view === 'versions' ? <VersionTable versions={page.versions} /> : null}
      <Pagination page={page.page} pages={page.pages} />
    </>
  );
}

function Review({
  review,
}: {
  review: NonNullable<ReturnType<typeof useLoaderData<typeof loader>>['review']>;
}) {
  const { reports, problems } = useSpeech().texts;
  const { isOwn, isJudged, conflicts, missingActs } = review;
  const obstacles = [
    isOwn && reports.review.own,
    conflicts > 0 && reports.open.conflicts(conflicts),
    missingActs > 0 && problems.inspection_acts_missing({}),
    !isJudged && problems.inspection_not_judged({}),
  ].filter((each) => typeof each === 'string');
  return <ReviewForm {...review} obstacles={obstacles} />;
}
