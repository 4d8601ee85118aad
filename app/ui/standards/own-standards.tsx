import { Link } from '@remix-run/react';
import type { Day } from '#app/domain/dates.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Card } from '#app/ui/page.tsx';
import { DataTable } from '#app/ui/table.tsx';
import { useStandardName } from './standard-name.ts';

interface OwnStandard {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly nameAr: string | null;
  readonly lastAdoptedFrom: Day | null;
}

/** The standards that were composed here, each of which a planner may propose to adopt. */
export function OwnStandards({
  standards: rows,
  mayAdopt,
}: {
  standards: readonly OwnStandard[];
  mayAdopt: boolean;
}) {
  const { texts, format } = useSpeech();
  const { standards } = texts;
  const nameOf = useStandardName();
  if (rows.length === 0) return null;
  const versionOf = (standard: OwnStandard) => standards.version(nameOf(standard), standard.version);
  return (
    <Card title={standards.ownStandards} className="mt-6">
      <p className="mb-4 max-w-prose text-muted">{standards.ownStandardsLead}</p>
      <DataTable
        caption={standards.ownStandards}
        rows={rows}
        rowKey={(standard) => standard.id}
        columns={[
          { key: 'name', header: standards.standard, rowHeader: true, cell: versionOf },
          {
            key: 'adopted',
            header: standards.lastAdopted,
            cell: ({ lastAdoptedFrom }) =>
              lastAdoptedFrom ? format.day(lastAdoptedFrom) : standards.neverAdopted,
          },
          ...(mayAdopt
            ? [
                {
                  key: 'adopt',
                  header: standards.adopt,
                  cell: (standard: OwnStandard) => (
                    <Link
                      to={`/standards/${standard.id}/adopt`}
                      aria-label={standards.adoptThis(versionOf(standard))}
                    >
                      {standards.adopt}
                    </Link>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
}
