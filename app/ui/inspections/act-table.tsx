import type { OperationKind } from '#app/domain/inspection/operation.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { EmptyState, Tag } from '#app/ui/page.tsx';
import { DataTable } from '#app/ui/table.tsx';

interface Act {
  readonly id: string;
  readonly kind: OperationKind;
  readonly by: string;
  readonly phoneId: string;
  readonly sequence: number;
  readonly recordedAt: string;
  readonly receivedAt: string;
  readonly isLate: boolean;
  readonly body: object;
}

/** What the phones sent, as it arrived, for whoever checks the record. */
export function ActTable({ acts }: { acts: readonly Act[] }) {
  const { texts, format } = useSpeech();
  const words = texts.reports.acts;
  if (acts.length === 0) return <EmptyState title={words.none} />;
  return (
    <>
      <p className="mb-3 text-muted">{words.lead}</p>
      <DataTable
        caption={texts.reports.views.acts}
        rows={acts}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'kind',
            header: words.kind,
            rowHeader: true,
            cell: ({ kind }) => words.kinds[kind],
          },
          { key: 'by', header: words.by, cell: ({ by }) => <bdi>{by}</bdi> },
          {
            key: 'recorded',
            header: words.recorded,
            cell: ({ recordedAt }) => <time dateTime={recordedAt}>{format.instant(recordedAt)}</time>,
          },
          {
            key: 'received',
            header: words.received,
            cell: ({ receivedAt, isLate }) => (
              <>
                <time dateTime={receivedAt}>{format.instant(receivedAt)}</time>{' '}
                {isLate ? <Tag tone="warning">{words.late}</Tag> : null}
              </>
            ),
          },
          {
            key: 'phone',
            header: words.phone,
            cell: ({ phoneId, sequence }) => (
              <bdi dir="ltr" className="font-mono text-sm break-all">
                {phoneId.slice(-6)} · {sequence}
              </bdi>
            ),
          },
          {
            key: 'body',
            header: words.body,
            wide: true,
            cell: ({ body }) => (
              <code dir="ltr" className="block max-w-md text-start text-sm break-all">
                {JSON.stringify(body)}
              </code>
            ),
          },
        ]}
      />
    </>
  );
}
