import { Link } from '@remix-run/react';
import type { InspectionOutcome } from '#app/domain/inspection/findings.ts';
import type { ReportDifferences } from '#app/domain/inspection/report.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { EmptyState } from '#app/ui/page.tsx';
import { OutcomeTag } from '#app/ui/state-tags.tsx';
import { DataTable } from '#app/ui/table.tsx';
import { useReportWords } from './report-words.ts';

interface Version {
  readonly version: number;
  readonly outcome: InspectionOutcome;
  readonly correctionReason: string;
  readonly publishedByName: string;
  readonly publishedAt: string;
  readonly contentHash: string;
  /** Null of the first. */
  readonly differences: ReportDifferences | null;
}

/** Every version that was published, the newest in front, and what each changed. */
export function VersionTable({ versions }: { versions: readonly Version[] }) {
  const { texts, format } = useSpeech();
  const { reports } = texts;
  const words = reports.versions;
  if (versions.length === 0) return <EmptyState title={words.none} />;
  return (
    <DataTable
      caption={reports.views.versions}
      rows={versions}
      rowKey={({ version }) => String(version)}
      columns={[
        {
          key: 'version',
          header: words.version,
          rowHeader: true,
          cell: ({ version }) => <Link to={`?version=${version}`}>{reports.version(version)}</Link>,
        },
        {
          key: 'published',
          header: words.published,
          cell: ({ publishedByName, publishedAt }) => (
            <>
              <bdi>{publishedByName}</bdi>
              <span className="block text-sm text-muted">{format.instant(publishedAt)}</span>
            </>
          ),
        },
        { key: 'outcome', header: words.outcome, cell: ({ outcome }) => <OutcomeTag outcome={outcome} /> },
        {
          key: 'reason',
          header: words.reason,
          wide: true,
          cell: ({ correctionReason }) =>
            correctionReason ? <bdi className="whitespace-pre-line">{correctionReason}</bdi> : words.first,
        },
        {
          key: 'differences',
          header: words.differences,
          wide: true,
          cell: ({ differences }) => (differences ? <DifferenceList differences={differences} /> : '—'),
        },
        {
          key: 'hash',
          header: words.hash,
          wide: true,
          cell: ({ contentHash }) => (
            <bdi dir="ltr" className="block max-w-52 font-mono text-sm break-all">
              {contentHash}
            </bdi>
          ),
        },
      ]}
    />
  );
}

export function DifferenceList({ differences }: { differences: ReportDifferences }) {
  const { reports } = useSpeech().texts;
  const said = useReportWords().differences(differences);
  return said.length === 0 ? (
    <>{reports.versions.noDifference}</>
  ) : (
    <ul>
      {said.map((each) => (
        <li key={each}>{each}</li>
      ))}
    </ul>
  );
}
