import { useSpeech } from '#app/ui/language-context.tsx';
import { EmptyState } from '#app/ui/page.tsx';
import { DataTable } from '#app/ui/table.tsx';
import { useRuleInWords } from './rule-in-words.ts';

interface Adopted {
  readonly name: string;
  readonly nameAr: string | null;
  readonly adoptedFrom: string;
  readonly reason: string;
  readonly criteria: readonly {
    readonly id: string;
    readonly key: string;
    readonly operator: string;
    readonly threshold: unknown;
    readonly unit: string | null;
    readonly scope: string;
    readonly severity: string;
    readonly originName: string | null;
    readonly originUrl: string | null;
    readonly originConfidence: string | null;
  }[];
}

/** The standard in force, with where each of its criteria comes from. */
export function AdoptedStandard({ standard }: { standard: Adopted | null }) {
  const { texts, format, language } = useSpeech();
  const { places } = texts;
  const inWords = useRuleInWords();
  if (!standard) return <EmptyState title={places.standardsNone} />;
  return (
    <>
      <p className="mb-1 font-semibold" dir="auto">
        {language === 'ar' ? (standard.nameAr ?? standard.name) : standard.name}
      </p>
      <p className="mb-4 text-muted">
        {places.adoptedFrom(format.day(standard.adoptedFrom))} · <bdi>{standard.reason}</bdi>
      </p>
      <DataTable
        caption={places.adoptedView}
        rows={standard.criteria}
        rowKey={(criterion) => criterion.id}
        columns={[
          {
            key: 'key',
            header: places.criterion,
            rowHeader: true,
            cell: (criterion) => places.criteria[criterion.key] ?? criterion.key,
          },
          {
            key: 'threshold',
            header: places.threshold,
            cell: inWords,
          },
          {
            key: 'scope',
            header: places.scope,
            cell: (criterion) => places.scopes[criterion.scope] ?? criterion.scope,
          },
          {
            key: 'severity',
            header: places.severity,
            cell: (criterion) => places.severities[criterion.severity] ?? criterion.severity,
          },
          {
            key: 'origin',
            header: places.origin,
            cell: (criterion) =>
              criterion.originUrl ? (
                <>
                  <a href={criterion.originUrl} rel="noreferrer" dir="auto">
                    {criterion.originName}
                  </a>{' '}
                  <span className="text-sm text-muted">
                    ({places.confidence[criterion.originConfidence ?? ''] ?? criterion.originConfidence})
                  </span>
                </>
              ) : (
                '—'
              ),
          },
        ]}
      />
    </>
  );
}
