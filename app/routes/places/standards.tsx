import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { findAdoptedStandard } from '#app/data/standards.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { titled } from '#app/ui/page-title.ts';
import { EmptyState, PageHeader } from '#app/ui/page.tsx';
import { DataTable } from '#app/ui/table.tsx';

export const meta = titled((texts) => texts.places.standardsTitle);

export async function loader({ context }: LoaderFunctionArgs) {
  return {
    standard: await context.transact((transaction) =>
      findAdoptedStandard(transaction, { day: context.today }),
    ),
  };
}

export default function Standards() {
  const { standard } = useLoaderData<typeof loader>();
  const { texts, format } = useSpeech();
  const { places } = texts;
  if (!standard) return <EmptyState title={places.standardsNone} />;
  return (
    <>
      <PageHeader
        title={places.standardsTitle}
        lead={`${places.adoptedFrom(format.day(standard.adoptedFrom))} · ${standard.reason}`}
      />
      <p className="mb-4 font-semibold" dir="auto">
        {standard.name}
      </p>
      <DataTable
        caption={places.standardsTitle}
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
            cell: (criterion) =>
              `${places.operators[criterion.operator] ?? criterion.operator}${typeof criterion.threshold === 'number' ? ` ${format.number(criterion.threshold)}` : ''}`,
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
