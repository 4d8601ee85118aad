import { drawUpReport, listActs } from '#app/data/inspection/drawn-report.ts';
import { getInspection } from '#app/data/inspection/inspections.ts';
import { getPublished, listVersions } from '#app/data/inspection/published-reports.ts';
import { markOf, mayBeSubmittedAsItStands, photosAwaited } from '#app/data/inspection/review.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import type { Day } from '#app/domain/dates.ts';
import type { Role } from '#app/domain/identity/actor.ts';
import type { AccountId, InspectionId } from '#app/domain/identity/ids.ts';
import { conflictsOf } from '#app/domain/inspection/conflicts.ts';
import { recordOf } from '#app/domain/inspection/inspection-record.ts';
import type { InspectionReport } from '#app/domain/inspection/report.ts';
import { differencesOf, standingFindings, tallyOf } from '#app/domain/inspection/report.ts';
import { pageCount } from '#app/domain/paging.ts';
import { readListQuery } from '#app/server/request/list-query.ts';

const allViews = ['findings', 'answers', 'visit', 'versions', 'acts'] as const;

/**
 * What the page of an inspection shows to this role: the version that was published last or is asked for (`?version=2`),
 * or what stands now (`?version=draft`, and before anything is published). Of that, what the view (`?view=`) needs.
 */
export async function loadInspectionPage(
  transaction: ActorTransaction,
  {
    inspectionId,
    accountId,
    role,
    today,
    request,
  }: { inspectionId: InspectionId; accountId: AccountId; role: Role; today: Day; request: Request },
) {
  const asked = new URL(request.url).searchParams;
  const inspection = await getInspection(transaction, { inspectionId });
  const listed = await listVersions(transaction, { inspectionId });
  const latest = listed.at(-1);
  const version =
    asked.get('version') === 'draft'
      ? undefined
      : (listed.find((each) => String(each.version) === asked.get('version')) ?? latest);
  const published = version
    ? await getPublished(transaction, { inspectionId, version: version.version })
    : null;
  const drawn = await drawUpReport(transaction, { inspectionId, today });
  const report = published?.report ?? drawn.report;

  // What phones sent isn't for those whose place was inspected; what is published is.
  const seesRecord = role !== 'site_manager';
  const seesActs = role === 'auditor' || role === 'supervisor';
  const views = allViews.filter(
    (view) =>
      (view !== 'acts' || seesActs) &&
      (view === 'findings' || view === 'versions' || seesRecord || published),
  );
  const view = views.find((each) => each === asked.get('view')) ?? 'findings';
  const { page, limit, offset } = readListQuery(request);
  const acts =
    view === 'acts' ? await listActs(transaction, { inspectionId, limit, offset }) : { rows: [], total: 0 };

  const record = recordOf(drawn.pack.operations);
  const awaited = photosAwaited(drawn.report);
  const missingActs = [...record.missing.values()].reduce((sum, { length }) => sum + length, 0);
  const conflicts = seesRecord ? conflictsOf(drawn.pack, drawn.names) : [];
  const parts = [...new Set(report.places.map(({ floor }) => floor))];
  const askedPart = asked.get('part');
  const part = parts.find((each) => String(each ?? '') === askedPart) ?? parts[0] ?? null;
  const isOwn = inspection.inspectorId === accountId || inspection.secondInspectorId === accountId;
  const { places, findings, photos, ...rest } = report;
  return {
    inspection,
    role,
    seesRecord,
    latestVersion: latest?.version ?? null,
    published: published && { version: published.version, publishedAt: published.publishedAt },
    report: view === 'visit' ? rest : withoutRecord(rest),
    tally: tallyOf(places),
    follows: inspection.followsId
      ? await getInspection(transaction, { inspectionId: inspection.followsId })
      : null,
    arrived: drawn.report.photos.filter(({ isHere }) => isHere).map(({ hash }) => hash),
    views,
    view,
    findings:
      view === 'findings'
        ? [...standingFindings(report), ...findings.filter(({ withdrawn }) => withdrawn)]
        : [],
    parts,
    part,
    places: view === 'answers' ? places.filter(({ floor }) => floor === part) : [],
    photos: view === 'visit' ? photos : [],
    boundary: view === 'visit' ? drawn.pack.plan.boundary : null,
    acts: acts.rows.map((act) => ({ ...act, by: drawn.names.get(act.accountId) ?? '' })),
    page,
    pages: pageCount(acts.total),
    versions: view === 'versions' ? await versionsWithDifferences(transaction, { inspectionId, listed }) : [],
    conflicts,
    maySettle: role === 'supervisor' && !isOwn,
    maySubmit:
      role === 'supervisor' &&
      !isOwn &&
      conflicts.length === 0 &&
      mayBeSubmittedAsItStands(inspection, today),
    canWithdraw: role === 'supervisor' && !isOwn && inspection.state === 'submitted',
    open: seesRecord
      ? {
          missingActs,
          photosAwaited: awaited,
          lateActs: drawn.late.length,
          stoodAs: inspection.submissionNote && {
            by: drawn.names.get(inspection.submittedBy ?? '') ?? '',
            reason: inspection.submissionNote,
          },
          isJudging:
            inspection.state === 'submitted' &&
            !inspection.isJudged &&
            inspection.consequencesFailure === null,
          failure: inspection.consequencesFailure,
        }
      : null,
    review:
      role === 'supervisor' && inspection.submittedAt !== null && view === 'findings'
        ? {
            mark: markOf(drawn.report),
            proposedOutcome: drawn.report.proposedOutcome,
            photosAwaited: awaited,
            isOwn,
            conflicts: conflicts.length,
            missingActs: inspection.submissionNote ? 0 : missingActs,
            isJudged: inspection.isJudged,
            correction: latest
              ? await correctionOf(transaction, {
                  inspectionId,
                  version: latest.version,
                  report: drawn.report,
                })
              : null,
          }
        : null,
  };
}

/** The parts that only the view of the visit needs are left out. */
const withoutRecord = <Rest extends Pick<InspectionReport, 'signatures' | 'stamps' | 'remarks'>>(
  rest: Rest,
): Rest => ({
  ...rest,
  signatures: [],
  stamps: [],
  remarks: [],
});

async function correctionOf(
  transaction: ActorTransaction,
  {
    inspectionId,
    version,
    report,
  }: { inspectionId: InspectionId; version: number; report: InspectionReport },
) {
  const last = await getPublished(transaction, { inspectionId, version });
  return {
    outcome: last.outcome,
    summary: last.report.summary,
    // Outcome and summary stand as they were until the form says otherwise.
    differences: differencesOf(last.report, {
      ...report,
      outcome: last.outcome,
      summary: last.report.summary,
    }),
    findings: standingFindings(report),
  };
}

async function versionsWithDifferences(
  transaction: ActorTransaction,
  { inspectionId, listed }: { inspectionId: InspectionId; listed: Awaited<ReturnType<typeof listVersions>> },
) {
  const whole: Awaited<ReturnType<typeof getPublished>>[] = [];
  for (const { version } of listed) whole.push(await getPublished(transaction, { inspectionId, version }));
  return whole
    .map(({ report, ...version }, index) => {
      const before = whole[index - 1]?.report;
      return { ...version, differences: before ? differencesOf(before, report) : null };
    })
    .reverse();
}
