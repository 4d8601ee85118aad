import { Link } from '@remix-run/react';
import type { InspectionReport, tallyOf } from '#app/domain/inspection/report.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Card, Facts } from '#app/ui/page.tsx';
import { useStandardName } from '#app/ui/standards/standard-name.ts';
import { OutcomeTag } from '#app/ui/state-tags.tsx';
import { useReportWords } from './report-words.ts';

/** What was inspected, when, why, by whom and by which standard; and how it came out. */
export function InspectionFacts({
  report,
  tally,
  follows,
}: {
  report: Omit<InspectionReport, 'places' | 'findings' | 'photos'>;
  tally: ReturnType<typeof tallyOf>;
  /** The inspection whose findings this one looks at again. */
  follows: { readonly id: string; readonly number: number } | null;
}) {
  const { texts, format } = useSpeech();
  const { reports, terms } = texts;
  const { inspectedPlace } = useReportWords();
  const standardName = useStandardName();
  const { place } = report;
  const to = place.buildingId
    ? `/sites/${place.siteKey}/buildings/${place.buildingId}`
    : `/sites/${place.siteKey}`;
  return (
    <div className="mb-6 grid gap-4 lg:grid-cols-2">
      <Card>
        <Facts
          facts={[
            {
              label: reports.list.place,
              value: (
                <>
                  <Link to={to}>{inspectedPlace(place)}</Link>
                  {place.onlyRooms ? (
                    <span className="block font-normal">
                      {place.onlyRooms.map((name) => texts.places.room(name)).join(terms.comma)}
                    </span>
                  ) : null}
                </>
              ),
            },
            {
              label: reports.list.reason,
              value: (
                <>
                  {terms.inspectionReason[report.reason]}
                  {follows ? (
                    <span className="block font-normal">
                      {reports.follows}{' '}
                      <Link to={`/inspections/${follows.id}`}>{reports.inspection(follows.number)}</Link>
                    </span>
                  ) : null}
                </>
              ),
            },
            {
              label: reports.standard,
              value: (
                <>
                  <bdi>{standardName(report.standard)}</bdi>
                  <span className="block font-normal">{reports.version(report.standard.version)}</span>
                </>
              ),
            },
            {
              label: reports.list.inspectors,
              value:
                report.inspectors.length === 0 ? reports.list.nobody : report.inspectors.join(terms.comma),
            },
          ]}
        />
      </Card>
      <Card>
        <Facts
          facts={[
            { label: reports.list.day, value: format.day(report.scheduledOn) },
            ...(report.startedAt ? [{ label: reports.began, value: format.instant(report.startedAt) }] : []),
            ...(report.submittedAt
              ? [
                  { label: reports.submittedAt, value: format.instant(report.submittedAt) },
                  { label: reports.list.outcome, value: <OutcomeTag outcome={report.outcome} /> },
                ]
              : []),
            ...(report.startedAt
              ? [
                  {
                    label: reports.asked,
                    value: reports.ofAll(format.number(tally.answered), format.number(tally.asked)),
                  },
                  { label: reports.met, value: format.number(tally.met) },
                  { label: reports.notMet, value: format.number(tally.notMet) },
                  { label: reports.unknown, value: format.number(tally.unknown) },
                ]
              : []),
            ...(report.summary
              ? [
                  {
                    label: reports.summary,
                    value: <bdi className="whitespace-pre-line">{report.summary}</bdi>,
                  },
                ]
              : []),
          ]}
        />
      </Card>
    </div>
  );
}
